"""Each stage's processor time, by a clock that moves only when a stage makes it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Self

import numpy as np
import pytest

from rtxfer.bench import stages
from rtxfer.frame import Frame
from rtxfer.stage import CLOCK, timed


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now

    def spend(self, milliseconds: float) -> None:
        self.now += milliseconds / 1000


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(stages, "process_time", made)
    return made


class Source:
    """A clip that never ends; decoding a frame takes 2 ms."""

    info = SimpleNamespace(width=64, height=48, rate=Fraction(25), time_base=Fraction(1, 25))

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def frames(self) -> Iterator[Frame]:
        for index in range(10_000):
            self._clock.spend(2)
            yield Frame(np.zeros((48, 64, 3), np.uint8), index, index, Fraction(1, 25))


class Transfer:
    """Tracks in 10 ms, and in 100 ms until it has settled; renders in 30 ms, if there is a face."""

    output_size = (32, 16)

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.steps = 0

    def reset(self) -> None:
        self.steps = 0

    def step(self, frame: Frame) -> Any:
        timings: dict[str, float] = {}
        with timed(timings, "track"):
            self._clock.spend(100 if self.steps < stages.WARM_UP else 10)
        if self.steps % 2:
            with timed(timings, "render"):
                self._clock.spend(30)
        self.steps += 1
        return SimpleNamespace(image=np.zeros((16, 32, 3), np.uint8), timings=timings)


class Sink:
    """Takes frames at once, and 4 ms for each when it ends."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.moments: list[int] = []

    def __enter__(self) -> Self:
        return self

    def write(self, frame: Frame) -> None:
        self.moments.append(frame.pts)

    def __exit__(self, *_: object) -> None:
        self._clock.spend(4 * len(self.moments))


def test_every_stage_has_its_own_time(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    sink = Sink(clock)
    monkeypatch.setattr(stages, "open_sink", lambda *_, **__: sink)
    before = CLOCK.get()
    transfer: Any = Transfer(clock)
    source: Any = Source(clock)
    found = stages.processor_times(source, transfer, Path("out.mp4"))
    assert found == pytest.approx({"decode": 2, "track": 10, "render": 30, "encode": 4})
    assert list(found) == ["decode", "track", "render", "encode"]
    assert sink.moments == list(range(stages.MOST_FRAMES))
    assert CLOCK.get() is before, "runs go on by the clock on the wall"


def test_few_frames_of_large_pictures(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    sink = Sink(clock)
    monkeypatch.setattr(stages, "open_sink", lambda *_, **__: sink)
    monkeypatch.setattr(stages, "MOST_BYTES", 10 * 3 * (64 * 48 + 32 * 16))
    transfer: Any = Transfer(clock)
    source: Any = Source(clock)
    stages.processor_times(source, transfer, Path("out.mp4"))
    assert len(sink.moments) == 10
