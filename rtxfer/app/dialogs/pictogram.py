"""Small drawn faces that show, without a word, what the driver is asked to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PyQt6.QtCore import QPointF, QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PyQt6.QtWidgets import QSizePolicy, QWidget

from rtxfer.app.theme import colours

GRID: Final = 100.0
"""The faces are drawn on a square of this side."""


def _oval(x: float, y: float, across: float, down: float) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(x, y), across, down)
    return path


def _arc(left: QPointF, bend: QPointF, right: QPointF) -> QPainterPath:
    path = QPainterPath(left)
    path.quadTo(bend, right)
    return path


def _brows(painter: QPainter, y: float, bend: float) -> None:
    for x in (32.0, 68.0):
        painter.drawPath(_arc(QPointF(x - 9, y), QPointF(x, y - bend), QPointF(x + 9, y)))


def _open_eyes(painter: QPainter, size: float = 3.4) -> None:
    pen = painter.pen()
    painter.setBrush(pen.color())
    for x in (32.0, 68.0):
        painter.drawPath(_oval(x, 43, size, size))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _shut_mouth(painter: QPainter) -> None:
    painter.drawLine(QPointF(38, 70), QPointF(62, 70))


def _rest(painter: QPainter) -> None:
    _brows(painter, 32, 3)
    _open_eyes(painter)
    _shut_mouth(painter)


def _smile(painter: QPainter) -> None:
    _brows(painter, 32, 4)
    _open_eyes(painter)
    painter.drawPath(_arc(QPointF(28, 63), QPointF(50, 88), QPointF(72, 63)))


def _open_mouth(painter: QPainter) -> None:
    _brows(painter, 31, 4)
    _open_eyes(painter)
    painter.drawPath(_oval(50, 72, 11, 14))


def _raise_brows(painter: QPainter) -> None:
    _brows(painter, 25, 8)
    _open_eyes(painter, 4.4)
    _shut_mouth(painter)


def _close_eyes(painter: QPainter) -> None:
    _brows(painter, 33, 3)
    for x in (32.0, 68.0):
        painter.drawPath(_arc(QPointF(x - 8, 43), QPointF(x, 49), QPointF(x + 8, 43)))
    _shut_mouth(painter)


_FACES: Final[dict[str, Callable[[QPainter], None]]] = {
    "rest": _rest,
    "smile": _smile,
    "open_mouth": _open_mouth,
    "raise_brows": _raise_brows,
    "close_eyes": _close_eyes,
}


def draw_face(painter: QPainter, name: str, place: QRectF, ink: QColor) -> None:
    """Draw a face.

    Args:
        painter: on what.
        name: "rest", or the name of a calibration expression.
        place: where; a square.
        ink: of its lines.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(place.topLeft())
    painter.scale(place.width() / GRID, place.height() / GRID)
    pen = QPen(ink, 4.5)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPath(_oval(50, 50, 42, 46))
    _FACES[name](painter)
    painter.restore()


class Pictogram(QWidget):
    """One face; what it says must stand beside it in words too.

    Args:
        name: as `draw_face` takes it.
        side: pixels.
    """

    def __init__(self, name: str, side: int = 64) -> None:
        super().__init__()
        self._name = name
        self._side = side
        self._colour = "muted"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def tint(self, colour: str) -> None:
        """Draw it in another colour of the theme."""
        if colour != self._colour:
            self._colour = colour
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A square."""
        return QSize(self._side, self._side)

    def paintEvent(self, event: QPaintEvent | None) -> None:  # noqa: N802 - Qt's name
        """Draw it."""
        painter = QPainter(self)
        place = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        draw_face(painter, self._name, place, colours()[self._colour])
        painter.end()
