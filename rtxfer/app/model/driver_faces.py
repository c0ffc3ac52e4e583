"""Faces in the driver's picture, where it is painted: where each lies, and which one is clicked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rtxfer.app.model.viewport import Rect, Viewport
from rtxfer.face.driver_lock import Box


@dataclass(frozen=True, slots=True)
class DriverView:
    """The driver's picture as it was painted last.

    Attributes:
        size: width and height of the picture.
        place: where it lies in the widget.
        viewport: which part of it is seen.
        mirror: whether left and right are swapped.
        faces: places of all faces, the driver's first; see `Signal.place`.
        led: whether the first one is the driver's: they may be out of sight.
    """

    size: tuple[int, int]
    place: Rect
    viewport: Viewport
    mirror: bool
    faces: tuple[Box, ...] = ()
    led: bool = True

    @property
    def others(self) -> Sequence[Box]:
        """Faces that do not drive, and could."""
        return self.faces[1:] if self.led else self.faces

    def frame(self, face: Box) -> tuple[float, float, float, float]:
        """Left, top, width and height of a face in the widget."""
        left, top = self._painted(face[0], face[1])
        right, bottom = self._painted(face[2], face[3])
        return min(left, right), top, abs(right - left), bottom - top

    def other_at(self, x: float, y: float) -> tuple[float, float] | None:
        """The middle of the face under a point of the widget, in the units of `Signal.place`;
        None where there is none, or it drives already.
        """
        for face in self.others:
            left, top, width, height = self.frame(face)
            if left <= x <= left + width and top <= y <= top + height:
                return (face[0] + face[2]) / 2, (face[1] + face[3]) / 2
        return None

    def _painted(self, across: float, down: float) -> tuple[float, float]:
        width, height = self.size
        part = self.viewport.part(width, height)
        x = (across * height + width / 2 - part.left) / part.width
        y = ((down + 0.5) * height - part.top) / part.height
        x = 1 - x if self.mirror else x
        return self.place.left + x * self.place.width, self.place.top + y * self.place.height
