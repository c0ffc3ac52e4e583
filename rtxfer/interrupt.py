"""Ctrl-C at any moment, heard once and never lost.

Python raises KeyboardInterrupt wherever the program happens to be. Three of those places cannot
bear it. A library whose loading is broken off half-way takes it for a fault of its own, and says
that it is missing. A thread that is just begun stays unknown to its pool, waits for work for ever,
and the end of the program waits for it. And what is raised while something is being freed goes
nowhere, so that the program works on as if nothing had been pressed. There it is noted, and raised
a moment later.
"""

from __future__ import annotations

import signal
import sys
import threading
from pathlib import Path
from types import FrameType
from typing import Final

AGAIN: Final = 0.05
"""Seconds until Ctrl-C is tried again where nobody could hear it."""

_LOADING: Final = "<frozen importlib._bootstrap>"

_THREADS: Final = threading.__file__
_POOLS: Final = str(Path(_THREADS).parent / "concurrent" / "futures" / "thread.py")
_BEGINNING: Final = {(_THREADS, "start"), (_POOLS, "_adjust_thread_count"), (_POOLS, "submit")}

_pressed = threading.Event()


def listen() -> None:
    """From now on Ctrl-C is heard. Other threads than the main one cannot ask for it."""
    if threading.current_thread() is not threading.main_thread():
        return
    signal.signal(signal.SIGINT, _hear)
    told = sys.unraisablehook

    def unraisable(lost: sys.UnraisableHookArgs) -> None:
        if isinstance(lost.exc_value, KeyboardInterrupt):
            _hear_later()
        elif not _pressed.is_set():  # what was broken off fails in its own ways
            told(lost)

    sys.unraisablehook = unraisable


def was_interrupted() -> bool:
    """Whether Ctrl-C was pressed: whatever went wrong after that is no fault."""
    return _pressed.is_set()


def _hear(number: int, frame: FrameType | None) -> None:
    _pressed.set()
    if _is_not_to_be_broken_off(frame):
        _hear_later()
    else:
        raise KeyboardInterrupt


def _is_not_to_be_broken_off(frame: FrameType | None) -> bool:
    while frame is not None:
        code = frame.f_code
        if code.co_filename == _LOADING or (code.co_filename, code.co_name) in _BEGINNING:
            return True
        frame = frame.f_back
    return False


def _hear_later() -> None:
    again = threading.Timer(AGAIN, _press)
    again.daemon = True
    again.start()


def _press() -> None:
    """As the key itself does: a signal also wakes what waits; Windows knows no such signal."""
    if sys.platform == "win32":
        import _thread

        _thread.interrupt_main()
    else:
        main = threading.main_thread().ident
        if main is not None:
            signal.pthread_kill(main, signal.SIGINT)
