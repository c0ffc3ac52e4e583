"""Codes read in every frame, or less often and held in between."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from rtxfer.face.code import Code
from rtxfer.face.signal import Signal
from rtxfer.frame import Image
from rtxfer.reading import CodeReading

PICTURE: Image = np.zeros((4, 4, 3), np.uint8)


class Reader:
    """Gives 1, 2, 3, … as its code."""

    def __init__(self, name: str) -> None:
        self.name, self.reads, self.mirrored = name, 0, False

    def read(self, picture: Image, signal: Signal, *, mirrored: bool) -> Signal:
        self.reads += 1
        self.mirrored = mirrored
        return replace(signal, code=Code(self.name, np.full(1, self.reads, np.float32)))


@pytest.fixture
def one() -> Any:
    return Reader("one")


def codes(reading: CodeReading, reader: Any, signals: list[Signal], every: int) -> list[int]:
    found = [reading(reader, PICTURE, signal, every) for signal in signals]
    for signal, read in zip(signals, found, strict=True):
        assert read.landmarks is signal.landmarks, "all else is this frame's own"
    return [int(read.code.values[0]) for read in found]


@pytest.mark.parametrize(
    ("every", "expected"), [(1, [1, 2, 3, 4]), (2, [1, 1, 2, 2]), (3, [1, 1, 1, 2])]
)
def test_every_so_many(
    one: Any, driver_signals: list[Signal], every: int, expected: list[int]
) -> None:
    assert codes(CodeReading(True), one, driver_signals[:4], every) == expected
    assert one.mirrored


def test_what_another_reads_is_never_held(one: Any, driver_signals: list[Signal]) -> None:
    reading, other = CodeReading(False), Reader("other")
    reading(one, PICTURE, driver_signals[0], 9)
    read = reading(other, PICTURE, driver_signals[1], 9)  # type: ignore[arg-type]
    assert read.code.reader == "other"
    assert not other.mirrored


def test_a_face_that_comes_back_is_looked_at(one: Any, driver_signals: list[Signal]) -> None:
    reading = CodeReading(False)
    assert codes(reading, one, driver_signals[:2], 9) == [1, 1]
    reading.forget()
    assert codes(reading, one, driver_signals[:2], 9) == [2, 2]


def test_read_less_often_and_then_in_every_frame(one: Any, driver_signals: list[Signal]) -> None:
    reading = CodeReading(False)
    assert codes(reading, one, driver_signals[:3], 9) == [1, 1, 1]
    assert codes(reading, one, driver_signals[:3], 1) == [2, 3, 4]
