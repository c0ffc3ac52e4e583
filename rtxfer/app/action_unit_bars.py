"""Action units as bars: above the driver's, below the portrait's."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
from PyQt6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PyQt6.QtGui import QPainter, QPaintEvent
from PyQt6.QtWidgets import QSizePolicy, QWidget

from rtxfer.app.theme import colours
from rtxfer.face.action_units import ACTION_UNITS

Units = npt.NDArray[np.float32]

ROW: Final = 18
LEGEND: Final = 24
CAPTION: Final = 128
THICK: Final = 5


def unit_titles() -> dict[int, str]:
    """What each action unit does, by its number in FACS."""

    def title(text: str) -> str:
        return QCoreApplication.translate("ActionUnits", text)

    return {
        1: title("Inner brow up"),
        2: title("Outer brow up"),
        4: title("Brow down"),
        5: title("Upper lid up"),
        6: title("Cheek up"),
        7: title("Lids tight"),
        9: title("Nose wrinkle"),
        10: title("Upper lip up"),
        12: title("Smile"),
        14: title("Dimple"),
        15: title("Lip corners down"),
        17: title("Chin up"),
        20: title("Lips stretched"),
        23: title("Lips tight"),
        25: title("Lips apart"),
        26: title("Jaw open"),
        45: title("Blink"),
    }


class ActionUnitBars(QWidget):
    """Two bars for each unit, 0 at the left, 1 at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Action units of driver and portrait"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.driver: Units = np.zeros(len(ACTION_UNITS), np.float32)
        self.portrait: Units | None = None

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A row for each unit under the legend."""
        return QSize(280, LEGEND + ROW * len(ACTION_UNITS))

    def show_units(self, driver: Units, portrait: Units | None) -> None:
        """Show these.

        Args:
            driver: [17], changes against the neutral, −1–1; what lies below 0 is not shown.
            portrait: likewise; None while no face is found in it.
        """
        self.driver, self.portrait = driver, portrait
        self.update()

    def paintEvent(self, event: QPaintEvent | None) -> None:  # noqa: N802 - Qt's name
        """Paint legend and rows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = painter.font()
        font.setPixelSize(12)
        painter.setFont(font)
        self._legend(painter)
        titles = unit_titles()
        for row, unit in enumerate(ACTION_UNITS):
            top = LEGEND + row * ROW
            painter.setPen(colours()["muted"])
            words = QRectF(0, top, CAPTION, ROW)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, titles[unit])
            self._bar(painter, top + ROW / 2 - THICK - 0.5, float(self.driver[row]), "driver")
            answer = 0.0 if self.portrait is None else float(self.portrait[row])
            self._bar(painter, top + ROW / 2 + 0.5, answer, "accent")

    def _bar(self, painter: QPainter, top: float, value: float, colour: str) -> None:
        width = self.width() - CAPTION - 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours()["hover"])
        painter.drawRoundedRect(QRectF(CAPTION, top, width, THICK), 2, 2)
        painter.setBrush(colours()[colour])
        length = width * min(1.0, max(0.0, value))
        if length >= 1:
            painter.drawRoundedRect(QRectF(CAPTION, top, length, THICK), 2, 2)

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
