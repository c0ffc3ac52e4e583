"""The generator's crop as it lies on the canvas: from the ones units to the other's pixels."""

from __future__ import annotations

from typing import TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

from rtxfer.canvas import crop_on_canvas
from rtxfer.face.crop import Crop

Array = npt.NDArray[np.float32]
Part: TypeAlias = tuple[slice, slice]
"""Rows and columns of the canvas."""


class CropPlace:
    """Where a crop lies on a canvas.

    Attributes:
        size: width and height of the canvas.
        to_units: [2, 3], canvas pixels → crop units.
        to_pixels: [2, 3], the inverse.
        side: canvas pixels across the crop.

    Args:
        crop: in the portrait's pixels.
        place: [2, 3], portrait pixels → canvas pixels.
        size: width and height of the canvas.
    """

    def __init__(self, crop: Crop, place: npt.NDArray[np.float64], size: tuple[int, int]) -> None:
        self.size = size
        self.to_units = crop_on_canvas(crop, place)
        self.to_pixels = cv2.invertAffineTransform(self.to_units)
        self.side = float(np.linalg.norm(self.to_pixels[:, 0]))

    def spread(
        self,
        layer: Array,
        size: int,
        part: Part,
        first: tuple[int, int] = (0, 0),
        every: int = 1,
    ) -> Array:
        """What lies on the crop at every pixel of a part of the canvas; 0 beyond.

        Args:
            layer: [h, w] or [h, w, 3].
            size: how many of its pixels go across the crop.
            part: of the canvas.
            first: column and row of its first pixel.
            every: in the middles of squares of so many pixels a side only.
        """
        rows, columns = part
        matrix = self.to_units * size
        matrix[:, 2] += matrix[:, :2] @ (columns.start + every / 2, rows.start + every / 2) - 0.5
        matrix[:, 2] -= first
        matrix[:, :2] *= every
        wanted = (columns.stop - columns.start) // every, (rows.stop - rows.start) // every
        return seen_through(layer, matrix, wanted, cv2.BORDER_CONSTANT)

    def around(self, box: npt.ArrayLike) -> Part | None:
        """The part of the canvas that holds a box given in crop units; None if none does."""
        left, top, right, bottom = np.asarray(box)
        corners = np.array([[left, top], [right, top], [left, bottom], [right, bottom]])
        places = corners @ self.to_pixels[:, :2].T + self.to_pixels[:, 2]
        low, high = np.floor(places.min(0)), np.ceil(places.max(0))
        (x0, y0), (x1, y1) = (
            np.clip(corner, 0, self.size).astype(int).tolist() for corner in (low, high)
        )
        return (slice(y0, y1), slice(x0, x1)) if x0 < x1 and y0 < y1 else None


def seen_through(
    picture: Array, matrix: npt.NDArray[np.float64], size: tuple[int, int], border: int
) -> Array:
    """A picture seen through `matrix` [2, 3], which leads to its pixels' middles from ours."""
    backward = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return np.asarray(
        cv2.warpAffine(picture, matrix, size, flags=backward, borderMode=border), np.float32
    )
