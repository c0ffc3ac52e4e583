"""The whole pipeline. Above all: what comes out is made of the portrait, never of the driver."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rtxfer import look as look_module
from rtxfer.face import landmarks as lm
from rtxfer.face.signal import Signal
from rtxfer.frame import Frame, Image
from rtxfer.generator import Generator, open_generator
from rtxfer.motion.neutral import Neutral, measure_neutral
from rtxfer.settings import MotionSettings, OutputSettings, TransferSettings
from rtxfer.stage import Stage
from rtxfer.step import Result
from rtxfer.target import Target
from rtxfer.transfer import NEUTRAL_SECONDS, Transfer

PLAIN = TransferSettings(motion=MotionSettings(calibrated=False))
MAGENTA = (255, 0, 255)


def at(frame: Frame, seconds: float) -> Frame:
    """The same picture at another moment."""
    return Frame(frame.image, frame.index, round(seconds * 1000), Fraction(1, 1000))


def painted(frame: Frame, image: Image) -> Frame:
    return Frame(image, frame.index, frame.pts, frame.time_base)


def greenness(image: Image) -> int:
    """How much greener than anything else its greenest pixel is."""
    wide = image.astype(int)
    return int((wide[..., 1] - wide[..., [0, 2]].max(-1)).max())


def rest_then_talk(
    frames: Sequence[Frame], signals: Sequence[Signal]
) -> tuple[list[Frame], list[Signal]]:
    """A second at rest and then a talking mouth, ten frames a second."""
    order = [*range(10, 20), *range(74, 120, 4)]
    return [at(frames[i], step / 10) for step, i in enumerate(order)], [signals[i] for i in order]


class Replay:
    """A tracker that gives prepared signals, whatever it is shown."""

    def __init__(self, signals: Sequence[Signal | None]) -> None:
        self._signals = iter(signals)
        self.places = ()

    def track(self, image: Image, time: float) -> Signal | None:
        return next(self._signals)

    def close(self) -> None:
        pass


@pytest.fixture
def replayed(monkeypatch: pytest.MonkeyPatch, grace: Target, warp: Generator) -> Any:
    """Runs a transfer over frames whose signals are given beforehand."""

    def run(
        frames: Sequence[Frame],
        signals: Sequence[Signal | None],
        settings: TransferSettings = PLAIN,
        **more: Any,
    ) -> list[Result]:
        with monkeypatch.context() as patch:
            patch.setattr(look_module, "Tracker", lambda *_, **__: Replay(signals))
            who, how = more.pop("target", grace), more.pop("generator", warp)
            with Transfer(who, how, settings, **more) as transfer:
                return [transfer.step(frame) for frame in frames]

    return run


def lost_and_found(driver_signals: list[Signal]) -> tuple[list[int], list[Signal | None]]:
    """Steps of the clip: no face at first, then expressions, then lost, then back."""
    order = [0, 1, 20, 75, 110, 111, 112, 118, 125, 130, 150, 195]
    gone = {0, 1, 112, 118, 125}
    return order, [None if index in gone else driver_signals[index] for index in order]


class TestNothingOfTheDriver:
    """Whatever the driver's picture, the output is a function of the signal alone."""

    @pytest.mark.parametrize("with_neutral", [True, False], ids=["neutral given", "watched"])
    def test_same_signals_same_output(
        self,
        replayed: Any,
        driver_frames: list[Frame],
        driver_signals: list[Signal],
        driver_neutral: Neutral,
        with_neutral: bool,
    ) -> None:
        order, signals = lost_and_found(driver_signals)
        frames = [driver_frames[index] for index in order]
        noise = np.random.default_rng(1).integers(0, 255, (900, 700, 3), dtype=np.uint8)
        worlds = [
            [painted(frame, np.full((300, 400, 3), MAGENTA, np.uint8)) for frame in frames],
            [painted(frame, np.roll(noise, frame.index)) for frame in frames],
        ]
        neutral = driver_neutral if with_neutral else None
        truth = replayed(frames, signals, neutral=neutral)
        moved = [not (result.image == truth[0].image).all() for result in truth]
        assert any(moved), "else this would prove nothing"
        for world in worlds:
            for one, other in zip(truth, replayed(world, signals, neutral=neutral), strict=True):
                assert (one.image == other.image).all()
                assert (one.landmarks == other.landmarks).all()

    def test_garish_frames_leave_no_colour_behind(
        self, grace: Target, warp: Generator, driver_frames: list[Frame], driver_neutral: Neutral
    ) -> None:
        """The real tracker, before a green screen; green is not in the portrait."""
        screen = np.zeros((300, 400, 3), np.uint8)
        screen[..., 1] = 255
        settings = TransferSettings(motion=MotionSettings(calibrated=False, head=1))
        faces = []
        with Transfer(grace, warp, settings, neutral=driver_neutral) as transfer:
            for step, index in enumerate([None, 20, 75, 110, None, None, 150, 195, None]):
                image = screen.copy()
                if index is not None:
                    left, top, right, bottom = (150, 90, 270, 240)
                    image[top:bottom, left:right] = driver_frames[index].image[
                        top:bottom, left:right
                    ]
                result = transfer.step(at(painted(driver_frames[0], image), step / 5))
                faces.append(result.face)
                assert greenness(result.image) <= max(greenness(grace.image), 0) + 12
        assert greenness(screen) == 255
        assert True in faces
        assert False in faces

    def test_nor_do_they_in_what_a_network_reads_off_them(
        self,
        replayed: Any,
        grace: Target,
        driver_frames: list[Frame],
        driver_signals: list[Signal],
    ) -> None:
        """The shipped generator looks at the driver's mouth: here it turns green while it opens."""
        frames, signals = rest_then_talk(driver_frames, driver_signals)
        green = np.zeros((300, 400, 3), np.uint8)
        green[..., 1] = 255
        world = [*frames[:10], *(painted(frame, green) for frame in frames[10:])]
        with open_generator() as flow:
            assert flow.reads
            results = replayed(world, signals, generator=flow)
        assert all((result.motion.code.values != 0).any() for result in results[12:])
        assert max(greenness(result.image) for result in results) <= greenness(grace.image) + 12

    def test_frames_are_not_kept(
        self, replayed: Any, driver_frames: list[Frame], driver_signals: list[Signal]
    ) -> None:
        results = replayed(driver_frames[:3], driver_signals[:3])
        for result, frame in zip(results, driver_frames, strict=False):
            assert not np.shares_memory(result.image, frame.image)


class TestCodes:
    """A generator that reads the mean brightness off the driver, and lights the portrait by it."""

    @pytest.fixture
    def lamp(self, tmp_path: Path) -> Iterator[Generator]:
        from tests.test_generator import DRIVER, painting, tiny

        with open_generator(tiny(tmp_path / "b", *painting("code", "[1,3]"), driver=DRIVER)) as it:
            yield it

    @staticmethod
    def lit(grey: Sequence[int], frames: list[Frame]) -> list[Frame]:
        """Frames all of one grey, ten a second."""
        return [
            at(painted(frames[0], np.full((300, 400, 3), level, np.uint8)), step / 10)
            for step, level in enumerate(grey)
        ]

    def test_the_change_since_rest_moves_the_portrait(
        self,
        replayed: Any,
        lamp: Generator,
        grace: Target,
        driver_frames: list[Frame],
        driver_signals: list[Signal],
    ) -> None:
        frames = self.lit([*[100] * 14, *[180] * 20], driver_frames)
        signals = [driver_signals[20]] * len(frames)
        results = replayed(frames, signals, generator=lamp)
        read = [result.motion.code for result in results]
        assert max(float(np.abs(code.values).max(initial=0)) for code in read[:14]) < 0.01
        assert read[-1].values == pytest.approx(80 / 127.5, abs=0.02)
        light = [float(result.image.mean()) for result in results]
        assert light[-1] > light[12] + 5
        assert "read" in results[-1].timings

    def test_a_neutral_without_a_code_gets_one_at_rest(
        self,
        replayed: Any,
        lamp: Generator,
        driver_frames: list[Frame],
        driver_signals: list[Signal],
    ) -> None:
        neutral = measure_neutral([driver_signals[20]])
        assert not neutral.code.reader
        frames = self.lit([90, 120, 120, *[150] * 12], driver_frames)
        order = [110, 20, 110, *[110] * 12]
        results = replayed(
            frames, [driver_signals[i] for i in order], generator=lamp, neutral=neutral
        )
        assert not results[0].motion.code.reader, "the first face is no resting one"
        assert results[-1].motion.code.values == pytest.approx(30 / 127.5, abs=0.02)


class TestRest:
    def test_before_there_is_a_neutral_the_portrait_rests(
        self, grace: Target, warp: Generator, driver_frames: list[Frame]
    ) -> None:
        with Transfer(grace, warp, PLAIN) as transfer:
            first = transfer.step(driver_frames[0])
            assert (first.image == grace.image).all()
            assert (first.landmarks == grace.signal.landmarks).all()
            assert first.face
            assert transfer.neutral is None

    def test_without_a_face_in_the_first_frame_it_rests_too(
        self, grace: Target, warp: Generator, driver_frames: list[Frame], driver_neutral: Neutral
    ) -> None:
        with Transfer(grace, warp, PLAIN, neutral=driver_neutral) as transfer:
            result = transfer.step(painted(driver_frames[0], np.zeros((90, 90, 3), np.uint8)))
            assert (result.image == grace.image).all()
            assert not result.face
            assert result.signal is None

    def test_it_watches_a_second_and_then_moves(
        self,
        replayed: Any,
        grace: Target,
        driver_frames: list[Frame],
        driver_signals: list[Signal],
    ) -> None:
        results = replayed(*rest_then_talk(driver_frames, driver_signals))
        resting = [bool((result.image == grace.image).all()) for result in results]
        watched = round(NEUTRAL_SECONDS * 10)
        assert all(resting[:watched])
        assert not any(resting[watched + 2 :])

    def test_then_it_eases_in(
        self, replayed: Any, driver_frames: list[Frame], driver_signals: list[Signal]
    ) -> None:
        order = [*range(10, 26), *[110] * 15]
        frames = [at(driver_frames[i], step / 15) for step, i in enumerate(order)]
        results = replayed(frames, [driver_signals[i] for i in order])
        _assert_smooth(results, share=0.3)

    def test_a_face_lost_and_found_eases_out_and_in(
        self,
        replayed: Any,
        grace: Target,
        driver_frames: list[Frame],
        driver_signals: list[Signal],
        driver_neutral: Neutral,
    ) -> None:
        signals = [*[driver_signals[110]] * 3, *[None] * 16, *[driver_signals[195]] * 14]
        frames = [at(driver_frames[0], step / 15) for step in range(len(signals))]
        results = replayed(frames, signals, neutral=driver_neutral)
        _assert_smooth(results, share=0.3)
        held, gone, back = results[5], results[18], results[-1]
        assert (held.image != grace.image).any()
        assert (gone.image == grace.image).all()
        assert (back.image != grace.image).any()

    def test_watching_again_eases_to_rest(
        self,
        grace: Target,
        warp: Generator,
        driver_frames: list[Frame],
        driver_neutral: Neutral,
    ) -> None:
        with Transfer(grace, warp, PLAIN, neutral=driver_neutral) as transfer:
            results = [transfer.step(at(driver_frames[110], i / 15)) for i in range(3)]
            transfer.watch_again()
            assert transfer.neutral is None
            later = [transfer.step(at(driver_frames[110], (3 + i) / 15)) for i in range(15)]
        _assert_smooth([*results, *later], share=0.3)
        assert (later[-1].image == grace.image).all()

    def test_a_clock_that_starts_over_while_watching(
        self, replayed: Any, driver_frames: list[Frame], driver_signals: list[Signal]
    ) -> None:
        moments = [50.0, 50.2, *np.arange(0, 1.6, 0.1)]
        frames = [at(driver_frames[20], moment) for moment in moments]
        results = replayed(frames, [driver_signals[20]] * len(moments))
        assert "render" in results[-1].timings


def _assert_smooth(results: list[Result], share: float) -> None:
    """No step of the landmarks is larger than a share of the whole way."""
    paths = np.stack([result.landmarks[:, :2] for result in results])
    whole = np.linalg.norm(paths - paths[0], axis=-1).max()
    largest = np.linalg.norm(np.diff(paths, axis=0), axis=-1).max()
    assert whole > 3  # pixels: it moved at all
    assert largest < share * whole


class TestLiveUse:
    """A neutral that is handed on, stages that are fitted elsewhere, and no frames at all."""

    def test_a_neutral_that_is_told_of_leaves_the_portrait_at_rest(
        self,
        replayed: Any,
        grace: Target,
        driver_frames: list[Frame],
        driver_signals: list[Signal],
    ) -> None:
        found: list[Neutral] = []
        order = [*range(10, 25), *[110] * 15]
        frames = [at(driver_frames[i], step / 10) for step, i in enumerate(order)]
        signals = [driver_signals[i] for i in order]
        results = replayed(frames, signals, on_neutral=found.append)
        assert len(found) == 1, "watching ends with it"
        assert all((result.image == grace.image).all() for result in results)
        assert results[-1].face

    def test_adopting_the_stage_fitted_to_it_eases_in(
        self, grace: Target, warp: Generator, driver_frames: list[Frame], driver_neutral: Neutral
    ) -> None:
        first = Stage(grace, warp)
        with Transfer(first, settings=PLAIN, on_neutral=lambda _: None) as transfer:
            results = [transfer.step(at(driver_frames[110], i / 15)) for i in range(12)]
            assert transfer.neutral is None
            fitted = Stage(grace, warp).fit(driver_neutral, calibrated=False)
            assert transfer.adopt(fitted) is first
            assert transfer.neutral is driver_neutral
            results += [transfer.step(at(driver_frames[110], (12 + i) / 15)) for i in range(15)]
        _assert_smooth(results, share=0.4)
        assert (results[11].image == grace.image).all()
        assert (results[-1].image != grace.image).any()

    def test_adopting_another_portrait_goes_on_with_the_same_motion(
        self,
        grace: Target,
        eileen: Target,
        warp: Generator,
        driver_frames: list[Frame],
        driver_neutral: Neutral,
    ) -> None:
        frames = [at(driver_frames[110 + i], i / 25) for i in range(6)]
        with Transfer(eileen, warp, PLAIN, neutral=driver_neutral) as alone:
            truth = [alone.step(frame) for frame in frames]
        with Transfer(grace, warp, PLAIN, neutral=driver_neutral) as transfer:
            for frame in frames[:3]:
                transfer.step(frame)
            transfer.adopt(Stage(eileen, warp).fit(driver_neutral, calibrated=False))
            assert transfer.target is eileen
            for frame, expected in zip(frames[3:], truth[3:], strict=True):
                result = transfer.step(frame)
                assert (result.image == expected.image).all()

    def test_a_stage_of_the_old_neutral_does_not_end_the_watching(
        self,
        grace: Target,
        eileen: Target,
        warp: Generator,
        driver_frames: list[Frame],
        driver_neutral: Neutral,
    ) -> None:
        found: list[Neutral] = []
        fitted = Stage(grace, warp).fit(driver_neutral, calibrated=False)
        other = Stage(eileen, warp).fit(driver_neutral, calibrated=False)
        with Transfer(fitted, settings=PLAIN, on_neutral=found.append) as transfer:
            transfer.watch_again()
            transfer.step(at(driver_frames[10], 0))
            transfer.adopt(other)
            assert transfer.neutral is None
            for step in range(1, 14):
                transfer.step(at(driver_frames[10 + step], step / 10))
            assert len(found) == 1

    def test_without_frames_it_holds_and_then_eases_to_rest(
        self, grace: Target, warp: Generator, driver_frames: list[Frame], driver_neutral: Neutral
    ) -> None:
        with Transfer(grace, warp, PLAIN, neutral=driver_neutral) as transfer:
            results = [transfer.step(at(driver_frames[110], i / 15)) for i in range(3)]
            results += [transfer.compose(transfer.rest((3 + i) / 15)) for i in range(15)]
            back = [transfer.step(at(driver_frames[110], (18 + i) / 15)) for i in range(14)]
        _assert_smooth([*results, *back], share=0.3)
        held, gone = results[4], results[-1]
        assert (held.image == results[2].image).all()
        assert (gone.image == grace.image).all()
        assert not gone.face
        assert gone.signal is None
        assert set(gone.timings) <= {"motion", "render", "composite", "mark"}
        assert (back[-1].image != grace.image).any()

    def test_a_stage_is_closed_with_the_transfer(
        self, grace: Target, driver_frames: list[Frame]
    ) -> None:
        first, second = Stage(grace, "warp"), Stage(grace, "warp")
        picture = np.zeros((first.generator.size, first.generator.size, 3), np.uint8)
        with Transfer(first, settings=PLAIN) as transfer:
            transfer.step(driver_frames[0])
            assert transfer.adopt(second) is first
        with pytest.raises(RuntimeError, match="closed"):
            second.generator.prepare(picture, grace.signal.landmarks)
        first.generator.prepare(picture, grace.signal.landmarks)
        first.close()


class TestSteps:
    @pytest.mark.parametrize(
        ("output", "size"),
        [
            (OutputSettings(), (512, 600)),
            (OutputSettings(width=320, height=240), (320, 240)),
            (OutputSettings(width=256, fit="crop"), (256, 300)),
        ],
    )
    def test_the_output_has_one_size(
        self,
        grace: Target,
        warp: Generator,
        driver_frames: list[Frame],
        driver_neutral: Neutral,
        output: OutputSettings,
        size: tuple[int, int],
    ) -> None:
        settings = PLAIN.model_copy(update={"output": output})
        with Transfer(grace, warp, settings) as transfer:
            assert transfer.output_size == size
            images = [transfer.step(driver_frames[0]).image]
            transfer.set_neutral(driver_neutral)
            images.append(transfer.step(driver_frames[110]).image)
            images.append(transfer.step(painted(driver_frames[111], images[0][::3, ::2])).image)
        for image in images:
            assert image.shape == (size[1], size[0], 3)
            assert image.dtype == np.uint8

    def test_timings(
        self, grace: Target, warp: Generator, driver_frames: list[Frame], driver_neutral: Neutral
    ) -> None:
        with Transfer(grace, warp, PLAIN, neutral=driver_neutral) as transfer:
            timings = transfer.step(driver_frames[110]).timings
        assert set(timings) == {"track", "motion", "render", "composite", "mark"}
        assert all(0 < value < 5000 for value in timings.values())

    def test_settings_swapped_between_steps_take_effect(
        self,
        grace: Target,
        warp: Generator,
        driver_frames: list[Frame],
        driver_neutral: Neutral,
    ) -> None:
        def reach(result: Result) -> float:
            return float(np.abs(result.landmarks - grace.signal.landmarks).max())

        def strength(value: float) -> TransferSettings:
            return TransferSettings(motion=MotionSettings(calibrated=False, strength=value))

        with Transfer(grace, warp, PLAIN, neutral=driver_neutral) as transfer:
            plain = [transfer.step(at(driver_frames[110], i / 25)) for i in range(3)][-1]
            transfer.settings = strength(0)
            frozen = transfer.step(at(driver_frames[110], 3 / 25))
            transfer.settings = strength(1.5)
            strong = transfer.step(at(driver_frames[110], 4 / 25))
        assert reach(plain) > 2
        assert reach(frozen) < 1e-3
        assert (frozen.image == grace.image).all()
        assert reach(strong) > 1.2 * reach(plain)

    def test_the_mouth_opens_with_the_drivers(
        self, eileen: Target, warp: Generator, driver_frames: list[Frame], driver_neutral: Neutral
    ) -> None:
        settings = TransferSettings(motion=MotionSettings(calibrated=False, head=0, smoothing=0))

        def gap(result: Result) -> float:
            return float(result.landmarks[lm.LIP_LOWER[0, 4], 1] - result.landmarks[13, 1])

        with Transfer(eileen, warp, settings, neutral=driver_neutral) as transfer:
            shut, opened = (gap(transfer.step(driver_frames[index])) for index in (20, 110))
        assert opened > shut + 2

    def test_a_trembling_driver_is_steadied(
        self,
        replayed: Any,
        driver_frames: list[Frame],
        driver_signals: list[Signal],
        driver_neutral: Neutral,
    ) -> None:
        rng = np.random.default_rng(0)
        calm = driver_signals[20]
        signals = [
            replace(
                calm, landmarks=calm.landmarks + rng.normal(0, 0.5, (478, 3)).astype(np.float32)
            )
            for _ in range(6)
        ]

        def jitter(smoothing: float) -> float:
            motion = MotionSettings(calibrated=False, smoothing=smoothing)
            results = replayed(
                driver_frames[:6], signals, TransferSettings(motion=motion), neutral=driver_neutral
            )
            return float(np.diff([result.landmarks for result in results], axis=0).std())

        assert jitter(1) < 0.6 * jitter(0)

    def test_a_mirrored_camera_turns_the_head_the_same_way(
        self,
        grace: Target,
        warp: Generator,
        driver_frames: list[Frame],
        driver_signals: list[Signal],
    ) -> None:
        plain, flipped = (
            Transfer(grace, warp, PLAIN, mirrored=mirrored) for mirrored in (False, True)
        )
        with plain, flipped:
            frame = driver_frames[150]
            one = plain.step(frame).signal
            other = flipped.step(painted(frame, np.ascontiguousarray(frame.image[:, ::-1]))).signal
        assert one is not None
        assert other is not None
        assert np.abs(one.landmarks - other.landmarks)[:, :2].mean() < 3

    def test_reset_forgets_the_past_but_not_the_neutral(
        self,
        replayed: Any,
        grace: Target,
        warp: Generator,
        driver_frames: list[Frame],
        driver_neutral: Neutral,
    ) -> None:
        with Transfer(grace, warp, PLAIN, neutral=driver_neutral) as transfer:
            for index in (110, 111, 112):
                transfer.step(driver_frames[index])
            transfer.reset()
            after = transfer.step(painted(driver_frames[113], np.zeros((64, 64, 3), np.uint8)))
            assert (after.image == grace.image).all()
            assert transfer.neutral is driver_neutral


class TestLife:
    def test_closing_twice_leaves_a_given_generator_open(
        self, grace: Target, warp: Generator, driver_frames: list[Frame]
    ) -> None:
        transfer = Transfer(grace, warp, PLAIN)
        transfer.close()
        transfer.close()
        with pytest.raises(RuntimeError, match="closed"):
            transfer.step(driver_frames[0])
        with Transfer(grace, warp, PLAIN) as another:
            another.step(driver_frames[0])

    def test_an_own_generator_is_closed(
        self, grace: Target, driver_frames: list[Frame], driver_neutral: Neutral
    ) -> None:
        with Transfer(grace, "warp", PLAIN, neutral=driver_neutral) as transfer:
            transfer.step(driver_frames[0])
            generator = transfer.generator
        transfer.close()
        with pytest.raises(RuntimeError, match="closed"):
            generator.prepare(
                np.zeros((generator.size, generator.size, 3), np.uint8), grace.signal.landmarks
            )

    def test_two_transfers_may_share_a_generator(
        self,
        grace: Target,
        eileen: Target,
        warp: Generator,
        driver_frames: list[Frame],
        driver_neutral: Neutral,
    ) -> None:
        with Transfer(grace, warp, PLAIN, neutral=driver_neutral) as alone:
            truth = [alone.step(frame).image for frame in driver_frames[108:111]]
        with (
            Transfer(grace, warp, PLAIN, neutral=driver_neutral) as one,
            Transfer(eileen, warp, PLAIN, neutral=driver_neutral) as other,
        ):
            for frame, image in zip(driver_frames[108:111], truth, strict=True):
                other.step(frame)
                assert (one.step(frame).image == image).all()
