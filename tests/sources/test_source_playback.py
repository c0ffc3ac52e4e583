"""Files played in real time, by a clock that the test turns."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from rtxfer.errors import InputError
from rtxfer.sources import playback
from rtxfer.sources.live_source import LiveSourceEnded
from rtxfer.sources.playback import PlaybackSource
from tests.media import RATE, level_of, make_gif, make_pictures, make_video

FRAMES = 12
LONG = 60.0


class Clock:
    """Time that passes only in `sleep`, and when the test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        assert seconds >= 0
        self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(playback, "time", clock)
    return clock


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    return make_video(tmp_path / "clip.mp4", pts=range(FRAMES))


def opened(path: Path, loop: bool = True) -> PlaybackSource:
    source = PlaybackSource(path, loop)
    source.open()
    return source


def number(source: PlaybackSource, timeout: float = LONG) -> int:
    """Which frame of the made media comes next."""
    image = source.read(timeout)
    assert image is not None
    return int(np.abs(np.array([level_of(i) for i in range(FRAMES)]) - image.mean()).argmin())


def test_each_frame_comes_at_its_moment(clip: Path, clock: Clock) -> None:
    source, began = opened(clip), clock.now
    for index in range(FRAMES):
        assert number(source) == index
        assert clock.now - began == pytest.approx(index / RATE, abs=1e-6)


def test_moments_of_a_variable_rate_are_kept(tmp_path: Path, clock: Clock) -> None:
    path = make_gif(tmp_path / "clip.gif", [40, 150, 60, 40])
    source, began = opened(path), clock.now
    moments = []
    for index in range(4):
        assert number(source) == index
        moments.append(clock.now - began)
    assert moments == pytest.approx([0, 0.04, 0.19, 0.25], abs=1e-6)


def test_a_wait_beyond_the_timeout_gives_nothing_and_takes_no_longer(
    clip: Path, clock: Clock
) -> None:
    source = opened(clip)
    assert number(source) == 0
    before = clock.now
    assert source.read(0.01) is None
    assert clock.now - before == pytest.approx(0.01)
    assert number(source) == 1


def test_late_frames_are_dropped(clip: Path, clock: Clock) -> None:
    source = opened(clip)
    assert number(source) == 0
    clock.now += 3.5 / RATE  # the reader was busy
    assert number(source) == 3
    assert number(source) == 4


def test_what_cannot_be_decoded_in_time_is_played_slower(tmp_path: Path, clock: Clock) -> None:
    source = opened(make_video(tmp_path / "long.mp4", pts=range(120)))
    given = 0
    for _ in range(20):
        clock.now += 1.0  # far too slow a machine
        assert source.read(0.1) is not None
        given += 1
    assert given == 20


def test_sleep_of_the_machine_is_not_caught_up(clip: Path, clock: Clock) -> None:
    source = opened(clip)
    number(source)
    clock.now += 3600
    after = number(source)
    assert number(source) == (after + 1) % FRAMES


def test_a_loop_goes_on_without_a_gap(clip: Path, clock: Clock) -> None:
    source, began = opened(clip), clock.now
    seen = [number(source) for _ in range(3 * FRAMES)]
    assert seen == [*range(FRAMES)] * 3
    assert clock.now - began == pytest.approx((3 * FRAMES - 1) / RATE, abs=1e-6)


def test_once_ends(clip: Path, clock: Clock) -> None:
    source = opened(clip, loop=False)
    assert [number(source) for _ in range(FRAMES)] == [*range(FRAMES)]
    for _ in range(2):
        with pytest.raises(LiveSourceEnded):
            source.read(LONG)


def test_opened_again_it_begins_anew(clip: Path, clock: Clock) -> None:
    source = opened(clip)
    for _ in range(5):
        number(source)
    source.close()
    source.close()
    clock.now += 60
    source.open()
    assert [number(source) for _ in range(3)] == [0, 1, 2]


def test_a_folder_of_pictures(tmp_path: Path, clock: Clock) -> None:
    make_pictures(tmp_path / "shots", 4)
    source, began = opened(tmp_path / "shots"), clock.now
    assert [number(source) for _ in range(8)] == [0, 1, 2, 3] * 2
    assert clock.now - began == pytest.approx(7 / RATE, abs=1e-6)


@pytest.mark.parametrize("loop", [True, False])
def test_a_single_picture_is_given_again_and_again(
    tmp_path: Path, clock: Clock, loop: bool
) -> None:
    (path,) = make_pictures(tmp_path, 1)
    source, began = opened(path, loop), clock.now
    assert {number(source) for _ in range(100)} == {0}
    assert clock.now - began == pytest.approx(99 / RATE, abs=1e-6)


def test_a_picture_that_stays_long_is_no_absence(tmp_path: Path, clock: Clock) -> None:
    source = opened(make_gif(tmp_path / "slow.gif", [2000, 2000]))
    began, seen = clock.now, []
    while clock.now - began < 3.9:
        image = source.read(0.25)
        assert image is not None  # whoever asks four times a second is answered each time
        seen.append((clock.now - began, round(float(image.mean()))))
    first, second = level_of(0), level_of(1)
    assert {level for moment, level in seen if moment < 1.99} == {first}
    assert {level for moment, level in seen if 2.01 < moment < 3.99} == {second}


def test_what_is_missing_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no file"):
        PlaybackSource(tmp_path / "clip.mp4")


def test_it_must_be_opened_first(clip: Path) -> None:
    with pytest.raises(RuntimeError):
        PlaybackSource(clip).read(0.1)
    source = opened(clip)
    source.close()
    with pytest.raises(RuntimeError):
        source.read(0.1)


def test_the_shipped_clip_plays_as_long_as_it_lasts(driver_path: Path, clock: Clock) -> None:
    source, began = opened(driver_path), clock.now
    count = 0
    while clock.now - began < 2.0:
        image = source.read(LONG)
        assert image is not None
        assert image.shape == (300, 400, 3)
        count += 1
    assert count == pytest.approx(2 * 25, abs=1)
