"""A user's gains, as motion: every part that belongs to a region follows that region's gain."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given

from rtxfer.face import landmarks as lm
from rtxfer.face.action_units import ACTION_UNITS, UNIT
from rtxfer.face.code import Code
from rtxfer.face.landmarks import BLENDSHAPE, BLENDSHAPES
from rtxfer.face.signal import Signal
from rtxfer.motion.amplify import amplify, bounded
from rtxfer.motion.neutral import Neutral
from rtxfer.motion.regions import BLENDSHAPE_REGION, REGIONS, UNIT_REGION
from rtxfer.motion.relative import Motion, relative_motion
from rtxfer.settings import MotionSettings
from tests.faces import moved, numbers

CODE = Code("reader", np.linspace(-1, 1, 12, dtype=np.float32).reshape(3, 4))
PARTS = ("displacement", "eyes", "lips", "head", "blendshapes", "action_units")


@pytest.fixture(scope="module")
def smiling(driver_signals: list[Signal], driver_neutral: Neutral) -> Motion:
    return replace(relative_motion(driver_signals[195], driver_neutral), code=CODE)


def parts(motion: Motion) -> dict[str, np.ndarray]:
    return {name: getattr(motion, name) for name in PARTS} | {"code": motion.code.values}


def test_plain_gains_leave_all_but_the_head(smiling: Motion) -> None:
    plain = parts(amplify(smiling, MotionSettings(head=1)))
    for name, part in parts(smiling).items():
        assert plain[name] == pytest.approx(part, abs=1e-6), name


@given(strength=numbers(0, 2))
def test_strength_scales_every_part(smiling: Motion, strength: float) -> None:
    whole = parts(amplify(smiling, MotionSettings()))
    for name, part in parts(amplify(smiling, MotionSettings(strength=strength))).items():
        assert part == pytest.approx(strength * whole[name], abs=1e-5), name


def test_no_strength_is_no_motion(smiling: Motion) -> None:
    still = amplify(smiling, MotionSettings(strength=0))
    assert all(not part.any() for part in parts(still).values())


@pytest.mark.parametrize("region", REGIONS)
def test_a_region_is_halved_and_no_other(smiling: Motion, region: str) -> None:
    index = REGIONS.index(region)
    whole = amplify(smiling, MotionSettings())
    half = amplify(smiling, MotionSettings(**{region: 0.5}))
    for name, of in (("blendshapes", BLENDSHAPE_REGION), ("action_units", UNIT_REGION)):
        mine = of == index
        found, before = getattr(half, name), getattr(whole, name)
        assert found[mine] == pytest.approx(before[mine] / 2, abs=1e-6), name
        assert (found[~mine] == before[~mine]).all(), name
        assert mine.any(), name
    assert half.eyes == pytest.approx(whole.eyes * (0.5 if region == "eyes" else 1))
    assert half.lips == pytest.approx(whole.lips * (0.5 if region == "mouth" else 1))
    assert (half.head == whole.head).all()


class TestRegions:
    @pytest.mark.parametrize(
        ("name", "region"),
        [
            ("browInnerUp", "brows"),
            ("eyeBlinkLeft", "eyes"),
            ("eyeSquintRight", "eyes"),
            ("eyeLookUpLeft", "gaze"),
            ("jawOpen", "jaw"),
            ("cheekPuff", "jaw"),
            ("mouthSmileLeft", "mouth"),
            ("noseSneerRight", "mouth"),
        ],
    )
    def test_of_blendshapes(self, name: str, region: str) -> None:
        assert REGIONS[BLENDSHAPE_REGION[BLENDSHAPE[name]]] == region

    @pytest.mark.parametrize(
        ("name", "region"),
        [
            ("1", "brows"),
            ("R4", "brows"),
            ("L6", "jaw"),
            ("L7", "eyes"),
            ("R45", "eyes"),
            ("63", "gaze"),
            ("L12", "mouth"),
            ("25", "mouth"),
            ("26", "jaw"),
        ],
    )
    def test_of_action_units(self, name: str, region: str) -> None:
        assert REGIONS[UNIT_REGION[UNIT[name]]] == region

    def test_every_one_has_one(self) -> None:
        assert BLENDSHAPE_REGION.shape == (len(BLENDSHAPES),)
        assert UNIT_REGION.shape == (len(ACTION_UNITS),)
        assert set(BLENDSHAPE_REGION) == set(UNIT_REGION) == set(range(len(REGIONS)))


class TestCode:
    @pytest.mark.parametrize(
        ("region", "gain"), [("mouth", 0.75), ("eyes", 1.5), ("face", 1.5)], ids=str
    )
    def test_it_follows_the_gain_of_what_it_is_read_off(self, region: str, gain: float) -> None:
        settings = MotionSettings(strength=1.5, mouth=0.5)
        found = amplify(replace(moved(), code=CODE), settings, region).code
        assert found.reader == CODE.reader
        assert found.values == pytest.approx(gain * CODE.values)


class TestGaze:
    def test_where_a_shut_eye_looks_does_not_count_whatever_the_gains(self) -> None:
        motion = moved(displacement=(0.2, 0, 0), eyes=(-1, 0))
        found = amplify(motion, MotionSettings(strength=0.5)).displacement
        assert not found[lm.IRIS[0]].any()
        assert found[lm.IRIS[1], 0] == pytest.approx(0.1)


class TestBounds:
    def test_a_drivers_own_motion_is_within(
        self, driver_signals: list[Signal], driver_neutral: Neutral
    ) -> None:
        for signal in driver_signals[::20]:
            motion = relative_motion(signal, driver_neutral)
            found = bounded(motion, driver_neutral)
            assert found.blendshapes == pytest.approx(motion.blendshapes, abs=1e-6)
            assert found.action_units == pytest.approx(motion.action_units, abs=1e-6)

    def test_gains_cannot_lead_out_of_what_faces_show(
        self, smiling: Motion, driver_neutral: Neutral
    ) -> None:
        found = bounded(smiling * 10 + smiling * -12, driver_neutral)
        for name in ("blendshapes", "action_units"):
            shown = getattr(driver_neutral, name) + getattr(found, name)
            assert shown.min() >= -1e-6, name
            assert shown.max() <= 1 + 1e-6, name
        most = bounded(smiling * 10, driver_neutral)
        smile = BLENDSHAPE["mouthSmileLeft"]
        assert driver_neutral.blendshapes[smile] + most.blendshapes[smile] == pytest.approx(1)

    def test_only_channels_are_bounded(self, smiling: Motion, driver_neutral: Neutral) -> None:
        found = bounded(smiling * 3, driver_neutral)
        for name in {f.name for f in fields(Motion)} - {"blendshapes", "action_units", "code"}:
            assert (getattr(found, name) == getattr(smiling * 3, name)).all(), name
