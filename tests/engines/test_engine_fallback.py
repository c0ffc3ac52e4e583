"""A backend that breaks while it runs: the reference goes on, and the user is told."""

from __future__ import annotations

import logging

import numpy as np
import pytest

from engines.engine import Tensor, Tensors
from engines.errors import BackendError
from engines.selection.fallback import FallbackEngine
from tests.engines.doubles import Double

ONE = {"out": np.ones(1, np.float32)}


def failing_from(run: int, error: Exception) -> Double:
    def compute(inputs: Tensors) -> dict[str, Tensor]:
        if engine.runs >= run:
            raise error
        return dict(ONE)

    engine = Double(compute, backend="fragile")
    return engine


def test_it_goes_on_with_the_reason(caplog: pytest.LogCaptureFixture) -> None:
    fragile = failing_from(3, BackendError("The device was lost."))
    steady = Double(lambda inputs: {"out": np.full(1, 2, np.float32)}, backend="steady")
    engine = FallbackEngine(fragile, lambda: steady)
    with caplog.at_level(logging.WARNING):
        found = [engine.run({})["out"][0] for _ in range(5)]
    assert found == [1, 1, 2, 2, 2]
    assert engine.backend == "steady"
    assert engine.notes == ("fragile broke (The device was lost.); steady goes on.",)
    assert "device was lost" in caplog.text
    assert fragile.closings == 1
    engine.close()
    assert steady.closings == 1


def test_until_then_the_reference_is_not_opened() -> None:
    def never() -> Double:
        raise AssertionError("opened")

    engine = FallbackEngine(Double(lambda inputs: dict(ONE)), never, ["told before"])
    assert engine.run({}, ["out"]) == ONE
    assert engine.notes == ("told before",)


def test_a_reference_that_breaks_is_an_error() -> None:
    engine = FallbackEngine(failing_from(1, BackendError("broken")), None)
    with pytest.raises(BackendError, match="broken"):
        engine.run({})


@pytest.mark.parametrize("error", [KeyError("landmarks"), RuntimeError("closed")])
def test_a_mistake_of_the_caller_is_no_broken_backend(error: Exception) -> None:
    engine = FallbackEngine(failing_from(1, error), lambda: Double(lambda inputs: dict(ONE)))
    with pytest.raises(type(error)):
        engine.run({})
    assert engine.notes == ()
