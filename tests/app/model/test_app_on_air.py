"""What viewers get is judged by what the sink took."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rtxfer.app.model.on_air import on_air
from rtxfer.live import Statistics
from rtxfer.live.statistics import Percentiles, SinkStatistics


def sink(state: str) -> SinkStatistics:
    return SinkStatistics(state, 10, 0, 0, Percentiles())


GOOD = Statistics(
    seconds=20.0, camera_fps=30.0, output_fps=30.0, sinks={"pipewire": sink("running")}
)


@pytest.mark.parametrize(
    ("state", "found"),
    [
        ("opening", "opening"),
        ("running", "portrait"),
        ("stalled", "cut_off"),
        ("failed", "cut_off"),
        ("closed", "cut_off"),
    ],
)
def test_a_sink_that_takes_nothing_is_never_called_live(state: str, found: str) -> None:
    shown = replace(GOOD, sinks={"pipewire": sink(state)})
    assert on_air(shown, "pipewire", panicking=False, frozen=False) == found


def test_without_a_virtual_camera_it_is_a_preview_even_while_a_recording_takes_frames() -> None:
    shown = replace(GOOD, sinks={"null": sink("running"), "talk.mp4": sink("running")})
    assert on_air(shown, "", panicking=True, frozen=True) == "preview"


def test_panic_a_still_and_a_dead_source_are_told_apart() -> None:
    assert on_air(GOOD, "pipewire", panicking=True, frozen=True) == "standby"
    assert on_air(GOOD, "pipewire", panicking=False, frozen=True) == "frozen"
    dead = replace(GOOD, camera_fps=0.0)
    assert on_air(dead, "pipewire", panicking=False, frozen=False) == "no_driver"
    begun = replace(dead, seconds=1.0)
    assert on_air(begun, "pipewire", panicking=False, frozen=False) == "opening"
