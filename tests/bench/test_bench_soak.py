"""What a long run's samples say: growth is told from noise, and leaks of threads and files."""

from __future__ import annotations

import numpy as np
import pytest

from rtxfer.bench.machine import this_machine
from rtxfer.bench.soak import FaultySource, Soak, judged
from rtxfer.demo import DRIVER, shipped
from rtxfer.errors import DeviceError


def of(slope: float = 0.0, noise: float = 1.0, threads: int = 0, files: int = 0) -> Soak:
    random = np.random.default_rng(1)
    samples = [
        (
            float(second),
            500 + slope * second / 3600 + noise * random.standard_normal(),
            20 + threads * (second > 500),
            30 + files * (second > 500),
        )
        for second in range(600)
    ]
    return judged(samples, this_machine(), 100, 9000, (0.01, -0.02))


def test_what_stays_as_it_is_breaks_nothing() -> None:
    found = of()
    assert found.broken == ()
    assert abs(found.slope_mb_h) < 2 * found.noise_mb_h
    assert found.threads == (20, 20)


def test_growth_is_told_from_noise() -> None:
    grown, noisy = of(slope=150), of(slope=150, noise=40)
    assert grown.slope_mb_h == pytest.approx(150, abs=grown.noise_mb_h)
    assert "Memory grows" in grown.broken[0]
    assert noisy.broken == (), "that may be noise"


def test_leaks_of_threads_and_files() -> None:
    assert of(threads=5).broken == ("There were 20 threads and are 25.",)
    assert of(files=9).broken == ("30 files were open and 39 are.",)


def test_the_loading_does_not_count() -> None:
    samples = [(float(s), 100 + 8.0 * min(s, 55), 20, 30) for s in range(600)]
    assert judged(samples, this_machine(), 1, 1, (0, 0)).slope_mb_h == pytest.approx(0, abs=1)


def test_a_run_without_portraits_is_no_good_run() -> None:
    samples = [(float(s), 100.0, 20, 30) for s in range(60)]
    assert judged(samples, this_machine(), 1, 0, (0, 0)).broken == ("No portrait was made.",)


def test_the_source_is_lost_and_changes_its_size() -> None:
    source = FaultySource(shipped(DRIVER))
    source.open()
    first = source.read(5)
    source.scale = 0.5
    second = source.read(5)
    assert isinstance(first, np.ndarray)
    assert isinstance(second, np.ndarray)
    assert second.shape[0] == first.shape[0] // 2
    source.lost = True
    with pytest.raises(DeviceError):
        source.read(5)
    source.close()


def test_sound_and_picture_may_not_drift_apart() -> None:
    samples = [(float(s), 100.0, 20, 30) for s in range(60)]
    found = judged(samples, this_machine(), 1, 9, (0.01, -0.055))
    assert found.apart_ms == (10.0, -55.0)
    assert found.broken == ("At the end sound and picture are 55 ms apart.",)
    silent = judged(samples, this_machine(), 1, 9, (None, 0.0))
    assert silent.broken == ("At the beginning the recording has no sound or no picture.",)
