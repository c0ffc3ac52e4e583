"""The driver in a round mirror, with a ring around it that fills as time is done."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from PyQt6.QtCore import QRectF, QSize, Qt
from PyQt6.QtGui import QPainter, QPaintEvent, QPen, QPixmap
from PyQt6.QtWidgets import QSizePolicy, QWidget

from rtxfer.app.dialogs.pictogram import draw_face
from rtxfer.app.images import draw_rounded, to_pixmap
from rtxfer.app.theme import colours
from rtxfer.frame import Image

SIDE: Final = 300
RING: Final = 8
GAP: Final = 7
FULL: Final = 360 * 16
"""Qt counts angles in sixteenths of a degree."""


class Mirror(QWidget):
    """Shows a person to themselves.

    Args:
        mirrored: the pictures are mirrored already.
    """

    def __init__(self, *, mirrored: bool = False) -> None:
        super().__init__()
        self._mirrored = mirrored
        self._picture: QPixmap | None = None
        self._progress = 0.0
        self._colour = "accent"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Your camera's picture"))

    @property
    def progress(self) -> float:
        """How much of the ring is filled, 0–1."""
        return self._progress

    def show_picture(self, image: Image | None) -> None:
        """Show a camera frame, RGB uint8 [H, W, 3]; None shows a drawn face."""
        self._picture = None if image is None else to_pixmap(self._reflection(image))
        self.update()

    def _reflection(self, image: Image) -> Image:
        """The middle of a frame, as large as is seen, and turned round as a mirror does."""
        height, width = image.shape[:2]
        side = min(height, width)
        top, left = (height - side) // 2, (width - side) // 2
        middle = image[top : top + side, left : left + side]
        seen = min(side, round(SIDE * self.devicePixelRatioF()))
        small = np.asarray(cv2.resize(middle, (seen, seen), interpolation=cv2.INTER_AREA), np.uint8)
        return small if self._mirrored else small[:, ::-1]

    def show_progress(self, progress: float, colour: str = "accent") -> None:
        """Fill the ring.

        Args:
            progress: 0–1.
            colour: of the theme.
        """
        self._progress, self._colour = progress, colour
        self.setAccessibleDescription(f"{progress:.0%}")
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A square."""
        return QSize(SIDE, SIDE)

    def paintEvent(self, event: QPaintEvent | None) -> None:  # noqa: N802 - Qt's name
        """Draw picture and ring."""
        chosen = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = QRectF(self.rect()).adjusted(RING / 2, RING / 2, -RING / 2, -RING / 2)
        glass = ring.adjusted(*[sign * (RING / 2 + GAP) for sign in (1, 1, -1, -1)])
        if self._picture is None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(chosen["stage"])
            painter.drawEllipse(glass)
            inset = glass.width() * 0.24
            place = glass.adjusted(inset, inset, -inset, -inset)
            draw_face(painter, "rest", place, chosen["muted"])
        else:
            draw_rounded(painter, glass, self._picture, glass.width() / 2)
        pen = QPen(chosen["border"], RING)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen)
        painter.drawEllipse(ring)
        if self._progress > 0:
            pen.setColor(chosen[self._colour])
            painter.setPen(pen)
            painter.drawArc(ring, FULL // 4, -round(FULL * min(1.0, self._progress)))
        painter.end()
