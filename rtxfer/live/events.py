"""What went wrong, or right again, as data: threads report, the owner decides what to show."""

from __future__ import annotations

import logging
import threading
import time as clock
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from engines.errors import EngineError
from rtxfer.errors import RtxferError

_log = logging.getLogger(__name__)

KEPT: Final = 200
"""How many of the last events are remembered."""

Level: TypeAlias = Literal["info", "warning", "error"]
About: TypeAlias = Literal["source", "sink", "transfer", "target", "neutral", "engine"]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that the user may want to know.

    Attributes:
        time: seconds of `time.monotonic()`.
        level: "error" needs the user, "warning" mends itself, "info" is good to know.
        about: which part of the chain.
        subject: its name: the camera's, the sink's, the portrait's.
        problem: what happened.
        hint: what to do about it; may be empty.
    """

    time: float
    level: Level
    about: About
    subject: str
    problem: str
    hint: str = ""


class Events:
    """Collects events from all threads.

    Args:
        listener: told of each in the thread that reports it; what it raises is logged.
    """

    def __init__(self, listener: Callable[[Event], None] | None = None) -> None:
        self._listener = listener
        self._lock = threading.Lock()
        self._kept: deque[Event] = deque(maxlen=KEPT)

    def last(self) -> tuple[Event, ...]:
        """The last `KEPT`, oldest first."""
        with self._lock:
            return tuple(self._kept)

    def report(
        self, level: Level, about: About, subject: str, problem: str, hint: str = ""
    ) -> None:
        """Remember an event and tell the listener."""
        event = Event(clock.monotonic(), level, about, subject, problem, hint)
        with self._lock:
            self._kept.append(event)
        _log.log(_LEVELS[level], "%s: %s %s", subject, problem, hint)
        if self._listener:
            try:
                self._listener(event)
            except Exception:
                _log.exception("A listener of live events failed.")

    def failed(self, about: About, subject: str, error: BaseException) -> None:
        """Report an error; one that nobody foresaw is our own bug, and logged whole."""
        if isinstance(error, RtxferError | EngineError):
            self.report("error", about, subject, error.problem, error.hint)
            return
        _log.error("%s failed", subject, exc_info=error)
        what = f"{type(error).__name__}: {error}"
        self.report("error", about, subject, what, "This is a bug of rtxfer; the log has more.")


_LEVELS: Final = {"info": logging.INFO, "warning": logging.WARNING, "error": logging.WARNING}
