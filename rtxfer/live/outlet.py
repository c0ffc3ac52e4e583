"""One sink in a thread of its own: however it stalls or dies, the others go on."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from rtxfer.frame import Image
from rtxfer.live.events import Events
from rtxfer.live.slot import LatestSlot, SlotClosed
from rtxfer.live.statistics import Durations, SinkStatistics
from rtxfer.live.worker import Backoff, Worker
from rtxfer.sinks.live.sink import LiveSink, before_green, takes_alpha

STALL_SECONDS: Final = 1.0
"""How long one write may take before that is worth a word."""

AGE_SECONDS: Final = 1.0
"""Over which it is averaged how long ago was filmed what is shown: it changes from frame to frame,
and with every one of them a recording would stumble."""


@dataclass(frozen=True, slots=True, eq=False)
class Tick:
    """One frame to be sent.

    Attributes:
        image: RGB uint8 [H, W, 3], maybe with alpha [H, W, 4]; shared, never changed.
        time: when it is shown, seconds of `time.monotonic()`.
        captured: when the driver's frame was captured, if this is the first tick that shows it.
    """

    image: Image
    time: float
    captured: float | None


class Outlet(Worker):
    """Opens its sink, feeds it, and after a failure opens it again, later and later.

    Args:
        sink: where frames go.
        size: their width and height.
        rate: per second.
        events: told what goes wrong.
    """

    def __init__(self, sink: LiveSink, size: tuple[int, int], rate: int, events: Events) -> None:
        super().__init__(f"sink {sink.name}")
        self.name = sink.name
        self._sink = sink
        self._size = size
        self._rate = rate
        self._events = events
        self._ticks: LatestSlot[Tick] = LatestSlot()
        self._latencies = Durations()
        self._state = "opening"
        self._busy_since: float | None = None
        self._told_of_stall = self._told_of_alpha = False
        self._written = self._dropped = self._failures = 0
        self._age: float | None = None

    def offer(self, tick: Tick) -> None:
        """Hand over a frame; never waits. One that is not taken before the next is dropped."""
        self._dropped += self._ticks.put(tick)
        since = self._busy_since
        if since is not None and tick.time - since > STALL_SECONDS and not self._told_of_stall:
            self._told_of_stall = True
            self._events.report(
                "warning",
                "sink",
                self.name,
                "It takes no frames at the moment.",
                "The others go on. If it stays like this, remove it and add it again.",
            )

    def statistics(self) -> SinkStatistics:
        """How it fares."""
        state = "stalled" if self._state == "running" and self._told_of_stall else self._state
        return SinkStatistics(
            state, self._written, self._dropped, self._failures, self._latencies.of("send")
        )

    @property
    def latency(self) -> Durations:
        """From capture to having been written, as stage "send"."""
        return self._latencies

    def stop(self) -> None:
        """Finish after the frame at hand."""
        super().stop()
        self._ticks.close()

    def _main(self) -> None:
        backoff = Backoff()
        while not self.stopping:
            try:
                self._serve(backoff)
            except SlotClosed:
                break
            except Exception as error:
                self._failed(error)
                self._close()
                self.pause(backoff.wait())
        self._finish()

    def _serve(self, backoff: Backoff) -> None:
        """Open, and write until something breaks."""
        self._sink.open(self._size, self._rate)
        while True:
            tick = self._ticks.take(1.0)
            if tick is None:
                continue
            self._busy_since = time.monotonic()
            self._sink.write(self._fit(tick.image), self._filmed(tick))
            self._busy_since = None
            self._recovered()
            backoff.worked()
            self._written += 1
            if tick.captured is not None:
                self._latencies.add("send", (time.monotonic() - tick.captured) * 1000)

    def _filmed(self, tick: Tick) -> float:
        """When what it shows happened before the camera, seconds of `time.monotonic()`."""
        if tick.captured is not None:
            age = tick.time - tick.captured
            before = age if self._age is None else self._age
            self._age = before + (age - before) / (AGE_SECONDS * self._rate)
        return tick.time - (self._age or 0.0)

    def _fit(self, image: Image) -> Image:
        """The frame as the sink can take it; where that is without its alpha, it is said once."""
        if image.shape[2] == 3 or takes_alpha(self._sink):
            return image
        if not self._told_of_alpha:
            self._told_of_alpha = True
            self._events.report(
                "info",
                "sink",
                self.name,
                "It cannot be transparent and shows the portrait before green.",
                "A chroma key of #00b140 takes that away.",
            )
        return before_green(image)

    def _recovered(self) -> None:
        if self._state == "failed" or self._told_of_stall:
            self._events.report("info", "sink", self.name, "It takes frames again.")
        self._state = "running"
        self._told_of_stall = False

    def _failed(self, error: Exception) -> None:
        """Once per failure, not once per try."""
        self._busy_since = None
        self._failures += 1
        if self._state != "failed":
            self._state = "failed"
            self._events.failed("sink", self.name, error)

    def _close(self) -> None:
        with suppress(Exception):  # it has failed already; what it says now adds nothing
            self._sink.close()

    def _finish(self) -> None:
        """The last close may publish a recording: there an error is news."""
        try:
            self._sink.close()
        except Exception as error:
            self._events.failed("sink", self.name, error)
        self._state = "closed"
