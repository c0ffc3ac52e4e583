"""What every sink of frames offers, wherever the frames go."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol

from rtxfer.frame import Frame


class Sink(AbstractContextManager["Sink", None], Protocol):
    """Takes frames in order; used as a context manager.

    Leaving the block normally publishes the result at its destination in one step. Leaving it
    by an exception, Ctrl-C included, leaves the destination as it was.
    """

    @property
    def audio(self) -> str:
        """What became of the sound: "none", "copied", "re-encoded", or "failed: " and why.

        Final once the block has been left.
        """

    def write(self, frame: Frame) -> None:
        """Take the next frame; its `pts` must be later than the one before.

        Raises:
            OutputError: it cannot be written, because the disk is full for instance.
        """
