"""Eyes and mouth as apertures: how far they are open, and how to open or shut them.

A aperture's two margins must meet when the driver's do, whatever the proportions of the two
faces. A difference in centimetres cannot promise that, a ratio can.
"""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from rtxfer.face import landmarks as lm
from rtxfer.face.geometry import Points, canonical_face

SHUT_EYE: Final = 0.055
"""Aperture over eye width that the tracker reports for a shut eye (0.04–0.08 over nine clips;
it never reports zero)."""

WIDEST_EYE: Final = 1.7
"""Openness beyond which there is no eye left to show."""

LASH_BAND: Final = 0.35
"""Where the lid's fold comes to rest above the lashes of a shut eye, in open apertures."""

LOWER_LIFT: Final = 0.9
"""How far the skin under the eye follows into a shut eye. Together with `LASH_BAND` it hides
what the tracker mistakes for skin: its lid margins often lie a little inside the eye."""

CROSSING: Final = 0.03
"""Centimetres by which shut lids overlap, so that no sliver of the eye is left."""

LOWER_LIP_SHARE: Final = 0.7
"""How much of the mouth's opening the lower lip does."""

LIP_PULL: Final = 1.5
"""Centimetres over which skin around the lips goes along by a factor e less."""


def eye_aperture(shape: Points, eye: int) -> float:
    """Mean lid distance over eye width; about 0.27 at rest, `SHUT_EYE` when shut.

    Args:
        shape: [478, 3] in any unit.
        eye: 0 for the subject's right, 1 for the left.
    """
    gap = shape[lm.EYE_UPPER[eye][1:6]] - shape[lm.EYE_LOWER[eye][1:6]]
    outer, inner = shape[lm.EYE_CORNERS[eye]]
    return float(np.linalg.norm(gap, axis=1).mean() / max(np.linalg.norm(outer - inner), 1e-6))


def eye_openness(shape: Points, rest: Points, eye: int) -> float:
    """Aperture relative to rest: 0 shut, 1 as at rest, above 1 widened."""
    room = max(eye_aperture(rest, eye) - SHUT_EYE, 0.02)
    return min(max(0.0, (eye_aperture(shape, eye) - SHUT_EYE) / room), WIDEST_EYE)


def lip_gap(shape: Points) -> npt.NDArray[np.float32]:
    """Distance of the inner lips at nine columns [9], in the unit of `shape`."""
    gap: npt.NDArray[np.float32] = shape[lm.LIP_LOWER[0], 1] - shape[lm.LIP_UPPER[0], 1]
    return gap


def open_eye(shape: Points, rest: Points, eye: int, openness: float) -> None:
    """Set the lids of `shape` (changed in place) to `openness` of those of `rest`.

    The upper lid comes down to the lower one and its fold slides after it; widening lifts it.
    """
    upper, lower = lm.EYE_UPPER[eye], lm.EYE_LOWER[eye]
    fold, under = lm.LID_UPPER[eye], lm.LID_LOWER[eye]
    openness = min(max(openness, 0.0), WIDEST_EYE)
    aperture = rest[upper] - rest[lower]
    shut = 1 - openness
    down = np.array([0, CROSSING * max(0.0, shut) ** 4, 0], np.float32)
    shape[lower] = rest[lower]
    shape[upper] = rest[upper] - shut * aperture + down  # at rest exactly where it was
    if shut >= 0:
        folded = rest[lower] + LASH_BAND * aperture
        shape[fold] = rest[fold] + shut * (folded - rest[fold])
        shape[under] = rest[under] + shut * LOWER_LIFT * (rest[lower] - rest[under])
    else:
        shape[fold] = rest[fold] + 0.45 * (shape[upper] - rest[upper])
        shape[under] = rest[under]


def open_mouth(shape: Points, gap: npt.NDArray[np.float32]) -> None:
    """Move the lips of `shape` (changed in place) until the inner gap is `gap` [9].

    Skin around the lips goes along, less and less, so that no lip is pushed over its own edge.
    """
    shape[:, 1] += _lip_pull() @ (gap - lip_gap(shape))


@cache
def _lip_pull() -> npt.NDArray[np.float32]:
    """How far each landmark moves down when a column of the gap grows by one [478, 9]."""
    face = canonical_face()
    outline = np.concatenate([lm.LIP_UPPER[-1], lm.LIP_LOWER[-1]])
    apart = np.linalg.norm(face[:, None] - face[outline][None], axis=-1)
    nearest, distance = apart.argmin(1), apart.min(1)
    columns = lm.LIP_UPPER.shape[1]
    pull = np.zeros((lm.LANDMARKS, columns), np.float32)
    share = np.where(nearest < columns, LOWER_LIP_SHARE - 1, LOWER_LIP_SHARE)
    pull[np.arange(lm.LANDMARKS), nearest % columns] = share * np.exp(-distance / LIP_PULL)
    pull[lm.LIP_CORNERS] = 0  # the corners are where the lips meet
    for upper, lower in zip(lm.LIP_UPPER, lm.LIP_LOWER, strict=True):
        pull[upper] = (LOWER_LIP_SHARE - 1) * np.eye(columns, dtype=np.float32)
        pull[lower] = LOWER_LIP_SHARE * np.eye(columns, dtype=np.float32)
    return pull
