"""When to show a portrait with less, and when with more again. No clock, no threads of its own."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Sequence
from typing import Final

import numpy as np

from rtxfer.quality import Level
from rtxfer.settings import Quality

_log = logging.getLogger(__name__)

WATCH: Final = 3.0
"""Seconds of frames that a judgement rests on, so that levels never change more often."""

OVER: Final = 0.95
"""Share of the time between two frames from which on the work is too much: a little later
frames are dropped."""

SEVERE: Final = 1.5
"""Share above which only the learned part can be what costs too much: all levels before save a
tenth together, and trying them one by one would be many seconds of too few frames."""

ROOM: Final = 0.75
"""Share that a better level may be expected to take."""

PATIENCE: Final = 10.0
"""Seconds for which there must have been room before the way up is tried. Twice as long after
each try that did not last."""

MOST_PATIENCE: Final = 320.0

LASTS: Final = 30.0
"""Seconds after which a way up is not taken for a failure any more."""

DOUBT: Final = 6.0
"""How many times longer to wait where the better level is expected to be too much: what it costs
was measured while other programs may have been at work."""

GAP: Final = 1.0
"""Seconds without a frame after which watching begins anew."""

SLOWEST: Final = 0.1
"""Share of the frames that may take as long as they like: a hiccup is no load."""


class Governor:
    """Chooses the level by what frames take and what the camera gives them.

    May be told and asked from any thread.

    Args:
        levels: the best first, each less costly than the one before; at least one.
        quality: "best" and "fast" stay at the first and at the last of them.
    """

    def __init__(self, levels: Sequence[Level], quality: Quality = "auto") -> None:
        self._lock = threading.Lock()
        self._levels = tuple(levels)
        self._quality: Quality = quality
        self._at = 0  # index of the level
        self._frames: deque[tuple[float, float]] = deque()  # moment and seconds
        self._since: float | None = None  # when watching began
        self._calm: float | None = None  # since when there has been room at this level
        self._fits: float | None = None  # since when there would have been at the next better one
        self._risen: float | None = None  # when the last way up was taken, if that was the last
        self._patience = PATIENCE
        self._before: tuple[float, float] | None = None  # weight and cost, at the level before
        self._weights: dict[Level, float] = {}

    @property
    def level(self) -> Level:
        """What to show the portrait with."""
        with self._lock:
            pinned = {"best": 0, "fast": -1}
            return self._levels[pinned.get(self._quality, self._at)]

    @property
    def quality(self) -> Quality:
        """What it is pinned to; assign at any time, and it begins anew."""
        return self._quality

    @quality.setter
    def quality(self, quality: Quality) -> None:
        with self._lock:
            self._quality = quality
            self._forget()

    def begin_anew(self, levels: Sequence[Level]) -> None:
        """With the best level: another generator or engine runs, and nothing is known of it."""
        with self._lock:
            self._levels = tuple(levels)
            self._forget()

    def offer(self, levels: Sequence[Level]) -> None:
        """What there is to choose from by now; the level stays, or the nearest better one comes."""
        with self._lock:
            before, self._levels = self._levels[: self._at + 1], tuple(levels)
            kept = [level for level in before if level in self._levels]
            self._at = self._levels.index(kept[-1]) if kept else 0
            if self._levels[self._at] != before[-1]:
                self._before = None
                self._watch_anew()

    def observe(self, now: float, seconds: float, period: float) -> None:
        """One frame was made at the level.

        Args:
            now: moment, seconds.
            seconds: for how long it kept the one thread busy that makes them.
            period: seconds from one frame to the next, as they come or are wanted.
        """
        with self._lock:
            if self._quality != "auto":
                return
            if self._frames and now - self._frames[-1][0] > max(GAP, 2 * seconds):
                self._watch_anew()
            self._since = now if self._since is None else self._since
            self._frames.append((now, seconds))
            while self._frames[0][0] < now - WATCH:
                self._frames.popleft()
            if now - self._since >= WATCH:
                self._judge(now, period)

    def _judge(self, now: float, period: float) -> None:
        cost = self._cost()
        load = cost / period
        if load > OVER and self._at + 1 < len(self._levels):
            relapsed = self._risen is not None and now - self._risen < LASTS
            self._patience = min(2 * self._patience, MOST_PATIENCE) if relapsed else PATIENCE
            self._risen = None
            self._go(self._below(load), cost, f"{load:.2f} of the time there is")
        elif self._at > 0 and self._has_room(now, load):
            self._risen = now
            self._go(self._at - 1, cost, "there is room")

    def _has_room(self, now: float, load: float) -> bool:
        """Whether there has been for long enough."""

        def since(before: float | None, load: float) -> float | None:
            return None if load > ROOM else now if before is None else before

        self._calm = since(self._calm, load)
        self._fits = since(self._fits, load * self._dearer())
        return any(
            begun is not None and now - begun >= patience
            for begun, patience in (
                (self._fits, self._patience),
                (self._calm, DOUBT * self._patience),
            )
        )

    def _cost(self) -> float:
        """Seconds that a frame takes; also learns what this level saves."""
        seconds = np.sort([seconds for _, seconds in self._frames])
        cost = float(seconds[: max(1, round(len(seconds) * (1 - SLOWEST)))].mean())
        if self._before is not None:
            weight, before = self._before
            self._weights[self._levels[self._at]] = weight * cost / before
            self._before = None
        return cost

    def _below(self, load: float) -> int:
        following = range(self._at + 1, len(self._levels))
        if load > SEVERE and not self._levels[self._at].plain:
            return next((at for at in following if self._levels[at].plain), following[0])
        return following[0]

    def _dearer(self) -> float:
        """How many times as much the next better level takes; one never tried as the one above."""
        here = self._weight(self._levels[self._at])
        better = reversed(self._levels[: self._at])
        known = (self._weights[level] for level in better if level in self._weights)
        return next(known, here) / here

    def _weight(self, level: Level) -> float:
        """What a level takes, the one that was begun with taking 1."""
        return self._weights.setdefault(level, 1.0)

    def _go(self, at: int, cost: float, why: str) -> None:
        self._before = (self._weight(self._levels[self._at]), cost)
        self._at = at
        self._watch_anew()
        _log.info("quality: %s (%s)", self._levels[at].name, why)

    def _watch_anew(self) -> None:
        self._frames.clear()
        self._since = self._calm = self._fits = None

    def _forget(self) -> None:
        self._at = 0
        self._weights.clear()
        self._before = self._risen = None
        self._patience = PATIENCE
        self._watch_anew()
