"""When the face is lost: hold, ease to neutral, and come back without a jump."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import numpy.typing as npt

from rtxfer.motion.kept import Arrays, motion_arrays, motion_of, under, within
from rtxfer.motion.relative import Motion, still

HOLD: Final = 0.3
"""Seconds to keep the last expression: a hand that passes by should not be seen."""

EASE: Final = 0.6
"""Seconds from the held expression to neutral, and at most from what is shown back to the
driver's: a face that was away for less is caught up with in as long as it was away."""


def _soft(share: float) -> float:
    share = min(max(share, 0.0), 1.0)
    return share * share * (3 - 2 * share)


class Presence:
    """Weighs motion by how surely there is a driver."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """As before the first frame: the portrait is at rest."""
        self._shown = self._held = self._origin = still()
        self._away = self._back = self._fade = 0.0
        self._time: float | None = None

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """What it remembers."""
        motions = (("shown", self._shown), ("held", self._held), ("origin", self._origin))
        kept = [under(name, motion_arrays(motion)) for name, motion in motions]
        time = np.nan if self._time is None else self._time
        counts = np.array([self._away, self._back, self._fade, time])
        return {name: a for one in kept for name, a in one.items()} | {"counts": counts}

    def restore(self, arrays: Arrays) -> None:
        """Remember what `arrays` gave."""
        names = ("shown", "held", "origin")
        self._shown, self._held, self._origin = (motion_of(within(n, arrays)) for n in names)
        self._away, self._back, self._fade, time = (float(v) for v in arrays["counts"])
        self._time = None if np.isnan(time) else time

    def let_go(self) -> None:
        """Another driver from here on: what is shown eases to rest, or to what they do."""
        self._held = self._shown
        self._away, self._fade, self._back = HOLD, EASE, 0.0

    def __call__(self, motion: Motion | None, time: float) -> Motion:
        """The motion to show now.

        Args:
            motion: the driver's, or None when no face was found.
            time: seconds.
        """
        step = 0.0 if self._time is None else max(0.0, time - self._time)
        self._time = time
        if motion is None:
            self._away += step
            self._shown = self._held * (1 - _soft((self._away - HOLD) / EASE))
        else:
            self._shown = self._held = self._eased(motion, step)
        return self._shown

    def _eased(self, motion: Motion, step: float) -> Motion:
        """From what was shown when the face came back to what it does now."""
        if self._away > 0:
            # A fade that was cut short by another loss is not forgotten.
            self._fade = max(min(self._away, EASE), self._fade - self._back)
            self._origin, self._back, self._away = self._shown, 0.0, 0.0
        self._back += step
        if self._back >= self._fade:
            return motion
        weight = _soft(self._back / self._fade)
        return motion * weight + self._origin * (1 - weight)
