"""Soft regions of the face, each with its own gain.

Hard borders between gains would shear the skin, so every landmark belongs to each region by
a share that falls off over about a centimetre. A blendshape or an action unit belongs to one.
"""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from rtxfer.face import landmarks as lm
from rtxfer.face.action_units import ACTION_UNITS, unit_number
from rtxfer.face.geometry import canonical_face

REGIONS: Final = ("brows", "eyes", "gaze", "mouth", "jaw")
FALL_OFF: Final = 0.6
"""Centimetres over which a share falls by a factor e."""

_BY_NAME: Final = {
    "brow": "brows",
    "eyeLook": "gaze",
    "eye": "eyes",
    "jaw": "jaw",
    "cheek": "jaw",  # as the cheeks' landmarks do
    "mouth": "mouth",
    "nose": "mouth",  # a sneer lifts the upper lip by its wings
    "_neutral": "mouth",  # which the tracker never raises
}
"""How the name of a blendshape begins → its region; of two that fit, the first."""

_BY_NUMBER: Final = {
    **dict.fromkeys((1, 2, 4), "brows"),
    **dict.fromkeys((5, 7, 45), "eyes"),
    **dict.fromkeys((61, 62, 63, 64), "gaze"),
    **dict.fromkeys((6, 26, 30), "jaw"),  # 6 raises the cheek
}
"""Number of an action unit → its region; all others belong to the mouth."""


def _blendshape_region(name: str) -> int:
    return REGIONS.index(next(_BY_NAME[start] for start in _BY_NAME if name.startswith(start)))


BLENDSHAPE_REGION: Final = np.array([_blendshape_region(name) for name in lm.BLENDSHAPES])
"""Index of each blendshape's region, [52]."""

UNIT_REGION: Final = np.array(
    [REGIONS.index(_BY_NUMBER.get(unit_number(name), "mouth")) for name in ACTION_UNITS]
)
"""Index of each action unit's region, in the order of `ACTION_UNITS`."""


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
