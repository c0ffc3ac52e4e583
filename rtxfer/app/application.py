"""Makes the program out of its parts and runs it."""

from __future__ import annotations

import os
import signal
import sys
from typing import Final

from PyQt6.QtCore import QTimer
from PyQt6.QtWidgets import QApplication

from rtxfer.app.languages import LANGUAGES, SYSTEM, speak
from rtxfer.app.main_window import MainWindow
from rtxfer.app.model.log import start_log
from rtxfer.app.model.preferences import preferences_path
from rtxfer.app.model.task_queue import finish
from rtxfer.app.preferences_store import PreferencesStore
from rtxfer.app.session import Session
from rtxfer.app.theme import apply_theme, force_scheme
from rtxfer.app.timers import every
from rtxfer.app.tray import app_icon
from rtxfer.errors import DeviceError, InputError

PATIENCE: Final = 1.0
"""Seconds that work in the background is given at the end."""

_LISTEN_EVERY: Final = 200
"""Milliseconds; Python hears signals only while it runs."""

_ENDINGS: Final = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
"""Ctrl-C, the end of the session, a terminal that was closed, and Ctrl-Break on Windows."""


def run(language: str | None = None) -> int:
    """Show the window until it is closed.

    Args:
        language: for this time; None for that of the preferences.

    Returns:
        An exit code.

    Raises:
        InputError: no such language.
        DeviceError: there is no screen.
    """
    if language not in (None, SYSTEM, *LANGUAGES):
        raise InputError(
            f"The window does not speak {language}.",
            f"Use one of: {', '.join((SYSTEM, *LANGUAGES))}.",
        )
    require_screen()
    start_log()
    app = QApplication(sys.argv[:1])
    app.setApplicationName("rtxfer")
    app.setApplicationDisplayName("rtxfer")
    app.setDesktopFileName("rtxfer")
    app.setWindowIcon(app_icon())
    preferences = PreferencesStore(preferences_path(), app)
    _, translators = speak(app, language or preferences.value.language)
    apply_theme(app)
    force_scheme(app, preferences.value.theme)
    session = Session(preferences, parent=app)
    window = MainWindow(session, preferences)
    window.left.connect(app.quit)
    window.show()
    if not preferences.value.consented:
        QTimer.singleShot(0, window.dialogs.assist)
    listening = _hear_signals(window)
    code = app.exec()
    listening.stop()
    finish(PATIENCE)
    for translator in translators:
        app.removeTranslator(translator)
    return code


def require_screen() -> None:
    """See whether a window can be shown, before Qt ends the program for want of a screen.

    Raises:
        DeviceError: it cannot.
    """
    chosen = os.environ.get("QT_QPA_PLATFORM")
    shown = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
    if sys.platform == "linux" and not chosen and not shown:
        raise DeviceError(
            "There is no screen to show a window on.",
            "Run it from a desktop session, or use `rtxfer live`, which needs no window.",
        )


def _hear_signals(window: MainWindow) -> QTimer:
    """Whoever asks the program to end gets what closing the window gives: recordings are whole."""
    for name in _ENDINGS:
        if hasattr(signal, name):  # not every system has them all
            signal.signal(getattr(signal, name), lambda *_: window.close())
    timer = every(_LISTEN_EVERY, lambda: None, window)
    timer.start()
    return timer
