"""The upright square around a face in which generators see and draw."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from rtxfer.face.geometry import Points, canonical_face, to_canonical
from rtxfer.frame import Image


@dataclass(frozen=True, slots=True, eq=False)
class Crop:
    """A square of a picture, turned upright with the face.

    Attributes:
        matrix: float32 [2, 3], picture pixels → crop units (0–1 across the square).
        side: length of the square's side in picture pixels.
    """

    matrix: npt.NDArray[np.float32]
    side: float

    def to_crop(self, points: Points) -> Points:
        """Picture pixels [N, 3] → crop units; z is scaled alike."""
        flat = points[:, :2] @ self.matrix[:, :2].T + self.matrix[:, 2]
        return np.column_stack([flat, points[:, 2] / self.side]).astype(np.float32)

    def to_picture(self, points: Points) -> Points:
        """Crop units [N, 3] → picture pixels."""
        inverse = cv2.invertAffineTransform(self.matrix)
        flat = points[:, :2] @ inverse[:, :2].T + inverse[:, 2]
        return np.column_stack([flat, points[:, 2] * self.side]).astype(np.float32)

    def turned(self, rotation: Points) -> Points:
        """A rotation [3, 3], times a number, in the picture's axes as one in the crop's."""
        axes = np.eye(3, dtype=np.float32)
        axes[:2, :2] = self.matrix[:, :2] * np.float32(self.side)
        return (axes @ rotation @ axes.T).astype(np.float32)

    def moved(self, way: Points) -> Points:
        """A way [3] in the picture's pixels as one in crop units."""
        flat = self.matrix[:, :2] @ way[:2]
        return np.append(flat, way[2] / self.side).astype(np.float32)

    def mirrored(self, width: int) -> Crop:
        """The crop that cuts the same from the mirror image of a picture this wide, un-mirrored."""
        matrix = self.matrix.copy()
        matrix[:, 0] *= -1
        matrix[:, 2] += self.matrix[:, 0] * width
        return Crop(matrix, self.side)

    def cut(self, picture: Image, size: int) -> Image:
        """The crop as an RGB picture [size, size, 3]; beyond the border the edge is repeated."""
        matrix = self.matrix.astype(np.float64) * size
        # cv2 puts pixel centres on integers, crop units put them on halves.
        matrix[:, 2] += matrix[:, :2] @ [0.5, 0.5] - 0.5
        shrink = self.side / size
        if shrink > 2:
            # A plain affine warp skips pixels when it shrinks; average them first.
            height, width = picture.shape[:2]
            small = (max(1, round(width / shrink)), max(1, round(height / shrink)))
            picture = np.asarray(cv2.resize(picture, small, interpolation=cv2.INTER_AREA), np.uint8)
            factor = np.array([width / small[0], height / small[1]])
            matrix[:, 2] += matrix[:, :2] @ ((factor - 1) / 2)
            matrix[:, :2] *= factor
        cut = cv2.warpAffine(
            picture, matrix, (size, size), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
        )
        return np.asarray(cut, np.uint8)


def crop_around(landmarks: Points, scale: float) -> Crop:
    """The crop around a tracked face.

    Its size follows the face's pose-free size, so that it does not breathe as the head turns.

    Args:
        landmarks: [478, 3], pixels.
        scale: side of the crop over the length of the canonical face.
    """
    lay = to_canonical(landmarks)
    back = lay.inverse()
    face = canonical_face()
    low, high = face.min(0), face.max(0)
    side = float(scale * (high[1] - low[1]) * back.scale)
    centre = back(((low + high) / 2 * np.array([1, 1, 0.5], np.float32))[None])[0, :2]
    # In-plane angle: where the face's own x axis points in the picture.
    right = back.rotation[:2, 0]
    angle = float(np.arctan2(right[1], right[0]))
    cosine, sine = np.cos(angle) / side, np.sin(angle) / side
    turn = np.array([[cosine, sine], [-sine, cosine]])
    matrix = np.column_stack([turn, 0.5 - turn @ centre])
    return Crop(matrix.astype(np.float32), side)
