"""Simple transfers and drivers for the offline runner, and ways to run it."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rtxfer.frame import Frame, Image
from rtxfer.sources import open_source
from rtxfer.video import Summary, VideoOptions, process
from tests.media import grey

UNEVEN = [0, 333, 1001, 1500, 4000, 4100, 9000, 9500, 12_000, 12_001, 15_000, 20_000]
"""Moments of an uneven clip, in 1/90 000 s."""
SHORT = VideoOptions(segment_frames=5, fingerprint="portrait a")


@dataclass
class Result:
    image: Image
    face: bool
    timings: Mapping[str, float]


@dataclass
class Smoother:
    """A transfer with a memory, as the real one: its result lags behind the driver's level."""

    size: tuple[int, int] = (32, 32)
    fail_at: int | None = None
    error: BaseException = field(default_factory=KeyboardInterrupt)
    level: float | None = None
    seen: list[Frame] = field(default_factory=list)

    @property
    def output_size(self) -> tuple[int, int]:
        return self.size

    def reset(self) -> None:
        self.level = None
        self.seen = []

    def look(self, frame: Frame) -> Frame:
        return frame

    def draw(self, frame: Frame) -> Result:
        return self.move(frame)

    def compose(self, drawn: Result) -> Result:
        return drawn

    def move(self, frame: Frame) -> Result:
        if len(self.seen) == self.fail_at:
            raise self.error
        self.seen.append(frame)
        now = float(frame.image.mean())
        self.level = now if self.level is None else 0.5 * self.level + 0.5 * now
        return Result(grey(round(self.level), self.size), frame.index % 4 != 3, {"render": 2.0})


class Mirror(Smoother):
    """Gives the driver's brightness back at once."""

    def move(self, frame: Frame) -> Result:
        image = np.ascontiguousarray(frame.image[:32, :32])
        return Result(image, True, {})


class Black(Smoother):
    def move(self, frame: Frame) -> Result:
        return Result(grey(0, self.size), True, {})


class Growing(Smoother):
    """Flat pictures first, then ones that take a lot of room."""

    def __init__(self, noise: Image) -> None:
        super().__init__(size=(256, 256))
        self.noise = noise

    def move(self, frame: Frame) -> Result:
        image = grey(9, self.size) if frame.pts < 10 else np.roll(self.noise, frame.pts)
        return Result(image, True, {})


class Counting:
    def __init__(self, path: Path) -> None:
        self._source = open_source(path)
        self.given = 0

    def frames(self, since: int | None = None) -> Any:
        for frame in self._source.frames(since):
            self.given += 1
            yield frame

    def __getattr__(self, name: str) -> Any:
        return getattr(self._source, name)


class Stalling(Counting):
    """Takes long over one frame."""

    def __init__(self, path: Path, at: int) -> None:
        super().__init__(path)
        self._at = at

    def frames(self, since: int | None = None) -> Any:
        for frame in super().frames(since):
            if self.given > self._at:
                time.sleep(1.0)
            yield frame


def run(
    driver: Path, out: Path, options: VideoOptions = SHORT, fail_at: int | None = None, **more: Any
) -> Summary:
    return process(open_source(driver), Smoother(fail_at=fail_at), out, options, **more)


def interrupted(driver: Path, out: Path, options: VideoOptions = SHORT, at: int = 13) -> None:
    with pytest.raises(KeyboardInterrupt):
        run(driver, out, options, fail_at=at)


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def resuming(**changes: Any) -> VideoOptions:
    return VideoOptions(
        **{"segment_frames": 5, "fingerprint": "portrait a", "resume": True} | changes
    )
