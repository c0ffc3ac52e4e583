"""A whole live run: what may change while it runs, and how it ends."""

from __future__ import annotations

import json
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rtxfer.errors import DeviceError
from rtxfer.frame import Image
from rtxfer.generator import Generator
from rtxfer.live import Event, LiveOptions, LiveRunner
from rtxfer.motion.neutral import Neutral
from rtxfer.settings import MotionSettings, OutputSettings, TransferSettings
from rtxfer.sources import open_live_source
from rtxfer.target import Target
from tests.live.conftest import OPTIONS, PLAIN
from tests.live.fakes import (
    Camera,
    Foundry,
    Keeper,
    Puppet,
    for_a_while,
    live_threads,
    numbered,
    painted,
    until,
)

SMILE = 40


def smiling() -> Camera:
    return Camera([numbered(SMILE)])


def moved(runner: LiveRunner) -> float:
    generated = runner.latest()
    return (
        0.0
        if generated is None
        else float(np.ptp(generated.landmarks - runner.target.signal.landmarks))
    )


def shade(image: Image) -> int:
    """Which portrait this is, of those that are all of one grey."""
    return int(image[38, 32, 0])


class TestChanges:
    def test_settings_a_hundred_times_a_second(
        self, run: Any, told: list[Event], driver_neutral: Neutral
    ) -> None:
        runner = run(smiling(), neutral=driver_neutral)
        until(lambda: moved(runner) > 1)
        made = runner.statistics().generated
        for number, _ in enumerate(for_a_while(1)):
            runner.settings = PLAIN.model_copy(update={"strength": number % 20 / 10})
        until(lambda: runner.statistics().generated > made + 10)
        runner.settings = PLAIN.model_copy(update={"strength": 0.0, "head": 0.0})
        until(lambda: moved(runner) < 0.01)
        assert runner.settings.strength == 0
        runner.settings = PLAIN
        until(lambda: moved(runner) > 1)
        assert told == []

    def test_targets_fifty_times(
        self, run: Any, foundry: Foundry, grace: Target, told: list[Event]
    ) -> None:
        sink = Keeper()
        runner = run(smiling(), painted(grace, 255), [sink])
        until(lambda: sink.images)
        targets = [painted(grace, 5 * number) for number in range(50)]
        began, sent = time.monotonic(), runner.statistics().sent
        for target in targets:
            runner.show(target)
            time.sleep(0.01)
        until(lambda: shade(sink.images[-1]) == 245)
        sent, seconds = runner.statistics().sent - sent, time.monotonic() - began
        assert sent > 0.6 * OPTIONS.rate * seconds - 2, "no output frame is left out"
        assert runner.target is targets[-1]
        assert {image.shape for image in sink.images} == {(76, 64, 3)}
        shades = [shade(image) for image in sink.images if shade(image) < 255]
        assert shades == sorted(shades), "an older wish never comes after a newer one"
        until(lambda: len(foundry.alive) == 1)
        assert [event for event in told if event.level == "error"] == []

    def test_no_output_frame_waits_for_a_change(
        self, run: Any, foundry: Foundry, grace: Target, eileen: Target
    ) -> None:
        sink = Keeper()
        runner = run(smiling(), sinks=[sink])
        until(lambda: sink.images)
        foundry.casting.clear()  # opening the next generator takes as long as it likes
        runner.show(eileen)
        runner.use("other")
        sent, made = runner.statistics().sent, runner.statistics().generated
        until(lambda: runner.statistics().sent > sent + 30)
        assert runner.statistics().generated > made + 10
        assert runner.statistics().engine == "light, run by fake"
        foundry.casting.set()
        until(lambda: runner.statistics().engine == "other, run by auto")
        assert runner.latest().landmarks == pytest.approx(eileen.signal.landmarks, abs=50)

    def test_a_generator_that_cannot_be_had(
        self, run: Any, told: list[Event], eileen: Target
    ) -> None:
        runner = run(smiling())
        until(lambda: runner.statistics().generated > 3)
        runner.use("missing")
        until(lambda: told)
        assert (told[0].level, told[0].about) == ("error", "engine")
        made = runner.statistics().generated
        until(lambda: runner.statistics().generated > made + 5)
        runner.show(eileen)
        until(lambda: np.allclose(runner.latest().landmarks, eileen.signal.landmarks, atol=50))
        assert len([event for event in told if event.about == "engine"]) == 1

    def test_cameras(self, run: Any, told: list[Event]) -> None:
        first, second = Camera([numbered(1)]), Camera([numbered(2)], name="other")
        runner = run(first)
        until(lambda: runner.latest() and runner.latest().driver is first.images[0])
        runner.watch(second)
        until(lambda: runner.latest().driver is second.images[0])
        assert first.closed

    def test_sinks(self, run: Any) -> None:
        first = Keeper("first")
        runner = run(smiling(), sinks=[first])
        until(lambda: first.images)
        for _ in range(3):
            film = Keeper("film")
            runner.add_sink(film)
            until(lambda film=film: film.images)
            assert runner.statistics().sinks["film"].state == "running"
            runner.remove_sink("film")
            assert runner.wait_finished(20)
            assert film.closed == 1
            assert runner.statistics().sinks["film"].state == "closed"
        assert runner.statistics().sinks["first"].state == "running"

    def test_a_sink_of_the_same_name_while_the_last_one_is_being_published(self, run: Any) -> None:
        first, second = Keeper("film"), Keeper("film")
        runner = run(smiling(), sinks=[first])
        until(lambda: first.images)
        first.free.clear()
        begun = first.begun
        until(lambda: first.begun > begun)
        runner.remove_sink("film")
        runner.add_sink(second)
        until(lambda: second.images)
        assert runner.statistics().sinks["film"].state == "running"
        assert not runner.wait_finished(0.05)
        first.free.set()
        assert runner.wait_finished(20)

    def test_calibrating_may_be_turned_on(
        self, run: Any, driver_neutral: Neutral, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[bool] = []
        monkeypatch.setattr("rtxfer.stage.measure_response", lambda show: asked.append(True))
        runner = run(smiling(), neutral=driver_neutral)
        until(lambda: moved(runner) > 1)
        assert not asked
        runner.settings = PLAIN.model_copy(update={"calibrated": True})
        until(lambda: asked)

    def test_freeze_and_panic(self, run: Any, driver_neutral: Neutral) -> None:
        source, sink = Camera([numbered(0)]), Keeper()
        runner = run(source, sinks=[sink], neutral=driver_neutral)
        until(lambda: sink.images)
        runner.panic = True
        until(lambda: sink.images[-1] is runner.output())
        assert runner.latest().image is not runner.output()
        runner.freeze = True
        runner.panic = False
        until(lambda: sink.images[-1] is runner.output())
        frozen = runner.output()
        made = runner.statistics().generated
        until(lambda: runner.statistics().generated > made + 5)
        assert runner.output() is frozen
        assert runner.freeze
        assert not runner.panic


class TestEndings:
    def test_it_ends_within_a_second_and_twice(self, run: Any) -> None:
        sink, source = Keeper(), smiling()
        runner = run(source, sinks=[sink])
        until(lambda: sink.images)
        assert runner.close(timeout=20)
        assert runner.close()
        assert runner.wait_finished(0)
        assert not live_threads()
        assert source.closed
        assert sink.closed == 1
        final = runner.statistics()
        assert list(for_a_while(0.1))
        assert runner.statistics().seconds == final.seconds
        assert runner.statistics().sinks["keeper"].state == "closed"

    def test_a_source_and_a_sink_that_block(self, run: Any) -> None:
        source, sink, other = smiling(), Keeper("stuck"), Keeper("other")
        runner = run(source, sinks=[sink, other])
        until(lambda: sink.images and other.images)
        source.free.clear()
        sink.free.clear()
        written = len(other.images)
        until(lambda: len(other.images) > written + 10)
        began = time.monotonic()
        assert not runner.close()
        assert time.monotonic() - began < 5
        assert other.closed == 1
        assert not runner.wait_finished(0.05)
        source.free.set()
        sink.free.set()
        assert runner.wait_finished(20)
        assert sink.closed == 1
        until(lambda: source.closed)

    def test_stopping_while_it_starts(self, run: Any, foundry: Foundry, puppet: Puppet) -> None:
        foundry.casting.clear()
        source, sink = smiling(), Keeper()
        runner = run(source, sinks=[sink])
        began = time.monotonic()
        assert not runner.close(timeout=0.2), "a generator is being opened"
        assert time.monotonic() - began < 5
        foundry.casting.set()
        until(lambda: not live_threads())
        assert not foundry.alive
        assert puppet.opened == puppet.closed

    def test_started_and_stopped_by_two_threads(
        self, puppet: Puppet, foundry: Foundry, grace: Target
    ) -> None:
        for delay in (0.0, 0.0, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.02):
            sinks = [Keeper(f"sink {number}") for number in range(4)]
            runner = LiveRunner(smiling(), grace, sinks, OPTIONS)
            starting = threading.Thread(target=runner.start)
            starting.start()
            time.sleep(delay)
            runner.close(timeout=20)
            starting.join()
            assert runner.close(timeout=20)
            assert not live_threads()
            assert all(sink.closed >= sink.opened for sink in sinks)

    def test_once_closed_it_stays_closed(
        self, foundry: Foundry, puppet: Puppet, grace: Target
    ) -> None:
        runner = LiveRunner(smiling(), grace, [Keeper()], OPTIONS)
        assert runner.close()
        runner.start()
        late = Keeper("late")
        runner.add_sink(late)
        runner.show(grace)
        assert list(for_a_while(0.1))
        assert not live_threads()
        assert late.opened == foundry.made == 0

    def test_a_listener_may_close_it(self, run: Any) -> None:
        runners: list[LiveRunner] = []
        closed = threading.Event()

        def close(event: Event) -> None:
            if event.about == "source":
                runners[0].close()
                closed.set()

        source = smiling()
        runners.append(run(source, on_event=close))
        until(lambda: runners[0].statistics().generated)
        source.plugged = False
        assert closed.wait(20)
        until(lambda: not live_threads())

    def test_a_recording_is_published(self, run: Any) -> None:
        class Slow(Keeper):
            def close(self) -> None:
                time.sleep(1.5)
                super().close()

        film = Slow()
        runner = run(smiling(), sinks=[film])
        until(lambda: film.images)
        assert not runner.close(timeout=0.1)
        assert film.closed == 0
        assert runner.wait_finished(20)
        assert film.closed == 1

    def test_the_end_of_a_clip(self, run: Any, told: list[Event]) -> None:
        source, sink = smiling(), Keeper()
        runner = run(source, sinks=[sink])
        until(lambda: sink.images)
        source.ended = True
        until(lambda: told)
        assert (told[0].level, told[0].problem) == ("info", "There are no more frames.")
        sent = runner.statistics().sent
        until(lambda: runner.statistics().sent > sent + 10)
        assert source.opened == 1


class TestSize:
    @pytest.mark.parametrize(
        ("output", "size"),
        [
            (OutputSettings(), (512, 600)),
            (OutputSettings(width=101, height=77), (100, 76)),
            (OutputSettings(width=256), (256, 300)),
            (OutputSettings(height=299), (254, 298)),
            (OutputSettings(width=16), (16, 18)),
        ],
    )
    def test_it_is_even_and_the_same_for_every_portrait(
        self,
        run: Any,
        eileen: Target,
        output: OutputSettings,
        size: tuple[int, int],
    ) -> None:
        sink = Keeper()
        settings = TransferSettings(motion=PLAIN, output=output)
        runner = run(smiling(), sinks=[sink], options=replace(OPTIONS, settings=settings))
        assert runner.size == size
        until(lambda: sink.images)
        first = sink.images[-1]
        runner.show(eileen)
        until(lambda: (sink.images[-1] != first).any())
        runner.panic = True
        until(lambda: sink.images[-1] is runner.output())
        assert {image.shape for image in sink.images} == {(size[1], size[0], 3)}
        assert sink.asked == [(size, OPTIONS.rate)]


def test_statistics(run: Any, driver_neutral: Neutral) -> None:
    sinks = [Keeper("virtual"), Keeper("film")]
    runner = run(Camera([numbered(SMILE)], rate=40), sinks=sinks, neutral=driver_neutral)
    until(lambda: runner.statistics().generated > 60)
    values = json.loads(json.dumps(runner.statistics().to_json()))
    assert {"camera_fps", "generated_fps", "output_fps", "dropped", "latency_ms"} <= set(values)
    assert set(values["latency_ms"]) == {"p50", "p95", "p99"}
    assert set(values["stages_ms"]) == {"track", "motion", "render", "composite", "mark"}
    assert set(values["sinks"]) == {"virtual", "film"}
    assert values["sinks"]["virtual"]["state"] == "running"
    assert 0 < values["camera_fps"] < 45
    assert 0 < values["generated_fps"] <= values["camera_fps"] * 1.2
    assert values["generated_fps"] < values["output_fps"] < 75
    assert values["captured"] - 2 <= values["generated"] + values["dropped"] <= values["captured"]
    assert 0 < values["repeated"] < values["sent"]
    assert 0 < values["latency_ms"]["p50"] <= values["latency_ms"]["p99"] < 20_000
    assert values["face"] is True
    assert values["engine"] == "light, run by fake"
    assert values["memory_mb"] > 10
    runner.close()
    final = runner.statistics()
    # From the first frame on; `seconds` begin with the preparations.
    assert 0.9 * final.sent / final.seconds < final.output_fps < 75
    assert runner.events == ()


def test_with_the_real_tracker_and_generator(
    warp: Generator, driver_path: Path, eileen: Target, grace: Target
) -> None:
    """Everything real but the devices: watched, measured, moved, swapped."""
    sink = Keeper()
    options = LiveOptions(
        generator="warp",
        settings=TransferSettings(
            motion=MotionSettings(), output=OutputSettings(width=160, height=160)
        ),
    )
    problems: list[Event] = []
    source = open_live_source(str(driver_path))
    with LiveRunner(
        source,
        grace,
        [sink],
        options,
        on_event=lambda event: problems.append(event) if event.level != "info" else None,
    ) as runner:
        until(lambda: runner.neutral is not None, 60)
        until(lambda: runner.latest() is not None and "render" in runner.latest().timings, 60)
        runner.show(eileen)
        until(lambda: np.ptp(runner.latest().landmarks) != 0 and runner.target is eileen, 60)
        until(lambda: moved(runner) > 1 and runner.statistics().generated > 20, 60)
        assert runner.statistics().face
    assert runner.wait_finished(20)
    assert problems == []
    assert len(sink.images) > 20
    assert {image.shape for image in sink.images} == {(160, 160, 3)}


def test_a_sink_that_dies_is_reported_by_name(run: Any, told: list[Event]) -> None:
    sink, other = Keeper("virtual"), Keeper("film")
    runner = run(smiling(), sinks=[sink, other])
    until(lambda: sink.images)
    sink.error = DeviceError("It is gone.", "Start it again.")
    until(lambda: told)
    assert [(event.about, event.subject) for event in told] == [("sink", "virtual")]
    assert runner.events == tuple(told)
    written = len(other.images)
    until(lambda: len(other.images) > written + 20)
    assert runner.statistics().sinks["virtual"].state == "failed"
    assert runner.statistics().sinks["film"].state == "running"
