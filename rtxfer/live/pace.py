"""Frames at a constant rate, whatever the camera does: the last good one is repeated."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence

from rtxfer.frame import Image
from rtxfer.live.events import Events
from rtxfer.live.generated_frame import GeneratedFrame
from rtxfer.live.outlet import Outlet, Tick
from rtxfer.live.statistics import Meter
from rtxfer.live.worker import Worker
from rtxfer.sinks.live.sink import LiveSink


class Pace(Worker):
    """Hands the newest portrait to every outlet, `rate` times a second.

    Args:
        size: width and height of every frame.
        rate: per second.
        standby: picture shown instead of everything else while `panic` is set.
        meter: counts frames sent.
        events: told what goes wrong with sinks.
    """

    def __init__(
        self, size: tuple[int, int], rate: int, standby: Image, meter: Meter, events: Events
    ) -> None:
        super().__init__("pace")
        self.freeze = False
        self.panic = False
        self.repeated = 0
        self._size = size
        self._rate = rate
        self._standby = standby
        self._meter = meter
        self._events = events
        self._lock = threading.Lock()
        self._outlets: list[Outlet] = []
        self._newest: GeneratedFrame | None = None
        self._frozen: GeneratedFrame | None = None

    def publish(self, generated: GeneratedFrame) -> None:
        """Show this from the next tick on."""
        self._newest = generated

    @property
    def generated(self) -> GeneratedFrame | None:
        """The newest portrait."""
        return self._newest

    def output(self) -> Image | None:
        """What is sent at the moment."""
        if self.panic:
            return self._standby
        shown = self.shown
        return None if shown is None else shown.image

    @property
    def shown(self) -> GeneratedFrame | None:
        """The portrait that is sent at the moment, or would be but for the standby picture."""
        return (self._frozen if self.freeze else None) or self._newest

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
        latest = 0.0  # moment of capture among the portraits sent so far
        while not self.stopping:
            self._frozen = (self._frozen or self._newest) if self.freeze else None
            generated = self._frozen or self._newest
            image = self._standby if self.panic else generated.image if generated else None
            now = time.monotonic()
            if image is not None:
                self.repeated += image is last
                last = image
                self._meter.mark(now)
                captured = (
                    generated.captured if generated and generated.driver is not None else latest
                )
                new = captured > latest and not self.panic
                tick = Tick(image, now, captured if new else None)
                latest = captured
                for outlet in self.outlets:
                    outlet.offer(tick)
            due += period
            if due < now - 0.5:  # the machine slept: do not hurry after lost time
                due = now
            self.pause(due - time.monotonic())
