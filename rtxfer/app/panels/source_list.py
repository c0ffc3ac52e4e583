"""The list of sources: what each sees, what it is called, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PyQt6.QtCore import QModelIndex, QRectF, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QFont, QPainter, QPen, QPixmap
from PyQt6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from rtxfer.app.icons import pixmap
from rtxfer.app.images import draw_rounded, to_pixmap
from rtxfer.app.model.thumbnails import small
from rtxfer.app.theme import SMALL, colours, text_size
from rtxfer.frame import Image

PICTURE: Final = (96, 60)
ROW: Final = 74
ROWS: Final = 4
"""How many are seen without scrolling."""

_SPEC: Final = int(Qt.ItemDataRole.UserRole)
_PICTURE: Final = _SPEC + 1
_DETAIL: Final = _SPEC + 2


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One line.

    Attributes:
        spec: as in the preferences.
        name: for people.
        detail: a few words more.
    """

    spec: str
    name: str
    detail: str


class SourceList(QListWidget):
    """One source can be chosen; arrows and a click do."""

    chosen = pyqtSignal(str)
    """A spec."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sources")
        self.setAccessibleName(self.tr("Sources"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setItemDelegate(_Row(self))
        self._pictures: dict[str, QPixmap] = {}
        self.itemClicked.connect(self._choose)
        self.itemActivated.connect(self._choose)

    def fill(self, entries: Sequence[SourceEntry]) -> None:
        """List these; pictures that are known already are kept."""
        self.clear()
        for entry in entries:
            item = QListWidgetItem(entry.name, self)
            item.setSizeHint(QSize(0, ROW))
            item.setData(_SPEC, entry.spec)
            item.setData(_DETAIL, entry.detail)
            item.setToolTip(entry.detail)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{entry.name}, {entry.detail}")
            if entry.spec in self._pictures:
                item.setData(_PICTURE, self._pictures[entry.spec])
        self.setFixedHeight(ROW * min(max(len(entries), 1), ROWS) + 4)

    def mark(self, spec: str) -> None:
        """Show which one is chosen."""
        item = self._item(spec)
        if item is not None:
            self.setCurrentItem(item)

    def show_picture(self, spec: str, image: Image) -> None:
        """What a source sees; RGB, uint8 [H, W, 3]."""
        ratio = max(1, round(self.devicePixelRatioF()))
        self._pictures[spec] = to_pixmap(small(image, PICTURE[0] * ratio, PICTURE[1] * ratio))
        item = self._item(spec)
        if item is not None:
            item.setData(_PICTURE, self._pictures[spec])

    def show_trouble(self, spec: str, problem: str) -> None:
        """Why a source cannot be seen."""
        item = self._item(spec)
        if item is not None:
            item.setData(_DETAIL, problem)
            item.setToolTip(problem)

    def specs(self) -> list[str]:
        """Those listed."""
        items = (self.item(index) for index in range(self.count()))
        return [item.data(_SPEC) for item in items if item is not None]

    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(_SPEC))

    def _item(self, spec: str) -> QListWidgetItem | None:
        specs = self.specs()
        return self.item(specs.index(spec)) if spec in specs else None


class _Row(QStyledItemDelegate):
    def paint(
        self, painter: QPainter | None, option: QStyleOptionViewItem, index: QModelIndex
    ) -> None:
        if painter is None:
            return
        chosen = colours()
        row = QRectF(option.rect).adjusted(1, 2, -1, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, row, option.state)
        place = QRectF(row.left() + 6, row.center().y() - PICTURE[1] / 2, *PICTURE)
        picture = index.data(_PICTURE)
        if isinstance(picture, QPixmap):
            draw_rounded(painter, place, picture, 7)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(chosen["hover"])
            painter.drawRoundedRect(place, 7, 7)
            middle = place.center()
            painter.drawPixmap(
                int(middle.x()) - 11, int(middle.y()) - 11, pixmap("camera", 22, chosen["muted"])
            )
        words = row.adjusted(PICTURE[0] + 18, 0, -8, 0)
        self._words(painter, words, str(index.data() or ""), str(index.data(_DETAIL) or ""))
        painter.restore()

    def _ground(self, painter: QPainter, row: QRectF, state: QStyle.StateFlag) -> None:
        chosen = colours()
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if not selected and not state & QStyle.StateFlag.State_MouseOver:
            return
        painter.setBrush(chosen["raised"])
        painter.setPen(QPen(chosen["accent"], 1.5) if selected else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(row, 10, 10)

    def _words(self, painter: QPainter, place: QRectF, name: str, detail: str) -> None:
        chosen = colours()
        half = place.height() / 2
        font = QFont(painter.font())
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(chosen["text"])
        above = QRectF(place.left(), place.top(), place.width(), half)
        elide = Qt.TextElideMode.ElideRight
        name = painter.fontMetrics().elidedText(name, elide, int(place.width()))
        bottom = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft
        painter.drawText(above.adjusted(0, 0, 0, -2), bottom, name)
        font.setWeight(QFont.Weight.Normal)
        font.setPixelSize(text_size(SMALL))
        painter.setFont(font)
        painter.setPen(chosen["muted"])
        detail = painter.fontMetrics().elidedText(detail, elide, int(place.width()))
        top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        painter.drawText(above.translated(0, half).adjusted(0, 2, 0, 0), top, detail)
