"""What a portrait may be shown with less of, so that a slow machine keeps its rate.

A level never changes the size of the picture or what it is made of: the portrait, and nothing of
the driver. Whoever takes less says so, see `Level.name`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

PLAIN: Final = "warp"
"""The bundle without a learned part, which stands in where a learned one is too slow."""


@dataclass(frozen=True, slots=True)
class Level:
    """One way to show a portrait.

    Attributes:
        name: what is less than full, for people.
        canvas: share of the output's sides at which it is composited; then it is enlarged.
        read_every: the driver's code is read in every so manieth frame, and held in between.
        plain: the bundle `PLAIN` stands in, on the backend that is fastest here. It takes a stage
            of its own; all else changes between two frames.
    """

    name: str
    canvas: float = 1.0
    read_every: int = 1
    plain: bool = False


FULL: Final = Level("full")
LADDER: Final = (
    FULL,
    Level("mouth read every other frame", read_every=2),
    Level("drawn at 3/4 size", canvas=3 / 4, read_every=2),
    Level("drawn at 1/2 size", canvas=1 / 2, read_every=2),
    Level("no learned part", plain=True),
    Level("no learned part, drawn at 1/2 size", canvas=1 / 2, plain=True),
)
"""Each costs less than the one before. What is hardly seen comes first; the learned part, by far
the most costly, is kept as long as the rest may be enough."""


def ladder(*, reads: bool = True, draws: bool = True, plain: bool = True) -> tuple[Level, ...]:
    """The levels that make a difference, the best one first.

    Args:
        reads: the generator reads a code off the driver's face.
        draws: it has a learned part that draws.
        plain: the bundle `PLAIN` is at hand.
    """
    return tuple(
        level
        for level in LADDER
        if (plain and draws if level.plain else reads or level.canvas < 1 or level is FULL)
    )
