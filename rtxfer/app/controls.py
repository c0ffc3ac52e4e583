"""Small parts that the panels are made of."""

from __future__ import annotations

from collections.abc import Callable

from PyQt6.QtCore import QEvent, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QMouseEvent, QResizeEvent, QWheelEvent
from PyQt6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSlider,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from rtxfer.app.icons import icon
from rtxfer.app.theme import colours


class _Tinted(QAbstractButton):
    """Draws its icon anew when the scheme changes."""

    icon_name = ""
    icon_colour = ""
    _shown = ("", "")

    def show_icon(self, name: str, colour: str = "") -> None:
        """Show an icon, in a colour of the theme or that of text."""
        ink = colours()[colour or "text"]
        shown = (name, ink.name())
        if shown != self._shown:  # palettes change far more often than schemes do
            self._shown = shown
            self.setIcon(icon(name, ink))
        self.icon_name, self.icon_colour = name, colour

    def changeEvent(self, event: QEvent | None) -> None:  # noqa: N802 - Qt's name
        """Follow the scheme."""
        super().changeEvent(event)
        if event is not None and event.type() == QEvent.Type.PaletteChange and self.icon_name:
            self.show_icon(self.icon_name, self.icon_colour)


class IconButton(QToolButton, _Tinted):
    """A quiet square button with an icon, named for those who hear it."""

    def __init__(
        self, name: str, title: str, parent: QWidget | None = None, *, checkable: bool = False
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "quiet")
        self.setCheckable(checkable)
        self.setIconSize(QSize(18, 18))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_icon(name)
        self.entitle(title)

    def entitle(self, title: str, key: str = "") -> None:
        """Set what it is called, and show its hotkey beside."""
        self.setAccessibleName(title)
        self.setToolTip(f"{title} ({key})" if key else title)


class TextButton(QPushButton, _Tinted):
    """A button with words, and maybe an icon."""

    def __init__(
        self, text: str, name: str = "", kind: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        if kind:
            self.setProperty("kind", kind)
        if name:
            tint = {"primary": "on_accent", "danger": "danger"}.get(kind, "")
            self.show_icon(name, tint)
        self.setText(text)

    def setText(self, text: str | None) -> None:  # noqa: N802 - Qt's name
        """Its words, which are its name, too; style sheets know no gap after an icon."""
        super().setText(f" {text}" if text and self.icon_name else text)
        self.setAccessibleName(text)


def label(text: str, kind: str = "", *, wrap: bool = False) -> QLabel:
    """Words in one of the style sheet's kinds."""
    made = QLabel(text)
    made.setWordWrap(wrap)
    if kind:
        made.setProperty("kind", kind)
    return made


class ElidedLabel(QLabel):
    """One line that is cut with an ellipsis where there is no room; the whole is its tool tip."""

    def __init__(self, kind: str = "") -> None:
        super().__init__()
        self._whole = ""
        self.setMinimumWidth(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        if kind:
            self.setProperty("kind", kind)

    def setText(self, text: str | None) -> None:  # noqa: N802 - Qt's name
        """The whole of it."""
        self._whole = text or ""
        self._cut()

    def whole(self) -> str:
        """What it would say with room enough."""
        return self._whole

    def resizeEvent(self, event: QResizeEvent | None) -> None:  # noqa: N802 - Qt's name
        """Cut it anew."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        elide = Qt.TextElideMode.ElideMiddle
        shown = self.fontMetrics().elidedText(self._whole, elide, self.width())
        super().setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")
        self.setAccessibleName(self._whole)


def restyle(widget: QWidget, name: str, value: str) -> None:
    """Change a property that the style sheet looks at."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    style = widget.style()
    if style is not None:
        style.unpolish(widget)
        style.polish(widget)


class ComboBox(QComboBox):
    """One of several; the wheel scrolls the page under it, and never changes what is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # Qt would let the wheel bring it
        # A long name is cut with an ellipsis rather than making the panel wider.
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def wheelEvent(self, event: QWheelEvent | None) -> None:  # noqa: N802 - Qt's name
        """Leave it to what this lies in."""
        if event is not None:
            event.ignore()


class TabBar(QTabBar):
    """Tabs; the wheel does not turn the page."""

    def wheelEvent(self, event: QWheelEvent | None) -> None:  # noqa: N802 - Qt's name
        """Leave it to what this lies in."""
        if event is not None:
            event.ignore()


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


class Section(QWidget):
    """A heading that folds away what is under it."""

    def __init__(self, title: str, parent: QWidget | None = None, *, open_: bool = True) -> None:
        super().__init__(parent)
        self._head = TextButton(title, "chevron_down", "quiet")
        self._head.setCheckable(True)
        self._head.setStyleSheet("text-align: left; font-weight: 600; padding-left: 0;")
        self._head.toggled.connect(self._fold)
        self.body = QWidget()
        self.rows = QVBoxLayout(self.body)
        self.rows.setContentsMargins(0, 2, 0, 8)
        self.rows.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._head)
        column.addWidget(self.body)
        self._head.setChecked(open_)
        self._fold(open_)

    @property
    def unfolded(self) -> bool:
        """Whether what is under it is seen."""
        return self._head.isChecked()

    def _fold(self, unfolded: bool) -> None:
        self.body.setVisible(unfolded)
        self._head.show_icon("chevron_down" if unfolded else "chevron_right", "muted")


class Form(QGridLayout):
    """Captions on the left, fields of one width on the right."""

    def __init__(self) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setHorizontalSpacing(12)
        self.setVerticalSpacing(8)
        self.setColumnMinimumWidth(0, 84)
        self.setColumnStretch(1, 1)

    def add(self, caption: str, field: QWidget, beside: QWidget | None = None) -> None:
        """One more row; the caption becomes the field's accessible name."""
        row = self.rowCount()
        name = label(caption, "muted")
        name.setBuddy(field)
        field.setAccessibleName(caption)
        field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.addWidget(name, row, 0)
        self.addWidget(field, row, 1, 1, 1 if beside is not None else 2)
        if beside is not None:
            self.addWidget(beside, row, 2)


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
        self._caption.setMinimumWidth(84)
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
