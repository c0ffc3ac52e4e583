"""Tasks done one after the other, in a thread that lives as long as there are any."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Any, TypeAlias
from weakref import WeakSet

Call: TypeAlias = Callable[[], object]
Task: TypeAlias = Callable[[], Call | None]
"""Works in the thread; what it returns is handed to the queue's `answer`."""


class TaskQueue:
    """The thread is a daemon: a camera driver that hangs never keeps the program from ending.

    Args:
        name: of the thread.
        answer: given what tasks return, in the thread; never after `close`.
    """

    def __init__(self, name: str, answer: Callable[[Any], object]) -> None:
        self._name = name
        self._answer = answer
        self._lock = threading.Lock()
        self._tasks: deque[Task] = deque()
        self._working = False
        self._closed = False
        self._thread: threading.Thread | None = None
        _queues.add(self)

    @property
    def busy(self) -> bool:
        """Whether there is anything left to do."""
        with self._lock:
            return self._working

    def add(self, task: Task) -> None:
        """Do one more, after all before it."""
        with self._lock:
            self._tasks.append(task)
            if self._working:
                return
            self._working = True
            self._thread = threading.Thread(target=self._main, name=self._name, daemon=True)
            self._thread.start()

    def clear(self) -> None:
        """Forget what has not begun."""
        with self._lock:
            self._tasks.clear()

    def close(self, _: object = None) -> None:
        """Forget it, and answer no more."""
        with self._lock:
            self._closed = True
            self._tasks.clear()

    def finish(self, deadline: float) -> bool:
        """Close, and wait until `deadline` (seconds of `time.monotonic()`); whether it ended."""
        self.close()
        if self._thread is not None:
            self._thread.join(max(0.0, deadline - time.monotonic()))
        return self._thread is None or not self._thread.is_alive()

    def _main(self) -> None:
        while True:
            with self._lock:
                if not self._tasks:
                    self._working = False
                    return
                task = self._tasks.popleft()
            call = task()
            with self._lock:  # held while emitting, so that `close` means closed
                if call is not None and not self._closed:
                    self._answer(call)


def finish(timeout: float) -> bool:
    """Give up what has not begun anywhere, and wait for what has; for the very end.

    Ending the program in the midst of a task may crash it, for libraries do not like it.

    Returns:
        Whether all has ended within `timeout` seconds.
    """
    deadline = time.monotonic() + timeout
    ended = [queue.finish(deadline) for queue in list(_queues)]
    return all(ended)


_queues: WeakSet[TaskQueue] = WeakSet()
