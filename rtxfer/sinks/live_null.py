"""A live sink that only counts, for measuring and for machines without a virtual camera."""

from __future__ import annotations

from rtxfer.frame import Image


class LiveNullSink:
    """Takes every frame and keeps none.

    Attributes:
        frames: how many were taken.
    """

    name = "null"

    def __init__(self) -> None:
        self.frames = 0

    def open(self, size: tuple[int, int], rate: int) -> None:
        """Nothing needs to be opened."""

    def write(self, image: Image, time: float) -> None:
        """Count the frame and let it go."""
        self.frames += 1

    def close(self) -> None:
        """Nothing was opened."""
