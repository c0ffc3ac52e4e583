"""A user's gains as motion: more of it or less, region by region, for all that is moved by it.

What comes out is one motion. Landmarks are driven by it and the generator is given it, so both
show the same, whatever a generator asks for.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np
import numpy.typing as npt

from rtxfer.face import landmarks as lm
from rtxfer.motion.neutral import Neutral
from rtxfer.motion.regions import BLENDSHAPE_REGION, REGIONS, UNIT_REGION, region_shares
from rtxfer.motion.relative import Motion
from rtxfer.settings import MotionSettings

Vector = npt.NDArray[np.float32]

GAZE: Final = REGIONS.index("gaze")


def amplify(motion: Motion, settings: MotionSettings, code_region: str = "face") -> Motion:
    """The motion that `settings` make of the driver's.

    Args:
        motion: the driver's.
        settings: gains.
        code_region: what the code was read off, one of `REGIONS` or the whole "face". A code is
            not told apart any further, so it follows one gain.
    """
    regions = [getattr(settings, region) for region in REGIONS]
    gains = np.array(regions, np.float32) * np.float32(settings.strength)
    gain = dict(zip(REGIONS, gains.tolist(), strict=True))
    return Motion(
        displacement=motion.displacement * _point_gains(motion.eyes, gains)[:, None],
        eyes=motion.eyes * np.float32(gain["eyes"]),
        lips=motion.lips * np.float32(gain["mouth"]),
        head=motion.head * np.float32(settings.strength * settings.head),
        blendshapes=motion.blendshapes * gains[BLENDSHAPE_REGION],
        action_units=motion.action_units * gains[UNIT_REGION],
        code=motion.code * gain.get(code_region, settings.strength),
        sway=motion.sway * np.float32(settings.strength * settings.sway),
    )


def bounded(motion: Motion, neutral: Neutral) -> Motion:
    """The motion, with no blendshape or action unit beyond what a face can show: 0 to 1 in all.

    A driver's own motion is within that; gains may lead out of it, to where no generator has
    ever been trained.

    Args:
        motion: amplified.
        neutral: the driver's resting face, where the motion begins.
    """
    return replace(
        motion,
        blendshapes=_within(motion.blendshapes, neutral.blendshapes),
        action_units=_within(motion.action_units, neutral.action_units),
    )


def _within(change: Vector, rest: Vector) -> Vector:
    return np.clip(change, np.minimum(-rest, 0), np.maximum(1 - rest, 0))


def _point_gains(eyes: Vector, gains: Vector) -> Vector:
    """Of each landmark, [478]; an eye's iris loses its gain as that eye shuts."""
    found: Vector = region_shares() @ gains
    for eye, iris in enumerate(lm.IRIS):
        # Where a shut eye looks is a guess of the tracker's.
        found[iris] *= np.clip(2 * (1 + eyes[eye]), 0, 1)
    return found
