"""The preferences as the window uses them: one value, a signal when it changes, saved unasked."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from PyQt6.QtCore import QObject, pyqtSignal

from rtxfer.app.background import Background
from rtxfer.app.model.preferences import Preferences, read_preferences, write_preferences
from rtxfer.app.timers import once

SAVE_AFTER: Final = 400
"""Milliseconds without a change before the file is written; a slider changes often."""

_log = logging.getLogger(__name__)


class PreferencesStore(QObject):
    """Holds the newest `Preferences`.

    Args:
        path: the file.
        parent: Qt's.
    """

    changed = pyqtSignal(object)

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self.value, self.notice = read_preferences(path)
        self._background = Background("rtxfer-preferences", self)
        self._timer = once(SAVE_AFTER, self._save_soon, self)

    def change(self, **fields: Any) -> None:
        """Replace some fields.

        Raises:
            ValidationError: a value that is not allowed; nothing is changed then.
        """
        value = Preferences.model_validate(dict(self.value) | fields)
        if value == self.value:
            return
        self.value = value
        self._timer.start()
        self.changed.emit(value)

    def flush(self) -> None:
        """Write now what is not written yet; for the very end."""
        if self._timer.isActive():
            self._timer.stop()
            self._attempt(self.value)()

    def _save_soon(self) -> None:
        self._background.run(self._attempt(self.value))

    def _attempt(self, value: Preferences) -> Callable[[], None]:
        path = self._path

        def attempt() -> None:
            try:
                write_preferences(path, value)
            except OSError:
                _log.warning("The settings cannot be kept in %s", path, exc_info=True)

        return attempt
