"""Timers of the UI thread."""

from __future__ import annotations

from collections.abc import Callable

from PyQt6.QtCore import QObject, Qt, QTimer


def every(milliseconds: int, do: Callable[[], object], parent: QObject) -> QTimer:
    """A timer that is yet to be started, and then calls again and again."""
    timer = QTimer(parent)
    timer.setInterval(milliseconds)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(do)
    return timer


def once(milliseconds: int, do: Callable[[], object], parent: QObject) -> QTimer:
    """A timer that is yet to be started; started again before its time it begins anew."""
    timer = every(milliseconds, do, parent)
    timer.setSingleShot(True)
    return timer
