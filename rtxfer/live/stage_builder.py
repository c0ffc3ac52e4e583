"""Builds the next stage beside the one that is shown, so that no output frame waits for it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from engines.errors import EngineError
from rtxfer.live.events import About, Events
from rtxfer.live.slot import LatestSlot, SlotClosed
from rtxfer.live.worker import Worker
from rtxfer.motion.neutral import Neutral
from rtxfer.quality import FULL, PLAIN, Level
from rtxfer.settings import OutputSettings
from rtxfer.stage import Stage
from rtxfer.target import Target


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be shown.

    Attributes:
        target: the portrait.
        generator: name or folder of a bundle; None for the default one.
        backend: what runs it.
        output: size of the canvas, the same all through a run, and what the portrait is before.
        neutral: of the driver; None while not known.
        calibrated: measure how the portrait answers.
        level: what it is shown with less of.
    """

    target: Target
    generator: str | Path | None
    backend: str
    output: OutputSettings
    neutral: Neutral | None = None
    calibrated: bool = True
    level: Level = FULL

    def build(self, check: Callable[[], None] = lambda: None) -> Stage:
        """The stage; takes a second or two.

        Args:
            check: called now and then; what it raises ends the building.

        Raises:
            RtxferError, EngineError: the generator cannot be opened.
        """
        generator, backend = (PLAIN, "auto") if self.level.plain else (self.generator, self.backend)
        stage = Stage(self.target, generator, self.output, backend=backend)
        try:
            stage.lower(self.level)
            return stage.fit(self.neutral, calibrated=self.calibrated, check=check)
        except BaseException:
            stage.close()
            raise


class _Overtaken(Exception):  # noqa: N818 - a newer wish, not a failure
    """What is being built is not wanted any more."""


class StageBuilder(Worker):
    """Builds what was wanted last; what was wanted before it is given up.

    Args:
        wanted: what is shown first; whoever shows it builds that stage.
        events: told what cannot be built; the stage shown so far stays, and is wanted again.
    """

    def __init__(self, wanted: Wanted, events: Events) -> None:
        super().__init__("builder")
        self._wanted = self._built = self._done = wanted
        self._lock = threading.Lock()
        self._orders: LatestSlot[Wanted] = LatestSlot()
        self._ready: LatestSlot[Stage] = LatestSlot()
        self._events = events

    @property
    def wanted(self) -> Wanted:
        """What was wanted last."""
        return self._wanted

    def want(self, **changes: Any) -> None:
        """Change fields of what is wanted, and build it beside; returns at once."""
        with self._lock:  # two wishes at the same time are both heard
            self._wanted = replace(self._wanted, **changes)
            self._orders.put(self._wanted)

    def note(self, **changes: Any) -> None:
        """Change fields that what is shown has taken up already; further stages have them too."""
        with self._lock:
            idle = not self.busy
            self._wanted = replace(self._wanted, **changes)
            if idle:
                self._built = self._done = self._wanted
            else:  # what is being built lacks them
                self._orders.put(self._wanted)

    @property
    def busy(self) -> bool:
        """Whether what was wanted last is still to be built, or being built."""
        return self._wanted is not self._done

    def ready(self) -> Stage | None:
        """The newest finished stage, once; it is the caller's to close."""
        return self._ready.take(0.0)

    def stop(self) -> None:
        """End after what is being built."""
        super().stop()
        self._orders.close()

    def _main(self) -> None:
        while not self.stopping:
            try:
                wanted = self._orders.take(1.0)
            except SlotClosed:
                break
            if wanted is not None:
                self._build(wanted)
        self._discard()

    def _build(self, wanted: Wanted) -> None:
        def check() -> None:
            if self._wanted is not wanted or self.stopping:
                raise _Overtaken

        try:
            check()
            stage = wanted.build(check)
        except _Overtaken:
            return
        except Exception as error:
            self._failed(wanted, error)
            return
        self._built = wanted
        self._discard()
        self._ready.put(stage)
        self._done = wanted

    def _failed(self, wanted: Wanted, error: Exception) -> None:
        """Want what could be built before, or no later wish could be met either."""
        engine = isinstance(error, EngineError)
        with self._lock:
            if self._wanted is not wanted:
                return  # something else is wanted anyway
            old = self._built
            back = replace(wanted, generator=old.generator, backend=old.backend, output=old.output)
            if engine:
                back = replace(back, level=old.level)
            self._wanted = back if engine else replace(back, target=old.target)
            if self._wanted not in (wanted, old):  # there is more to it, such as a new neutral
                self._orders.put(self._wanted)
            else:
                self._done = self._wanted
        about: About = "engine" if engine else "target"
        self._events.failed(about, wanted.target.name, error)

    def _discard(self) -> None:
        """Close a finished stage that nobody fetched."""
        left = self._ready.take(0.0)
        if left is not None:
            left.close()
