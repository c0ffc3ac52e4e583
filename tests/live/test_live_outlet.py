"""Sinks that stall, die and come back, each on its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from rtxfer.errors import DeviceError, OutputError
from rtxfer.live.events import Event, Events
from rtxfer.live.outlet import Outlet, Tick
from rtxfer.sinks.live.sink import CHROMA
from tests.live.fakes import Keeper, for_a_while, until

SIZE = (64, 48)
IMAGE = np.zeros((48, 64, 3), np.uint8)


class Fed:
    """An outlet that is offered 100 frames a second."""

    def __init__(self, sink: Keeper, events: Events) -> None:
        self.outlet = Outlet(sink, SIZE, 100, events)
        self.offered = 0
        self.image = IMAGE
        self.captured: float | None = None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._feed)
        self.outlet.start()
        self._thread.start()

    def _feed(self) -> None:
        while not self._stop.wait(0.01):
            self.outlet.offer(Tick(self.image, time.monotonic(), self.captured))
            self.offered += 1

    def stop(self) -> None:
        self.outlet.stop()
        self._stop.set()
        self._thread.join()


@pytest.fixture
def feed(events: Events) -> Iterator[Any]:
    fed: list[Fed] = []

    def feed(sink: Keeper) -> Fed:
        fed.append(Fed(sink, events))
        return fed[-1]

    yield feed
    for one in fed:
        one.stop()


def test_it_is_opened_written_to_and_closed(feed: Any, told: list[Event]) -> None:
    sink = Keeper()
    fed = feed(sink)
    until(lambda: len(sink.images) > 10)
    assert fed.outlet.statistics().state == "running"
    fed.stop()
    assert fed.outlet.join(time.monotonic() + 20)
    assert sink.asked == [(SIZE, 100)]
    assert all(image is IMAGE for image in sink.images)
    assert sink.times == sorted(sink.times)
    assert sink.closed == 1
    statistics = fed.outlet.statistics()
    assert statistics.state == "closed"
    assert statistics.failures == 0
    assert len(sink.images) == statistics.written <= fed.offered
    assert statistics.written + statistics.dropped <= fed.offered
    assert told == []


def test_latency_is_from_capture_to_having_been_written(feed: Any) -> None:
    sink = Keeper()
    fed = feed(sink)
    until(lambda: len(sink.images) > 5)
    assert fed.outlet.statistics().latency_ms.p50 == 0, "nothing was captured"
    fed.captured = time.monotonic() - 5
    until(lambda: fed.outlet.statistics().latency_ms.p50)
    assert 5000 <= fed.outlet.statistics().latency_ms.p50 < 60_000


def test_one_that_stalls_is_told_once_and_loses_frames(feed: Any, told: list[Event]) -> None:
    sink = Keeper()
    fed = feed(sink)
    until(lambda: sink.images)
    sink.free.clear()
    until(lambda: fed.outlet.statistics().state == "stalled")
    dropped = fed.outlet.statistics().dropped
    until(lambda: fed.outlet.statistics().dropped > dropped + 10)
    assert [(event.level, event.about) for event in told] == [("warning", "sink")]
    sink.free.set()
    until(lambda: fed.outlet.statistics().state == "running")
    assert [event.level for event in told] == ["warning", "info"]
    assert sink.opened == 1


def test_one_that_dies_is_opened_again_less_and_less_often(feed: Any, told: list[Event]) -> None:
    sink = Keeper()
    fed = feed(sink)
    until(lambda: sink.images)
    sink.error = DeviceError("The camera is gone.", "Plug it in.")
    until(lambda: fed.outlet.statistics().state == "failed")
    opened = sink.opened
    moments = list(for_a_while(2))
    assert moments
    # Waits of 0.05, 0.1, 0.2, 0.2 … seconds.
    assert 3 <= sink.opened - opened <= 13
    assert sink.closed >= sink.opened - 1
    assert [event.problem for event in told] == ["The camera is gone."]
    sink.error = None
    written = len(sink.images)
    until(lambda: len(sink.images) > written + 3)
    assert [event.level for event in told] == ["error", "info"]
    statistics = fed.outlet.statistics()
    assert statistics.state == "running"
    assert statistics.failures >= 3


def test_one_that_cannot_be_opened(feed: Any, told: list[Event]) -> None:
    sink = Keeper()
    sink.open_error = DeviceError("It is busy.", "Close the other program.")
    fed = feed(sink)
    until(lambda: sink.opened >= 3)
    assert len(told) == 1
    assert fed.outlet.statistics().state == "failed"
    sink.open_error = None
    until(lambda: sink.images)


def test_one_that_fails_after_every_frame_is_no_storm(feed: Any, told: list[Event]) -> None:
    class Flapping(Keeper):
        def write(self, image: Any, time: float) -> None:
            super().write(image, time)
            if len(self.images) % 2 == 0:
                raise DeviceError("It is gone.")

    sink = Flapping()
    feed(sink)
    until(lambda: len(sink.images) > 3)
    opened = sink.opened
    moments = list(for_a_while(2))
    assert moments
    assert 3 <= sink.opened - opened <= 13


def test_the_last_close_may_fail_and_that_is_told(feed: Any, told: list[Event]) -> None:
    sink = Keeper("film.mp4")
    fed = feed(sink)
    until(lambda: sink.images)
    sink.close_error = OutputError("The disk is full.", "Make room.")
    fed.stop()
    assert fed.outlet.join(time.monotonic() + 20)
    assert [(event.subject, event.problem) for event in told] == [("film.mp4", "The disk is full.")]


def test_stopping_before_it_was_opened(events: Events) -> None:
    sink = Keeper()
    outlet = Outlet(sink, SIZE, 30, events)
    outlet.stop()
    outlet.start()
    assert outlet.join(time.monotonic() + 20)
    assert sink.opened == 0
    assert outlet.statistics().state == "closed"


def test_offering_never_waits(events: Events) -> None:
    sink = Keeper()
    sink.free.clear()
    outlet = Outlet(sink, SIZE, 30, events)
    outlet.start()
    outlet.offer(Tick(IMAGE, time.monotonic(), None))
    until(lambda: sink.begun)
    for _ in range(1000):
        outlet.offer(Tick(IMAGE, time.monotonic(), None))
    assert outlet.statistics().dropped == 999
    outlet.stop()
    assert not outlet.join(time.monotonic() + 0.1), "it hangs in its sink"
    sink.free.set()
    assert outlet.join(time.monotonic() + 20)
    assert sink.closed == 1


def test_without_alpha_a_sink_gets_green_and_it_is_told_once(feed: Any, told: list[Event]) -> None:
    sink = Keeper()
    fed = feed(sink)
    fed.image = np.zeros((48, 64, 4), np.uint8)
    until(lambda: sum((image[0, 0] == CHROMA).all() for image in list(sink.images)) > 3)
    assert {image.shape for image in sink.images} == {(48, 64, 3)}
    (about,) = told
    assert "cannot be transparent" in about.problem
    assert "#00b140" in about.hint


def test_a_sink_is_told_when_that_was_filmed_which_is_shown(events: Events) -> None:
    """Else the sound that was spoken then would come before it."""
    sink = Keeper()
    outlet = Outlet(sink, SIZE, 10, events)
    outlet.start()
    now, moments = time.monotonic(), []
    for number in range(40):
        moment = now + number / 10
        tremble = 0.03 * (-1) ** number
        outlet.offer(Tick(IMAGE, moment, None if number % 4 == 3 else moment - 0.25 - tremble))
        until(lambda so_far=number: len(sink.times) > so_far)
        moments.append(moment)
    outlet.stop()
    assert outlet.join(time.monotonic() + 20)
    ages = np.array(moments) - sink.times
    assert np.abs(ages[10:] - 0.25).max() < 0.02
    assert np.abs(np.diff(ages[10:])).max() < 0.01, "frames come as regularly as they did"
