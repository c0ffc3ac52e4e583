"""The part of a source between two moments."""

from __future__ import annotations

import math
from fractions import Fraction
from pathlib import Path

from rtxfer.errors import InputError

_MICROSECOND = 1_000_000


class Cut:
    """From `start` (inclusive) to `end` (exclusive), seconds from a source's first frame.

    Attributes:
        start: exact seconds; None for the beginning.
        end: exact seconds; None for the end.

    Raises:
        InputError: a negative moment, none at all (nan), or an end that is not after the start.
    """

    def __init__(self, start: float | None, end: float | None) -> None:
        if not all(math.isfinite(moment) for moment in (start, end) if moment is not None):
            raise InputError("A cut needs moments.", "Give start and end in seconds.")
        if (start is not None and start < 0) or (end is not None and end <= 0):
            raise InputError("A cut cannot lie before the clip.", "Give start and end from 0 on.")
        if start is not None and end is not None and end <= start:
            raise InputError(
                f"The cut ends at {end:g} s, before it starts at {start:g} s.",
                "Give an end that is later than the start.",
            )
        self.start = _exact(start)
        self.end = _exact(end)

    @property
    def is_whole(self) -> bool:
        """Whether nothing is cut away."""
        return not self.start and self.end is None

    def applied_to(self, length: float | None, path: Path) -> float | None:
        """Seconds that remain of a source `length` seconds long.

        Raises:
            InputError: the cut starts after the source has ended.
        """
        start = float(self.start or 0)
        if length is None:
            return None if self.end is None else float(self.end) - start
        if start >= length > 0:
            raise InputError(
                f"The cut starts at {start:g} s, but {path} is only {length:.2f} s long.",
                f"Start before {length:.2f} s.",
            )
        end = length if self.end is None else min(length, float(self.end))
        return end - start

    def __str__(self) -> str:
        return f"{self.start}-{self.end}"


def _exact(seconds: float | None) -> Fraction | None:
    """Whole microseconds: 0.1 means a tenth, not the binary number nearest to it."""
    return None if seconds is None else Fraction(round(seconds * _MICROSECOND), _MICROSECOND)
