"""The thread that lays what was drawn on its canvas, while the next frame is drawn."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final, Self

from engines.closing import Closing
from rtxfer.live.slot import LatestSlot, SlotClosed
from rtxfer.live.worker import Worker
from rtxfer.step import Moved, Result
from rtxfer.transfer import Transfer

IDLE_SECONDS: Final = 0.25
"""How long to wait for something drawn before looking whether to end."""

ENDING_SECONDS: Final = 10.0
"""Within which the picture at hand is done."""


class Composer(Worker, Closing):
    """A context manager around one life of a transfer.

    Args:
        transfer: whose part `compose` is; `draw` stays the caller's.
        done: given each result, and what it was made of, in this thread.
    """

    def __init__(self, transfer: Transfer, done: Callable[[Result, Moved], None]) -> None:
        super().__init__("composer")
        self._transfer, self._done = transfer, done
        self._drawn: LatestSlot[Moved] = LatestSlot()
        self._error: Exception | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def put(self, moved: Moved) -> None:
        """Have this composed next; never waits.

        Raises:
            Exception: what went wrong with one before.
        """
        error, self._error = self._error, None
        self._drawn.put(moved)
        if error is not None:
            raise error

    def stop(self) -> None:
        """End after the picture at hand."""
        super().stop()
        self._drawn.close()

    def close(self) -> bool:
        """End; the transfer may be closed when this returns. Gives whether it has ended."""
        self.stop()
        return self.join(time.monotonic() + ENDING_SECONDS)

    def _main(self) -> None:
        try:
            while not self.stopping:
                moved = self._drawn.take(IDLE_SECONDS)
                if moved is not None:
                    self._compose(moved)
        except SlotClosed:
            return

    def _compose(self, moved: Moved) -> None:
        try:
            self._done(self._transfer.compose(moved), moved)
        except Exception as error:
            self._error = error
