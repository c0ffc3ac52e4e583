"""The cost model: fitted to what is known, it tells it again, and foretells by it."""

from __future__ import annotations

import pytest

from rtxfer.batch.bench import Measured, foretold, main, measured
from rtxfer.batch.outcome import Outcome, Report


def report(workers: int, wall: float) -> Report:
    lengths = (20, 40, 80, 20)
    outcomes = [
        Outcome(str(n), "done", frames=frames, work=1.5 + 0.1 * frames)
        for n, frames in enumerate(lengths)
    ]
    return Report([*outcomes, Outcome("kept", "kept", frames=1000, work=1)], wall, workers)


def test_a_piece_and_a_frame_are_told_apart() -> None:
    model = measured(report(2, wall=14.0))
    assert (model.per_piece, model.per_frame) == pytest.approx((1.5, 0.1))
    assert model.frames == 160
    assert model.beside == pytest.approx(14 - 22 / 2)
    assert model.fps == pytest.approx(160 / 14)


def test_pieces_come_in_whole_rounds() -> None:
    model = Measured(2, 0, 0, per_piece=1, per_frame=0.1, beside=3)
    assert foretold(model, 1, pieces=4, frames=90) == pytest.approx(3 + 2 * 10)
    assert foretold(model, 1, pieces=5, frames=90) == pytest.approx(3 + 3 * 10)
    assert foretold(model, 10, pieces=5, frames=90) == pytest.approx(3 + 10)


def test_it_measures(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--workers", "1", "--clips", "3", "--generator", "warp", "--backend", "onnxruntime"])
    told = capsys.readouterr().out
    assert "1 workers" in told
    assert "efficiency 1.00" in told
    assert "100 machines" in told
