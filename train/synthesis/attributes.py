"""What of a tracked face can be changed, each as one number."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from rtxfer.face.geometry import rotation_vector, to_canonical
from rtxfer.face.landmarks import BLENDSHAPES
from rtxfer.face.signal import Signal

TURNS: Final = ("yaw", "pitch")

_BLENDSHAPES: Final = {
    "jaw": {"jawOpen": 1.0},
    "smile": {"mouthSmileLeft": 0.5, "mouthSmileRight": 0.5},
    "blink": {"eyeBlinkLeft": 0.5, "eyeBlinkRight": 0.5},
    "browup": {"browInnerUp": 0.5, "browOuterUpLeft": 0.25, "browOuterUpRight": 0.25},
    "browdn": {"browDownLeft": 0.5, "browDownRight": 0.5},
    "pucker": {"mouthPucker": 1.0},
    "upper": {"mouthUpperUpLeft": 0.5, "mouthUpperUpRight": 0.5},
    "squint": {"eyeSquintLeft": 0.5, "eyeSquintRight": 0.5},
    "look": {
        "eyeLookOutLeft": 0.5,
        "eyeLookInRight": 0.5,
        "eyeLookInLeft": -0.5,
        "eyeLookOutRight": -0.5,
    },
}
"""Expression → how much of each blendshape; `look` grows towards the person's left."""

EXPRESSIONS: Final = tuple(_BLENDSHAPES)
ATTRIBUTES: Final = (*TURNS, *EXPRESSIONS)
"""Their order everywhere; of A numbers, A is how many these are."""

NUMBERS: Final = len(BLENDSHAPES) + 2

_MIX: Final = np.array(
    [[shares.get(name, 0.0) for name in BLENDSHAPES] for shares in _BLENDSHAPES.values()],
    np.float32,
)


def numbers(signal: Signal) -> npt.NDArray[np.float32]:
    """What is kept of a tracked face, [54]: 52 blendshapes, then yaw and pitch in radians."""
    pitch, yaw, _ = rotation_vector(to_canonical(signal.landmarks).rotation)
    return np.concatenate([signal.blendshapes, np.array([yaw, pitch], np.float32)])


def attributes(kept: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """The attributes [N, A] of what was kept [N, 54]."""
    shapes, turns = np.split(kept, [len(BLENDSHAPES)], axis=1)
    return np.concatenate([turns, shapes @ _MIX.T], axis=1)
