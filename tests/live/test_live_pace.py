"""Frames at a constant rate, and what can be shown instead of the newest."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest

from rtxfer.frame import Image
from rtxfer.live.events import Events
from rtxfer.live.generated_frame import GeneratedFrame
from rtxfer.live.pace import Pace
from rtxfer.live.standby import standby_picture
from rtxfer.live.statistics import Meter
from rtxfer.motion.relative import still
from tests.live.fakes import Keeper, for_a_while, until

SIZE = (64, 48)
RATE = 50
STANDBY = standby_picture(SIZE)


def generated(level: int, captured: float | None = None) -> GeneratedFrame:
    """A portrait in one grey; without a moment of capture it was not made of a frame."""
    image = np.full((SIZE[1], SIZE[0], 3), level, np.uint8)
    driver = None if captured is None else np.zeros_like(image)
    landmarks = np.zeros((478, 3), np.float32)
    return GeneratedFrame(
        image,
        driver,
        None,
        still(),
        landmarks,
        captured or time.monotonic(),
        level,
        {},
        None,  # type: ignore[arg-type]
    )


def level(image: Image) -> int:
    assert image.min() == image.max()
    return int(image[0, 0, 0])


@pytest.fixture
def sink() -> Keeper:
    return Keeper()


@pytest.fixture
def pace(events: Events, sink: Keeper) -> Iterator[Pace]:
    pace = Pace(SIZE, RATE, STANDBY, Meter(), events)
    pace.add(sink)
    pace.start()
    yield pace
    pace.stop()
    assert pace.join(time.monotonic() + 20)
    for outlet in pace.outlets:
        outlet.stop()


def test_nothing_is_sent_before_there_is_a_portrait(pace: Pace, sink: Keeper) -> None:
    moments = list(for_a_while(0.2))
    assert moments
    assert sink.images == []
    assert pace.output() is None
    pace.publish(generated(1))
    until(lambda: sink.images)


def test_the_rate_is_constant_and_the_newest_is_repeated(pace: Pace, sink: Keeper) -> None:
    pace.publish(generated(1))
    until(lambda: sink.images)
    began, before = time.monotonic(), len(sink.images)
    moments = list(for_a_while(2))
    assert moments
    sent, seconds = len(sink.images) - before, time.monotonic() - began
    assert 0.5 * RATE * seconds < sent < 1.2 * RATE * seconds
    assert {level(image) for image in sink.images} == {1}
    assert pace.repeated >= sent - 1
    gaps = [later - one for one, later in pairwise(sink.times)]
    assert np.median(gaps) == pytest.approx(1 / RATE, rel=0.5)


def test_portraits_come_in_order(pace: Pace, sink: Keeper) -> None:
    for number in range(100):
        pace.publish(generated(number))
        time.sleep(0.005)
    until(lambda: sink.images and level(sink.images[-1]) == 99)
    levels = [level(image) for image in sink.images]
    assert levels == sorted(levels)


def test_freezing(pace: Pace, sink: Keeper) -> None:
    pace.publish(generated(1))
    until(lambda: sink.images)
    pace.freeze = True
    until(lambda: pace.output() is sink.images[-1])
    written = len(sink.images)
    until(lambda: len(sink.images) > written + 2)
    pace.publish(generated(2))
    until(lambda: len(sink.images) > written + 20)
    assert {level(image) for image in sink.images} == {1}
    output = pace.output()
    assert output is not None
    assert level(output) == 1
    assert pace.generated is not None
    assert pace.generated.index == 2, "a preview may go on"
    pace.freeze = False
    until(lambda: level(sink.images[-1]) == 2)


def test_frozen_before_there_was_anything(pace: Pace, sink: Keeper) -> None:
    pace.freeze = True
    time.sleep(0.05)
    pace.publish(generated(1))
    until(lambda: sink.images)
    pace.publish(generated(2))
    until(lambda: len(sink.images) > 10)
    assert {level(image) for image in sink.images} == {1}


def test_panic_shows_the_standby_picture_from_the_next_frame_on(pace: Pace, sink: Keeper) -> None:
    pace.publish(generated(1))
    until(lambda: sink.images)
    pace.panic = True
    pressed = time.monotonic()
    assert pace.output() is STANDBY
    pace.publish(generated(2))
    until(lambda: sink.images[-1] is STANDBY)
    written = len(sink.images)
    until(lambda: len(sink.images) > written + 10)
    hidden = [image is STANDBY for image in sink.images]
    assert all(hidden[hidden.index(True) :]), "nothing else in between"
    late = [moment for moment, gone in zip(sink.times, hidden, strict=True) if not gone]
    assert max(late) < pressed + 0.5
    pace.panic = False
    until(lambda: sink.images[-1] is not STANDBY)
    assert level(sink.images[-1]) == 2


def test_panic_needs_no_portrait(pace: Pace, sink: Keeper) -> None:
    pace.panic = True
    until(lambda: sink.images)
    assert sink.images[0] is STANDBY


def test_the_standby_picture_is_one_with_words() -> None:
    picture = standby_picture((320, 180), "Back soon")
    assert picture.shape == (180, 320, 3)
    assert picture.dtype == np.uint8
    assert (picture[:10] == picture[0, 0]).all()
    assert (picture != picture[0, 0]).any()
    assert (picture != standby_picture((320, 180), "Gone")).any()
    assert standby_picture((16, 16)).shape == (16, 16, 3)


def test_latency_is_that_of_camera_frames_alone(pace: Pace, sink: Keeper) -> None:
    (outlet,) = pace.outlets
    pace.publish(generated(1))
    until(lambda: len(sink.images) > 5)
    pace.publish(generated(2))
    until(lambda: level(sink.images[-1]) == 2)
    assert outlet.statistics().latency_ms.p50 == 0, "eased without a frame: nothing to time"
    pace.publish(generated(3, captured=time.monotonic() - 3))
    until(lambda: outlet.statistics().latency_ms.p50 >= 3000)
    # What was hidden for a while is old, but the way from the camera was not that long.
    pace.panic = True
    until(lambda: sink.images[-1] is STANDBY)
    pace.publish(generated(5, captured=time.monotonic() - 2.9))
    first = outlet.statistics().latency_ms.p99
    written = len(sink.images)
    until(lambda: len(sink.images) > written + 20)
    pace.panic = False
    until(lambda: sink.images[-1].max() == 5)
    pace.publish(generated(4, captured=time.monotonic() - 2))
    until(lambda: level(sink.images[-1]) == 4)
    until(lambda: outlet.statistics().latency_ms.p50 < 3000)
    assert outlet.statistics().latency_ms.p99 <= first


def test_sinks_come_and_go(pace: Pace, sink: Keeper) -> None:
    other = Keeper("other")
    pace.publish(generated(1))
    pace.add(other)
    until(lambda: sink.images and other.images)
    (gone,) = pace.remove("other")
    assert gone.join(time.monotonic() + 20)
    assert other.closed == 1
    assert pace.remove("other") == []
    written, got = len(other.images), len(sink.images)
    until(lambda: len(sink.images) > got + 5)
    assert len(other.images) == written


def test_after_stopping_no_sink_is_opened(pace: Pace) -> None:
    pace.stop()
    late = Keeper("late")
    pace.add(late)
    assert [outlet.name for outlet in pace.outlets] == ["keeper"]
    assert late.opened == 0
