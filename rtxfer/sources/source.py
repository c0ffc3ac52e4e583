"""What every source of frames offers, whatever the frames come from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Protocol

from engines.closing import Closing
from rtxfer.frame import Frame


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """What is known of a source before its frames are read.

    Attributes:
        name: what to call it in messages.
        width: of the upright picture (rotation and pixel shape applied), in pixels.
        height: likewise.
        rate: nominal frames per second; None when the source does not say.
        time_base: length of one tick of the frames' `pts`, in seconds.
        duration: seconds of the part that will be given; None when unknown.
        frames: estimate of how many frames will come; None when unknown.
        has_audio: whether `path` holds sound as well.
        path: the file or folder behind it, if there is one.
    """

    name: str
    width: int
    height: int
    rate: Fraction | None
    time_base: Fraction
    duration: float | None
    frames: int | None
    has_audio: bool
    path: Path | None


class Source(Closing, Protocol):
    """Frames in order, each with its exact moment; used as a context manager."""

    @property
    def info(self) -> SourceInfo:
        """What is known beforehand."""

    @property
    def skipped(self) -> int:
        """Damaged packets or pictures passed over since the last `frames()` began."""

    @property
    def notes(self) -> tuple[str, ...]:
        """What the user should know of the frames given since the last `frames()` began."""

    @property
    def identity(self) -> str:
        """Text that differs whenever the frames given might differ: content, cut, rate."""

    def frames(self, since: int | None = None) -> Iterator[Frame]:
        """Give every frame, or those whose `pts` is at least `since`.

        Timestamps are strictly increasing and the same in every call; `index` counts from 0
        within one call.
        """

    def __iter__(self) -> Iterator[Frame]:
        """All frames, from the beginning."""
