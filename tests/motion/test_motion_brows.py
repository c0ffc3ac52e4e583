"""Brows that come down upon the lids."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from rtxfer.face import landmarks as lm
from rtxfer.face.geometry import Points, canonical_face, to_canonical
from rtxfer.face.signal import mirrored_landmarks
from rtxfer.motion.basis import expression
from rtxfer.motion.brows import LEAST_GAPS, fold_lids
from rtxfer.motion.neutral import Neutral
from rtxfer.motion.retarget import Retarget
from rtxfer.settings import MotionSettings
from rtxfer.target import Target

STRENGTHS = (0.2, 0.55, 1, 2, 4)


def frown(target: Target, neutral: Neutral, strength: float) -> tuple[Points, Points]:
    """The portrait at rest and frowning, canonical space."""
    shapes = np.zeros(52, np.float32)
    shapes[[lm.BLENDSHAPE["browDownLeft"], lm.BLENDSHAPE["browDownRight"]]] = strength
    rest = target.signal.landmarks
    driven = Retarget(rest, neutral)(expression(shapes), MotionSettings())
    lay = to_canonical(rest)
    return lay(rest), lay(driven)


def heights(shape: Points, eye: int) -> Points:
    """Of the rows above an eye, [5, 5], upwards from the lid's margin."""
    rows: Points = shape[lm.ABOVE_EYE[eye], 1]
    return rows


@pytest.mark.parametrize("eye", [0, 1])
def test_the_rows_lie_above_each_other(eye: int) -> None:
    rows = heights(canonical_face(), eye)
    assert (np.diff(rows, axis=0) < 0).all(), "y points down"
    assert np.array_equal(mirrored_landmarks()[lm.ABOVE_EYE[0]][:, ::-1], lm.ABOVE_EYE[1])


@pytest.mark.parametrize("strength", STRENGTHS)
def test_skin_never_passes_through_itself(
    portraits: list[Target], driver_neutral: Neutral, strength: float
) -> None:
    for target in portraits:
        rest, driven = frown(target, driver_neutral, strength)
        for eye in (0, 1):
            gaps, own = (-np.diff(heights(shape, eye), axis=0) for shape in (driven, rest))
            assert (gaps[0] > 0.1 * own[0]).all(), "the fold stays above the lid's margin"
            for gap, had, least in zip(gaps[1:], own[1:], LEAST_GAPS, strict=True):
                assert (gap > 0.99 * least * had).all(), target.name


def test_a_lowered_brow_is_not_squeezed_to_a_line(
    portraits: list[Target], driver_neutral: Neutral
) -> None:
    for target in portraits:
        rest, driven = frown(target, driver_neutral, 2)
        for eye in (0, 1):
            (*_, lower, upper), (*_, low, up) = heights(driven, eye), heights(rest, eye)
            assert ((lower - upper) / (low - up)).min() > 0.75
            assert (lower - low).mean() > 0.4, "else it would not have come down"


def test_a_stronger_frown_lowers_the_brow_further(grace: Target, driver_neutral: Neutral) -> None:
    shapes = [frown(grace, driver_neutral, strength)[1] for strength in STRENGTHS]
    for weak, strong in pairwise(shapes):
        for eye in (0, 1):
            assert (heights(strong, eye) >= heights(weak, eye) - 1e-4).all()


def test_a_raised_brow_leaves_the_lid_alone() -> None:
    rest = canonical_face()
    raised = rest.copy()
    raised[lm.ABOVE_EYE[0][2:], 1] -= 0.5
    before = raised.copy()
    fold_lids(raised, rest, 0)
    assert np.array_equal(raised, before)


def test_a_lid_under_a_frown_shuts_as_any_other(grace: Target, driver_neutral: Neutral) -> None:
    """The margins are the eye's own business."""
    rest, driven = frown(grace, driver_neutral, 2)
    for eye in (0, 1):
        assert np.abs(driven[lm.EYE_UPPER[eye]] - rest[lm.EYE_UPPER[eye]]).max() < 0.05
