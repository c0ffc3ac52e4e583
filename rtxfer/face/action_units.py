"""The 17 action units (FACS) read off blendshapes and landmarks.

MediaPipe's blendshapes name most units, but report next to nothing for eyeWide, cheekSquint,
noseSneer and mouthDimple on most faces. For units 5, 6, 9 and 14 a distance on the face,
against the same person's neutral, helps out.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from rtxfer.face.geometry import Points, canonical_face
from rtxfer.face.landmarks import BLENDSHAPE

ACTION_UNITS: Final = (1, 2, 4, 5, 6, 7, 9, 10, 12, 14, 15, 17, 20, 23, 25, 26, 45)
"""FACS numbers in the order of every [17] vector in this project."""

Vector = npt.NDArray[np.float32]


def _sides(blendshapes: Vector, name: str) -> float:
    """Mean of a channel's left and right."""
    return (
        float(blendshapes[BLENDSHAPE[f"{name}Left"]] + blendshapes[BLENDSHAPE[f"{name}Right"]]) / 2
    )


def _distance(shape: Points, pairs: tuple[tuple[int, int], ...]) -> float:
    return float(np.mean([np.linalg.norm(shape[a] - shape[b]) for a, b in pairs]))


_LIDS: Final = ((159, 145), (386, 374))
_CHEEK_TO_LID: Final = ((145, 50), (374, 280))
_WING_TO_EYE: Final = ((129, 133), (358, 362))
_CORNER_TO_CHEEK: Final = ((61, 205), (291, 425))


def _change(shape: Points, rest: Points, pairs: tuple[tuple[int, int], ...]) -> float:
    """Relative change of a distance: 0 none, 0.5 half as long again, −0.5 half as long."""
    before = max(_distance(rest, pairs), 1e-3)
    return _distance(shape, pairs) / before - 1


def action_units(blendshapes: Vector, shape: Points, neutral: Points | None = None) -> Vector:
    """Intensity of each action unit, left and right averaged.

    Args:
        blendshapes: [52], 0–1.
        shape: [478, 3], the face in canonical space, centimetres.
        neutral: the same person's resting face; None compares with the canonical face, which
            is rougher for units 5, 6, 9 and 14.

    Returns:
        [17], each 0–1, in the order of `ACTION_UNITS`.
    """
    rest = canonical_face() if neutral is None else neutral

    def side(name: str) -> float:
        return _sides(blendshapes, name)

    def one(name: str) -> float:
        return float(blendshapes[BLENDSHAPE[name]])

    smile, squint = side("mouthSmile"), side("eyeSquint")
    face_height = float(np.linalg.norm(shape[10] - shape[152]))
    gap = float(np.linalg.norm(shape[13] - shape[14])) / max(face_height, 1e-3)
    blink, down = side("eyeBlink"), side("eyeLookDown")
    units = (
        one("browInnerUp"),
        side("browOuterUp"),
        side("browDown"),
        max(side("eyeWide"), 1.5 * _change(shape, rest, _LIDS)),
        max(side("cheekSquint"), smile * squint / 2, -2.0 * _change(shape, rest, _CHEEK_TO_LID)),
        squint,
        max(side("noseSneer"), -4.0 * _change(shape, rest, _WING_TO_EYE)),
        side("mouthUpperUp"),
        smile,
        max(side("mouthDimple"), -1.5 * _change(shape, rest, _CORNER_TO_CHEEK) - smile),
        side("mouthFrown"),
        one("mouthShrugLower"),
        side("mouthStretch"),
        (one("mouthRollLower") + one("mouthRollUpper")) / 2,
        gap / 0.15,
        one("jawOpen"),
        blink * (1 - 0.5 * down * (blink < 0.5)),
    )
    return np.clip(np.array(units, np.float32), 0, 1)
