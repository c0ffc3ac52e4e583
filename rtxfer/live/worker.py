"""A thread of the live run: works until it is told to stop, and never takes others with it."""

from __future__ import annotations

import threading
import time
from abc import ABC, abstractmethod
from typing import Final

FIRST_WAIT: Final = 0.5
LONGEST_WAIT: Final = 15.0
"""Seconds before a device is tried again: the wait doubles with each failure."""

STEADY_SECONDS: Final = 5.0
"""How long a device must have worked before its failures are forgotten. One that gives a frame
and dies, over and over, would else be tried, and told of, twice a second for ever."""


class Worker(ABC):
    """A daemon thread with a stop switch; at exit nothing hangs on a driver that blocks."""

    def __init__(self, name: str) -> None:
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._main, name=f"rtxfer {name}", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Ask it to end; returns at once."""
        self._stopping.set()

    def join(self, deadline: float) -> bool:
        """Wait for the end until `deadline` (seconds of `time.monotonic()`).

        Returns:
            Whether it has ended (or never began).
        """
        # An event's listener may close the run from within one of its own threads.
        if self._thread.ident is not None and self._thread is not threading.current_thread():
            self._thread.join(max(0.0, deadline - time.monotonic()))
        return not self._thread.is_alive()

    def pause(self, seconds: float) -> None:
        """Wait, unless asked to stop."""
        self._stopping.wait(seconds)

    @property
    def stopping(self) -> bool:
        """Whether it was asked to stop."""
        return self._stopping.is_set()

    @abstractmethod
    def _main(self) -> None:
        """Work until `stopping`."""


class Backoff:
    """How long to wait before the next try."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Begin anew, as with another device."""
        self._next = FIRST_WAIT
        self._works_since: float | None = None

    def worked(self) -> None:
        """It works; once it has for `STEADY_SECONDS`, its failures are forgotten."""
        now = time.monotonic()
        if self._works_since is None:
            self._works_since = now
        elif now - self._works_since > STEADY_SECONDS:
            self._next = FIRST_WAIT

    def wait(self) -> float:
        """Seconds; longer each time."""
        self._works_since = None
        seconds, self._next = self._next, min(2 * self._next, LONGEST_WAIT)
        return seconds
