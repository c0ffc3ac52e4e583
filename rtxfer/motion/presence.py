"""When the face is lost: hold, ease to neutral, and come back without a jump."""

from __future__ import annotations

from typing import Final

from rtxfer.motion.relative import Motion, still

HOLD: Final = 0.3
"""Seconds to keep the last expression: a hand that passes by should not be seen."""

EASE: Final = 0.6
"""Seconds from the held expression to neutral, and from neutral back to the driver's."""


def _soft(share: float) -> float:
    share = min(max(share, 0.0), 1.0)
    return share * share * (3 - 2 * share)


class Presence:
    """Weighs motion by how surely there is a driver."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """As before the first frame: the portrait is at rest."""
        self._last = still()
        self._level = 1.0
        self._lost_for = 0.0
        self._time: float | None = None

    def __call__(self, motion: Motion | None, time: float) -> Motion:
        """The motion to show now.

        Args:
            motion: the driver's, or None when no face was found.
            time: seconds.
        """
        step = 0.0 if self._time is None else max(0.0, time - self._time)
        self._time = time
        if motion is None:
            self._lost_for += step
            if self._lost_for > HOLD:
                self._level = max(0.0, self._level - step / EASE)
        else:
            self._lost_for = 0.0
            self._last = motion
            self._level = min(1.0, self._level + step / EASE)
        return self._last * _soft(self._level)
