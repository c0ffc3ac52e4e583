"""A live bar: how much now, how far at most, and how far is usual."""

from __future__ import annotations

from PyQt6.QtCore import QRectF, QSize, Qt
from PyQt6.QtGui import QPainter, QPaintEvent
from PyQt6.QtWidgets import QSizePolicy, QWidget

from rtxfer.app.theme import colours


class LevelBar(QWidget):
    """A thin horizontal bar.

    Args:
        title: what it measures, for those who hear it.
        usual: where to put a tick, in the unit of the values; None puts none.
        most: what fills it.
    """

    def __init__(self, title: str, *, usual: float | None = None, most: float = 1.0) -> None:
        super().__init__()
        self._usual, self._most = usual, most
        self._value = self._best = 0.0
        self._colour = "accent"
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_value(self, value: float, best: float = 0.0, colour: str = "accent") -> None:
        """Set the bar.

        Args:
            value: now.
            best: the furthest so far, shown as a fainter bar.
            colour: of the theme.
        """
        self._value, self._best, self._colour = value, best, colour
        self.setAccessibleDescription(f"{value / self._most:.0%}")
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Wide, and high enough for the tick."""
        return QSize(120, 12)

    def paintEvent(self, event: QPaintEvent | None) -> None:  # noqa: N802 - Qt's name
        """Draw it."""
        chosen = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        groove = QRectF(0, (self.height() - 6) / 2, self.width(), 6)
        faint = chosen[self._colour]
        faint.setAlphaF(0.35)
        for share, colour in (
            (1.0, chosen["border"]),
            (self._best / self._most, faint),
            (self._value / self._most, chosen[self._colour]),
        ):
            width = min(1.0, max(0.0, share)) * groove.width()
            if width > 1:
                painter.setBrush(colour)
                painter.drawRoundedRect(QRectF(groove.left(), groove.top(), width, 6), 3, 3)
        if self._usual is not None:
            x = self._usual / self._most * groove.width()
            painter.setBrush(chosen["text"])
            painter.drawRoundedRect(QRectF(x - 1, 0, 2, self.height()), 1, 1)
        painter.end()
