"""Frames from the source into a slot; comes back by itself when a camera does."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from typing import Final

import numpy as np

from rtxfer.errors import InputError
from rtxfer.face.tracked_frame import TrackedFrame
from rtxfer.frame import Frame, Image
from rtxfer.live.events import Events, Level
from rtxfer.live.slot import LatestSlot
from rtxfer.live.statistics import Meter
from rtxfer.live.worker import Backoff, Worker
from rtxfer.sources.live_source import Given, LiveSource, LiveSourceEnded

READ_SECONDS: Final = 0.25
SILENCE_SECONDS: Final = 2.0
"""How long an open source may give nothing before that is worth a word."""

GARBAGE_SECONDS: Final = 0.02
"""Pause after something that is no picture, should the source give that without waiting."""

MICROSECOND: Final = Fraction(1, 1_000_000)


class Capture(Worker):
    """Reads the source as fast as it gives; every frame is stamped with the moment it came.

    Args:
        source: the first one.
        frames: where they go.
        meter: counts them.
        events: told what goes wrong.

    Attributes:
        dropped: frames that a newer one replaced before there was time for them.
    """

    def __init__(
        self, source: LiveSource, frames: LatestSlot[Frame], meter: Meter, events: Events
    ) -> None:
        super().__init__("capture")
        self._source = source
        self._next: LatestSlot[LiveSource] = LatestSlot()
        self._frames = frames
        self._meter = meter
        self._events = events
        self._backoff = Backoff()
        self._complained = False
        self.dropped = 0

    def watch(self, source: LiveSource) -> None:
        """Go on with another source."""
        self._next.put(source)

    def _main(self) -> None:
        try:
            while not self.stopping:
                self._visit()
        finally:
            self._close()

    def _visit(self) -> None:
        """Open the source and read until it ends, fails or is exchanged."""
        wait = 0.0
        try:
            self._source.open()
            self._read()
        except LiveSourceEnded:
            self._say("info", "There are no more frames.", "The portrait rests.")
            self._await_another(None)
        except InputError as error:
            self._complain(error)
            self._await_another(None)
        except Exception as error:  # whatever a driver does, the output goes on
            self._complain(error)
            wait = self._backoff.wait()
        finally:
            self._close()
        self._await_another(wait)

    def _read(self) -> None:
        heard = time.monotonic()
        silent = False
        while not self.stopping:
            if self._exchange(0.0):
                return
            image = self._source.read(READ_SECONDS)
            now = time.monotonic()
            if isinstance(image, TrackedFrame) or (image is not None and _usable(image)):
                if self._complained or silent:
                    self._say("info", "The picture is back.", "")
                self._complained = silent = False
                self._backoff.worked()
                heard = now
                self._meter.mark(now)
                self.dropped += self._frames.put(
                    _stamped(image, self._meter.count - 1, round(now * 1_000_000))
                )
                continue
            if image is not None:
                self.pause(GARBAGE_SECONDS)
            if now - heard > SILENCE_SECONDS and not (silent or self._complained):
                silent = True
                self._say(
                    "warning",
                    "It is open but gives no picture.",
                    "Take the cover off, or close the other program that uses it.",
                )

    def _exchange(self, timeout: float) -> bool:
        another = self._next.take(timeout)
        if another is None:
            return False
        self._close()
        self._source = another
        self._backoff.reset()
        self._complained = False
        return True

    def _await_another(self, seconds: float | None) -> None:
        """Wait for another source, so many seconds or (None) until told to stop."""
        until = None if seconds is None else time.monotonic() + seconds
        while not self.stopping:
            left = READ_SECONDS if until is None else until - time.monotonic()
            if self._exchange(max(0.0, min(left, READ_SECONDS))) or left <= 0:
                return

    def _close(self) -> None:
        with suppress(Exception):  # it may be half gone; there is nothing left to save
            self._source.close()

    def _complain(self, error: Exception) -> None:
        """Once per failure, not once per try."""
        if not self._complained:
            self._complained = True
            self._events.failed("source", self._source.name, error)

    def _say(self, level: Level, problem: str, hint: str) -> None:
        self._events.report(level, "source", self._source.name, problem, hint)


def _stamped(given: Given, index: int, pts: int) -> Frame:
    if isinstance(given, TrackedFrame):
        return replace(given, index=index, pts=pts, time_base=MICROSECOND)
    return Frame(given, index, pts, MICROSECOND)


def _usable(image: Image) -> bool:
    """Whether it is a picture at all: drivers have been seen to give anything."""
    return (
        isinstance(image, np.ndarray)
        and image.dtype == np.uint8
        and image.ndim == 3
        and image.shape[2] == 3
        and min(image.shape[:2]) >= 16
    )
