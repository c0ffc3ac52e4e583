"""The looker with a transfer by hand: one frame ahead, no further, and no error is lost."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from fractions import Fraction
from typing import Any, cast

import numpy as np
import pytest

from rtxfer.frame import Frame
from rtxfer.live.looker import Looker
from rtxfer.live.slot import LatestSlot, SlotClosed
from rtxfer.step import Seen
from rtxfer.transfer import Transfer

LONG = 10.0


def frame(index: int) -> Frame:
    return Frame(np.zeros((4, 4, 3), np.uint8), index, index, Fraction(1, 30))


class Looking:
    """Half a transfer: remembers what it looked at."""

    def __init__(self, fails: bool = False) -> None:
        self.looked: list[int] = []
        self.fails = fails
        self.may, self.began = threading.Event(), threading.Event()
        self.may.set()

    def look(self, frame: Frame) -> Seen:
        self.began.set()
        self.may.wait(LONG)
        self.looked.append(frame.index)
        if self.fails:
            raise RuntimeError("blind")
        return Seen(frame, None, {})


@pytest.fixture
def frames() -> LatestSlot[Frame]:
    return LatestSlot()


@pytest.fixture
def looking() -> Looking:
    return Looking()


@pytest.fixture
def looker(looking: Looking, frames: LatestSlot[Frame]) -> Iterator[Looker]:
    with Looker(cast("Transfer", looking), frames) as running:
        yield running


def until(true: Any) -> None:
    deadline = time.monotonic() + LONG
    while not true() and time.monotonic() < deadline:
        time.sleep(0.005)
    assert true()


def test_frames_come_in_order_and_none_twice(looker: Looker, frames: LatestSlot[Frame]) -> None:
    seen = []
    for index in range(4):
        frames.put(frame(index))
        taken = looker.take(LONG)
        assert taken is not None
        seen.append(taken.frame.index)
    assert seen == [0, 1, 2, 3]
    assert looker.take(0.01) is None


def test_it_looks_one_frame_ahead_and_then_at_the_newest(
    looker: Looker, looking: Looking, frames: LatestSlot[Frame]
) -> None:
    frames.put(frame(0))
    until(lambda: looking.looked == [0])
    frames.put(frame(1))
    frames.put(frame(2))
    time.sleep(0.1)
    assert looking.looked == [0]  # what it saw was not taken yet
    assert looker.take(LONG).frame.index == 0  # type: ignore[union-attr]
    assert looker.take(LONG).frame.index == 2  # type: ignore[union-attr]


def test_an_error_is_the_takers_and_looking_goes_on(
    looker: Looker, looking: Looking, frames: LatestSlot[Frame]
) -> None:
    looking.fails = True
    frames.put(frame(0))
    with pytest.raises(RuntimeError, match="blind"):
        looker.take(LONG)
    looking.fails = False
    frames.put(frame(1))
    assert looker.take(LONG).frame.index == 1  # type: ignore[union-attr]


def test_it_ends_with_the_frames(looker: Looker, frames: LatestSlot[Frame]) -> None:
    frames.close()
    with pytest.raises(SlotClosed):
        looker.take(LONG)
    assert looker.join(time.monotonic() + LONG)


def test_leaving_waits_for_the_look_at_hand(looking: Looking, frames: LatestSlot[Frame]) -> None:
    looking.may.clear()
    with Looker(cast("Transfer", looking), frames) as running:
        frames.put(frame(0))
        threading.Timer(0.2, looking.may.set).start()
        assert looking.began.wait(LONG)
    assert looking.looked == [0]
    assert running.join(0)


def test_what_lies_ready_is_begun_later_and_what_is_waited_for_at_once(
    looker: Looker, looking: Looking, frames: LatestSlot[Frame]
) -> None:
    for index in range(3):
        frames.put(frame(index))
        until(lambda count=index + 1: len(looking.looked) == count)
        time.sleep(0.05)  # the portrait before takes that long
        looker.take(LONG)
    assert looker._delay > 0.02
    for index in range(3, 8):
        threading.Timer(0.1, frames.put, (frame(index),)).start()
        looker.take(LONG)
    assert looker._delay == 0
