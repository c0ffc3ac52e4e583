from __future__ import annotations

import pytest

from engines.bundle import open_bundle
from rtxfer.bench.floor import TRACKER_FLOP, Work, floors, works
from rtxfer.bench.peak import Peak, measured_peak

PEAK = Peak(gflops=100.0, gigabytes=20.0)


def test_the_slower_of_arithmetic_and_memory_counts() -> None:
    assert Work(flop=5e9).floor(PEAK) == pytest.approx(50.0)
    assert Work(bytes=40e6).floor(PEAK) == pytest.approx(2.0)
    assert Work(flop=5e9, bytes=40e6).floor(PEAK) == pytest.approx(50.0)
    assert Work(flop=1e6, bytes=40e6).floor(PEAK) == pytest.approx(2.0)


def test_bytes_of_the_stages() -> None:
    found = works(open_bundle("warp"), driver=(640, 360), canvas=(720, 1280))
    assert found["decode"].bytes == 640 * 360 * 6
    assert found["composite"].bytes == 720 * 1280 * 6
    assert found["encode"].bytes == 720 * 1280 * 6
    assert found["track"].flop == TRACKER_FLOP
    assert found["render"].flop > 0
    assert "motion" not in found
    assert "read" not in found, "warp reads nothing off the driver's face"


def test_a_generator_that_reads_has_one_stage_more() -> None:
    found = floors(works(open_bundle("flow"), (640, 360), (720, 1280)), PEAK)
    assert found["read"] > 0
    assert found["render"] > found["read"]


def test_the_peak_is_one_that_a_processor_can_have() -> None:
    found = measured_peak()
    assert 0.5 < found.gflops < 5000
    assert 0.1 < found.gigabytes < 2000
