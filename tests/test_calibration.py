from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from rtxfer.calibration import (
    EXPRESSIONS,
    Gains,
    NeutralStep,
    ReachStep,
    gains_from,
    intensity,
    judge,
    personal,
)
from rtxfer.errors import NoFaceError
from rtxfer.face import landmarks as lm
from rtxfer.face.geometry import Points, canonical_face
from rtxfer.face.landmarks import BLENDSHAPE
from rtxfer.face.signal import Signal
from rtxfer.motion.aperture import open_mouth
from rtxfer.motion.neutral import Neutral, measure_neutral
from rtxfer.motion.relative import Motion, relative_motion
from rtxfer.settings import MotionSettings
from tests.faces import laid, moved, numbers, signal_of

SMILE, OPEN_MOUTH, RAISE_BROWS, CLOSE_EYES = EXPRESSIONS
RATE = 25


def closed() -> Points:
    """The canonical face with its lips closed, which by itself it does not."""
    shape = canonical_face().copy()
    open_mouth(shape, np.zeros(9, np.float32))
    return shape


def resting(count: int = 20, **laying: Any) -> list[Signal]:
    """A face at rest, as still as a picture."""
    return [signal_of(laid(closed(), **laying))] * count


def showing(count: int = 20, **channels: float) -> list[Signal]:
    values = np.zeros(52, np.float32)
    for name, value in channels.items():
        values[BLENDSHAPE[name]] = value
    return [signal_of(laid(closed()), values)] * count


def shut_eyes() -> Signal:
    face = laid(closed())
    for upper, lower in zip(lm.EYE_UPPER, lm.EYE_LOWER, strict=True):
        face[upper] = face[lower]
    return signal_of(face)


def open_lips() -> Signal:
    face = laid(closed())
    face[lm.LIP_LOWER[0], 1] += 20  # pixels: a centimetre
    return signal_of(face)


FLAWS = {
    "seen": [*resting(8), *[None] * 12],
    "size": resting(scale=2.5),
    "facing": resting(turn=(0, 0.6, 0)),
    "steady": [signal_of(laid(closed(), turn=(0, 0.1 * (i % 2), 0))) for i in range(20)],
    "eyes": [shut_eyes()] * 20,
    "mouth": [open_lips()] * 20,
    "calm": showing(mouthSmileLeft=0.8, mouthSmileRight=0.8),
}


class TestQuality:
    def test_a_face_at_rest_will_do(self) -> None:
        quality = judge(resting())
        assert quality.usable
        assert quality.score > 0.9
        assert quality.advice == ""
        assert {aspect.name for aspect in quality.aspects} == set(FLAWS)

    @pytest.mark.parametrize("name", FLAWS)
    def test_each_flaw_is_named_and_alone(self, name: str) -> None:
        quality = judge(FLAWS[name])
        assert [aspect.name for aspect in quality.aspects if not aspect.good] == [name]
        (flaw,) = (aspect for aspect in quality.aspects if aspect.name == name)
        assert not quality.usable
        assert quality.score == flaw.score
        assert quality.advice == flaw.advice
        assert flaw.advice.endswith(".")

    def test_a_face_that_leaves_the_picture_is_told_to_move_back(self) -> None:
        quality = judge(resting(scale=45))
        assert "Move back" in quality.advice

    def test_drifting_sideways_is_not_steady(self) -> None:
        drifting = [signal_of(laid(closed(), at=(250 + 8 * i, 240))) for i in range(20)]
        assert judge(drifting).advice == "Hold your head still."

    def test_twitching_is_not_calm(self) -> None:
        twitching = [*showing(10), *showing(10, browInnerUp=0.6)]
        assert "Relax" in judge(twitching).advice

    def test_a_blink_is_forgiven(self) -> None:
        blink = showing(3, eyeBlinkLeft=0.9, eyeBlinkRight=0.9)
        assert judge([*resting(9), *blink, *resting(9)]).usable
        assert judge([*resting(9), *[shut_eyes()] * 3, *resting(9)]).usable

    @pytest.mark.parametrize("signals", [[], [None] * 10])
    def test_nobody_there(self, signals: list[None]) -> None:
        quality = judge(signals)
        assert quality.score == 0
        assert "whole face" in quality.advice

    @given(numbers(0, 0.9), numbers(0, 0.9))
    def test_more_turn_is_never_better(self, one: float, other: float) -> None:
        less, more = sorted((one, other))
        facing = [judge(resting(3, turn=(0, yaw, 0))).aspects[2].score for yaw in (less, more)]
        assert facing[0] >= facing[1] - 1e-6

    def test_the_clip_begins_at_rest_and_does_not_end_so(
        self, driver_signals: Sequence[Signal]
    ) -> None:
        assert judge(driver_signals[5:25]).usable
        assert not judge(driver_signals[-20:]).usable


class TestNeutralStep:
    def fed(self, step: NeutralStep, signals: Sequence[Signal | None], start: float = 0) -> float:
        for index, signal in enumerate(signals):
            step.watch(signal, start + index / RATE)
        return start + len(signals) / RATE

    def test_it_takes_as_long_as_asked(self) -> None:
        step = NeutralStep(seconds=2)
        now = self.fed(step, resting(RATE))
        assert step.progress == pytest.approx(0.5, abs=0.05)
        assert not step.done
        self.fed(step, resting(RATE + 2), now)
        assert step.done
        assert step.progress == 1
        assert np.abs(step.take().shape - measure_neutral(resting(1)).shape).max() < 1e-3

    def test_a_disturbance_costs_as_much_as_it_lasts(self) -> None:
        step = NeutralStep(seconds=2)
        now = self.fed(step, resting(RATE))
        before = step.progress
        now = self.fed(step, FLAWS["mouth"], now)
        assert 0 < step.progress < before
        now = self.fed(step, FLAWS["mouth"] * 5, now)
        assert step.progress == 0

    def test_it_never_ends_for_someone_who_never_rests(self) -> None:
        step = NeutralStep(seconds=1)
        self.fed(step, FLAWS["calm"] * 10)
        assert not step.done
        assert step.quality.advice == "Relax your face, as if nobody looked."

    def test_it_can_be_taken_all_the_same(self) -> None:
        step = NeutralStep()
        self.fed(step, FLAWS["calm"])
        assert step.take().blendshapes[BLENDSHAPE["mouthSmileLeft"]] == pytest.approx(0.8)

    def test_but_not_without_a_face(self) -> None:
        step = NeutralStep()
        self.fed(step, [None] * 10)
        with pytest.raises(NoFaceError):
            step.take()

    def test_a_pause_of_the_camera_proves_nothing(self) -> None:
        step = NeutralStep(seconds=2)
        now = self.fed(step, resting(5))
        step.watch(signal_of(), now + 60)
        assert not step.done

    def test_what_comes_later_changes_nothing(self) -> None:
        step = NeutralStep(seconds=1)
        now = self.fed(step, resting(2 * RATE))
        taken = step.take()
        self.fed(step, FLAWS["mouth"], now)
        assert step.take() is taken

    def test_the_person_of_the_clip(
        self, driver_signals: Sequence[Signal], driver_neutral: Neutral
    ) -> None:
        step = NeutralStep(seconds=1)
        self.fed(step, driver_signals)
        assert step.done
        assert np.abs(step.take().shape - driver_neutral.shape).mean() < 0.1  # centimetres


def smiling(amount: float) -> Motion:
    values = np.zeros(52, np.float32)
    values[[BLENDSHAPE["mouthSmileLeft"], BLENDSHAPE["mouthSmileRight"]]] = amount
    return moved(blendshapes=values)


class TestReachStep:
    def fed(self, step: ReachStep, amounts: Sequence[float]) -> None:
        for index, amount in enumerate(amounts):
            step.watch(smiling(amount), index / RATE)

    def test_the_furthest_that_is_held(self) -> None:
        step = ReachStep(SMILE)
        self.fed(step, [*np.linspace(0, 0.6, 20), *[0.6] * 2 * RATE])
        assert step.done
        assert step.best == pytest.approx(0.6)

    def test_the_way_there_is_no_holding(self) -> None:
        step = ReachStep(SMILE)
        self.fed(step, [0.25] * (RATE // 2) + [0.7] * (RATE // 2))
        assert 0 < step.progress < 0.6

    def test_hardly_a_smile_is_not_waited_for(self) -> None:
        step = ReachStep(SMILE)
        self.fed(step, [0.1] * 10 * RATE)
        assert step.progress == 0

    def test_one_odd_frame_is_no_reach(self) -> None:
        step = ReachStep(SMILE)
        self.fed(step, [0.1] * 10 + [1.0] + [0.1] * 10)
        assert step.best == pytest.approx(0.1)

    def test_a_lost_face_is_waited_for(self) -> None:
        step = ReachStep(SMILE)
        self.fed(step, [0.7] * (RATE // 2))
        held = step.progress
        step.watch(None, 0.5)
        assert step.progress == held

    def test_the_person_of_the_clip_opens_their_mouth(
        self, driver_signals: Sequence[Signal], driver_neutral: Neutral
    ) -> None:
        step = ReachStep(OPEN_MOUTH)
        for index, signal in enumerate(driver_signals):
            step.watch(relative_motion(signal, driver_neutral), index / RATE)
        assert 0.3 < step.best < 0.8


class TestGains:
    def test_whoever_reaches_the_usual_needs_none(self) -> None:
        gains = gains_from({each.name: each.usual for each in EXPRESSIONS})
        assert gains == Gains()

    def test_nothing_known_changes_nothing(self) -> None:
        assert gains_from({}) == Gains()

    def test_less_reach_asks_for_more(self) -> None:
        gains = gains_from({"raise_brows": 0.3, "open_mouth": 0.4})
        assert gains.brows == pytest.approx(0.42 / 0.3)
        assert gains.jaw == pytest.approx(1.5)
        assert 1 < gains.mouth < gains.jaw, "the lips were not seen to smile"
        assert gains.eyes == 1

    def test_more_reach_asks_for_less(self) -> None:
        assert gains_from({"raise_brows": 0.6}).brows == pytest.approx(0.7)

    @pytest.mark.parametrize("name", [each.name for each in EXPRESSIONS])
    def test_what_hardly_moved_keeps_one(self, name: Any) -> None:
        assert gains_from({name: 0.05}) == Gains()

    @given(st.dictionaries(st.sampled_from([e.name for e in EXPRESSIONS]), numbers(0, 3)))
    def test_always_bounded(self, reaches: dict[Any, float]) -> None:
        values = gains_from(reaches).model_dump().values()
        assert all(0.6 <= value <= 1.8 for value in values)

    def test_shut_eyes_stay_shut(self) -> None:
        assert gains_from({"close_eyes": 1.7}).eyes == 1

    def test_out_of_range_is_refused(self) -> None:
        with pytest.raises(ValidationError):
            Gains(brows=5)

    def test_intensity_of_what_is_asked_for(self) -> None:
        assert intensity("smile", smiling(0.5)) == pytest.approx(0.5)
        assert intensity("smile", smiling(-0.5)) == 0
        assert intensity("close_eyes", moved(eyes=[-1, -0.6])) == pytest.approx(0.8)
        assert intensity("close_eyes", moved(eyes=[0.2, 0.2])) == 0


class TestPersonal:
    def test_factors_on_what_is_set(self) -> None:
        settings = MotionSettings(brows=0.5, jaw=1.2, head=0.3)
        found = personal(settings, Gains(brows=1.6, mouth=0.8))
        assert found.brows == pytest.approx(0.8)
        assert found.mouth == pytest.approx(0.8)
        assert found.jaw == 1.2
        assert found.head == 0.3

    def test_no_gains_change_nothing(self) -> None:
        settings = MotionSettings(strength=1.7, gaze=0.2)
        assert personal(settings, Gains()) == settings

    @given(numbers(0, 2), numbers(0.6, 1.8))
    def test_within_what_settings_allow(self, setting: float, gain: float) -> None:
        settings = MotionSettings(brows=setting, eyes=setting, mouth=setting, jaw=setting)
        gains = Gains(brows=gain, eyes=gain, mouth=gain, jaw=gain)
        found = personal(settings, gains)
        assert MotionSettings.model_validate(found.model_dump()) == found


def test_advice_is_told_apart() -> None:
    """Nobody can follow an advice that two flaws share."""
    flawed = [judge(signals) for signals in FLAWS.values()]
    assert len({quality.advice for quality in flawed}) == len(FLAWS)
