"""Small parts that the panels are made of."""

from __future__ import annotations

from typing import Final

from PyQt6.QtCore import QEvent, QSize, Qt
from PyQt6.QtGui import QResizeEvent, QWheelEvent
from PyQt6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QGridLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from rtxfer.app.icons import icon
from rtxfer.app.theme import colours

FEWEST: Final = 6
"""Letters that are left of what is cut; fewer say nothing, and are left out."""


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
    """One line that is cut with an ellipsis where there is no room.

    Args:
        kind: as the style sheet knows it.
        at_end: cut there rather than in the middle.
        own_tip: tool tip and accessible name are set by others; otherwise they are the whole of
            what is cut.
    """

    def __init__(self, kind: str = "", *, at_end: bool = False, own_tip: bool = False) -> None:
        super().__init__()
        self._whole = ""
        self._own_tip = own_tip
        self._elide = Qt.TextElideMode.ElideRight if at_end else Qt.TextElideMode.ElideMiddle
        self.setMinimumWidth(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        if kind:
            self.setProperty("kind", kind)

    def setText(self, text: str | None) -> None:  # noqa: N802 - Qt's name
        """The whole of it."""
        self._whole = text or ""
        self._cut()
        self.updateGeometry()

    def clear(self) -> None:
        """Say nothing."""
        self.setText("")

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """With room for the whole."""
        width = self.fontMetrics().horizontalAdvance(self._whole) + 1
        return QSize(width, super().sizeHint().height())

    def whole(self) -> str:
        """What it would say with room enough."""
        return self._whole

    def resizeEvent(self, event: QResizeEvent | None) -> None:  # noqa: N802 - Qt's name
        """Cut it anew."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, self._elide, self.width())
        cut = shown != self._whole
        super().setText("" if cut and len(shown) < FEWEST else shown)
        if not self._own_tip:
            self.setToolTip(self._whole if cut else "")
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
