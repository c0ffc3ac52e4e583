"""Keys that are heard while another program has focus; none is, unless one was set."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from typing import Final

from PyQt6.QtCore import QObject, pyqtSignal
from PyQt6.QtGui import QGuiApplication, QKeySequence

from rtxfer.app.hotkeys.actions import ANYWHERE, hotkey_actions
from rtxfer.app.hotkeys.contract import Key, OnPress, OnRefusal, Refusal, SystemKeys, Unavailable
from rtxfer.app.languages import spoken
from rtxfer.app.model.notice import Notice

INSTEAD: Final = "rtxfer remote panic"
"""What a key of the desktop's own settings can be made to run."""


class AnywhereKeys(QObject):
    """Listens while there is a key to listen for.

    Args:
        deeds: by action name, what to do.
        parent: Qt's.
    """

    noticed = pyqtSignal(object)
    """A `Notice`: a key cannot be had."""
    _pressed = pyqtSignal(str)
    _refused = pyqtSignal(object)

    def __init__(self, deeds: Mapping[str, Callable[[], None]], parent: QObject) -> None:
        super().__init__(parent)
        self._deeds = deeds
        self._system: SystemKeys | None = None
        self._keys: dict[str, str] = {}
        self._pressed.connect(self._do)  # from the listening thread into this one
        self._refused.connect(self._tell)

    def bind(self, changed: Mapping[str, str]) -> None:
        """Listen for other keys.

        Args:
            changed: by action name, as the preferences keep them; those of `ANYWHERE` count.
        """
        keys = {name: changed[name] for name in ANYWHERE if changed.get(name)}
        if keys == self._keys:
            return
        self._keys = keys
        if not keys:
            self.close()
            return
        try:
            self._system = self._system or _system(self._pressed.emit, self._refused.emit)
            refusals = self._system.listen({name: Key.read(key) for name, key in keys.items()})
        except (Unavailable, OSError, TimeoutError) as error:
            problem = self.tr("Keys are heard only while rtxfer has focus: %1").replace(
                "%1", spoken(str(error))
            )
            hint = self.tr(
                "Allow “Remote control by scripts” in the menu, and give this line a key in the "
                "settings of your desktop: %1"
            ).replace("%1", INSTEAD)
            self.noticed.emit(Notice("warning", problem, hint))
            return
        self._tell(refusals)

    def _tell(self, refusals: Mapping[str, Refusal]) -> None:
        """Say which keys cannot be had, and what to do."""
        another = self.tr("Choose another key: menu, Hotkeys.")
        words = {
            "taken": (self.tr("%1 is taken by another program."), another),
            "unknown": (self.tr("%1 cannot be listened for on this keyboard."), another),
            "declined": (
                self.tr("The desktop does not give rtxfer the key %1."),
                self.tr("Give rtxfer a key in the settings of your desktop, among the shortcuts."),
            ),
        }
        for name, why in refusals.items():
            if name in self._keys:  # or it was changed meanwhile
                form = QKeySequence.SequenceFormat.NativeText
                shown = QKeySequence.fromString(self._keys[name]).toString(form)
                problem, hint = words[why]
                self.noticed.emit(Notice("warning", problem.replace("%1", shown), hint))

    def close(self) -> None:
        """Let go of all keys."""
        system, self._system = self._system, None
        if system is not None:
            system.close()

    def _do(self, name: str) -> None:
        if self._system is not None and name in self._keys:
            self._deeds[ANYWHERE[name]]()


def _system(pressed: OnPress, refused: OnRefusal) -> SystemKeys:
    """What listens here.

    Raises:
        Unavailable: nothing can.
    """
    platform = QGuiApplication.platformName()
    if sys.platform == "win32":
        from rtxfer.app.hotkeys.windows import WindowsKeys

        return WindowsKeys(pressed)
    # A window of X11 on a Wayland desktop hears no keys but those of others of its kind.
    if platform == "wayland" or (platform == "xcb" and os.environ.get("WAYLAND_DISPLAY")):
        from rtxfer.app.hotkeys.portal import PortalKeys

        titles = {action.name: action.title for action in hotkey_actions()}
        named = {name: titles[what] for name, what in ANYWHERE.items()}
        return PortalKeys(pressed, refused, named)
    if platform == "xcb":
        from rtxfer.app.hotkeys.x11 import X11Keys

        return X11Keys(pressed)
    raise Unavailable("on this system that was not built.")
