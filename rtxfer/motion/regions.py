"""Soft regions of the face, each with its own gain.

Hard borders between gains would shear the skin, so every landmark belongs to each region by
a share that falls off over about a centimetre.
"""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from rtxfer.face import landmarks as lm
from rtxfer.face.geometry import canonical_face

REGIONS: Final = ("brows", "eyes", "gaze", "mouth", "jaw")
FALL_OFF: Final = 0.6
"""Centimetres over which a share falls by a factor e."""


@cache
def region_shares() -> npt.NDArray[np.float32]:
    """Shares [478, 5] in the order of `REGIONS`; each row sums to 1."""
    face = canonical_face()
    lips = np.concatenate([lm.LIP_UPPER.ravel(), lm.LIP_LOWER.ravel(), lm.LIP_CORNERS])
    eyes = np.concatenate([*lm.EYE_UPPER, *lm.EYE_LOWER, *lm.LID_UPPER, *lm.LID_LOWER])
    seeds = (
        np.concatenate([*lm.BROWS, [9, 8, 151, 108, 337, 69, 299]]),
        np.concatenate([eyes, *lm.EYE_CORNERS]),
        None,
        lips,
        np.concatenate([lm.JAW, lm.CHIN, lm.CHEEKS]),
    )
    distance = np.full((lm.LANDMARKS, len(REGIONS)), np.inf)
    for column, seed in enumerate(seeds):
        if seed is not None:
            apart = np.linalg.norm(face[:, None] - face[seed][None], axis=-1)
            distance[:, column] = apart.min(1)
    share = np.exp(-(distance - distance.min(1, keepdims=True)) / FALL_OFF)
    for iris in lm.IRIS:
        share[iris] = np.eye(len(REGIONS))[REGIONS.index("gaze")]
    result: npt.NDArray[np.float32] = (share / share.sum(1, keepdims=True)).astype(np.float32)
    return result
