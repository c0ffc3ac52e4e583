"""Ctrl-C ends a run after the step it is in, so that nothing trained is lost."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def interrupts() -> Iterator[Callable[[], bool]]:
    """Whether Ctrl-C was pressed, or the run was told to terminate; a second time breaks it off.

    Where signals cannot be caught, off the main thread, they do what they always do.
    """
    if threading.current_thread() is not threading.main_thread():
        yield lambda: False
        return
    pressed = False

    def note(number: int, frame: FrameType | None) -> None:
        nonlocal pressed
        if pressed:
            raise KeyboardInterrupt
        pressed = True

    caught = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.getsignal(number) for number in caught}
    try:
        for number in caught:
            if before[number] is not signal.SIG_IGN:
                signal.signal(number, note)
        yield lambda: pressed
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
