"""Processes on this machine do what one process does, and outlive each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from rtxfer.batch import Batch, BatchProgress, Report, Row
from rtxfer.batch.cores import shares
from rtxfer.batch.journal import opened
from rtxfer.batch.local import LocalCrew, usual_size
from tests.batch.conftest import pieces_of
from tests.batch.likeness import most_unlike
from tests.media import moments


def test_results_are_those_of_one_process(clips: Path, alone: Path, tmp_path: Path) -> None:
    pieces = pieces_of(
        clips,
        tmp_path,
        Row(driver=("clip*.mp4",), target=("grace_hopper.jpg",)),
        Row(driver=("clip0.mp4",), target=("clip1.mp4",)),  # no portrait
    )
    with opened(tmp_path) as journal, LocalCrew(2) as crew:
        report = Batch(pieces, journal, crew).run()
    *good, bad = report.outcomes
    assert [one.state for one in report.outcomes] == ["done", "done", "done", "failed"]
    assert "clip1.mp4" in bad.reason
    assert not Path(bad.output).exists()
    for one in good:
        assert one.frames == len(moments(Path(one.output))) == 16
        assert most_unlike(Path(one.output), alone / one.name) < 3
    assert {path.name for path in tmp_path.iterdir() if not path.name.startswith(".")} == {
        *(one.name for one in good),
        "batch.jsonl",
    }


def test_a_killed_worker_costs_nothing_but_time(clips: Path, alone: Path, tmp_path: Path) -> None:
    pieces = pieces_of(clips, tmp_path)
    with opened(tmp_path) as journal, LocalCrew(1) as crew:
        batch, killed = Batch(pieces, journal, crew), []

        def watch(progress: BatchProgress) -> None:
            hand = crew._hands[0]
            if not killed and hand is not None and progress.fps:
                killed.append(hand._process.pid)
                hand._process.kill()

        report: Report = batch.run(watch)
    assert killed
    assert [one.state for one in report.outcomes] == ["done"] * 3
    for one in report.outcomes:
        assert most_unlike(Path(one.output), alone / one.name) < 3


def test_each_worker_has_cores_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda pid: {0, 1, 2, 5}, raising=False)
    assert shares(2) == [[0, 1], [2, 5]]
    assert shares(3) == [[0], [1], [2]]
    assert shares(5) == [[0], [1], [2], [5], [0]], "more than there are take turns"


def test_no_more_workers_than_memory_has_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    class Memory:
        available = 3 * 2**30

    monkeypatch.setattr("psutil.virtual_memory", Memory)
    monkeypatch.setattr("os.sched_getaffinity", lambda pid: set(range(8)), raising=False)
    assert usual_size() == 2
    Memory.available = 0
    assert usual_size() == 1
