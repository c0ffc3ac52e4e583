"""Names and keys of pieces: what is the same work, and what is not."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from rtxfer.batch import Piece, Row, plan
from rtxfer.errors import InputError
from rtxfer.job import Job


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.mp4", "b.mp4", "eve.jpg"):
        (tmp_path / name).write_bytes(b"x")
    return tmp_path


def planned(folder: Path, *rows: Row, **usual: object) -> list[Piece]:
    job = Job(driver=Path(), target=Path(), out=folder / "out", generator="warp")
    return plan(rows, replace(job, **usual), folder, "product")  # type: ignore[arg-type]


A = Row(driver=("a.mp4",), target=("eve.jpg",))


def test_results_are_named_for_what_they_are_made_of(folder: Path) -> None:
    rows = [Row(driver=("*.mp4",), target=("eve.jpg",)), A.model_copy(update={"generator": "eet"})]
    pieces = planned(folder, *rows)
    assert [piece.name for piece in pieces] == ["a-eve.mp4", "b-eve.mp4", "a-eve-eet.mp4"]
    assert [piece.job.generator for piece in pieces] == ["warp", "warp", "eet"]
    assert pieces[0].job.out == folder / "out" / "a-eve.mp4"


def test_a_row_differs_from_the_batch_in_what_it_says_alone(folder: Path) -> None:
    row = A.model_copy(update={"motion": {"jaw": 0.5}, "start": 1.0, "neutral": 2.0, "face": 2})
    usual = planned(folder, A)[0].job
    (piece,) = planned(folder, row)
    assert piece.job.settings.motion == usual.settings.motion.model_copy(update={"jaw": 0.5})
    assert (piece.job.start, piece.job.end, piece.job.neutral) == (1.0, None, 2.0)
    assert (usual.face, piece.job.face) == (None, 2)


def test_two_results_of_one_name_are_refused(folder: Path) -> None:
    with pytest.raises(InputError, match=r"a-eve\.mp4") as caught:
        planned(folder, A, A)
    assert "`out`" in caught.value.hint


@pytest.mark.parametrize("out", ["../x.mp4", "sub/x.mp4", "/x.mp4"])
def test_no_result_leaves_the_folder(folder: Path, out: str) -> None:
    with pytest.raises(InputError, match="plain name"):
        planned(folder, A.model_copy(update={"out": out}))


def test_a_missing_file_is_told_before_any_work(folder: Path) -> None:
    with pytest.raises(InputError, match=r"none\.mp4"):
        planned(folder, Row(driver=("none.mp4",), target=("eve.jpg",)))


def test_keys_tell_different_work_apart(folder: Path) -> None:
    key = planned(folder, A)[0].key
    assert planned(folder, A, backend="openvino", resume=True)[0].key == key
    assert (
        planned(folder, A.model_copy(update={"generator": "flow", "out": "a-eve.mp4"}))[0].key
        != key
    )
    assert planned(folder, A.model_copy(update={"motion": {"jaw": 0.5}}))[0].key != key
    assert planned(folder, A, encoder="nvenc")[0].key != key
    os.utime(folder / "a.mp4", ns=(0, 0))
    assert planned(folder, A)[0].key != key
