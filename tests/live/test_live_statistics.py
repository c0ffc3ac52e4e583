"""Rates and percentiles, at moments that are given."""

from __future__ import annotations

import json

import numpy as np
import pytest

from rtxfer.live.statistics import (
    KEPT,
    WINDOW,
    Durations,
    Meter,
    Percentiles,
    SinkStatistics,
    Statistics,
)


class TestMeter:
    def test_the_rate_is_that_of_the_last_seconds(self) -> None:
        meter = Meter()
        for moment in np.arange(0, 10, 1 / 20):
            meter.mark(100 + moment)
        for moment in np.arange(10, 20, 1 / 40):
            meter.mark(100 + moment)
        assert meter.rate(120) == pytest.approx(40, abs=1)
        assert meter.count == 600
        assert meter.whole_rate() == pytest.approx(30, abs=0.1)

    def test_at_first_the_window_is_shorter(self) -> None:
        meter = Meter()
        for moment in np.arange(0, WINDOW / 4, 1 / 30):
            meter.mark(50 + moment)
        assert meter.rate(50 + WINDOW / 4) == pytest.approx(30, abs=2)

    def test_it_falls_to_nothing_when_nothing_comes(self) -> None:
        meter = Meter()
        assert meter.rate(5) == meter.whole_rate() == 0
        for moment in range(10):
            meter.mark(float(moment))
        assert meter.rate(9 + WINDOW + 0.1) == 0
        assert meter.whole_rate() == pytest.approx(1)


class TestDurations:
    def test_percentiles_by_stage(self) -> None:
        durations = Durations()
        for value in range(101):
            durations.add("track", value)
            durations.add("render", 2 * value)
        assert durations.all() == {
            "track": Percentiles(50, 95, 99),
            "render": Percentiles(100, 190, 198),
        }
        assert durations.of("nothing") == Percentiles()

    def test_only_the_last_ones_are_kept(self) -> None:
        durations = Durations()
        for value in [1e9] * 50 + [1.0] * KEPT:
            durations.add("track", value)
        assert durations.of("track") == Percentiles(1, 1, 1)


def test_statistics_as_json() -> None:
    sink = SinkStatistics("running", 5, 1, 0, Percentiles(1, 2, 3))
    statistics = Statistics(latency_ms=Percentiles(1, 2, 3), sinks={"virtual": sink})
    values = json.loads(json.dumps(statistics.to_json()))
    assert values["latency_ms"] == {"p50": 1, "p95": 2, "p99": 3}
    assert values["sinks"]["virtual"]["written"] == 5
