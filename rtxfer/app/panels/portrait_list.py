"""The strip of portraits itself: the chosen one ringed, the first nine numbered."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PyQt6.QtCore import QCoreApplication, QModelIndex, QRectF, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QColor, QKeyEvent, QPainter, QPen, QPixmap
from PyQt6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from rtxfer.app.hotkeys import DIRECT_TARGETS
from rtxfer.app.images import draw_rounded, to_pixmap
from rtxfer.app.languages import spoken
from rtxfer.app.model.thumbnails import Thumbnail
from rtxfer.app.theme import colours, text_size

SIDE: Final = 76
RING: Final = 3
_PATH: Final = int(Qt.ItemDataRole.UserRole)
_PICTURE: Final = _PATH + 1
_SEVERAL: Final = _PATH + 3
_STATE: Final = _PATH + 2
"""Of a tile: "seen" by viewers, "preparing", or nothing."""


class PortraitList(QListWidget):
    """One row of portraits; arrows and a click choose, Delete removes."""

    chosen = pyqtSignal(object)
    """A `Path`."""
    removal = pyqtSignal(object)
    """A `Path` that shall leave."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Portraits"))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMouseTracking(True)
        self.setItemDelegate(_Tile(self))
        self.setFixedHeight(SIDE + 2 * RING + 16)
        self.itemClicked.connect(self._choose)
        self.itemActivated.connect(self._choose)

    def add(self, path: Path, row: int | None = None) -> None:
        """One more, at the end or before `row`, empty until its thumbnail comes."""
        item = QListWidgetItem()
        item.setData(_PATH, path)
        item.setSizeHint(QSize(SIDE + 2 * RING + 8, SIDE + 2 * RING + 4))
        item.setToolTip(path.name)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, path.stem)
        self.insertItem(self.count() if row is None else row, item)

    def show_thumbnail(self, found: Thumbnail) -> None:
        """The picture of one of them."""
        item = self._item(found.path)
        if item is not None:
            item.setData(_PICTURE, to_pixmap(found.image))
            item.setToolTip("\n".join((found.path.name, *map(spoken, found.notes))))
            item.setData(_SEVERAL, found.several)

    def shows_several(self, path: Path) -> bool:
        """Whether there is a choice of faces in one of them."""
        item = self._item(path)
        return item is not None and bool(item.data(_SEVERAL))

    def remove(self, path: Path) -> None:
        """Take one out."""
        item = self._item(path)
        if item is not None:
            self.takeItem(self.row(item))

    def mark(self, path: Path) -> None:
        """Select the one that was chosen."""
        item = self._item(path)
        if item is not None:
            self.setCurrentItem(item)
            self.scrollToItem(item)

    def tell(self, seen: Path | None, preparing: Path | None) -> None:
        """Ring the one that viewers see; say of the next that it is being prepared."""
        for index in range(self.count()):
            item = self._at(index)
            path = item.data(_PATH)
            state = "seen" if path == seen else "preparing" if path == preparing else ""
            item.setData(_STATE, state)
            words = {"seen": self.tr("shown"), "preparing": self.tr("being prepared")}.get(state)
            spoken = f"{path.stem}, {words}" if words else path.stem
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)

    def current(self) -> Path | None:
        """The one that is selected."""
        item = self.currentItem()
        return None if item is None else item.data(_PATH)

    def pictures(self) -> list[bool]:
        """For each, whether its thumbnail is there."""
        return [self._at(index).data(_PICTURE) is not None for index in range(self.count())]

    def keyPressEvent(self, event: QKeyEvent | None) -> None:  # noqa: N802 - Qt's name
        """Delete removes."""
        if event is not None and event.key() == Qt.Key.Key_Delete:
            self.removal.emit(self.current())
            return
        super().keyPressEvent(event)

    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(_PATH))

    def _at(self, index: int) -> QListWidgetItem:
        item = self.item(index)
        assert item is not None, "only asked for rows that are there"
        return item

    def _item(self, path: Path) -> QListWidgetItem | None:
        items = (self._at(index) for index in range(self.count()))
        return next((item for item in items if item.data(_PATH) == path), None)


class _Tile(QStyledItemDelegate):
    def paint(
        self, painter: QPainter | None, option: QStyleOptionViewItem, index: QModelIndex
    ) -> None:
        if painter is None:
            return
        chosen = colours()
        tile = QRectF(option.rect)
        place = QRectF(tile.left() + RING + 2, tile.top() + RING, SIDE, SIDE)
        picture = index.data(_PICTURE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(picture, QPixmap):
            draw_rounded(painter, place, picture, 10)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(chosen["raised"])
            painter.drawRoundedRect(place, 10, 10)
        state = index.data(_STATE)
        self._ring(painter, place, option.state, state)
        if state == "preparing":
            self._prepare(painter, place)
        if index.row() < DIRECT_TARGETS:
            self._number(painter, place, index.row() + 1)
        painter.restore()

    def _ring(
        self, painter: QPainter, place: QRectF, state: QStyle.StateFlag, shown: str | None
    ) -> None:
        if shown == "seen":
            ink = colours()["accent"]
        elif state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected):
            ink = colours()["driver"]
        else:
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(ink, RING))
        painter.drawRoundedRect(place.adjusted(-1.5, -1.5, 1.5, 1.5), 11.5, 11.5)

    def _prepare(self, painter: QPainter, place: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 130))
        painter.drawRoundedRect(place, 10, 10)
        font = painter.font()
        font.setPixelSize(text_size(0.85))
        painter.setFont(font)
        painter.setPen(QColor("white"))
        words = QCoreApplication.translate("PortraitList", "preparing…")
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)

    def _number(self, painter: QPainter, place: QRectF, number: int) -> None:
        badge = QRectF(place.left() + 5, place.bottom() - 22, 17, 17)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 150))
        painter.drawRoundedRect(badge, 5, 5)
        font = painter.font()
        font.setPixelSize(text_size(0.85))
        painter.setFont(font)
        painter.setPen(QColor("white"))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, str(number))
