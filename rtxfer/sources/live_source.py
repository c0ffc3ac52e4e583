"""What every source of live frames offers: cameras, streams, clips played in real time."""

from __future__ import annotations

from typing import Protocol, TypeAlias

from rtxfer.face.tracked_frame import TrackedFrame
from rtxfer.frame import Image

Given: TypeAlias = Image | TrackedFrame
"""A picture, or out of a motion file what was seen in one."""


class LiveSourceEnded(Exception):  # noqa: N818 - the end of a clip, not a failure
    """There will be no more frames, and nothing went wrong."""


class LiveSource(Protocol):
    """Frames as they come, newest first in importance: what was not read in time is lost.

    `open`, `read` and `close` are called by one thread. After a `DeviceError` the source is
    closed and, some time later, opened again; it must be able to come back.
    """

    @property
    def name(self) -> str:
        """What to call it in messages."""

    def open(self) -> None:
        """Begin.

        Raises:
            DeviceError: missing, busy or forbidden; the hint says what to do.
            InputError: a file that can never be read; it is not tried again.
        """

    def read(self, timeout: float) -> Given | None:
        """Wait for the next frame, RGB uint8 [H, W, 3], upright; its size may change. Out of a
        motion file it is a `TrackedFrame`.

        Args:
            timeout: seconds after which to give up waiting.

        Returns:
            The frame, or None if none came in time.

        Raises:
            DeviceError: it was unplugged, or the connection broke.
            LiveSourceEnded: there are no more.
        """

    def close(self) -> None:
        """Let the device go; safe to call twice, and when it was never opened."""
