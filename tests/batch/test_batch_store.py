"""Files that lie elsewhere: fetched once, put whole; in memory, over http, and in a folder."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from rtxfer.batch import Batch, Piece, Row, plan
from rtxfer.batch import store as stores
from rtxfer.batch.journal import opened
from rtxfer.batch.local import LocalCrew
from rtxfer.batch.table import read_rows
from rtxfer.errors import InputError, MissingDependencyError, OutputError
from rtxfer.forget import kept
from rtxfer.job import Job
from tests.batch.likeness import most_unlike

pytestmark = pytest.mark.usefixtures("cache")

fsspec = pytest.importorskip("fsspec", reason="pip install 'rtxfer[batch]'")


def usual(folder: Path) -> Job:
    return Job(Path(), Path(), folder, generator="warp", backend="onnxruntime", neutral="first")


def in_memory(memory: object, clips: Path, names: tuple[str, ...]) -> None:
    for name in names:
        memory.pipe_file(f"/in/{name}", (clips / name).read_bytes())  # type: ignore[attr-defined]


def test_a_table_its_files_and_the_results_may_lie_elsewhere(
    memory: object, clips: Path, alone: Path, tmp_path: Path
) -> None:
    in_memory(memory, clips, ("clip0.mp4", "clip1.mp4", "grace_hopper.jpg"))
    fsspec.filesystem("memory").pipe_file(
        "/in/jobs.csv", b"driver,target\nclip*.mp4,grace_hopper.jpg\n"
    )
    rows = read_rows(stores.fetched("memory://in/jobs.csv"))
    journal_folder = tmp_path / "journal"
    pieces = plan(rows, usual(journal_folder), "memory://in", "product", "memory://out")
    assert [piece.name for piece in pieces] == ["clip0-grace_hopper.mp4", "clip1-grace_hopper.mp4"]
    for piece in pieces:
        assert not piece.made
        summary = do(piece)
        assert summary.frames == 16
        assert piece.made
        here = tmp_path / piece.name
        here.write_bytes(memory.cat_file(f"/out/{piece.name}"))  # type: ignore[attr-defined]
        assert most_unlike(here, alone / piece.name) < 1
    assert sorted(memory.ls("/out", detail=False)) == [  # type: ignore[attr-defined]
        f"/out/{piece.name}" for piece in pieces
    ]


def do(piece: Piece) -> object:
    from rtxfer.job import Kept

    with Kept() as prepared:
        return piece.work.do(lambda progress: None, lambda phase: None, prepared)  # type: ignore[union-attr]


@pytest.mark.timeout(900)
def test_workers_fetch_over_the_network_and_do_nothing_twice(
    server: str, alone: Path, tmp_path: Path
) -> None:
    """A result is put beside its place and renamed where a store shows what is half written."""
    out = f"file://{tmp_path}/results"
    row = Row(driver=(f"{server}/clip0.mp4",), target=(f"{server}/grace_hopper.jpg",))
    for state in ("done", "kept"):
        pieces = plan([row], usual(tmp_path / "journal"), tmp_path, "product", out)
        with opened(tmp_path / "journal") as journal, LocalCrew(1) as crew:
            (outcome,) = Batch(pieces, journal, crew).run().outcomes
        assert (outcome.state, outcome.reason) == (state, "")
        assert outcome.output == f"{out}/clip0-grace_hopper.mp4"
    (made,) = (tmp_path / "results").iterdir()
    assert most_unlike(made, alone / made.name) < 3  # codecs round by their number of threads


def test_an_object_that_was_changed_is_other_work(memory: object, clips: Path) -> None:
    in_memory(memory, clips, ("clip0.mp4", "grace_hopper.jpg"))
    row = Row(driver=("memory://in/clip0.mp4",), target=("memory://in/grace_hopper.jpg",))
    planned = partial(plan, [row], usual(clips), clips, "product", "memory://out")
    before = planned()[0].key
    assert planned()[0].key == before
    first = stores.fetched("memory://in/clip0.mp4")
    assert stores.fetched("memory://in/clip0.mp4") == first
    memory.pipe_file("/in/clip0.mp4", b"another")  # type: ignore[attr-defined]
    assert planned()[0].key != before
    again = stores.fetched("memory://in/clip0.mp4")
    assert again.read_bytes() == b"another"
    assert again.name == first.name == "clip0.mp4"


def test_a_result_that_breaks_off_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "old.mp4").write_bytes(b"old")
    (tmp_path / "new.mp4").write_bytes(b"new")
    url = f"file://{tmp_path}/old.mp4"
    local = fsspec.implementations.local.LocalFileSystem

    def breaking(system: object, here: str, there: str, **options: object) -> None:
        Path(there).write_bytes(b"n")
        raise OSError("the line is cut")

    with monkeypatch.context() as broken:
        broken.setattr(local, "put_file", breaking)
        with pytest.raises(OutputError, match="the line is cut"):
            stores.put(tmp_path / "new.mp4", url)
    assert (tmp_path / "old.mp4").read_bytes() == b"old"
    assert not list(tmp_path.glob(".*.part"))
    stores.put(tmp_path / "new.mp4", url)
    assert (tmp_path / "old.mp4").read_bytes() == b"new"


def test_what_was_fetched_is_forgotten(memory: object, clips: Path) -> None:
    in_memory(memory, clips, ("grace_hopper.jpg",))
    path = stores.fetched("memory://in/grace_hopper.jpg")
    assert path in {file for one in kept() for file in one.files}


@pytest.mark.parametrize("name", ["memory://in/none.mp4", "memory://in/none*.mp4"])
def test_what_is_not_there_is_told_before_any_work(memory: object, clips: Path, name: str) -> None:
    row = Row(driver=(name,), target=("grace_hopper.jpg",))
    with pytest.raises(InputError, match="none"):
        plan([row], usual(clips), clips, "product")


def test_a_package_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "fsspec", None)
    with pytest.raises(MissingDependencyError, match="fsspec") as caught:
        stores.exists("s3://bucket/a.mp4")
    assert "rtxfer[batch]" in caught.value.hint
