"""Sliders with a name and a number."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QMouseEvent, QWheelEvent
from PyQt6.QtWidgets import QHBoxLayout, QSlider, QWidget

from rtxfer.app.controls import label

LEAST_CAPTION: Final = 84
"""Pixels."""


class Slider(QSlider):
    """A horizontal slider; the wheel moves it only once it has been clicked or tabbed to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent | None) -> None:  # noqa: N802 - Qt's name
        """Leave it to what this lies in, unless it is in use."""
        if event is None:
            return
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class GainSlider(QWidget):
    """A named number: caption, slider, value. A double click on the caption sets it back.

    Args:
        title: what it is called.
        low: smallest value.
        high: largest.
        default: what a double click sets.
        write: the value in words.
        steps: how many steps between low and high.
    """

    changed = pyqtSignal(float)

    def __init__(
        self,
        title: str,
        low: float,
        high: float,
        default: float,
        write: Callable[[float], str],
        steps: int = 40,
    ) -> None:
        super().__init__()
        self._low, self._step, self._default = low, (high - low) / steps, default
        self._write = write
        self._caption = label(title)
        self._caption.setMinimumWidth(LEAST_CAPTION)
        self._caption.setToolTip(self.tr("Double-click to set it back"))
        self._slider = Slider()
        self._slider.setRange(0, steps)
        self._slider.setPageStep(max(1, steps // 8))
        self._slider.setAccessibleName(title)
        self._caption.setBuddy(self._slider)
        self._value = label("", "muted")
        self._value.setMinimumWidth(54)
        self._value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self._caption)
        row.addWidget(self._slider, 1)
        row.addWidget(self._value)
        self._slider.valueChanged.connect(self._moved)
        self.set(default)

    @property
    def caption_width(self) -> int:
        """Pixels that the caption needs."""
        self._caption.ensurePolished()
        return self._caption.sizeHint().width()

    def widen(self, caption: int) -> None:
        """Give the caption so many pixels at least."""
        self._caption.setMinimumWidth(caption)

    def value(self) -> float:
        """The number."""
        return self._low + self._slider.value() * self._step

    def set(self, value: float) -> None:
        """Show a number without saying that it changed."""
        self._slider.blockSignals(True)
        self._slider.setValue(round((value - self._low) / self._step))
        self._slider.blockSignals(False)
        self._tell()

    def isSliderDown(self) -> bool:  # noqa: N802 - as Qt calls it
        """Whether it is being dragged."""
        return self._slider.isSliderDown()

    def mouseDoubleClickEvent(self, event: QMouseEvent | None) -> None:  # noqa: N802 - Qt's name
        """Set it back."""
        if event is not None and self._caption.geometry().contains(event.pos()):
            self._slider.setValue(round((self._default - self._low) / self._step))

    def _moved(self) -> None:
        self._tell()
        self.changed.emit(self.value())

    def _tell(self) -> None:
        words = self._write(self.value())
        self._value.setText(words)
        self._slider.setAccessibleDescription(words)


def align(sliders: Iterable[GainSlider]) -> None:
    """Have sliders that stand under each other begin at one place, whatever the language."""
    several = list(sliders)
    widest = max(slider.caption_width for slider in several)
    for slider in several:
        slider.widen(max(widest, LEAST_CAPTION))
