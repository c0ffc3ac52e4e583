"""Another generator moving the same portrait, to be compared with the one that is shown.

What it makes is for a preview alone: no sink is ever given it. It has a thread of its own, takes
the newest of what was seen, and where it is slower than the other it shows fewer pictures.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from rtxfer.frame import Image
from rtxfer.live.events import Events
from rtxfer.live.slot import LatestSlot, SlotClosed
from rtxfer.live.stage_builder import Wanted
from rtxfer.live.worker import Worker
from rtxfer.quality import FULL
from rtxfer.settings import MotionSettings, TransferSettings
from rtxfer.step import Seen
from rtxfer.transfer import Transfer

IDLE_SECONDS: Final = 0.5
"""How often it looks whether another portrait or driver is wanted while no frame comes."""


class Rival(Worker):
    """Shows what is shown, by another generator.

    Args:
        generator: name or folder of its bundle; None for the default one.
        wanted: what is to be shown; asked again for every frame.
        motion: gains, likewise.
        mirrored: the camera mirrors.
        events: told when it cannot be had; it then waits for something else to be wanted.
    """

    def __init__(
        self,
        generator: str | Path | None,
        wanted: Callable[[], Wanted],
        motion: Callable[[], MotionSettings],
        *,
        mirrored: bool,
        events: Events,
    ) -> None:
        super().__init__("rival")
        self.generator = generator
        self._asked, self._motion, self._mirrored = wanted, motion, mirrored
        self._events = events
        self._seen: LatestSlot[Seen] = LatestSlot()
        self._picture: Image | None = None

    @property
    def picture(self) -> Image | None:
        """The newest one, RGB uint8 [H, W, 3], as large as what is shown; None before the first."""
        return self._picture

    def see(self, seen: Seen) -> None:
        """Move the portrait so, too; returns at once."""
        self._seen.put(seen)

    def stop(self) -> None:
        """End after the frame at hand."""
        super().stop()
        self._seen.close()

    def _main(self) -> None:
        while not self.stopping:
            wanted = self._wanted()
            try:
                self._follow(wanted)
            except SlotClosed:
                return
            except Exception as error:
                self._events.failed("engine", str(self.generator or "default"), error)
                while not self.stopping and self._wanted() == wanted:
                    self.pause(IDLE_SECONDS)

    def _wanted(self) -> Wanted:
        return replace(self._asked(), generator=self.generator, backend="auto", level=FULL)

    def _follow(self, wanted: Wanted) -> None:
        """Show one portrait to one driver, until another is wanted."""
        with Transfer(
            replace(wanted, neutral=None).build(),
            settings=TransferSettings(motion=self._motion(), output=wanted.output),
            neutral=wanted.neutral,
            on_neutral=lambda neutral: None,  # that is found elsewhere, and wanted then
            mirrored=self._mirrored,
            looks=False,
        ) as transfer:
            while self._wanted() == wanted:
                seen = self._seen.take(IDLE_SECONDS)
                if seen is None:
                    continue
                transfer.settings = TransferSettings(motion=self._motion(), output=wanted.output)
                self._picture = transfer.move(transfer.read(seen)).image


class Comparison:
    """At most one rival at a time; may be told and asked from any thread.

    Args:
        wanted, motion, mirrored, events: see `Rival`.
    """

    def __init__(
        self,
        wanted: Callable[[], Wanted],
        motion: Callable[[], MotionSettings],
        *,
        mirrored: bool,
        events: Events,
    ) -> None:
        self._make = partial(Rival, wanted=wanted, motion=motion, mirrored=mirrored, events=events)
        self._lock = threading.Lock()
        self._rival: Rival | None = None
        self._leaving: list[Rival] = []
        self._over = False

    @property
    def picture(self) -> Image | None:
        """What the rival shows, RGB uint8 [H, W, 3]; None while there is none."""
        rival = self._rival
        return None if rival is None else rival.picture

    def begin(self, generator: str | Path | None) -> None:
        """Compare with this bundle from now on; None is the default one."""
        self.end()
        with self._lock:
            if not self._over:
                self._rival = self._make(generator)
                self._rival.start()

    def end(self) -> None:
        """Compare no more."""
        now = time.monotonic()
        with self._lock:
            self._leaving = [rival for rival in self._leaving if not rival.join(now)]
            if self._rival is not None:
                self._rival.stop()
                self._leaving.append(self._rival)
                self._rival = None

    def see(self, seen: Seen) -> None:
        """What the portrait is about to be moved by."""
        rival = self._rival
        if rival is not None:
            rival.see(seen)

    def close(self, deadline: float) -> bool:
        """End for good; gives whether all has ended until then, see `Worker.join`."""
        self._over = True
        self.end()
        ended = [rival.join(deadline) for rival in self._leaving]  # each is waited for
        return all(ended)
