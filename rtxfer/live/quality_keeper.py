"""Brings the level that the governor wants onto the stage that is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from engines.bundle import installed
from rtxfer.live.governor import Governor
from rtxfer.live.stage_builder import StageBuilder
from rtxfer.quality import FULL, LADDER, PLAIN, Level, ladder
from rtxfer.settings import Quality
from rtxfer.transfer import Transfer

RENDERED: Final = "render"
"""The stage of the timings that a portrait at rest does without."""


class QualityKeeper:
    """Between the governor, the transfer and the stage builder; works in the transfer's thread.

    Args:
        quality: what the governor is pinned to at first.
        rate: portraits per second that are wanted now; 0 while that is not known.

    Attributes:
        governor: chooses.
        shown: the level of what is shown, which follows a little later.
    """

    def __init__(self, quality: Quality, rate: Callable[[], float]) -> None:
        self._plain = PLAIN in installed()
        self.governor = Governor(ladder(plain=self._plain), quality)
        self.shown: Level = FULL
        self._rate = rate
        self._asked: Level | None = None
        self._steady = False

    def begin_anew(self) -> Level:
        """Another generator or engine is wanted, in any thread; gives the level to begin with."""
        self.governor.begin_anew(ladder(plain=self._plain))
        return self.governor.level

    def stage_changed(self, transfer: Transfer) -> None:
        """Another stage is shown; its generator says what can be saved."""
        if not transfer.level.plain:
            self.governor.offer(self._ladder(transfer))

    def follow(self, transfer: Transfer, builder: StageBuilder, *, busy: bool) -> None:
        """Take the governor's level up at once, or have a stage built for it.

        Args:
            transfer: what shows the portrait.
            builder: builds stages.
            busy: whether it was building anything when its last stage was looked for.
        """
        wanted, self.shown = self.governor.level, transfer.level
        self._steady = wanted == self.shown and not busy
        if busy:
            return
        if wanted == self.shown:
            self._asked = None
        elif wanted.plain == self.shown.plain:
            transfer.lower(wanted)
            builder.note(level=wanted)
            self.shown = wanted
        elif wanted == self._asked:  # it was built, and is not here: it cannot be had
            self._asked = None
            self._plain = self._plain and not wanted.plain
            without = [level for level in LADDER if level.plain]
            self.governor.offer(self._ladder(transfer) if wanted.plain else without)
        else:
            self._asked = wanted
            builder.want(level=wanted)

    def _ladder(self, transfer: Transfer) -> tuple[Level, ...]:
        generator = transfer.generator
        return ladder(reads=generator.reads, draws=generator.manifest.draws, plain=self._plain)

    def observe(self, now: float, seconds: float, timings: dict[str, float]) -> None:
        """A frame was made, at `now`, in so many seconds.

        What is made at rest says nothing, nor what is made while a stage is built beside.
        """
        rate = self._rate()
        if self._steady and rate > 0 and RENDERED in timings:
            self.governor.observe(now, seconds, 1 / rate)
