"""A crop with what is known of it, and how it looks when moved, mirrored, bent or recoloured."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from rtxfer.face.geometry import Points
from rtxfer.face.signal import MIRRORED_BLENDSHAPES, mirrored_landmarks
from rtxfer.frame import Image
from train.data.elastic_warp import ElasticWarp

Affine = npt.NDArray[np.float64]
"""[3, 3]: crop units → crop units."""

MIRROR: Final[Affine] = np.array([[-1.0, 0, 1], [0, 1, 0], [0, 0, 1]])


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """One crop.

    Attributes:
        image: uint8 [S, S, 3].
        landmarks: [478, 3], crop units.
        blendshapes: [52], 0–1.
    """

    image: Image
    landmarks: Points
    blendshapes: npt.NDArray[np.float32]

    def moved(self, by: Affine, size: int) -> Face:
        """The face with its crop moved, turned, scaled or mirrored, at `size` pixels."""
        flat = self.landmarks[:, :2] @ by[:2, :2].T + by[:2, 2]
        scale = np.sqrt(abs(np.linalg.det(by[:2, :2])))
        landmarks = np.column_stack([flat, self.landmarks[:, 2] * scale]).astype(np.float32)
        blendshapes = self.blendshapes
        if np.linalg.det(by[:2, :2]) < 0:
            # A mirrored right eye is a left one: names change along with places.
            landmarks = landmarks[mirrored_landmarks()]
            blendshapes = blendshapes[MIRRORED_BLENDSHAPES]
        image = warped(self.image, by, size, way=cv2.INTER_CUBIC)
        return Face(image, landmarks, blendshapes)

    def warped_by(self, warp: ElasticWarp) -> Face:
        """The face with other proportions."""
        flat = warp.points(self.landmarks[:, :2])
        landmarks = np.column_stack([flat, self.landmarks[:, 2]])
        return replace(self, image=warp(self.image), landmarks=landmarks)

    def redrawn(self, change: Callable[[Image], Image]) -> Face:
        """The face in another light, or through another camera: nothing in it moves."""
        return replace(self, image=change(self.image))


def warped(image: npt.NDArray[np.uint8], by: Affine, size: int, outside: int = -1,
           way: int = cv2.INTER_LINEAR) -> Image:  # fmt: skip
    """A picture moved by `by`; its edge is repeated beyond it, or `outside` is put there.

    Args:
        way: of OpenCV's ways to interpolate; cubic keeps a picture sharp.
    """
    to_pixels = by.copy()
    to_pixels[:2] *= size
    to_units = np.diag([1 / image.shape[1], 1 / image.shape[0], 1.0])
    matrix = (to_pixels @ to_units)[:2]
    # cv2 puts pixel centres on integers, crop units put them on halves.
    matrix[:, 2] += matrix[:, :2] @ [0.5, 0.5] - 0.5
    border = cv2.BORDER_REPLICATE if outside < 0 else cv2.BORDER_CONSTANT
    moved = cv2.warpAffine(
        image, matrix, (size, size), flags=way, borderMode=border, borderValue=outside
    )
    return np.asarray(moved, np.uint8)


def small_move(rng: np.random.Generator, scale: float, turn: float, shift: float) -> Affine:
    """A random similarity about the crop's middle, half of them mirrored.

    Args:
        scale: largest change of size, as a logarithm.
        turn: largest turn, radians.
        shift: largest move, crop units.
    """
    size, angle = np.exp(rng.uniform(-scale, scale)), rng.uniform(-turn, turn)
    cosine, sine = size * np.cos(angle), size * np.sin(angle)
    spin = np.array([[cosine, -sine], [sine, cosine]])
    by = np.eye(3)
    by[:2, :2] = spin
    by[:2, 2] = 0.5 - spin @ [0.5, 0.5] + rng.uniform(-shift, shift, 2)
    return by @ MIRROR if rng.random() < 0.5 else by


class Colours:
    """A random light: gain and gamma per channel, and saturation.

    Args:
        strength: 0 leaves pictures as they are, 1 is a strong change.
    """

    def __init__(self, rng: np.random.Generator, strength: float) -> None:
        exposure = np.exp(rng.uniform(-0.35, 0.35) * strength)
        cast = np.exp(rng.uniform(-0.12, 0.12, 3) * strength)
        gamma = np.exp(rng.uniform(-0.25, 0.25) * strength)
        levels = np.linspace(0, 1, 256)[:, None] ** gamma * exposure * cast
        self._table = np.clip(levels * 255 + 0.5, 0, 255).astype(np.uint8)[None]
        self._saturation = 1 + rng.uniform(-0.4, 0.25) * strength

    def __call__(self, image: Image) -> Image:
        """The picture in this light."""
        lit = cv2.LUT(image, self._table)
        grey = cv2.cvtColor(cv2.cvtColor(lit, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
        share = self._saturation
        return np.asarray(cv2.addWeighted(lit, share, grey, 1 - share, 0), np.uint8)
