"""Which key does what, and another key for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QKeySequence
from PyQt6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QKeySequenceEdit,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from rtxfer.app.controls import IconButton, TextButton, label
from rtxfer.app.hotkeys import HotkeyAction
from rtxfer.app.on_screen import fit_screen, scaled


class HotkeyDialog(QDialog):
    """Every action has one key at most, and no two share one.

    Args:
        actions: all there are, in the order to show them.
        keys: by action name, those in use as portable text.
        parent: Qt's.
    """

    def __init__(
        self,
        actions: Sequence[HotkeyAction],
        keys: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Hotkeys"))
        self._actions = {action.name: action for action in actions}
        self._keys = {name: keys.get(name, each.default) for name, each in self._actions.items()}
        self._fields = {name: self._field(name) for name in self._actions}
        self._note = label("", "bad", wrap=True)
        self._arrange()

    def keys(self) -> dict[str, str]:
        """By action name, the chosen keys as portable text; "" for none."""
        return dict(self._keys)

    def _field(self, name: str) -> QKeySequenceEdit:
        field = QKeySequenceEdit(QKeySequence(self._keys[name]))
        field.setMaximumSequenceLength(1)
        field.setFixedWidth(scaled(170))
        written = field.findChild(QLineEdit)
        if written is not None:  # Qt's own words for it are too long in some languages
            written.setPlaceholderText(self.tr("none"))
        field.setAccessibleName(self._actions[name].title)
        field.editingFinished.connect(lambda: self._edited(name))
        return field

    def _arrange(self) -> None:
        rows = QGridLayout()
        rows.setContentsMargins(0, 0, 6, 0)
        rows.setHorizontalSpacing(10)
        rows.setVerticalSpacing(6)
        rows.setColumnStretch(0, 1)
        for row, (name, action) in enumerate(self._actions.items()):
            caption = label(action.title)
            caption.setBuddy(self._fields[name])
            none = IconButton("close", self.tr("No key for: %1").replace("%1", action.title))
            none.clicked.connect(lambda _, name=name: self._take(name, ""))
            rows.addWidget(caption, row, 0)
            rows.addWidget(self._fields[name], row, 1)
            rows.addWidget(none, row, 2)
        inside = QWidget()
        inside.setLayout(rows)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bar = scroll.verticalScrollBar()
        beside = 0 if bar is None else bar.sizeHint().width()
        scroll.setMinimumWidth(inside.minimumSizeHint().width() + beside)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 20, 20)
        column.setSpacing(12)
        column.addWidget(label(self.tr("Hotkeys"), "title"))
        column.addWidget(
            label(self.tr("Click into a field and press the new key."), "muted", wrap=True)
        )
        column.addWidget(scroll, 1)
        column.addWidget(self._note)
        column.addLayout(self._buttons())
        fit_screen(self, 560, 640)

    def _buttons(self) -> QHBoxLayout:
        reset = TextButton(self.tr("Reset all"), "refresh", "quiet")
        cancel = TextButton(self.tr("Cancel"))
        save = TextButton(self.tr("Save"), "check", "primary")
        reset.clicked.connect(self.reset)
        cancel.clicked.connect(self.reject)
        save.clicked.connect(self.accept)
        across = QHBoxLayout()
        for button in (reset, cancel, save):
            button.setAutoDefault(False)  # Return may be wanted as a key
        across.addWidget(reset)
        across.addStretch(1)
        across.addWidget(cancel)
        across.addWidget(save)
        return across

    def reset(self) -> None:
        """Every action its own default again."""
        for name, action in self._actions.items():
            self._take(name, action.default)

    def _edited(self, name: str) -> None:
        key = self._fields[name].keySequence().toString()
        if key == self._keys[name]:
            return  # the field was only left, or says again what it said
        holder = self._holder(key, name)
        if holder is None:
            self._take(name, key)
            return
        shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        words = self.tr("%1 is taken by: %2").replace("%1", shown).replace("%2", holder.title)
        self._take(name, self._keys[name])
        self._note.setText(words)

    def _holder(self, key: str, name: str) -> HotkeyAction | None:
        """Who has `key`, other than `name`."""
        others = (other for other, taken in self._keys.items() if taken == key and other != name)
        holder = next(others, None)
        return self._actions[holder] if key and holder is not None else None

    def _take(self, name: str, key: str) -> None:
        self._keys[name] = key
        self._fields[name].setKeySequence(QKeySequence(key))
        self._note.clear()
