"""The transfer thread: trackers and generators that fail, neutrals, and a driver who leaves."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from engines.errors import BackendError
from rtxfer import transfer as transfer_module
from rtxfer.frame import Image
from rtxfer.live import Event, LiveRunner, transfer_worker
from rtxfer.motion.neutral import Neutral
from rtxfer.motion.presence import EASE, HOLD
from rtxfer.stage import Stage
from rtxfer.target import Target
from rtxfer.transfer import NEUTRAL_SECONDS
from tests.live.conftest import OPTIONS
from tests.live.fakes import Camera, Foundry, Puppet, for_a_while, numbered, until

REST = 5
SMILE = 40


def moved(runner: LiveRunner) -> float:
    """How far the portrait's landmarks are from rest, pixels of the portrait."""
    generated = runner.latest()
    if generated is None:
        return 0.0
    return float(np.abs(generated.landmarks - runner.target.signal.landmarks).max())


def rendered(runner: LiveRunner) -> bool:
    """Whether the newest portrait is driven, rather than the photograph at rest."""
    generated = runner.latest()
    return generated is not None and "render" in generated.timings


def about(told: list[Event], *which: str) -> list[tuple[str, str]]:
    return [(event.level, event.problem) for event in told if event.about in which]


def camera(number: int = SMILE) -> Camera:
    return Camera([numbered(number)])


class TestNeutral:
    def test_it_is_found_by_watching(self, run: Any, told: list[Event]) -> None:
        resting = camera(REST)
        runner = run(resting)
        until(lambda: runner.latest() is not None)
        assert runner.neutral is None
        assert not rendered(runner)
        until(lambda: runner.neutral is not None)
        until(lambda: rendered(runner))
        assert about(told, "neutral") == [("info", "The resting face was taken.")]
        until(lambda: moved(runner) < 1)
        resting.images = [numbered(SMILE)]
        until(lambda: moved(runner) > 3)

    def test_one_that_was_given_is_not_replaced(
        self, run: Any, puppet: Puppet, told: list[Event], driver_neutral: Neutral
    ) -> None:
        runner = run(camera(), neutral=driver_neutral)
        until(lambda: moved(runner) > 3)
        seen = puppet.tracked
        assert list(for_a_while(1.5))
        assert puppet.tracked > seen + 20
        assert runner.neutral is driver_neutral
        assert about(told, "neutral") == []
        assert moved(runner) > 3

    def test_one_given_while_watching_is_not_replaced_either(
        self, run: Any, told: list[Event], driver_neutral: Neutral
    ) -> None:
        runner = run(camera())
        until(lambda: runner.statistics().generated > 5)
        runner.set_neutral(driver_neutral)
        assert runner.neutral is driver_neutral
        until(lambda: moved(runner) > 3)
        assert list(for_a_while(1.3))
        assert runner.neutral is driver_neutral
        assert about(told, "neutral") == []

    def test_a_new_one(self, run: Any, told: list[Event], driver_neutral: Neutral) -> None:
        runner = run(camera(), neutral=driver_neutral)
        until(lambda: moved(runner) > 3)
        runner.recalibrate()
        until(lambda: moved(runner) < 0.01)
        until(lambda: runner.neutral is not driver_neutral)
        assert about(told, "neutral") == [("info", "The resting face was taken.")]
        # The very face that is shown was taken for rest.
        until(lambda: rendered(runner))
        assert list(for_a_while(0.5))
        assert moved(runner) < 1

    def test_one_given_is_not_replaced_while_the_stage_is_fitted_to_it(
        self,
        run: Any,
        driver_neutral: Neutral,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        fit = Stage.fit

        def slow(self: Stage, neutral: Neutral | None, **more: Any) -> Stage:
            time.sleep(0 if neutral is None else NEUTRAL_SECONDS + 0.5)
            return fit(self, neutral, **more)

        monkeypatch.setattr(Stage, "fit", slow)
        runner = run(camera(), neutral=driver_neutral)
        until(lambda: moved(runner) > 3)
        assert runner.neutral is driver_neutral

    def test_a_stage_that_comes_meanwhile_does_not_end_the_watching(
        self,
        run: Any,
        foundry: Foundry,
        driver_neutral: Neutral,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(transfer_module, "NEUTRAL_SECONDS", 2.0)
        runner = run(camera(), neutral=driver_neutral)
        until(lambda: moved(runner) > 3)
        foundry.casting.clear()
        another = replace(driver_neutral)
        runner.set_neutral(another)
        runner.recalibrate()
        until(lambda: moved(runner) < 0.01)  # it is being watched for
        made = foundry.made
        foundry.casting.set()
        until(lambda: foundry.made > made)
        until(lambda: runner.neutral not in (driver_neutral, another))

    def test_one_given_last_counts(self, run: Any, driver_neutral: Neutral) -> None:
        runner = run(camera(), neutral=driver_neutral)
        until(lambda: moved(runner) > 3)
        runner.recalibrate()
        until(lambda: moved(runner) < 0.01)
        another = replace(driver_neutral)
        runner.set_neutral(another)
        until(lambda: moved(runner) > 3)
        assert list(for_a_while(1.3))
        assert runner.neutral is another


class TestTrackerFails:
    def test_once(
        self, run: Any, puppet: Puppet, told: list[Event], driver_neutral: Neutral
    ) -> None:
        runner = run(camera(), neutral=driver_neutral)
        until(lambda: moved(runner) > 3)
        puppet.error = ZeroDivisionError("tracker")
        until(lambda: about(told, "transfer"))
        puppet.error = None
        until(lambda: len(about(told, "transfer")) == 2)
        assert about(told, "transfer") == [
            ("error", "ZeroDivisionError: tracker"),
            ("info", "It moves again."),
        ]
        until(lambda: moved(runner) > 3)

    def test_always(
        self,
        run: Any,
        puppet: Puppet,
        foundry: Foundry,
        told: list[Event],
        driver_neutral: Neutral,
    ) -> None:
        runner = run(camera(), neutral=driver_neutral)
        until(lambda: moved(runner) > 3)
        puppet.error = ZeroDivisionError("tracker")
        until(lambda: puppet.opened >= 4)
        assert puppet.closed >= puppet.opened - 1
        assert len(foundry.alive) <= 3, "what was opened before is closed"
        until(lambda: moved(runner) == 0)
        assert about(told, "transfer") == [("error", "ZeroDivisionError: tracker")]
        sent = runner.statistics().sent
        until(lambda: runner.statistics().sent > sent + 10)
        puppet.error = None
        until(lambda: moved(runner) > 3)
        assert runner.neutral is driver_neutral
        until(lambda: about(told, "transfer")[-1] == ("info", "It moves again."))

    def test_now_and_then_with_a_slow_camera_is_no_storm(
        self, run: Any, puppet: Puppet, told: list[Event], driver_neutral: Neutral
    ) -> None:
        slow = Camera([numbered(SMILE)], rate=8)  # it eases, or might, between two frames
        runner = run(slow, neutral=driver_neutral)
        until(lambda: moved(runner) > 3)
        opened = puppet.opened
        puppet.error = ZeroDivisionError("tracker")
        until(lambda: puppet.opened > opened)
        assert len(about(told, "transfer")) == 1

    def test_it_cannot_be_opened_at_first(
        self, run: Any, puppet: Puppet, foundry: Foundry, told: list[Event]
    ) -> None:
        puppet.open_error = ZeroDivisionError("model")
        runner = run(camera())
        until(lambda: foundry.made >= 3)
        assert about(told, "transfer") == [("error", "ZeroDivisionError: model")]
        assert len(foundry.alive) <= 1
        puppet.open_error = None
        until(lambda: runner.statistics().generated > 3)


class TestGeneratorFails:
    def test_while_rendering(
        self, run: Any, foundry: Foundry, told: list[Event], driver_neutral: Neutral
    ) -> None:
        runner = run(camera(), neutral=driver_neutral)
        until(lambda: moved(runner) > 3)
        made = foundry.made
        foundry.error = BackendError("The engine broke.", "Try another.")
        until(lambda: foundry.made >= made + 4)
        assert about(told, "transfer") == [("error", "The engine broke.")]
        assert runner.output() is not None, "the last good picture stays"
        foundry.error = None
        until(lambda: moved(runner) > 3)

    def test_a_first_one_that_is_missing_is_mended_by_another(
        self, run: Any, told: list[Event], driver_neutral: Neutral, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("rtxfer.live.worker.FIRST_WAIT", 600.0)
        runner = run(
            camera(), options=replace(OPTIONS, generator="missing"), neutral=driver_neutral
        )
        until(lambda: told)
        assert (told[0].problem, told[0].hint) == (
            "There is no bundle named missing.",
            "Choose another.",
        )
        runner.use("light")
        until(lambda: moved(runner) > 3)

    def test_what_the_engine_has_to_say(
        self, run: Any, foundry: Foundry, told: list[Event]
    ) -> None:
        runner = run(camera())
        until(lambda: runner.statistics().generated > 3)
        assert runner.statistics().engine == "light, run by fake"
        foundry.notes = ("openvino broke; onnxruntime goes on.",)
        until(lambda: about(told, "engine"))
        assert list(for_a_while(0.2))
        assert about(told, "engine") == [("warning", "openvino broke; onnxruntime goes on.")]


class TestTheDriverLeaves:
    def test_without_frames_it_holds_then_eases_to_rest_then_does_nothing(
        self, run: Any, driver_neutral: Neutral
    ) -> None:
        source = camera()
        runner = run(source, neutral=driver_neutral)
        until(lambda: moved(runner) > 3)
        source.silent = True
        frames = [runner.latest()]

        def rests() -> bool:
            if runner.latest() is not frames[-1]:
                frames.append(runner.latest())
            return moved(runner) < 0.01

        until(rests)
        driven = [generated for generated in frames if generated.driver is not None]
        easing = [generated for generated in frames if generated.driver is None]
        assert len(easing) >= 3
        assert easing[0].captured - driven[-1].captured >= HOLD, "it holds"
        assert not any(generated.face for generated in easing)
        assert list(for_a_while(0.5))
        last = runner.latest()
        began = time.process_time()
        assert list(for_a_while(1))
        assert runner.latest() is last, "nothing is made any more"
        assert not runner.statistics().face
        assert time.process_time() - began < 0.5
        source.silent = False
        until(lambda: moved(runner) > 3)

    def test_a_slow_camera_is_not_taken_for_absent(self, run: Any, driver_neutral: Neutral) -> None:
        slow = Camera([numbered(SMILE)], rate=8)
        assert 1 / slow.rate > transfer_worker.IDLE_SECONDS
        runner = run(slow, neutral=driver_neutral)
        until(lambda: moved(runner) > 3)
        seen: set[Any] = set()
        until(lambda: seen.add(runner.latest()) or len(seen) > 12)
        assert all(generated.driver is not None for generated in seen)

    def test_a_lost_face_is_told_once(
        self, run: Any, puppet: Puppet, told: list[Event], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(transfer_worker, "FACE_SECONDS", 0.2)
        runner = run(camera())
        until(lambda: runner.statistics().face)
        puppet.lost = True
        until(lambda: about(told, "transfer"))
        assert list(for_a_while(0.5))
        assert len(about(told, "transfer")) == 1
        assert not runner.statistics().face
        puppet.lost = False
        until(lambda: len(about(told, "transfer")) == 2)
        assert about(told, "transfer")[1] == ("info", "The face is seen again.")

    def test_another_portrait_is_shown_even_without_a_camera(
        self, run: Any, eileen: Target
    ) -> None:
        gone = camera()
        gone.plugged = False
        runner = run(gone)
        until(lambda: runner.latest() is not None)
        assert list(for_a_while(HOLD + EASE + 0.5))
        before: Image = runner.latest().image
        runner.show(eileen)
        until(lambda: (runner.latest().image != before).any())
        assert runner.target is eileen
