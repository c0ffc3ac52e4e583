"""Between two live threads: only the newest item counts."""

from __future__ import annotations

import threading
from typing import Generic, TypeVar

T = TypeVar("T")


class SlotClosed(Exception):  # noqa: N818 - the end of a conversation, not a failure
    """Nothing more will come."""


class LatestSlot(Generic[T]):
    """Holds at most one item; a newer one takes the place of one that nobody took."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._item: T | None = None
        self._closed = False

    def put(self, item: T) -> bool:
        """Offer an item; never waits.

        Returns:
            Whether it took the place of one that nobody had taken. After `close()` items are
            let go.
        """
        with self._changed:
            replaced = self._item is not None
            if not self._closed:
                self._item = item
                self._changed.notify()
            return replaced

    def take(self, timeout: float) -> T | None:
        """The newest item that was not taken yet; None if none came within `timeout` seconds.

        Raises:
            SlotClosed: the slot has been closed.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._item is not None, timeout)
            if self._closed:
                raise SlotClosed
            item, self._item = self._item, None
            return item

    def close(self) -> None:
        """Wake whoever waits, and let go of what was not taken."""
        with self._changed:
            self._closed = True
            self._item = None
            self._changed.notify_all()
