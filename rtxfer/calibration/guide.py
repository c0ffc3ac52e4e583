"""The steps a driver is walked through, fed frame by frame; whoever shows them asks how it goes."""

from __future__ import annotations

from collections import deque
from typing import Final

import numpy as np

from rtxfer.calibration.quality import NeutralQuality, judge
from rtxfer.calibration.reach import HARDLY, Expression, intensity
from rtxfer.errors import NoFaceError
from rtxfer.face.signal import Signal
from rtxfer.motion.neutral import Neutral, calmest, measure_neutral
from rtxfer.motion.relative import Motion

NEUTRAL_SECONDS: Final = 2.0
"""How long the driver has to rest."""

QUALITY_SECONDS: Final = 0.8
"""What quality is judged by: long enough to see a tremble, short enough to answer at once."""

HOLD_SECONDS: Final = 1.0
"""How long an expression has to be held."""

HELD: Final = 0.75
"""Share of the furthest so far that still counts as holding it."""

LONGEST_STEP: Final = 0.2
"""Seconds between two frames that may count; a longer gap proves nothing."""

NEIGHBOURS: Final = 5
"""Frames whose median is an intensity: one odd frame is no reach."""


class _Clock:
    """Seconds since the last frame."""

    def __init__(self) -> None:
        self._last: float | None = None

    def step(self, time: float) -> float:
        elapsed = 0.0 if self._last is None else time - self._last
        self._last = time
        return min(max(0.0, elapsed), LONGEST_STEP)


class NeutralStep:
    """Waits until the driver has rested for a while.

    While the quality is too poor the time already rested runs out again, so that a short
    disturbance costs little and a long one all.

    Args:
        seconds: how long to rest.
    """

    def __init__(self, seconds: float = NEUTRAL_SECONDS) -> None:
        self._seconds = seconds
        self._rested = 0.0
        self._clock = _Clock()
        self._seen: deque[tuple[float, Signal | None]] = deque()
        self._neutral: Neutral | None = None
        self.quality: NeutralQuality = judge([])

    def watch(self, signal: Signal | None, time: float) -> None:
        """Take the next frame: what was tracked in it, and its moment in seconds."""
        if self.done:
            return
        self._seen.append((time, signal))
        while self._seen[0][0] < time - self._seconds:
            self._seen.popleft()
        recent = [seen for moment, seen in self._seen if moment >= time - QUALITY_SECONDS]
        self.quality = judge(recent)
        step = self._clock.step(time)
        self._rested = max(0.0, self._rested + (step if self.quality.usable else -step))
        if self._rested >= self._seconds:
            self._neutral = self.take()

    @property
    def progress(self) -> float:
        """Share of the time that has been rested, 0–1."""
        return min(1.0, self._rested / self._seconds)

    @property
    def done(self) -> bool:
        """Whether the driver has rested for long enough."""
        return self._neutral is not None

    def take(self) -> Neutral:
        """The neutral of the calmest frames seen lately, however good they are.

        Raises:
            NoFaceError: no face was seen lately.
        """
        if self._neutral is not None:
            return self._neutral
        faces = [signal for _, signal in self._seen if signal is not None]
        if not faces:
            raise NoFaceError(
                "No face is seen.", "Sit before the camera, with light from the front."
            )
        return measure_neutral([faces[index] for index in calmest(faces)])


class ReachStep:
    """Watches the driver do one expression as far as they can, and hold it.

    Args:
        expression: what they are asked to do.
    """

    def __init__(self, expression: Expression) -> None:
        self.expression = expression
        self.value = 0.0
        self.best = 0.0
        self._held = 0.0
        self._clock = _Clock()
        self._last: deque[float] = deque(maxlen=NEIGHBOURS)

    def watch(self, motion: Motion | None, time: float) -> None:
        """Take the next frame.

        Args:
            motion: against the driver's neutral; None where no face was found.
            time: seconds.
        """
        step = self._clock.step(time)
        if motion is None or self.done:
            return
        self._last.append(intensity(self.expression.name, motion))
        self.value = float(np.median(self._last)) if len(self._last) == NEIGHBOURS else 0.0
        if self.value * HELD > self.best:
            self._held = 0.0  # what was held before was only the way there
        self.best = max(self.best, self.value)
        enough = self.best > HARDLY * self.expression.usual
        if enough and self.value >= HELD * self.best:
            self._held += step

    @property
    def progress(self) -> float:
        """Share of the time that it has been held, 0–1."""
        return min(1.0, self._held / HOLD_SECONDS)

    @property
    def done(self) -> bool:
        """Whether it has been held for long enough."""
        return self._held >= HOLD_SECONDS
