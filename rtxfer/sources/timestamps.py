"""Timestamps as files carry them are sometimes missing or go backwards; ours never do."""

from __future__ import annotations


class SteadyClock:
    """Makes a file's timestamps strictly increasing while changing as few as possible.

    A good timestamp passes unchanged, so a variable frame rate survives to the tick. A missing
    one is put one nominal step after its predecessor. One that repeats or slips back a little
    goes one tick after its predecessor, which leaves room for the good ones that follow. A
    jump far back (recordings glued together) starts a new stretch right after the old one.

    Args:
        step: nominal ticks between two frames.
        second: ticks in a second; a jump back further than this starts a new stretch.
    """

    def __init__(self, step: int, second: int) -> None:
        self._step = max(1, step)
        self._second = max(1, second)
        self._offset = 0
        self._last: int | None = None

    def stamp(self, pts: int | None) -> int:
        """The timestamp to use for the next frame, given the one it carries."""
        self._last = self._next(pts)
        return self._last

    def _next(self, pts: int | None) -> int:
        if self._last is None:
            return 0 if pts is None else pts
        if pts is None:
            return self._last + self._step
        if self._last - (pts + self._offset) > self._second:
            self._offset = self._last + self._step - pts
        return max(pts + self._offset, self._last + 1)
