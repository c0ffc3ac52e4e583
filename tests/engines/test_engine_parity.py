"""The gate: what gives the same picture passes, and what does not is told apart with numbers."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from engines.errors import ParityError
from engines.selection.parity import EQUAL, LEAST_PSNR, MOST_SHIFT, Parity, compare
from tests.engines.doubles import Double

SHAPES = {"rgb": (1, 3, 64, 64), "flow": (1, 2, 32, 32)}
RANDOM = np.random.default_rng(7)
TRUTH = {
    name: RANDOM.uniform(-0.5, 0.5, shape).astype(np.float32) for name, shape in SHAPES.items()
}


def parity(change: Callable[[dict[str, np.ndarray]], dict[str, np.ndarray]]) -> Parity:
    truth = Double(lambda inputs: dict(TRUTH), outputs=SHAPES)
    return compare(Double(lambda inputs: change(dict(TRUTH)), outputs=SHAPES), truth, [{}, {}])


def test_the_same_picture_passes() -> None:
    found = parity(lambda out: out)
    assert found.psnr == EQUAL
    assert found.shift == 0
    assert found.problems == ()
    found.demand()


def test_numbers_are_right() -> None:
    found = parity(lambda out: out | {"rgb": out["rgb"] + np.float32(0.02)})
    rgb = found.outputs["rgb"]
    assert rgb.max_error == pytest.approx(0.02, rel=1e-3)
    assert rgb.mean_error == pytest.approx(0.02, rel=1e-3)
    assert rgb.psnr == pytest.approx(40, abs=0.01)  # 20 log10 (2 / 0.02)
    assert found.outputs["flow"].psnr == EQUAL
    assert found.psnr == rgb.psnr


@pytest.mark.parametrize("error", [0.01, 0.03])
def test_the_threshold_is_decibels(error: float) -> None:
    found = parity(lambda out: out | {"rgb": out["rgb"] + np.float32(error)})
    assert bool(found.problems) == (found.psnr < LEAST_PSNR)
    assert bool(found.problems) == (error > 0.02)


def test_one_pixel_of_the_flow_is_enough() -> None:
    def shifted(out: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
        flow = out["flow"].copy()
        flow[0, 0, 5, 5] += 2 * MOST_SHIFT / 64
        return out | {"flow": flow}

    found = parity(shifted)
    assert found.psnr > LEAST_PSNR
    assert found.shift == pytest.approx(2 * MOST_SHIFT, rel=1e-3)
    with pytest.raises(ParityError, match=r"flow errs by 0\.20 pixels"):
        found.demand()


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_one_value_that_is_no_number(value: float) -> None:
    def broken(out: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
        rgb = out["rgb"].copy()
        rgb[0, 1, 3, 3] = value
        return out | {"rgb": rgb}

    with pytest.raises(ParityError, match="rgb is not finite"):
        parity(broken).demand()


def test_a_flat_picture_is_called_so() -> None:
    found = parity(lambda out: out | {"rgb": np.zeros_like(out["rgb"])})
    with pytest.raises(ParityError, match="rgb is flat"):
        found.demand()


def test_a_flat_truth_may_be_flat() -> None:
    grey = {"alpha": np.zeros((1, 1, 8, 8), np.float32)}
    engine = Double(lambda inputs: dict(grey), outputs={"alpha": (1, 1, 8, 8)})
    assert compare(engine, engine, [{}]).problems == ()


def test_json_is_plain() -> None:
    import json

    row = json.loads(json.dumps(parity(lambda out: out).to_json()))
    assert row["psnr"] == EQUAL
    assert row["problems"] == []
