"""A portrait on its canvas, fitted to a driver; what was opened for it is closed with it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from rtxfer import stage as stage_module
from rtxfer.face import landmarks as lm
from rtxfer.face.signal import Signal
from rtxfer.frame import Image
from rtxfer.generator import Generator
from rtxfer.motion.neutral import Neutral
from rtxfer.motion.relative import relative_motion, still
from rtxfer.response import Response, measure_response, no_response
from rtxfer.settings import MotionSettings, OutputSettings
from rtxfer.stage import PROBE_SIZE, Stage
from rtxfer.target import Target

PLAIN = MotionSettings(calibrated=False)


def jaw(stage: Stage, signal: Signal, neutral: Neutral) -> float:
    """How far the mouth opens, pixels of the portrait."""
    _, landmarks = stage.show(relative_motion(signal, neutral), PLAIN)
    upper, lower = (landmarks[index, 1] for index in (13, 14))
    return float(lower - upper)


class TestShowing:
    def test_without_a_neutral_it_rests_at_any_motion(
        self,
        grace: Target,
        warp: Generator,
        driver_signals: list[Signal],
        driver_neutral: Neutral,
    ) -> None:
        with Stage(grace, warp) as stage:
            assert stage.neutral is None
            timings: dict[str, float] = {}
            motion = relative_motion(driver_signals[110], driver_neutral)
            image, landmarks = stage.show(motion, PLAIN, timings)
            assert (image == grace.image).all()
            assert not np.shares_memory(image, grace.image)
            assert (landmarks == grace.signal.landmarks).all()
            assert timings == {}

    def test_fitted_it_moves_and_rests_at_no_motion(
        self,
        grace: Target,
        warp: Generator,
        driver_signals: list[Signal],
        driver_neutral: Neutral,
    ) -> None:
        with Stage(grace, warp).fit(driver_neutral, calibrated=False) as stage:
            assert stage.neutral is driver_neutral
            timings: dict[str, float] = {}
            motion = relative_motion(driver_signals[110], driver_neutral)
            image, _ = stage.show(motion, PLAIN, timings)
            assert (image != grace.image).any()
            assert set(timings) == {"motion", "render", "composite"}
            assert (stage.show(still(), PLAIN)[0] == grace.image).all()

    def test_it_can_be_made_to_rest_again(
        self, grace: Target, warp: Generator, driver_signals: list[Signal], driver_neutral: Neutral
    ) -> None:
        motion = relative_motion(driver_signals[110], driver_neutral)
        with Stage(grace, warp).fit(driver_neutral, calibrated=False).fit(None) as stage:
            assert stage.neutral is None
            assert (stage.show(motion, PLAIN)[0] == grace.image).all()

    def test_the_canvas(self, grace: Target, warp: Generator) -> None:
        with Stage(grace, warp, OutputSettings(width=256, height=300)) as stage:
            assert stage.size == (256, 300)
            assert stage.show(still(), PLAIN)[0].shape == (300, 256, 3)
            assert stage.canvas_landmarks[:, :2] == pytest.approx(
                grace.signal.landmarks[:, :2] / 2, abs=0.5
            )
            assert stage.target is grace
            assert stage.generator is warp


class TestFitting:
    def test_what_is_measured_is_used(
        self,
        grace: Target,
        warp: Generator,
        driver_signals: list[Signal],
        driver_neutral: Neutral,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        plain = no_response()
        gains = plain.gains.copy()
        gains[lm.BLENDSHAPE["jawOpen"]] = 1.7
        sizes = []

        def measure(show: Any) -> Response:
            sizes.append(show(still()).shape)
            return Response(gains, plain.blinks)

        monkeypatch.setattr(stage_module, "measure_response", measure)
        signal = max(driver_signals, key=lambda one: one.blendshapes[lm.BLENDSHAPE["jawOpen"]])
        with Stage(grace, warp) as stage:
            stage.fit(driver_neutral, calibrated=False)
            assert sizes == []
            once = jaw(stage, signal, driver_neutral)
            stage.fit(driver_neutral)
            assert len(sizes) == 1
            assert max(sizes[0]) <= PROBE_SIZE
            assert jaw(stage, signal, driver_neutral) > once + 1
            stage.fit(driver_neutral, calibrated=False)
            assert jaw(stage, signal, driver_neutral) == once, "the old gains are forgotten"

    def test_a_portrait_that_cannot_be_measured_moves_plainly(
        self,
        grace: Target,
        warp: Generator,
        driver_signals: list[Signal],
        driver_neutral: Neutral,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        with Stage(grace, warp) as stage:
            stage.fit(driver_neutral, calibrated=False)
            plain = jaw(stage, driver_signals[110], driver_neutral)
            monkeypatch.setattr(stage_module, "measure_response", lambda show: None)
            stage.fit(driver_neutral)
            assert jaw(stage, driver_signals[110], driver_neutral) == plain

    def test_measuring_can_be_given_up(
        self,
        grace: Target,
        warp: Generator,
        driver_neutral: Neutral,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        shown: list[Image] = []

        def measure(show: Any) -> Response | None:
            def watched(motion: Any) -> Image:
                shown.append(show(motion))
                return shown[-1]

            return measure_response(watched)

        def check() -> None:
            if len(shown) == 3:
                raise KeyboardInterrupt

        monkeypatch.setattr(stage_module, "measure_response", measure)
        with Stage(grace, warp) as stage, pytest.raises(KeyboardInterrupt):
            stage.fit(driver_neutral, check=check)
        assert len(shown) == 3


class TestClosing:
    def test_a_generator_of_the_callers_stays_open(self, grace: Target, warp: Generator) -> None:
        Stage(grace, warp).close()
        with Stage(grace, warp) as stage:
            assert (stage.show(still(), PLAIN)[0] == grace.image).all()

    def test_its_own_is_closed(self, grace: Target) -> None:
        stage = Stage(grace, "warp", backend="onnxruntime")
        assert stage.generator.backend.startswith("onnxruntime")
        stage.close()
        stage.close()
        assert closed(stage.generator)

    def test_it_is_closed_too_if_the_portrait_cannot_be_prepared(
        self, grace: Target, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        opened: list[Generator] = []
        original = stage_module.open_generator

        def opening(*given: Any) -> Generator:
            opened.append(original(*given))
            return opened[-1]

        def refuse(*_: Any) -> None:
            raise ZeroDivisionError("compositor")

        monkeypatch.setattr(stage_module, "open_generator", opening)
        monkeypatch.setattr(stage_module, "Compositor", refuse)
        with pytest.raises(ZeroDivisionError):
            Stage(grace, "warp")
        assert [closed(generator) for generator in opened] == [True]


def closed(generator: Generator) -> bool:
    picture = np.zeros((generator.size, generator.size, 3), np.uint8)
    try:
        generator.prepare(picture, np.zeros((478, 3), np.float32))
    except RuntimeError as error:
        return "closed" in str(error)
    return False
