"""What the tracker sees in one face."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from rtxfer.face.code import NOTHING, Code
from rtxfer.face.geometry import Points
from rtxfer.face.landmarks import BLENDSHAPES, LANDMARKS


@dataclass(frozen=True, slots=True, eq=False)
class Signal:
    """One tracked face.

    Attributes:
        landmarks: float32 [478, 3], pixels of the picture: x right, y down; z in the same
            unit, smaller is nearer.
        blendshapes: float32 [52], each 0–1, in the order of `BLENDSHAPES`.
        pose: float32 [4, 4], the canonical face into camera space (centimetres, y up, the
            camera looks along −z), as MediaPipe gives it.
        size: (width, height) of the picture in pixels.
        code: what a generator read off the face besides, see `rtxfer.generator`.
    """

    landmarks: Points
    blendshapes: npt.NDArray[np.float32]
    pose: npt.NDArray[np.float32]
    size: tuple[int, int]
    code: Code = NOTHING

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of the landmarks, pixels."""
        left, top = self.landmarks[:, :2].min(0)
        right, bottom = self.landmarks[:, :2].max(0)
        return float(left), float(top), float(right), float(bottom)

    @property
    def place(self) -> tuple[float, float, float, float]:
        """The box from the picture's centre, in heights of the picture: the same at any size."""
        width, height = self.size
        left, top, right, bottom = self.box
        return (
            (left - width / 2) / height,
            top / height - 0.5,
            (right - width / 2) / height,
            bottom / height - 0.5,
        )

    def unmirrored(self) -> Signal:
        """The signal of the same face in the un-mirrored picture.

        A selfie camera mirrors its picture: the subject's right eye is tracked as a left one.
        Turning x round is not enough, left and right must change their names too.
        """
        width = self.size[0]
        landmarks = self.landmarks[mirrored_landmarks()].copy()
        landmarks[:, 0] = width - landmarks[:, 0]
        flip = np.diag([-1.0, 1.0, 1.0, 1.0]).astype(np.float32)
        return replace(
            self,
            landmarks=landmarks,
            blendshapes=self.blendshapes[MIRRORED_BLENDSHAPES],
            pose=(flip @ self.pose @ flip).astype(np.float32),
        )


def _swapped(name: str) -> str:
    if name.endswith("Left"):
        return name[:-4] + "Right"
    if name.endswith("Right"):
        return name[:-5] + "Left"
    return name


MIRRORED_BLENDSHAPES = np.array([BLENDSHAPES.index(_swapped(name)) for name in BLENDSHAPES])
"""Permutation [52] that changes left and right."""

_mirrored: npt.NDArray[np.intp] | None = None


def mirrored_landmarks() -> npt.NDArray[np.intp]:
    """Permutation [478] that changes left and right, read off the canonical face's symmetry."""
    global _mirrored
    if _mirrored is None:
        from rtxfer.face.geometry import canonical_face

        face = canonical_face()
        mirror = face * np.array([-1, 1, 1], np.float32)
        distance = ((mirror[:, None] - face[None]) ** 2).sum(-1)
        _mirrored = distance.argmin(1)
        assert len(set(_mirrored.tolist())) == LANDMARKS
    return _mirrored
