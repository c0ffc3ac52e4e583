"""The thread that looks at the driver while the portrait of the frame before is made."""

from __future__ import annotations

import threading
import time
from typing import Final, NamedTuple, Self

from engines.closing import Closing
from rtxfer.frame import Frame
from rtxfer.live.slot import LatestSlot, SlotClosed
from rtxfer.live.worker import Worker
from rtxfer.step import Seen
from rtxfer.transfer import Transfer

IDLE_SECONDS: Final = 0.25
"""How long to wait for a frame before looking whether to end."""

ENDING_SECONDS: Final = 10.0
"""Within which a look at hand has ended, or the tracker hangs for ever."""

SPARE: Final = 0.003
"""Seconds that what was seen may lie ready, so that nobody waits for it."""

MOST_DELAY: Final = 0.2


class _Ready(NamedTuple):
    seen: Seen | Exception
    since: float


class Looker(Worker, Closing):
    """Looks one frame ahead and no further; a context manager around one life of a transfer.

    What is seen too early is old when it is shown. So it begins so late that it is done just when
    the portrait before is; how late that is, it learns from how long what it saw lay waiting.

    Args:
        transfer: whose half `look` is; `move` stays the caller's.
        frames: from the capture.
    """

    def __init__(self, transfer: Transfer, frames: LatestSlot[Frame]) -> None:
        super().__init__("looker")
        self._transfer, self._frames = transfer, frames
        self._ready: LatestSlot[_Ready] = LatestSlot()
        self._wanted = threading.Event()
        self._wanted.set()
        self._delay = 0.0

    def __enter__(self) -> Self:
        self.start()
        return self

    def close(self) -> bool:
        """End; the transfer may be closed when this returns. Gives whether it has ended."""
        self.stop()
        return self.join(time.monotonic() + ENDING_SECONDS)

    def stop(self) -> None:
        """End after the look at hand."""
        super().stop()
        self._wanted.set()

    def take(self, timeout: float) -> Seen | None:
        """What was seen last and not taken yet; None if nothing is within `timeout` seconds.

        Raises:
            SlotClosed: no frames come any more.
            Exception: what went wrong in looking.
        """
        asked = time.monotonic()
        ready = self._ready.take(timeout)
        if ready is None:
            return None
        lay = asked - ready.since  # below 0 where it was waited for
        self._delay = min(max(self._delay + (lay - SPARE) / 2, 0.0), MOST_DELAY)
        self._wanted.set()
        if isinstance(ready.seen, Exception):
            raise ready.seen
        return ready.seen

    def _main(self) -> None:
        try:
            while not self.stopping:
                self._wanted.wait()
                self.pause(self._delay)
                frame = None if self.stopping else self._frames.take(IDLE_SECONDS)
                if frame is not None:
                    self._wanted.clear()
                    self._ready.put(_Ready(self._look(frame), time.monotonic()))
        except SlotClosed:
            self._ready.close()

    def _look(self, frame: Frame) -> Seen | Exception:
        try:
            return self._transfer.look(frame)
        except Exception as error:
            return error
