"""Whether two faces are one person's, by proportions that hardly move and by the look.

A person is told by the proportions of points that hardly move with expression and by the look of
the face, laid straight and made small. Both were read off sixteen clips of fifteen people: of
frames of the same person in about the same pose 199 in 200 lie below `STRANGER`, of others'
frames 19 in 20 above it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import cv2
import numpy as np
import numpy.typing as npt

from rtxfer.face.geometry import Matrix, Points, canonical_face, rotation_vector, to_canonical
from rtxfer.face.landmarks import RIGID
from rtxfer.face.signal import Signal
from rtxfer.frame import Image

STRANGER: Final = -0.4
"""Centimetres that proportions differ by, less the correlation of the looks."""

CERTAINLY_SAME: Final = -0.65
"""The same, below which a face is the old one though the picture around it jumped."""

SAME_POSE: Final = np.radians(20.0)
"""Only faces turned alike can be compared."""

_LOOK: Final = 32  # pixels a side of a face laid straight
_LOOK_CM: Final = (14.0, 16.0)  # width and height of what it shows
_NAMES: Final = ("shape", "look", "rotation")

Plane = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Likeness:
    """What one frame says of who is in it.

    Attributes:
        shape: [478, 3] canonical centimetres.
        look: [32, 32] grey, laid straight.
        rotation: [3, 3], canonical → picture axes.
    """

    shape: Points
    look: Plane
    rotation: Matrix

    def turned_from(self, other: Likeness) -> float:
        """The angle between the two poses, radians."""
        return float(np.linalg.norm(rotation_vector(self.rotation @ other.rotation.T)))

    def alike_turned(self, others: Sequence[Likeness]) -> list[Likeness]:
        """Those of the others in about this pose."""
        return [one for one in others if self.turned_from(one) <= SAME_POSE]


def likeness(image: Image, signal: Signal) -> Likeness:
    """That of a face in its picture.

    Args:
        image: RGB uint8 [H, W, 3].
        signal: tracked in it, as it lies there: not un-mirrored.
    """
    lay = to_canonical(signal.landmarks)
    back = lay.inverse()
    # A plane through the face, as it lies in the picture.
    depth = canonical_face()[RIGID, 2].mean()
    corner = back.scale * back.rotation[:2, 2] * depth + back.translation[:2]
    plane = np.column_stack([back.scale * back.rotation[:2, :2], corner])
    wide, high = _LOOK_CM
    grid = np.array([[wide / _LOOK, 0, -wide / 2], [0, high / _LOOK, -high / 2], [0, 0, 1]])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    # Colours are averaged once the face is small: far cheaper than greying the whole picture.
    look = cv2.warpAffine(image, plane @ grid, (_LOOK, _LOOK), flags=flags).mean(2)
    return Likeness(lay(signal.landmarks), look.astype(np.float32), lay.rotation.T)


def strangeness(face: Likeness, known: Sequence[Likeness]) -> float | None:
    """How unlike one person's faces another is; None if that cannot be told.

    Args:
        face: to be compared.
        known: of one person, in about one pose; the first says which.
    """
    if not known or face.turned_from(known[0]) > SAME_POSE:
        return None
    mean = np.mean([one.shape for one in known], axis=0).astype(np.float32)
    apart = (to_canonical(face.shape, mean)(face.shape) - mean)[RIGID]
    proportions = float(np.sqrt(np.square(apart).sum(1).mean()))
    look = correlation(face.look, np.mean([one.look for one in known], axis=0))
    return proportions - look


class Looks:
    """How unlike one person the faces of one frame are; each is looked at once, if at all.

    Args:
        image: the frame, RGB uint8 [H, W, 3]; None where only places are known.
        known: of that person, in any poses.
    """

    def __init__(self, image: Image | None, known: list[Likeness]) -> None:
        self.image, self._known = image, known
        self._faces: dict[int, Likeness] = {}

    def likeness(self, face: Signal, image: Image) -> Likeness:
        """That of a face in `image`."""
        if id(face) not in self._faces:
            self._faces[id(face)] = likeness(image, face)
        return self._faces[id(face)]

    def strangeness(self, face: Signal) -> float | None:
        """None where it cannot be told: without a picture, or turned as never before."""
        if self.image is None or not self._known:
            return None
        looks = self.likeness(face, self.image)
        return strangeness(looks, looks.alike_turned(self._known))


def correlation(one: Plane, other: Plane) -> float:
    """Of two grey or coloured pictures of one size, −1 to 1."""
    a, b = one - one.mean(), other - other.mean()
    return float((a * b).sum() / np.sqrt((a * a).sum() * (b * b).sum() + 1e-6))


def likeness_arrays(known: Sequence[Likeness]) -> dict[str, npt.NDArray[Any]]:
    """Likenesses as arrays, for `likenesses_of`."""
    if not known:
        return {}
    return {f"known_{n}": np.stack([np.asarray(getattr(f, n)) for f in known]) for n in _NAMES}


def likenesses_of(arrays: Mapping[str, npt.NDArray[Any]]) -> list[Likeness]:
    """What `likeness_arrays` was given."""
    stacks = [arrays[f"known_{name}"] for name in _NAMES if f"known_{name}" in arrays]
    return [Likeness(*one) for one in zip(*stacks, strict=True)]
