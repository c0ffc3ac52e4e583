"""Slow work off the UI thread, its answer back on it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PyQt6.QtCore import QObject, pyqtSignal

from rtxfer.app.model.task_queue import TaskQueue

T = TypeVar("T")

_log = logging.getLogger(__name__)


class Background(QObject):
    """A queue of tasks, done one after the other in a thread that lives as long as there are any.

    The thread is a daemon: a camera driver that hangs never keeps the program from ending.
    After its parent is gone nothing is called any more.
    """

    _answered = pyqtSignal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._answered.connect(self._call)
        self._queue = TaskQueue(name, self._answered.emit)
        self.destroyed.connect(self._queue.close)

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
        self._queue.add(partial(_do, work, done, failed))

    def clear(self) -> None:
        """Forget what has not begun."""
        self._queue.clear()

    @property
    def busy(self) -> bool:
        """Whether there is anything left to do."""
        return self._queue.busy

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
