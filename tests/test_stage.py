"""A portrait on its canvas, fitted to a driver; what was opened for it is closed with it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from engines.bundle import installed
from rtxfer import stage as stage_module
from rtxfer.face import landmarks as lm
from rtxfer.face.action_units import UNIT
from rtxfer.face.code import Code
from rtxfer.face.geometry import Points
from rtxfer.face.signal import Signal
from rtxfer.frame import Image
from rtxfer.generator import Generator, Rendered, State
from rtxfer.motion.neutral import Neutral
from rtxfer.motion.regions import BLENDSHAPE_REGION, REGIONS, UNIT_REGION
from rtxfer.motion.relative import Motion, relative_motion, still
from rtxfer.motion.retarget import Retarget
from rtxfer.quality import FULL, LADDER
from rtxfer.response import PROBE_SIZE, Response, measure_response, no_response
from rtxfer.settings import MotionSettings, OutputSettings
from rtxfer.stage import Stage
from rtxfer.target import Target

PLAIN = MotionSettings(calibrated=False)


def jaw(stage: Stage, signal: Signal, neutral: Neutral) -> float:
    """How far the mouth opens, pixels of the portrait."""
    _, landmarks = stage.show(relative_motion(signal, neutral), PLAIN)
    upper, lower = (landmarks[index, 1] for index in (13, 14))
    return float(lower - upper)


class TestLevels:
    def test_each_has_the_same_size_and_landmarks_and_full_comes_back_whole(
        self,
        grace: Target,
        warp: Generator,
        driver_signals: list[Signal],
        driver_neutral: Neutral,
    ) -> None:
        motion = relative_motion(driver_signals[110], driver_neutral)
        output = OutputSettings(width=320, height=180, fit="crop")
        with Stage(grace, warp, output) as stage:
            rest = stage.show(motion, PLAIN)[0]
            stage.fit(driver_neutral, calibrated=False)
            full, landmarks = stage.show(motion, PLAIN)
            for level in LADDER:
                stage.lower(level)
                assert stage.level is level
                lower, found = stage.show(motion, PLAIN)
                assert lower.shape == full.shape
                assert (found == landmarks).all()
                moved = np.abs(full.astype(int) - rest).mean()
                off = np.abs(lower.astype(int) - full).mean()
                assert (off == 0) == (level.canvas == 1)
                # Soft hair and creases, at a size at which each is a pixel.
                assert off < max(moved, 4)
            stage.lower(FULL)
            assert (stage.show(motion, PLAIN)[0] == full).all()


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
            assert set(timings) == {"mark"}

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
            assert set(timings) == {"motion", "render", "composite", "mark"}
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


class Listening:
    """A generator that keeps the motions it is given."""

    def __init__(self, generator: Generator, monkeypatch: pytest.MonkeyPatch) -> None:
        self.heard: list[Motion] = []
        render = generator.render

        def listening(state: State, driven: Points, motion: Motion) -> Rendered:
            self.heard.append(motion)
            return render(state, driven, motion)

        monkeypatch.setattr(generator, "render", listening)


class TestGains:
    """What the generator is given follows the user's gains, region by region."""

    @pytest.fixture
    def motion(self, driver_signals: list[Signal], driver_neutral: Neutral) -> Motion:
        found = relative_motion(driver_signals[110], driver_neutral)
        return replace(found, code=Code("reader", np.full(5, 0.4, np.float32)))

    @pytest.mark.parametrize(
        ("settings", "region"),
        [(PLAIN.model_copy(update={"strength": 0.5}), None)]
        + [(PLAIN.model_copy(update={name: 0.5}), name) for name in REGIONS],
        ids=lambda given: str(given) if isinstance(given, str) else "",
    )
    def test_half_the_gain_is_half_of_what_render_is_given(
        self,
        grace: Target,
        warp: Generator,
        driver_neutral: Neutral,
        motion: Motion,
        settings: MotionSettings,
        region: str | None,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        listening = Listening(warp, monkeypatch)
        with Stage(grace, warp).fit(driver_neutral, calibrated=False) as stage:
            stage.show(motion, PLAIN)
            stage.show(motion, settings)
        whole, half = listening.heard
        for name, of in (("blendshapes", BLENDSHAPE_REGION), ("action_units", UNIT_REGION)):
            given = np.ones(len(of)) if region is None else of == REGIONS.index(region)
            expected = getattr(whole, name) * np.where(given, 0.5, 1)
            assert getattr(half, name) == pytest.approx(expected, abs=1e-6), name
        assert np.abs(whole.blendshapes).max() > 0.3
        code = 0.2 if region is None else 0.4
        assert half.code.values == pytest.approx(code)

    @pytest.mark.parametrize("name", installed())
    def test_no_strength_is_the_still_photograph(
        self, name: str, eileen: Target, driver_neutral: Neutral, driver_signals: list[Signal]
    ) -> None:
        motion = relative_motion(driver_signals[110], driver_neutral)
        with Stage(eileen, name, backend="onnxruntime") as stage:
            stage.fit(driver_neutral)
            off = stage.show(motion, MotionSettings(strength=0))[0]
            rest = stage.show(still(), MotionSettings())[0]
            on = stage.show(motion, MotionSettings())[0]
        assert (off == rest).all()
        assert float(((off.astype(float) - eileen.image) ** 2).mean()) < 0.05
        assert (on != off).any()

    def test_one_motion_is_laid_down_and_rendered(
        self,
        grace: Target,
        warp: Generator,
        driver_neutral: Neutral,
        motion: Motion,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """The response too is in both."""
        gains = np.ones(52, np.float32)
        gains[lm.BLENDSHAPE["jawOpen"]] = 1.3
        response = Response(gains, no_response().blinks)
        monkeypatch.setattr(stage_module, "measure_response", lambda show: response)
        listening = Listening(warp, monkeypatch)
        with Stage(grace, warp).fit(driver_neutral) as stage:
            _, driven = stage.show(motion, PLAIN)
        (heard,) = listening.heard
        assert (Retarget(grace.signal.landmarks, driver_neutral)(heard, PLAIN) == driven).all()
        jaw = lm.BLENDSHAPE["jawOpen"]
        assert heard.blendshapes[jaw] == pytest.approx(1.3 * motion.blendshapes[jaw])
        assert heard.action_units[UNIT["26"]] == pytest.approx(
            1.3 * motion.action_units[UNIT["26"]]
        )


class TestFitting:
    def test_nothing_is_opened_or_prepared_to_measure(
        self,
        grace: Target,
        warp: Generator,
        driver_neutral: Neutral,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        with Stage(grace, warp) as stage:
            monkeypatch.setattr(warp, "prepare", None)
            monkeypatch.setattr(stage_module, "open_generator", None)
            stage.fit(driver_neutral)
        assert (stage.response.gains != 1).any()

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


def test_a_mirrored_output_is_the_mirror_image_and_its_badge_can_be_read(
    grace: Target, warp: Generator, driver_neutral: Neutral, driver_signals: list[Signal]
) -> None:
    motion = relative_motion(driver_signals[110], driver_neutral)
    shown = []
    for mirror in (False, True):
        output = OutputSettings(width=320, height=180, fit="crop", mirror=mirror)
        with Stage(grace, warp, output) as stage:
            rest = stage.show(motion, PLAIN)[0]
            stage.fit(driver_neutral, calibrated=False)
            shown.append((rest, stage.show(motion, PLAIN)[0], stage.canvas_landmarks))
    (rest, moved, points), (mirrored_rest, mirrored, mirrored_points) = shown
    assert (mirrored_rest == rest[:, ::-1]).all()
    assert (mirrored == moved[:, ::-1]).all()
    assert mirrored_points[:, 0] == pytest.approx(320 - points[:, 0], abs=1e-3)
    finished: list[Image] = []
    before = Stage.finishing
    try:
        Stage.finishing = staticmethod(lambda name: finished.append)
        with Stage(grace, warp, OutputSettings(mirror=True)) as stage:
            stage.show(motion, PLAIN)
    finally:
        Stage.finishing = before
    assert (finished[0] == grace.image[:, ::-1]).all(), "finished when it is mirrored already"
