"""Action units (FACS) read off blendshapes and landmarks: the one list that all of us share.

The contract, motion, the window, training and judging name units as FACS does: "12" is a smile,
"L12" the smile of the subject's own left half alone. Sides are kept apart where the tracker
tells them apart. What a face can do and no blendshape says (23, lips tightened; 19, the tongue
shown) is not in the list.

MediaPipe reports next to nothing for eyeWide, cheekSquint, noseSneer and mouthDimple on most
faces. For units 5, 6, 9 and 14 a distance on the face, against the same person's neutral, helps
out. It calls some units by other names than FACS: mouthFunnel is 22, mouthPress 24, mouthRoll 28,
mouthLowerDown 16, the jaw's turn to a side 30, and its gaze is told eye by eye.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from rtxfer.face.geometry import Points, canonical_face
from rtxfer.face.landmarks import BLENDSHAPE

ACTION_UNITS: Final = (
    *("1", "L2", "R2", "L4", "R4"),
    *("L5", "R5", "L6", "R6", "L7", "R7", "L9", "R9"),
    *("L10", "R10", "L12", "R12", "L14", "R14", "L15", "R15", "L16", "R16"),
    *("17", "18", "L20", "R20", "22", "L24", "R24", "25", "26", "28", "L30", "R30"),
    *("L45", "R45", "61", "62", "63", "64"),
)
"""Names in the order of every [41] vector in this project."""

UNIT: Final = {name: index for index, name in enumerate(ACTION_UNITS)}
"""Name → its place."""

Vector = npt.NDArray[np.float32]
Sides = npt.NDArray[np.float32]
"""Left and right, the subject's own, [2]."""


def unit_number(name: str) -> int:
    """The number in FACS: 12 of "12", "L12" and "R12"."""
    return int(name.lstrip("LR"))


def unit_side(name: str) -> str:
    """ "L", "R", or "" for a unit of the whole face."""
    return name[0] if name[0] in "LR" else ""


# Pairs of landmarks, the right side's and the left's.
_LIDS: Final = ((159, 145), (386, 374))
_CHEEK_TO_LID: Final = ((145, 50), (374, 280))
_WING_TO_EYE: Final = ((129, 133), (358, 362))
_CORNER_TO_CHEEK: Final = ((61, 205), (291, 425))


def _sides(blendshapes: Vector, name: str) -> Sides:
    """A channel's left and right."""
    return np.take(blendshapes, [BLENDSHAPE[f"{name}Left"], BLENDSHAPE[f"{name}Right"]])


def _change(shape: Points, rest: Points, pairs: tuple[tuple[int, int], ...]) -> Sides:
    """Relative change of a distance, left and right: 0 none, 0.5 half as long again."""

    def lengths(face: Points) -> Sides:
        apart = [np.linalg.norm(face[a] - face[b]) for a, b in reversed(pairs)]
        return np.array(apart, np.float32)

    change: Sides = (lengths(shape) / np.maximum(lengths(rest), 1e-3) - 1).astype(np.float32)
    return change


def action_units(blendshapes: Vector, shape: Points, neutral: Points | None = None) -> Vector:
    """Intensity of each action unit.

    Args:
        blendshapes: [52], 0–1.
        shape: [478, 3], the face in canonical space, centimetres.
        neutral: the same person's resting face; None compares with the canonical face, which
            is rougher for units 5, 6, 9 and 14.

    Returns:
        [41], each 0–1, in the order of `ACTION_UNITS`.
    """
    rest = canonical_face() if neutral is None else neutral

    def both(name: str) -> Sides:
        return _sides(blendshapes, name)

    def one(name: str) -> float:
        return float(blendshapes[BLENDSHAPE[name]])

    smile, squint, blink = both("mouthSmile"), both("eyeSquint"), both("eyeBlink")
    # To the left look a left eye that looks out and a right one that looks in.
    to_left, to_right = (both("eyeLookOut") + both("eyeLookIn")[::-1]) / 2
    up, down = both("eyeLookUp"), both("eyeLookDown")
    # Where shut eyes look is a guess of the tracker's.
    seen = float(1 - blink.mean())
    face_height = float(np.linalg.norm(shape[10] - shape[152]))
    gap = float(np.linalg.norm(shape[13] - shape[14])) / max(face_height, 1e-3)
    units = (
        one("browInnerUp"),
        *both("browOuterUp"),
        *both("browDown"),
        *np.maximum(both("eyeWide"), 1.5 * _change(shape, rest, _LIDS)),
        *np.maximum(
            np.maximum(both("cheekSquint"), smile * squint / 2),
            -2.0 * _change(shape, rest, _CHEEK_TO_LID),
        ),
        *squint,
        *np.maximum(both("noseSneer"), -4.0 * _change(shape, rest, _WING_TO_EYE)),
        *both("mouthUpperUp"),
        *smile,
        *np.maximum(both("mouthDimple"), -1.5 * _change(shape, rest, _CORNER_TO_CHEEK) - smile),
        *both("mouthFrown"),
        *both("mouthLowerDown"),
        one("mouthShrugLower"),
        one("mouthPucker"),
        *both("mouthStretch"),
        one("mouthFunnel"),
        *both("mouthPress"),
        gap / 0.15,
        one("jawOpen"),
        (one("mouthRollLower") + one("mouthRollUpper")) / 2,
        one("jawLeft"),
        one("jawRight"),
        *(blink * (1 - 0.5 * down * (blink < 0.5))),
        to_left * seen,
        to_right * seen,
        float(up.mean()) * seen,
        float(down.mean()) * seen,
    )
    return np.clip(np.array(units, np.float32), 0, 1)
