"""The hotkeys: what they are called, which keys they have, and what they do when pressed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from PyQt6.QtCore import QCoreApplication, QObject, Qt
from PyQt6.QtGui import QKeySequence, QShortcut
from PyQt6.QtWidgets import QWidget

DIRECT_TARGETS: Final = 9
"""How many portraits have a key of their own."""


ANYWHERE: Final = {
    "anywhere_panic": "panic",
    "anywhere_freeze": "freeze",
    "anywhere_neutral": "neutral",
    "anywhere_next_target": "next_target",
}
"""Actions that may have a key from any program too, and what they do. They have none at first: a
key that is listened for everywhere is lost to all other programs."""


@dataclass(frozen=True, slots=True)
class HotkeyAction:
    """Something that can be done by a key.

    Attributes:
        name: in the preferences.
        title: for people, translated.
        default: its key as portable text; "" for none.
    """

    name: str
    title: str
    default: str


def hotkey_actions() -> tuple[HotkeyAction, ...]:
    """All of them, in the order they are shown; made afresh so that titles are translated."""

    translate = QCoreApplication.translate
    named = (
        HotkeyAction("start", translate("Hotkeys", "Start or stop"), "F5"),
        HotkeyAction("freeze", translate("Hotkeys", "Freeze the output"), "F6"),
        HotkeyAction("neutral", translate("Hotkeys", "Take a new neutral"), "F7"),
        HotkeyAction("snapshot", translate("Hotkeys", "Save a snapshot"), "F8"),
        HotkeyAction("record", translate("Hotkeys", "Start or stop recording"), "F9"),
        HotkeyAction("panic", translate("Hotkeys", "Panic: hide the portrait"), "F12"),
        HotkeyAction("previous_target", translate("Hotkeys", "Previous portrait"), "Ctrl+PgUp"),
        HotkeyAction("next_target", translate("Hotkeys", "Next portrait"), "Ctrl+PgDown"),
    )
    direct = tuple(
        HotkeyAction(
            f"target_{number}",
            translate("Hotkeys", "Portrait %1").replace("%1", str(number)),
            f"{number}",
        )
        for number in range(1, DIRECT_TARGETS + 1)
    )
    anywhere = (
        HotkeyAction("anywhere_panic", translate("Hotkeys", "Panic, from any program"), ""),
        HotkeyAction("anywhere_freeze", translate("Hotkeys", "Freeze, from any program"), ""),
        HotkeyAction("anywhere_neutral", translate("Hotkeys", "New neutral, from any program"), ""),
        HotkeyAction(
            "anywhere_next_target", translate("Hotkeys", "Next portrait, from any program"), ""
        ),
    )
    return named + anywhere + direct


class Hotkeys(QObject):
    """Binds the actions to keys, everywhere in the program.

    Args:
        window: whose shortcuts they are.
        deeds: by action name, what to do.
    """

    def __init__(self, window: QWidget, deeds: Mapping[str, Callable[[], None]]) -> None:
        super().__init__(window)
        self._defaults = {action.name: action.default for action in hotkey_actions()}
        self._anywhere: dict[str, str] = {}
        self._shortcuts: dict[str, QShortcut] = {}
        for name, deed in deeds.items():
            shortcut = QShortcut(window)
            # Panic must work while a dialog is in front, too.
            shortcut.setContext(Qt.ShortcutContext.ApplicationShortcut)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(deed)
            self._shortcuts[name] = shortcut

    def bind(self, changed: Mapping[str, str]) -> None:
        """Give every action its key.

        Args:
            changed: by action name, keys that differ from the default, as portable text.
        """
        self._anywhere = {name: changed.get(name, "") for name in ANYWHERE}
        for name, shortcut in self._shortcuts.items():
            shortcut.setKey(QKeySequence.fromString(changed.get(name, self._defaults[name])))

    def keys(self) -> dict[str, str]:
        """By action name, the keys in use as portable text."""
        own = {name: shortcut.key().toString() for name, shortcut in self._shortcuts.items()}
        return own | self._anywhere

    def shown(self, name: str) -> str:
        """The key of an action as this system writes it; "" for none."""
        form = QKeySequence.SequenceFormat.NativeText
        if name in ANYWHERE:
            return QKeySequence.fromString(self._anywhere.get(name, "")).toString(form)
        return self._shortcuts[name].key().toString(form)

    def changes(self, keys: Mapping[str, str]) -> dict[str, str]:
        """Of `keys` only those that differ from the default, as the preferences keep them."""
        return {name: key for name, key in keys.items() if key != self._defaults.get(name)}
