"""Long clips that lie elsewhere: fetched once on each node, then cut; parts meet in the store."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from rtxfer.batch import Batch, Piece, Row, plan
from rtxfer.batch.crew import CrewNews
from rtxfer.batch.cut import CuttingCrew
from rtxfer.batch.journal import opened
from rtxfer.batch.local import LocalCrew
from rtxfer.batch.outcome import Outcome
from rtxfer.batch.worker import Worker
from rtxfer.frame import Frame
from rtxfer.job import Job, run
from rtxfer.job_process import Failure
from tests.batch.conftest import served
from tests.batch.crews import ScriptedCrew
from tests.batch.likeness import most_unlike
from tests.media import make_video, moments

pytestmark = pytest.mark.usefixtures("cache")

FRAMES, SHORT = 70, 16
LENGTH = 50
"""As many as workers finish at a time."""


@pytest.fixture(scope="module")
def folder(
    driver_frames: list[Frame], clips: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A long clip and a short one, and a portrait."""
    folder = tmp_path_factory.mktemp("long")
    for name, count in (("long", FRAMES), ("short", SHORT)):
        images = [frame.image for frame in driver_frames[:count]]
        make_video(folder / f"{name}.mp4", pts=range(count), images=images, sound="aac")
    (folder / "grace_hopper.jpg").write_bytes((clips / "grace_hopper.jpg").read_bytes())
    return folder


@pytest.fixture(scope="module")
def undivided(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("undivided")
    for name in ("long", "short"):
        out = made / f"{name}-grace_hopper.mp4"
        driver, portrait = folder / f"{name}.mp4", folder / "grace_hopper.jpg"
        run(Job(driver, portrait, out, generator="warp", backend="onnxruntime"))
    return made


def pieces_at(address: str, journal: Path, out: str) -> list[Piece]:
    usual = Job(Path(), Path(), journal, generator="warp", backend="onnxruntime")
    drivers = tuple(f"{address}/{name}.mp4" for name in ("long", "short"))
    row = Row(driver=drivers, target=(f"{address}/grace_hopper.jpg",))
    return plan([row], usual, journal, "product", out)


def batch(pieces: list[Piece], journal: Path, crew: Any) -> list[Outcome]:
    with opened(journal) as lines, CuttingCrew(crew, long=FRAMES, length=LENGTH) as cutting:
        return list(Batch(pieces, lines, cutting).run().outcomes)


def test_parts_meet_in_the_store(
    memory: Any, folder: Path, undivided: Path, tmp_path: Path
) -> None:
    """And what is there of a clip is not made again, whoever goes on."""
    for path in folder.iterdir():
        memory.pipe_file(f"/in/{path.name}", path.read_bytes())
    begun: list[str] = []

    def do(worker: Worker, most: int, step: Piece, time: int) -> CrewNews:
        if len(begun) == most:
            return Failure("Tired.")
        begun.append(step.name)
        return worker.do(step.job if step.work is step.job else step.work, ignore, no)

    def ignore(news: object) -> None: ...
    def no() -> bool:
        return False

    pieces = pieces_at("memory://in", tmp_path, "memory://out")
    first = batch(pieces[:1], tmp_path, ScriptedCrew(2, partial(do, Worker(), 2)))
    assert [one.state for one in first] == ["failed"]
    name = "long-grace_hopper.mp4"
    assert begun == [f"{name} look", f"{name} 00000000"]
    left = {str(path).rpartition("/")[2] for path in memory.ls(f"/out/.{name}.rtxfer-cut", False)}
    assert left == {"driver.motion", "plan.json", "00000050.npz", "00000000.mp4"}
    begun.clear()
    second = batch(pieces, tmp_path, ScriptedCrew(2, partial(do, Worker(), 9)))
    assert [(one.state, one.reason, one.frames) for one in second] == [
        ("done", "", FRAMES), ("done", "", SHORT),
    ]  # fmt: skip
    assert begun == [f"{name} 00000050", "short-grace_hopper.mp4 look", f"{name} join"]
    assert sorted(memory.find("/out")) == [f"/out/{piece.name}" for piece in pieces]
    for piece in pieces:
        here = tmp_path / piece.name
        here.write_bytes(memory.cat_file(f"/out/{piece.name}"))
        same(here, undivided / piece.name)


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    with served(folder) as one:
        yield one


@pytest.mark.timeout(900)
@pytest.mark.parametrize("elsewhere", [True, False])
def test_two_workers_cut_what_comes_over_the_network(
    address: str, undivided: Path, tmp_path: Path, elsewhere: bool
) -> None:
    """Into a store that shows what is half written, and into a plain folder."""
    results = tmp_path / "results"
    results.mkdir()
    out = f"file://{results}" if elsewhere else ""
    journal = tmp_path / "journal" if elsewhere else results
    pieces = pieces_at(address, journal, out)
    outcomes = batch(pieces, journal, LocalCrew(2))
    assert [(one.state, one.reason, one.frames) for one in outcomes] == [
        ("done", "", FRAMES), ("done", "", SHORT),
    ]  # fmt: skip
    for piece in pieces:
        same(results / piece.name, undivided / piece.name)
    left = {path.name for path in results.iterdir()} - {"batch.jsonl", ".batch.jsonl.lock"}
    assert left == {piece.name for piece in pieces}


def same(one: Path, other: Path) -> None:
    assert most_unlike(one, other) < 3  # codecs round by their number of threads
    assert moments(one) == moments(other)
