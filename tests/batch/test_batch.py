"""The loop: what is handed out, what is counted, what is tried again, what is left to do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rtxfer.batch import Batch, BatchProgress, Piece
from rtxfer.batch.batch import ATTEMPTS
from rtxfer.batch.crew import CrewNews, Lost
from rtxfer.batch.journal import NAME, opened
from rtxfer.errors import OutputError
from rtxfer.job_process import Cancelled, Failure
from tests.batch.crews import ScriptedCrew, made, piece


@pytest.fixture
def pieces(tmp_path: Path) -> list[Piece]:
    return [piece(tmp_path, f"{name}.mp4") for name in "abcde"]


def states(folder: Path, pieces: list[Piece], crew: ScriptedCrew) -> dict[str, str]:
    with opened(folder) as journal:
        report = Batch(pieces, journal, crew).run()
    return {outcome.name[0]: outcome.state for outcome in report.outcomes}


def done(one: Piece, time: int) -> CrewNews:
    return made(one)


def test_all_are_done_by_as_many_as_there_are(tmp_path: Path, pieces: list[Piece]) -> None:
    crew = ScriptedCrew(2, done)
    assert states(tmp_path, pieces, crew) == dict.fromkeys("abcde", "done")
    assert crew.begun == [one.name for one in pieces]
    assert crew.most_at_once == 2


def test_begun_again_it_does_what_is_missing(tmp_path: Path, pieces: list[Piece]) -> None:
    states(tmp_path, pieces[:3], ScriptedCrew(1, done))
    pieces[0].job.out.unlink()  # it was thrown away
    pieces[1] = Piece(pieces[1].name, pieces[1].job, "another key")  # it would be another now
    again = ScriptedCrew(2, done)
    told = states(tmp_path, pieces, again)
    assert told == {"a": "done", "b": "done", "c": "kept", "d": "done", "e": "done"}
    assert again.begun == ["a.mp4", "b.mp4", "d.mp4", "e.mp4"]
    assert states(tmp_path, pieces, ScriptedCrew(1, done)) == dict.fromkeys("abcde", "kept")


def test_what_fails_is_told_and_tried_anew_by_the_next_run(
    tmp_path: Path, pieces: list[Piece]
) -> None:
    def answer(one: Piece, time: int) -> CrewNews:
        return Failure("No face.", "Take another.") if one.name == "b.mp4" else made(one)

    with opened(tmp_path) as journal:
        report = Batch(pieces, journal, ScriptedCrew(2, answer)).run()
    failed = report.outcomes[1]
    assert (failed.state, failed.reason) == ("failed", "No face. Take another.")
    assert (report.count("done"), report.count("failed")) == (4, 1)
    again = ScriptedCrew(1, done)
    assert states(tmp_path, pieces, again)["b"] == "done"
    assert again.begun == ["b.mp4"]


def test_where_a_worker_dies_another_goes_on(tmp_path: Path, pieces: list[Piece]) -> None:
    def answer(one: Piece, time: int) -> CrewNews:
        return Lost("It is gone.") if one.name == "c.mp4" and time < ATTEMPTS else made(one)

    crew = ScriptedCrew(2, answer)
    assert states(tmp_path, pieces, crew) == dict.fromkeys("abcde", "done")
    assert crew.begun.count("c.mp4") == ATTEMPTS


def test_what_takes_every_worker_with_it_is_given_up(tmp_path: Path, pieces: list[Piece]) -> None:
    def answer(one: Piece, time: int) -> CrewNews:
        return Lost("It is gone.") if one.name == "c.mp4" else made(one)

    crew = ScriptedCrew(2, answer)
    told = states(tmp_path, pieces, crew)
    assert told == dict.fromkeys("abde", "done") | {"c": "failed"}
    assert crew.begun.count("c.mp4") == ATTEMPTS


def test_interrupted_it_lets_them_end_and_begins_no_more(
    tmp_path: Path, pieces: list[Piece]
) -> None:
    crew: ScriptedCrew

    def answer(one: Piece, time: int) -> CrewNews:
        return Cancelled() if crew.cancelled else made(one)

    crew = ScriptedCrew(2, answer)

    def watch(progress: BatchProgress) -> None:
        if progress.done == 1:
            raise KeyboardInterrupt

    with opened(tmp_path) as journal:
        report = Batch(pieces, journal, crew).run(watch)
    assert [outcome.state for outcome in report.outcomes] == ["done", *["stopped"] * 4]
    assert crew.begun == ["a.mp4", "b.mp4"]
    assert states(tmp_path, pieces, ScriptedCrew(2, done))["a"] == "kept"


def test_progress_counts_and_foresees(tmp_path: Path, pieces: list[Piece]) -> None:
    now = iter(range(1000))
    seen: list[BatchProgress] = []
    with opened(tmp_path) as journal:
        batch = Batch(pieces, journal, ScriptedCrew(1, done), clock=lambda: float(next(now)))
        batch.run(seen.append)
    assert [progress.done for progress in seen] == [1, 2, 3, 4, 5]
    assert seen[0].eta == pytest.approx(4 * seen[1].eta, rel=0.7)  # type: ignore[operator]
    assert seen[-1].eta == 0


def test_the_report_counts_work_and_cost(tmp_path: Path, pieces: list[Piece]) -> None:
    now = iter(range(1000))
    with opened(tmp_path) as journal:
        batch = Batch(pieces, journal, ScriptedCrew(1, done), clock=lambda: float(next(now)))
        report = batch.run()
    assert [outcome.work for outcome in report.outcomes] == [1.0] * 5
    assert report.cost == pytest.approx(0.5), "five seconds of work for ten of video"
    whole = json.loads(json.dumps(report.to_json()))
    assert whole["done"] == 5
    assert whole["jobs"][0]["fps"] == 50


class TestJournal:
    def test_a_line_that_broke_off_harms_no_other(
        self, tmp_path: Path, pieces: list[Piece]
    ) -> None:
        states(tmp_path, pieces[:2], ScriptedCrew(1, done))
        path = tmp_path / NAME
        path.write_bytes(path.read_bytes()[:-20])
        again = ScriptedCrew(1, done)
        assert states(tmp_path, pieces[:2], again) == {"a": "kept", "b": "done"}
        assert states(tmp_path, pieces[:2], ScriptedCrew(1, done)) == dict.fromkeys("ab", "kept")

    def test_two_batches_do_not_share_a_folder(self, tmp_path: Path) -> None:
        with opened(tmp_path), pytest.raises(OutputError, match="Another batch"), opened(tmp_path):
            pass
        with opened(tmp_path):
            pass
