from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import example, given

from rtxfer.face.code import Code
from rtxfer.motion.smoothing import PARAMETERS, MotionSmoother, OneEuro, OneEuroParameters
from tests.faces import moved, numbers

RATE = 30


class TestOneEuro:
    @given(value=numbers(-5, 5), step=numbers(1 / 240, 0.9), amount=numbers(0, 4))
    @example(value=1, step=0.03, amount=1e-200)
    def test_constant_in_constant_out(self, value: float, step: float, amount: float) -> None:
        smooth = OneEuro(OneEuroParameters(1.5, 2))
        sample = np.full((4, 3), value, np.float32)
        for _ in range(5):
            assert (smooth(sample, step, amount) == sample).all()

    @pytest.mark.parametrize("parameters", PARAMETERS.values(), ids=PARAMETERS)
    def test_a_step_is_followed_without_overshoot(self, parameters: OneEuroParameters) -> None:
        smooth = OneEuro(parameters)
        smooth(np.zeros(1, np.float32), 1 / RATE)
        values = [float(smooth(np.ones(1, np.float32), 1 / RATE)[0]) for _ in range(RATE)]
        assert 0 < values[0] < 1
        assert (np.diff(values) >= 0).all()
        assert 0.98 < values[-1] <= 1

    def test_nought_passes_everything_through(self) -> None:
        smooth = OneEuro(OneEuroParameters(0.5, 0))
        samples = np.random.default_rng(0).normal(size=(20, 3)).astype(np.float32)
        assert all((smooth(sample, 1 / RATE, 0) == sample).all() for sample in samples)

    def test_noise_of_a_still_face_is_reduced_more_by_more(self) -> None:
        noise = np.random.default_rng(0).normal(0, 0.01, (200, 478, 3)).astype(np.float32)

        def left(amount: float) -> float:
            smooth = OneEuro(PARAMETERS["displacement"])
            out = [smooth(sample, 1 / RATE, amount) for sample in noise]
            return float(np.diff(out, axis=0).std() / np.diff(noise, axis=0).std())

        assert left(2) < left(1) < 0.35
        assert left(0) == 1

    def test_fast_motion_is_followed_more_closely_than_slow(self) -> None:
        def lag(speed: float) -> float:
            """Seconds behind a ramp."""
            smooth = OneEuro(OneEuroParameters(1.0, 4.0))
            for index in range(2 * RATE):
                value = np.full(1, speed * index / RATE, np.float32)
                out = smooth(value, 1 / RATE)
            return float(value[0] - out[0]) / speed

        assert lag(2.0) < lag(0.2) / 2

    @pytest.mark.parametrize(("part", "speed"), [("displacement", 1.0), ("blendshapes", 0.5)])
    def test_what_moves_is_less_than_a_frame_and_a_half_late(self, part: str, speed: float) -> None:
        smooth = OneEuro(PARAMETERS[part])
        for index in range(2 * RATE):
            value = np.full(1, speed * index / RATE, np.float32)
            out = smooth(value, 1 / RATE)
        assert float(value[0] - out[0]) / speed * RATE < 1.5

    def test_points_of_a_row_share_one_speed(self) -> None:
        """Else a landmark that moves sideways would lag in y, and bend its path."""
        smooth = OneEuro(OneEuroParameters(1, 5))
        smooth(np.zeros((1, 3), np.float32), 1 / RATE)
        out = smooth(np.array([[1, 0.1, 0]], np.float32), 1 / RATE)[0]
        assert out[1] / out[0] == pytest.approx(0.1, rel=1e-4)

    def test_the_rate_of_frames_hardly_matters(self) -> None:
        def after_half_a_second(rate: int) -> float:
            smooth = OneEuro(OneEuroParameters(1.0, 0))
            smooth(np.zeros(1, np.float32), 1 / rate)
            for _ in range(rate // 2):
                out = smooth(np.ones(1, np.float32), 1 / rate)
            return float(out[0])

        assert after_half_a_second(30) == pytest.approx(after_half_a_second(120), abs=0.03)


class TestMotionSmoother:
    def test_the_first_motion_passes_unchanged(self) -> None:
        motion = moved(displacement=0.5, eyes=-1)
        out = MotionSmoother()(motion, 12.0)
        arrays = [f.name for f in fields(motion) if f.name != "code"]
        assert all((getattr(out, name) == getattr(motion, name)).all() for name in arrays)

    def test_blinks_and_lips_lag_less_than_the_rest(self) -> None:
        smooth = MotionSmoother()
        smooth(moved(), 0.0)
        step = moved(displacement=(0.2, 0, 0), eyes=-0.2, lips=0.2, head=0.2, blendshapes=0.2)
        out = smooth(step, 1 / RATE)
        parts = ("displacement", "eyes", "lips")
        reached = {name: float(np.abs(getattr(out, name)).max()) / 0.2 for name in parts}
        assert min(reached["eyes"], reached["lips"]) > 1.2 * reached["displacement"]

    def test_a_blink_of_a_tenth_of_a_second_survives(self) -> None:
        smooth = MotionSmoother()
        eyes = [0, 0, 0, -0.5, -1, -1, -0.5, 0, 0, 0]
        out = [
            float(smooth(moved(eyes=value), i / RATE).eyes.mean()) for i, value in enumerate(eyes)
        ]
        assert min(out) < -0.8

    @pytest.mark.parametrize("time", [0.5, 1.0, 3.5])
    def test_a_gap_or_a_step_back_starts_afresh(self, time: float) -> None:
        smooth = MotionSmoother()
        smooth(moved(displacement=1), 1.0)
        smooth(moved(displacement=1), 1.03)
        assert not smooth(moved(), time).displacement.any()

    def test_reset(self) -> None:
        smooth = MotionSmoother()
        smooth(moved(displacement=1), 0.0)
        smooth.reset()
        assert not smooth(moved(), 1 / RATE).displacement.any()

    def test_a_code_is_steadied_as_long_as_one_reader_gives_it(self) -> None:
        smooth = MotionSmoother()

        def through(reader: str, value: float, count: int, time: float) -> float:
            code = Code(reader, np.full((count, 1), value, np.float32))
            out = smooth(replace(moved(), code=code), time).code
            assert out.reader == reader
            return float(out.values.mean()) if count else 0.0

        assert through("a", 0.0, 3, 0.0) == 0
        assert 0 < through("a", 0.2, 3, 1 / RATE) < 0.2
        assert through("b", 0.4, 5, 2 / RATE) == pytest.approx(0.4)
        assert through("", 0.0, 0, 3 / RATE) == 0
        assert through("b", 0.1, 5, 4 / RATE) == pytest.approx(0.1)
