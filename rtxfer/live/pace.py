"""Frames at a constant rate, whatever the camera does: the last good one is repeated."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence

from rtxfer.frame import Image
from rtxfer.live.events import Events
from rtxfer.live.outlet import Outlet, Tick
from rtxfer.live.shot import Shot
from rtxfer.live.statistics import Meter
from rtxfer.live.worker import Worker
from rtxfer.sinks.live.sink import LiveSink


class Pace(Worker):
    """Hands the newest portrait to every outlet, `rate` times a second.

    Args:
        size: width and height of every frame.
        rate: per second.
        placard: shown instead of everything else while `panic` is set.
        meter: counts frames sent.
        events: told what goes wrong with sinks.
    """

    def __init__(
        self, size: tuple[int, int], rate: int, placard: Image, meter: Meter, events: Events
    ) -> None:
        super().__init__("pace")
        self.freeze = False
        self.panic = False
        self.repeated = 0
        self._size = size
        self._rate = rate
        self._placard = placard
        self._meter = meter
        self._events = events
        self._lock = threading.Lock()
        self._outlets: list[Outlet] = []
        self._shot: Shot | None = None
        self._frozen: Shot | None = None

    def publish(self, shot: Shot) -> None:
        """Show this from the next tick on."""
        self._shot = shot

    @property
    def shot(self) -> Shot | None:
        """The newest portrait."""
        return self._shot

    def output(self) -> Image | None:
        """What is sent at the moment."""
        if self.panic:
            return self._placard
        shown = (self._frozen if self.freeze else None) or self._shot
        return None if shown is None else shown.image

    @property
    def outlets(self) -> Sequence[Outlet]:
        """Where frames go."""
        with self._lock:
            return tuple(self._outlets)

    def add(self, sink: LiveSink) -> None:
        """One more place for the frames to go; none once it was told to stop."""
        outlet = Outlet(sink, self._size, self._rate, self._events)
        with self._lock:  # whoever stops this and then looks for outlets finds them all
            if not self.stopping:
                self._outlets.append(outlet)
                outlet.start()

    def remove(self, name: str) -> Sequence[Outlet]:
        """Stop the sinks of that name; a recording is published, which may take its time."""
        with self._lock:
            gone = [outlet for outlet in self._outlets if outlet.name == name]
            self._outlets = [outlet for outlet in self._outlets if outlet.name != name]
        for outlet in gone:
            outlet.stop()
        return gone

    def _main(self) -> None:
        period = 1 / self._rate
        due = time.monotonic()
        last: Image | None = None
        newest = 0.0  # moment of capture among the portraits sent so far
        while not self.stopping:
            self._frozen = (self._frozen or self._shot) if self.freeze else None
            shot = self._frozen or self._shot
            image = self._placard if self.panic else shot.image if shot else None
            now = time.monotonic()
            if image is not None:
                self.repeated += image is last
                last = image
                self._meter.mark(now)
                captured = shot.captured if shot and shot.driver is not None else newest
                new = captured > newest and not self.panic
                tick = Tick(image, now, captured if new else None)
                newest = captured
                for outlet in self.outlets:
                    outlet.offer(tick)
            due += period
            if due < now - 0.5:  # the machine slept: do not hurry after lost time
                due = now
            self.pause(due - time.monotonic())
