"""Pictures to choose one from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PyQt6.QtCore import QRectF, QSize, Qt
from PyQt6.QtGui import QIcon, QPainter, QPixmap
from PyQt6.QtWidgets import QListView, QListWidget, QListWidgetItem

from rtxfer.app.icons import pixmap
from rtxfer.app.images import draw_rounded, to_pixmap
from rtxfer.app.theme import colours
from rtxfer.frame import Image

WIDE: Final = QSize(160, 106)
SQUARE: Final = QSize(128, 128)
RADIUS: Final = 8
RATIO: Final = 2
"""Pixels of a tile to those of a plain screen: sharp on dense ones."""

VALUE: Final = Qt.ItemDataRole.UserRole


class Tiles(QListWidget):
    """A grid of tiles, each standing for a value; one can be chosen.

    Args:
        title: what is chosen, for those who hear it.
        size: of a picture.
    """

    def __init__(self, title: str, size: QSize = WIDE) -> None:
        super().__init__()
        self._size = size
        self.setObjectName("sources")  # the style sheet knows tiles by this name
        self.setAccessibleName(title)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setIconSize(size)
        self.setGridSize(QSize(size.width() + 20, size.height() + 46))
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)

    @property
    def chosen(self) -> str | None:
        """The value of the chosen tile."""
        item = self.currentItem()
        return None if item is None else str(item.data(VALUE))

    def add(self, value: str, title: str, symbol: str) -> None:
        """Append a tile that shows a symbol until it is given a picture."""
        item = QListWidgetItem(_symbol(symbol, self._size), title)
        item.setData(VALUE, value)
        item.setToolTip(title)
        self.addItem(item)

    def choose(self, value: str) -> None:
        """Choose the tile of a value, if there is one."""
        if (item := self._find(value)) is not None:
            self.setCurrentItem(item)

    def remove(self, value: str) -> None:
        """Take the tile of a value away."""
        if (item := self._find(value)) is not None:
            self.takeItem(self.row(item))

    def show_picture(self, value: str, image: Image) -> None:
        """Give the tile of a value its picture, RGB uint8 [H, W, 3]."""
        if (item := self._find(value)) is not None:
            item.setIcon(_picture(image, self._size))

    def _find(self, value: str) -> QListWidgetItem | None:
        items = (self.item(row) for row in range(self.count()))
        return next(
            (item for item in items if item is not None and item.data(VALUE) == value), None
        )


def _tile(size: QSize, paint: Callable[[QPainter, QRectF], None]) -> QIcon:
    made = QPixmap(size * RATIO)
    made.setDevicePixelRatio(RATIO)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint(painter, QRectF(0, 0, size.width(), size.height()))
    painter.end()
    icon = QIcon(made)
    icon.addPixmap(made, QIcon.Mode.Selected)  # or Qt would tint it
    return icon


def _symbol(name: str, size: QSize) -> QIcon:
    def paint(painter: QPainter, place: QRectF) -> None:
        side = 34
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours()["stage"])
        painter.drawRoundedRect(place, RADIUS, RADIUS)
        symbol = pixmap(name, side, colours()["muted"], RATIO)
        middle = place.center()
        painter.drawPixmap(round(middle.x() - side / 2), round(middle.y() - side / 2), symbol)

    return _tile(size, paint)


def _picture(image: Image, size: QSize) -> QIcon:
    picture = to_pixmap(image)
    return _tile(size, lambda painter, place: draw_rounded(painter, place, picture, RADIUS))
