"""The cost model: fitted to what is known, it tells it again, and foretells by it."""

from __future__ import annotations

import pytest

from rtxfer.batch.bench import (
    LENGTH,
    Measured,
    MeasuredCut,
    foretold,
    foretold_cut,
    handed_out,
    main,
    measured,
)
from rtxfer.batch.outcome import Outcome, Report

START, PIECE, FRAME = 4.0, 1.5, 0.1


def report(workers: int, beside: float) -> tuple[Report, int]:
    lengths = (20, 40, 80, 20, 40, 80)
    work = [START * (n < workers) + PIECE + FRAME * frames for n, frames in enumerate(lengths)]
    outcomes = [
        Outcome(str(n), "done", frames=frames, work=took)
        for n, (frames, took) in enumerate(zip(lengths, work, strict=True))
    ]
    kept = Outcome("kept", "kept", frames=1000, work=1)
    return Report([*outcomes, kept], handed_out(work, workers) + beside, workers), sum(lengths)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_start_a_piece_and_a_frame_are_told_apart(workers: int) -> None:
    made, frames = report(workers, beside=3.0)
    model = measured(made)
    fitted = (model.per_worker, model.per_piece, model.per_frame)
    assert fitted == pytest.approx((START, PIECE, FRAME))
    assert model.frames == frames
    assert model.beside == pytest.approx(3.0)
    assert model.fps == pytest.approx(frames / made.wall_seconds)


def test_with_no_more_pieces_than_workers_a_start_is_part_of_a_piece() -> None:
    model = measured(report(6, beside=0.0)[0])
    assert model.per_worker == 0
    assert (model.per_piece, model.per_frame) == pytest.approx((START + PIECE, FRAME))


def test_whoever_is_free_takes_the_next() -> None:
    assert handed_out([3, 1, 1, 1], 2) == 3
    assert handed_out([1, 1, 1, 3], 2) == 4
    assert handed_out([], 2) == 0


def test_pieces_come_in_whole_rounds_after_the_start() -> None:
    model = Measured(2, 0, 0, per_worker=5, per_piece=1, per_frame=0.1, beside=3)
    assert foretold(model, 1, pieces=4, frames=90) == pytest.approx(8 + 2 * 10)
    assert foretold(model, 1, pieces=5, frames=90) == pytest.approx(8 + 3 * 10)
    assert foretold(model, 10, pieces=5, frames=90) == pytest.approx(8 + 10)


def test_more_machines_do_not_look_faster_at_one_clip() -> None:
    model = Measured(2, 0, 0, per_worker=5, per_piece=1, per_frame=0.1, beside=3)
    cut = MeasuredCut(2, 0, 0, look=0.02, draw=0.1, join=0.001)
    frames, part = 8 * LENGTH, 1 + 0.1 * LENGTH
    alone = 8 + 0.021 * frames
    assert foretold_cut(model, cut, 1, frames) == pytest.approx(alone + 4 * part)
    assert foretold_cut(model, cut, 100, frames) == pytest.approx(alone + part)


@pytest.mark.timeout(600)
def test_it_measures(capsys: pytest.CaptureFixture[str]) -> None:
    warp = ["--generator", "warp", "--backend", "onnxruntime"]
    main(["--workers", "1", "--clips", "3", "--long", "104", *warp])
    told = capsys.readouterr().out
    assert "1 workers" in told
    assert "efficiency 1.00" in told
    assert "One clip of 104 frames by 2 workers" in told
    assert told.count("by 100 machines") == 2
    assert "Assumed: " in told
