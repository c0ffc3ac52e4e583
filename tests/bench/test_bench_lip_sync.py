"""Sound and picture of a recording, made at known moments."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest

from rtxfer.bench.lip_sync import RATE, Clicks, lag
from rtxfer.live.stamp import write_stamp
from rtxfer.sinks.live.microphone import Sound
from rtxfer.sinks.live.recording import RecordingSink


class Late(Clicks):
    """Its sound is said to have been spoken later than it was."""

    by = 0.0

    def take(self) -> list[Sound]:
        return [Sound(sound.samples, sound.time + self.by) for sound in super().take()]


def recorded(path: Path, by: float, age: float = 0.0) -> Path:
    """Three seconds, of pictures that are told to have been filmed `age` later than they were."""

    class Heard(Late):
        pass

    Heard.by = by
    sink = RecordingSink(path, Heard)
    sink.open((160, 96), 20)
    began = time.monotonic()
    for number in range(60):
        moment = began + number / 20
        time.sleep(max(0.0, moment - time.monotonic()))
        image = np.full((96, 160, 3), 90, np.uint8)
        write_stamp(image, moment)
        sink.write(image, moment + age)
    sink.close()
    sink.wait()
    return sink.path


@pytest.mark.parametrize(("by", "age"), [(0.0, 0.0), (0.2, 0.0), (0.0, 0.15)])
def test_the_distance_is_told(tmp_path: Path, by: float, age: float) -> None:
    film = recorded(tmp_path / "film.mp4", by, age)
    told = lag(film, 0, 10)
    assert told is not None
    assert told == pytest.approx(age - by, abs=0.03)


def test_without_clicks_nothing_is_told(tmp_path: Path) -> None:
    film = recorded(tmp_path / "film.mp4", 0.0)
    assert lag(film, 100, 110) is None


def test_a_click_lies_at_every_whole_second() -> None:
    clicks = Clicks()
    time.sleep(1.2)
    (sound,) = clicks.take()
    loud = np.flatnonzero(np.abs(sound.samples[:, 0]) > 1000)
    moments = sound.time + loud / RATE
    assert len(loud)
    assert ((moments % 1) < 0.011).all()
