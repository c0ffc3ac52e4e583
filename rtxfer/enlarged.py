"""A smaller canvas, enlarged: cheaper than compositing every pixel of the output, and softer."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from rtxfer.canvas import crop_on_canvas
from rtxfer.compositor import Compositor
from rtxfer.face.crop import Crop
from rtxfer.face.signal import Signal
from rtxfer.frame import Image
from rtxfer.generator import Rendered
from rtxfer.head.field import HeadPose
from rtxfer.settings import OutputSettings

LEAST: Final = 16
"""Pixels of the shortest canvas."""


class Enlarged:
    """Composites on a share of the canvas; its pictures have the full size. Nothing in them lies
    elsewhere, or by half a pixel where the share of a side is no whole number.

    Args:
        full: on whose canvas everything lies in the end.
        face: the portrait's face.
        crop: the square that the generator renders, in the portrait's pixels.
        share: of the canvas's sides, above 0 and below 1.
    """

    def __init__(self, full: Compositor, face: Signal, crop: Crop, share: float) -> None:
        self.size = full.size
        width, height = (max(LEAST, round(side * share)) for side in full.size)
        # Made from the canvas rather than the portrait: no second rounding moves it by a pixel.
        matrix = crop_on_canvas(crop, full.place).astype(np.float32)
        on_canvas = Crop(matrix, crop.side * float(full.place[0, 0]))
        output = OutputSettings(width=width, height=height, fit="fill")
        still = full.still()[..., :3]
        self._small = Compositor(still, face, on_canvas, output, full.cutout, full.scenery)

    def still(self) -> Image:
        """The canvas with the portrait at rest (a copy)."""
        return self._enlarged(self._small.still())

    def __call__(self, rendered: Rendered, pose: HeadPose | None = None) -> Image:
        """As `Compositor` does it."""
        return self._enlarged(self._small(rendered, pose))

    def _enlarged(self, image: Image) -> Image:
        return np.asarray(cv2.resize(image, self.size, interpolation=cv2.INTER_LINEAR), np.uint8)
