"""Irises move as one piece, further by what a warp holds back, and stay in their eyes."""

import numpy as np
import pytest

from rtxfer.face import landmarks as lm
from rtxfer.face.geometry import Points, canonical_face
from rtxfer.motion.gaze import FOLLOWED, SIDEWAYS, UPWARDS, aim


def aimed(move: tuple[float, float], eye: int) -> Points:
    """How far the iris's five points went [5, 3] when asked to go by `move`, centimetres."""
    rest = canonical_face()
    shape = rest.copy()
    shape[lm.IRIS[eye], :2] += np.array(move, np.float32)
    aim(shape, rest, eye)
    others = np.delete(np.arange(lm.LANDMARKS), lm.IRIS[eye])
    assert (shape[others] == rest[others]).all()
    went: Points = shape[lm.IRIS[eye]] - rest[lm.IRIS[eye]]
    return went


def radius(eye: int) -> float:
    iris = canonical_face()[lm.IRIS[eye]]
    return float(np.linalg.norm(iris[1:] - iris[0], axis=1).mean())


@pytest.mark.parametrize("eye", [0, 1])
@pytest.mark.parametrize("move", [(0.05, 0), (-0.05, 0), (0, 0.05), (0, -0.05)], ids=str)
def test_a_glance_is_driven_further_by_what_is_held_back(
    move: tuple[float, float], eye: int
) -> None:
    went = aimed(move, eye)
    assert np.ptp(went, axis=0) == pytest.approx(0, abs=1e-6)
    assert went[0] == pytest.approx(np.array([*move, 0]) / FOLLOWED, abs=0.01)


@pytest.mark.parametrize("eye", [0, 1])
@pytest.mark.parametrize("way", [-3, 3])
def test_no_iris_leaves_its_eye(way: float, eye: int) -> None:
    rest = canonical_face()
    sides = rest[lm.EYE_CORNERS[eye]]
    centre = rest[lm.IRIS[eye][0]] + FOLLOWED * aimed((way, 0), eye)[0]
    apart = np.linalg.norm(sides - centre, axis=1).min()
    assert apart >= 0.99 * SIDEWAYS * radius(eye)
    assert FOLLOWED * abs(aimed((0, way), eye)[0, 1]) <= 1.01 * UPWARDS * radius(eye)


def test_rest_stays_rest() -> None:
    assert not aimed((0, 0), 0).any()


def test_a_trembling_rim_does_not_tremble_the_iris() -> None:
    rest = canonical_face()
    shape = rest.copy()
    shape[lm.IRIS[0][1], 0] += 0.05
    aim(shape, rest, 0)
    went = (shape - rest)[lm.IRIS[0], 0]
    assert went == pytest.approx(0.01 / FOLLOWED, abs=1e-4)
