"""Slow work off the UI thread, its answer back on it."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar
from weakref import WeakSet

from PyQt6.QtCore import QObject, pyqtSignal

T = TypeVar("T")

_log = logging.getLogger(__name__)


class Background(QObject):
    """A line of jobs, done one after the other in a thread that lives as long as there are any.

    The thread is a daemon: a camera driver that hangs never keeps the program from ending.
    After its parent is gone nothing is called any more.
    """

    _answered = pyqtSignal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._answered.connect(self._call)
        self._line = _Line(name, self._answered.emit)
        self.destroyed.connect(self._line.close)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        """Do `work` in the thread, then call one of the other two in the UI thread.

        Args:
            work: what takes long; it may touch no widget.
            done: given what `work` returned.
            failed: given what it raised; None logs it.
        """
        self._line.add(partial(_do, work, done, failed))

    def clear(self) -> None:
        """Forget what has not begun."""
        self._line.clear()

    @property
    def busy(self) -> bool:
        """Whether there is anything left to do."""
        return self._line.busy

    def _call(self, call: Callable[[], object]) -> None:
        """As a method, unlike a lambda, it is not called once this object is gone."""
        call()


def _do(
    work: Callable[[], T],
    done: Callable[[T], object] | None,
    failed: Callable[[Exception], object] | None,
) -> Callable[[], object] | None:
    """Work now; what is returned is to be called in the UI thread."""
    try:
        answer = work()
    except Exception as error:
        if failed is None:
            _log.exception("Work in the background failed.")
            return None
        return partial(failed, error)
    return None if done is None else partial(done, answer)


def finish(timeout: float) -> bool:
    """Give up what has not begun anywhere, and wait for what has; for the very end.

    Ending the program in the midst of a job may crash it, for libraries do not like it.

    Returns:
        Whether all has ended within `timeout` seconds.
    """
    deadline = time.monotonic() + timeout
    ended = [line.finish(deadline) for line in list(_lines)]
    return all(ended)


class _Line:
    """The part of a `Background` that its thread may touch: no Qt object is held past close."""

    def __init__(self, name: str, answer: Callable[[Any], object]) -> None:
        self._name = name
        self._answer = answer
        self._lock = threading.Lock()
        self._jobs: deque[Callable[[], Callable[[], object] | None]] = deque()
        self._working = False
        self._closed = False
        self._thread: threading.Thread | None = None
        _lines.add(self)

    @property
    def busy(self) -> bool:
        with self._lock:
            return self._working

    def add(self, job: Callable[[], Callable[[], object] | None]) -> None:
        with self._lock:
            self._jobs.append(job)
            if self._working:
                return
            self._working = True
            self._thread = threading.Thread(target=self._main, name=self._name, daemon=True)
            self._thread.start()

    def clear(self) -> None:
        with self._lock:
            self._jobs.clear()

    def close(self, _: object = None) -> None:
        with self._lock:
            self._closed = True
            self._jobs.clear()

    def finish(self, deadline: float) -> bool:
        self.close()
        if self._thread is not None:
            self._thread.join(max(0.0, deadline - time.monotonic()))
        return self._thread is None or not self._thread.is_alive()

    def _main(self) -> None:
        while True:
            with self._lock:
                if not self._jobs:
                    self._working = False
                    return
                job = self._jobs.popleft()
            call = job()
            with self._lock:  # held while emitting, so that `close` means closed
                if call is not None and not self._closed:
                    self._answer(call)


_lines: WeakSet[_Line] = WeakSet()
