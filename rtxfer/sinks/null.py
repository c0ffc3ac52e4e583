"""A sink that only counts, for benchmarks and for machines without a device to send to."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from rtxfer.frame import Frame


class NullSink:
    """Takes every frame and keeps none.

    Attributes:
        frames: how many were taken.
    """

    audio = "none"

    def __init__(self) -> None:
        self.frames = 0

    def write(self, frame: Frame) -> None:
        """Count the frame and let it go."""
        self.frames += 1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Nothing was opened."""
