"""Action units as bars: above the driver's, below the portrait's; each side of a face its own."""

from __future__ import annotations

from typing import Final

import numpy as np
from PyQt6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PyQt6.QtGui import QPainter, QPaintEvent
from PyQt6.QtWidgets import QSizePolicy, QWidget

from rtxfer.app.model.portrait_tracker import Units
from rtxfer.app.theme import SMALL, colours, text_size
from rtxfer.face.action_units import ACTION_UNITS, UNIT, unit_number

ROW: Final = 18
LEGEND: Final = 24
CAPTION: Final = 128
THICK: Final = 5
GAP: Final = 4
"""Between the bars of a face's two sides."""


def unit_titles() -> dict[int, str]:
    """What each action unit does, by its number in FACS."""

    translate = QCoreApplication.translate
    return {
        1: translate("ActionUnits", "Inner brow up"),
        2: translate("ActionUnits", "Outer brow up"),
        4: translate("ActionUnits", "Brow down"),
        5: translate("ActionUnits", "Upper lid up"),
        6: translate("ActionUnits", "Cheek up"),
        7: translate("ActionUnits", "Lids tight"),
        9: translate("ActionUnits", "Nose wrinkle"),
        10: translate("ActionUnits", "Upper lip up"),
        12: translate("ActionUnits", "Smile"),
        14: translate("ActionUnits", "Dimple"),
        15: translate("ActionUnits", "Lip corners down"),
        16: translate("ActionUnits", "Lower lip down"),
        17: translate("ActionUnits", "Chin up"),
        18: translate("ActionUnits", "Pucker"),
        20: translate("ActionUnits", "Lips stretched"),
        22: translate("ActionUnits", "Lips funnelled"),
        24: translate("ActionUnits", "Lips pressed"),
        25: translate("ActionUnits", "Lips apart"),
        26: translate("ActionUnits", "Jaw open"),
        28: translate("ActionUnits", "Lips rolled in"),
        30: translate("ActionUnits", "Jaw to a side"),
        45: translate("ActionUnits", "Blink"),
        61: translate("ActionUnits", "Looks left"),
        62: translate("ActionUnits", "Looks right"),
        63: translate("ActionUnits", "Looks up"),
        64: translate("ActionUnits", "Looks down"),
    }


def unit_rows() -> dict[int, tuple[int, ...]]:
    """Number in FACS → places in `ACTION_UNITS`: one, or those of the right and the left side.

    The face's right side comes first: it lies at the left of whoever looks at the face.
    """
    rows: dict[int, tuple[int, ...]] = {}
    for name, place in UNIT.items():
        rows[unit_number(name)] = (place, *rows.get(unit_number(name), ()))
    return rows


class ActionUnitBars(QWidget):
    """A row for each unit: the driver's bar, and below it the portrait's.

    A bar runs from 0 at the left to 1 at the right; units that have sides have two.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Action units of driver and portrait"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.driver: Units = np.zeros(len(ACTION_UNITS), np.float32)
        self.portrait: Units | None = None

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A row for each unit under the legend."""
        return QSize(280, LEGEND + ROW * len(unit_rows()))

    def show_units(self, driver: Units, portrait: Units | None) -> None:
        """Show these.

        Args:
            driver: [41], changes against the neutral, −1–1; what lies below 0 is not shown.
            portrait: likewise; None while no face is found in it.
        """
        self.driver, self.portrait = driver, portrait
        self.update()

    def paintEvent(self, event: QPaintEvent | None) -> None:  # noqa: N802 - Qt's name
        """Paint legend and rows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = painter.font()
        font.setPixelSize(text_size(SMALL))
        painter.setFont(font)
        self._legend(painter)
        titles = unit_titles()
        for row, (number, places) in enumerate(unit_rows().items()):
            top = LEGEND + row * ROW
            painter.setPen(colours()["muted"])
            words = QRectF(0, top, CAPTION, ROW)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, titles[number])
            for column, place in enumerate(places):
                across = (column, len(places))
                asked = float(self.driver[place])
                self._bar(painter, top + ROW / 2 - THICK - 0.5, across, asked, "driver")
                answer = 0.0 if self.portrait is None else float(self.portrait[place])
                self._bar(painter, top + ROW / 2 + 0.5, across, answer, "accent")

    def _bar(
        self, painter: QPainter, top: float, across: tuple[int, int], value: float, colour: str
    ) -> None:
        """The bar in one of so many columns."""
        column, columns = across
        width = (self.width() - CAPTION - 2 - GAP * (columns - 1)) / columns
        left = CAPTION + column * (width + GAP)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours()["hover"])
        painter.drawRoundedRect(QRectF(left, top, width, THICK), 2, 2)
        painter.setBrush(colours()[colour])
        length = width * min(1.0, max(0.0, value))
        if length >= 1:
            painter.drawRoundedRect(QRectF(left, top, length, THICK), 2, 2)

    def _legend(self, painter: QPainter) -> None:
        left = float(CAPTION)
        for words, colour in ((self.tr("Driver"), "driver"), (self.tr("Portrait"), "accent")):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours()[colour])
            painter.drawRoundedRect(QRectF(left, 6, 10, 10), 3, 3)
            painter.setPen(colours()["text"])
            across = painter.fontMetrics().horizontalAdvance(words)
            place = QRectF(left + 16, 1, across + 4, 20)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)
            left += across + 34
