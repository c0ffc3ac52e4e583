"""A file as a live source: its frames at their own moments."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from rtxfer.face.tracked_frame import TrackedFrame
from rtxfer.frame import Frame
from rtxfer.sources.live_source import Given, LiveSourceEnded
from rtxfer.sources.opening import open_source

_DEFAULT_RATE = 25
_HOLD_SECONDS = 0.1
_MOST_DROPPED = 4
_LATEST_SECONDS = 0.5


class PlaybackSource:
    """A video, an animation or pictures, played; see `LiveSource`.

    Frames whose moment has passed are dropped, but never more than a few in a row: what this
    machine cannot decode in time is played slower. A picture that stays for long, or is the
    only one, is given again and again, for a person who holds still is not absent.

    Args:
        path: whatever `open_source` opens.
        loop: begin again at the end rather than ending. A single picture never ends.

    Raises:
        InputError: it does not exist or cannot be read.
    """

    def __init__(self, path: Path | str, loop: bool = True) -> None:
        self._source = open_source(path)
        self._step = 1 / float(self._source.info.rate or _DEFAULT_RATE)
        self._loop = loop
        self._frames: Iterator[tuple[float, Given]] | None = None
        self._next: tuple[float, Given] | None = None
        self._began = 0.0

    @property
    def name(self) -> str:
        """The file's name."""
        return self._source.info.name

    def open(self) -> None:
        """Begin, at the beginning."""
        self._frames = self._played()
        self._next = next(self._frames, None)
        self._began = time.monotonic()

    def read(self, timeout: float) -> Given | None:
        """The next frame at its moment, RGB uint8 [H, W, 3]; None if that is beyond `timeout`.

        Raises:
            InputError: a picture of a folder cannot be read.
            LiveSourceEnded: the last frame has been given, and it is not played in a loop.
        """
        if self._frames is None:
            raise RuntimeError("read() before open()")
        if self._next is None:
            self._next = next(self._frames, None)
        for _ in range(_MOST_DROPPED):
            if self._next is None or self._wait(self._next) > -self._step:
                break
            self._next = next(self._frames, self._next)
        if self._next is None:
            raise LiveSourceEnded
        wait = self._wait(self._next)
        if wait < -_LATEST_SECONDS:  # too slow a machine, or it was asleep
            self._began -= wait
        time.sleep(min(max(0.0, wait), timeout))
        if wait > timeout:
            return None
        image, self._next = self._next[1], None
        return image

    def close(self) -> None:
        """Let the file go."""
        self._frames = self._next = None

    def _wait(self, frame: tuple[float, Given]) -> float:
        """Seconds until the frame is due; negative when it is late."""
        return self._began + frame[0] - time.monotonic()

    def _played(self) -> Iterator[tuple[float, Given]]:
        """Every frame with its moment, in seconds since the beginning."""
        if self._source.info.frames == 1:
            still = _given(next(iter(self._source)))
            yield from ((number * self._step, still) for number in count())
        start, moment = 0.0, 0.0
        image: Given | None = None
        while True:
            shift = None
            for frame in self._source:
                if shift is None:
                    shift = start - frame.time
                due = frame.time + shift
                while image is not None and due - moment > 2 * _HOLD_SECONDS:
                    moment += _HOLD_SECONDS
                    yield moment, image
                moment, image = due, _given(frame)
                yield moment, image
            if shift is None or not self._loop:
                return
            start = moment + self._step


def _given(frame: Frame) -> Given:
    """Its picture; of a motion file what was seen in it."""
    return frame if isinstance(frame, TrackedFrame) else frame.image
