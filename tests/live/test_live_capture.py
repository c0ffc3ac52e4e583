"""Cameras that are unplugged, give rubbish, end or hang."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from rtxfer.errors import InputError
from rtxfer.frame import Frame
from rtxfer.live import capture as capture_module
from rtxfer.live.capture import Capture
from rtxfer.live.events import Event, Events
from rtxfer.live.slot import LatestSlot
from rtxfer.live.statistics import Meter
from tests.live.fakes import Camera, for_a_while, numbered, until


class Running:
    """A capture at work, and what came of it."""

    def __init__(self, camera: Camera, events: Events) -> None:
        self.frames: LatestSlot[Frame] = LatestSlot()
        self.meter = Meter()
        self.capture = Capture(camera, self.frames, self.meter, events)
        self.capture.start()

    def next(self) -> Frame:
        frame = self.frames.take(30)
        assert frame is not None
        return frame


@pytest.fixture
def start(events: Events, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.setattr(capture_module, "SILENCE_SECONDS", 0.3)
    running: list[Running] = []

    def start(camera: Camera) -> Running:
        running.append(Running(camera, events))
        return running[-1]

    yield start
    for one in running:
        one.capture.stop()
        assert one.capture.join(time.monotonic() + 20)


def levels(told: list[Event]) -> list[str]:
    return [event.level for event in told]


def test_frames_are_stamped_and_counted(start: Any) -> None:
    before = time.monotonic()
    running = start(Camera([numbered(number) for number in range(200)]))
    frames = [running.next() for _ in range(20)]
    assert [int(frame.image[0, 0, 0]) for frame in frames] == [frame.index for frame in frames]
    moments = [frame.time for frame in frames]
    assert all(np.diff(moments) > 0)
    assert before < moments[0] < moments[-1] < time.monotonic()


def test_what_was_not_taken_in_time_is_dropped_and_counted(start: Any) -> None:
    running = start(Camera(rate=200))
    until(lambda: running.meter.count > 20)
    running.capture.stop()
    assert running.capture.join(time.monotonic() + 20)
    assert running.capture.dropped == running.meter.count - 1


def test_unplugged_and_back(start: Any, told: list[Event]) -> None:
    camera = Camera()
    running = start(camera)
    running.next()
    camera.plugged = False
    until(lambda: camera.opened >= 5)
    assert levels(told) == ["error"], "told once, not at every try"
    assert (told[0].about, told[0].subject, told[0].hint) == ("source", "cam", "Plug it in.")
    assert camera.closed >= camera.opened - 1, "let go before every new try"
    camera.plugged = True
    seen = running.meter.count
    until(lambda: running.meter.count > seen + 3)
    assert levels(told) == ["error", "info"]


def test_it_is_tried_less_and_less_often(start: Any) -> None:
    camera = Camera()
    camera.plugged = False
    start(camera)
    tries = [(moment, camera.opened) for moment in for_a_while(2)]
    # Waits of 0.05, 0.1, 0.2, 0.2 … seconds: never more than a dozen in two seconds.
    assert 3 <= tries[-1][1] <= 13


def test_one_that_dies_after_every_frame_is_no_storm(start: Any) -> None:
    class Flapping(Camera):
        def read(self, timeout: float) -> Any:
            self.plugged = self.reads % 2 == 0
            self.reads += not self.plugged
            return super().read(timeout)

        def open(self) -> None:
            self.plugged = True
            super().open()

    camera = Flapping()
    running = start(camera)
    until(lambda: running.meter.count >= 3)
    moments = list(for_a_while(2))
    assert moments
    assert camera.opened <= 20


def test_an_error_that_nobody_foresaw(start: Any, told: list[Event]) -> None:
    camera = Camera()
    camera.error = ZeroDivisionError("driver")
    running = start(camera)
    until(lambda: camera.opened >= 3)
    assert [event.problem for event in told] == ["ZeroDivisionError: driver"]
    camera.error = None
    running.next()


RUBBISH = [
    np.zeros((0, 0, 3), np.uint8),
    np.zeros((4, 4, 3), np.uint8),
    np.zeros((60, 80), np.uint8),
    np.zeros((60, 80, 1), np.uint8),
    np.zeros((60, 80, 4), np.uint8),
    np.zeros((60, 80, 3), np.float32),
    np.zeros((60, 80, 3), np.uint16),
    np.zeros((3, 60, 80), np.uint8),
    np.zeros((2, 60, 80, 3), np.uint8),
    "a picture",
    [[1, 2, 3]],
    7,
]


def test_rubbish_is_not_handed_on(
    start: Any, told: list[Event], monkeypatch: pytest.MonkeyPatch
) -> None:
    # However slow the machine is: how long is too long is the next test's.
    monkeypatch.setattr("rtxfer.live.capture.SILENCE_SECONDS", 60.0)
    good = numbered(9)
    running = start(Camera([*RUBBISH, good], rate=400))
    for _ in range(3):
        assert running.next().image is good
    assert told == []


def test_nothing_but_rubbish_is_told_once_and_costs_little(start: Any, told: list[Event]) -> None:
    camera = Camera(RUBBISH, rate=1e9)
    running = start(camera)
    moments = list(for_a_while(1.0))
    assert levels(told) == ["warning"]
    assert camera.reads < 100 * (moments[-1] - moments[0] + 1), "it does not spin"
    camera.images = [numbered(1)]
    running.next()
    until(lambda: levels(told) == ["warning", "info"])


def test_sizes_may_change(start: Any) -> None:
    shapes = [(60, 80, 3), (480, 640, 3), (16, 16, 3), (90, 30, 3)]
    running = start(Camera([np.zeros(shape, np.uint8) for shape in shapes], rate=100))
    seen: set[Any] = set()
    until(lambda: seen.add(running.next().image.shape) or len(seen) == 4)
    assert seen == set(shapes)


def test_an_open_camera_that_gives_nothing(start: Any, told: list[Event]) -> None:
    camera = Camera()
    camera.silent = True
    running = start(camera)
    until(lambda: told)
    assert camera.opened == 1, "it may only be covered"
    camera.silent = False
    running.next()
    until(lambda: levels(told) == ["warning", "info"])


def test_silence_between_failures_is_not_told_as_well(start: Any, told: list[Event]) -> None:
    class Mute(Camera):
        def read(self, timeout: float) -> Any:
            time.sleep(0.35)
            self.plugged = self.reads % 2 == 0
            self.reads += 1
            self._check()
            return None

        def open(self) -> None:
            self.opened += 1

    camera = Mute()
    start(camera)
    until(lambda: camera.opened >= 4)
    assert levels(told).count("warning") <= 1
    assert levels(told).count("error") == 1


@pytest.mark.parametrize("error", [InputError("No such file.", "Choose another."), None])
def test_what_cannot_come_back_is_not_tried_again(
    start: Any, told: list[Event], error: InputError | None
) -> None:
    camera = Camera()
    camera.error, camera.ended = error, error is None
    running = start(camera)
    until(lambda: told)
    moments = list(for_a_while(0.6))
    assert moments
    assert camera.opened == 1
    assert levels(told) == ["error" if error else "info"]
    other = Camera([numbered(5)])
    running.capture.watch(other)
    assert running.next().image is other.images[0]


def test_another_camera(start: Any, told: list[Event]) -> None:
    first, passed_over, last = (Camera([numbered(number)]) for number in (1, 2, 3))
    running = start(first)
    running.next()
    running.capture.watch(passed_over)
    running.capture.watch(last)
    until(lambda: running.next().image is last.images[0])
    assert first.closed >= 1
    assert passed_over.opened == 0
    assert told == []
    running.capture.stop()
    until(lambda: last.closed)


def test_another_camera_need_not_wait_for_the_next_try(
    start: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rtxfer.live.worker.FIRST_WAIT", 600.0)
    gone = Camera()
    gone.plugged = False
    running = start(gone)
    until(lambda: gone.opened)
    running.capture.watch(Camera())
    running.next()
