"""A race: in turns, on all samples, and without those that fall."""

from __future__ import annotations

from time import sleep

import numpy as np
import pytest

from engines.engine import Tensor, Tensors
from engines.selection.timing import LEAST_RUNS, WARM_UP, race
from tests.engines.doubles import Double

SAMPLES = [{"number": np.full(1, number, np.float32)} for number in range(3)]


def test_in_turns_on_all_samples() -> None:
    seen: list[tuple[str, float]] = []

    def runner(name: str) -> Double:
        def compute(inputs: Tensors) -> dict[str, Tensor]:
            seen.append((name, float(inputs["number"][0])))
            return {"out": inputs["number"], "other": inputs["number"]}

        return Double(compute)

    found = race({"a": runner("a"), "b": runner("b")}, SAMPLES, seconds=0, failed=pytest.fail)
    assert seen[:6] == [("a", 0), ("b", 0), ("a", 1), ("b", 1), ("a", 2), ("b", 2)]
    assert found["a"].runs == found["b"].runs >= LEAST_RUNS
    assert len(seen) == 2 * (found["a"].runs + WARM_UP)
    assert 0 <= found["a"].median <= found["a"].p95


def test_a_quick_one_runs_more_often_in_a_turn() -> None:
    def waits(inputs: Tensors) -> dict[str, Tensor]:
        sleep(0.05)
        return {}

    quick, slow = Double(lambda inputs: {}), Double(waits)
    engines = {"quick": quick, "slow": slow}
    found = race(engines, SAMPLES, seconds=0.1, turn=0.02, failed=pytest.fail)
    assert found["slow"].runs == LEAST_RUNS
    assert slow.runs == LEAST_RUNS + WARM_UP
    assert found["quick"].runs > 10 * found["slow"].runs
    assert found["slow"].median >= 50


def test_who_falls_is_out_and_named() -> None:
    def compute(inputs: Tensors) -> dict[str, Tensor]:
        if weak.runs == 5:
            raise OSError("out of breath")
        return {}

    weak, strong = Double(compute), Double(lambda inputs: {})
    fallen: dict[str, Exception] = {}
    found = race({"weak": weak, "strong": strong}, SAMPLES, seconds=0, failed=fallen.__setitem__)
    assert list(found) == ["strong"]
    assert str(fallen["weak"]) == "out of breath"
    assert weak.runs == 5
    assert strong.runs > 5
