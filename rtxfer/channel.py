"""A bounded line of work between two threads that never leaves either of them hanging.

Offline work must neither drop a frame nor hold more than a handful of them, so each stage
hands its results to the next through a `Channel`. Either end may go away at any time: the
producer closes (perhaps with the error that ended it), the consumer stops (perhaps with the
error that ended *it*), and the other end is told at once.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")

# Windows cannot interrupt an endless wait with Ctrl-C, so no wait is endless.
_HEARTBEAT_SECONDS = 0.25


class ChannelStopped(Exception):  # noqa: N818 - the end of a conversation, not a failure
    """The consumer takes no more, and gave no error as its reason."""


class Channel(Generic[T]):
    """First in, first out, at most `capacity` items at a time; one producer, one consumer."""

    def __init__(self, capacity: int) -> None:
        if capacity < 1:
            raise ValueError("a channel holds at least one item")
        self._capacity = capacity
        self._items: deque[T] = deque()
        self._changed = threading.Condition()
        self._closed = False
        self._stopped = False
        self._producer_error: BaseException | None = None
        self._consumer_error: BaseException | None = None

    def put(self, item: T) -> None:
        """Hand over `item`, waiting while the channel is full.

        Raises:
            ChannelStopped: the consumer has stopped; if it gave an error, that very error.
        """
        with self._changed:
            self._wait_until(lambda: self._stopped or len(self._items) < self._capacity)
            if self._stopped:
                raise self._consumer_error or ChannelStopped
            if self._closed:
                raise RuntimeError("put() after close()")
            self._items.append(item)
            self._changed.notify_all()

    def check(self) -> None:
        """Raise the error the consumer stopped with, if it did; for a producer that is done."""
        with self._changed:
            if self._consumer_error is not None:
                raise self._consumer_error

    def close(self, error: BaseException | None = None) -> None:
        """The producer has no more. Items already in line are still delivered, then `error`."""
        with self._changed:
            if not self._closed:
                self._closed = True
                self._producer_error = error
                self._changed.notify_all()

    def stop(self, error: BaseException | None = None) -> None:
        """The consumer takes no more. Items in line are let go; a waiting producer wakes."""
        with self._changed:
            if not self._stopped:
                self._stopped = True
                self._consumer_error = error
                self._items.clear()
                self._changed.notify_all()

    def __iter__(self) -> Iterator[T]:
        """Give the items in order until the producer closes; then raise its error, if any."""
        while True:
            with self._changed:
                self._wait_until(lambda: bool(self._items) or self._closed or self._stopped)
                if not self._items:
                    if self._producer_error is not None:
                        raise self._producer_error
                    return
                item = self._items.popleft()
                self._changed.notify_all()
            yield item

    def _wait_until(self, ready: Callable[[], bool]) -> None:
        while not ready():
            self._changed.wait(_HEARTBEAT_SECONDS)
