"""Which part of a picture is seen where: fitting, zooming, panning. Numbers only."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from rtxfer.frame import Image

MOST_ZOOM: Final = 8.0

Array = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Rect:
    """Left, top, width and height, whole pixels."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Viewport:
    """How closely one looks, and at what.

    Attributes:
        zoom: 1 shows the whole picture, 2 half of it across.
        x: what is in the middle, 0 the left edge, 1 the right one.
        y: likewise, top to bottom.
    """

    zoom: float = 1.0
    x: float = 0.5
    y: float = 0.5

    def zoomed(self, factor: float) -> Viewport:
        """Closer, or farther; never farther than the whole."""
        zoom = min(MOST_ZOOM, max(1.0, self.zoom * factor))
        return replace(self, zoom=zoom)._within()

    def moved(self, dx: float, dy: float) -> Viewport:
        """Looking elsewhere, by parts of what is seen."""
        return replace(self, x=self.x + dx / self.zoom, y=self.y + dy / self.zoom)._within()

    def _within(self) -> Viewport:
        half = 0.5 / self.zoom
        return replace(self, x=min(1 - half, max(half, self.x)), y=min(1 - half, max(half, self.y)))

    def seen_at(self, across: Array, down: Array) -> tuple[Array, Array]:
        """Where places of the whole picture are seen; both in shares of a width and a height."""
        half = 0.5 / self.zoom
        return (across - self.x + half) * self.zoom, (down - self.y + half) * self.zoom

    def part(self, width: int, height: int) -> Rect:
        """What is seen of a picture of that size."""
        across, down = max(1, round(width / self.zoom)), max(1, round(height / self.zoom))
        left = min(width - across, max(0, round(self.x * width - across / 2)))
        top = min(height - down, max(0, round(self.y * height - down / 2)))
        return Rect(left, top, across, down)


def fitted(width: int, height: int, area: Rect) -> Rect:
    """The largest rectangle of a picture's shape in the middle of an area."""
    scale = min(area.width / width, area.height / height)
    across, down = max(1, round(width * scale)), max(1, round(height * scale))
    left = area.left + (area.width - across) // 2
    top = area.top + (area.height - down) // 2
    return Rect(left, top, across, down)


def seen(image: Image, viewport: Viewport, size: tuple[int, int], *, mirror: bool) -> Image:
    """The part of a picture that is seen, scaled to the pixels of the screen.

    Args:
        image: RGB, uint8 [H, W, 3].
        viewport: which part.
        size: width and height of the result.
        mirror: swap left and right.
    """
    part = viewport.part(image.shape[1], image.shape[0])
    cut = image[part.top : part.top + part.height, part.left : part.left + part.width]
    shrinks = size[0] < part.width
    scaled = cv2.resize(cut, size, interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR)
    return np.ascontiguousarray(scaled[:, ::-1] if mirror else scaled)
