from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rtxfer.face import landmarks as lm
from rtxfer.face.action_units import ACTION_UNITS, action_units, unit_number, unit_side
from rtxfer.face.geometry import Points, canonical_face, to_canonical
from rtxfer.face.landmarks import BLENDSHAPE, BLENDSHAPES
from rtxfer.face.signal import Signal, mirrored_landmarks
from tests.faces import vector

SILENT = np.zeros(52, np.float32)


def units(shape: Points | None = None, **shown: float) -> dict[str, float]:
    """Intensity by unit; `shown` names blendshapes, both sides where they have sides."""
    values = SILENT.copy()
    for name, value in shown.items():
        ends = ["Lower", "Upper"] if name == "mouthRoll" else ["Left", "Right"]
        channels = [name] if name in BLENDSHAPE else [name + end for end in ends]
        values[[BLENDSHAPE[channel] for channel in channels]] = value
    face = canonical_face() if shape is None else shape
    found = action_units(values, face, canonical_face())
    return dict(zip(ACTION_UNITS, found.tolist(), strict=True))


def shifted(*moves: tuple[lm.Indices | tuple[int, ...], tuple[float, float, float]]) -> Points:
    """The canonical face with some landmarks moved, centimetres."""
    shape = canonical_face().copy()
    for group, by in moves:
        shape[list(group)] += vector(*by)
    return shape


def test_numbers_and_sides_of_the_units() -> None:
    assert len(ACTION_UNITS) == len(set(ACTION_UNITS)) == 41
    assert {18, 22, 24, 28, 61, 62, 63, 64} <= {unit_number(name) for name in ACTION_UNITS}
    sides = Counter(unit_number(name) for name in ACTION_UNITS if unit_side(name))
    assert set(sides) == {2, 4, 5, 6, 7, 9, 10, 12, 14, 15, 16, 20, 24, 30, 45}
    assert set(sides.values()) == {2}
    assert (unit_number("L12"), unit_side("L12"), unit_side("17")) == (12, "L", "")


def test_a_resting_face_shows_none() -> None:
    shown = units()
    assert shown.pop("25") < 0.25  # the canonical face's lips stand a little apart
    assert max(shown.values()) < 0.05


@given(st.lists(st.floats(0, 1), min_size=52, max_size=52), st.integers(0, 2**32 - 1))
def test_every_unit_stays_between_nought_and_one(values: list[float], seed: int) -> None:
    noise = np.random.default_rng(seed).normal(0, 1, (478, 3))
    shape = (canonical_face() + noise).astype(np.float32)
    found = action_units(np.array(values, np.float32), shape)
    assert found.shape == (len(ACTION_UNITS),)
    assert found.dtype == np.float32
    assert ((found >= 0) & (found <= 1)).all()


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("browInnerUp", "1"),
        ("browOuterUpLeft", "L2"),
        ("browOuterUpRight", "R2"),
        ("browDownLeft", "L4"),
        ("eyeWideRight", "R5"),
        ("cheekSquintLeft", "L6"),
        ("eyeSquintRight", "R7"),
        ("noseSneerLeft", "L9"),
        ("mouthUpperUpRight", "R10"),
        ("mouthSmileLeft", "L12"),
        ("mouthSmileRight", "R12"),
        ("mouthDimpleLeft", "L14"),
        ("mouthFrownRight", "R15"),
        ("mouthLowerDownLeft", "L16"),
        ("mouthShrugLower", "17"),
        ("mouthPucker", "18"),
        ("mouthStretchRight", "R20"),
        ("mouthFunnel", "22"),
        ("mouthPressLeft", "L24"),
        ("jawOpen", "26"),
        ("mouthRoll", "28"),
        ("jawLeft", "L30"),
        ("eyeBlinkLeft", "L45"),
        ("eyeBlinkRight", "R45"),
        ("eyeLookUp", "63"),
        ("eyeLookDown", "64"),
    ],
)
def test_a_blendshape_raises_its_unit_and_no_other(name: str, unit: str) -> None:
    rest, half, full = units(), units(**{name: 0.5}), units(**{name: 1.0})
    assert rest[unit] < half[unit] < full[unit]
    assert full[unit] > 0.9
    others = [other for other in ACTION_UNITS if other != unit]
    assert all(abs(full[other] - rest[other]) < 0.05 for other in others)


def test_gaze_goes_to_the_subjects_own_side() -> None:
    to_left = units(eyeLookOutLeft=0.8, eyeLookInRight=0.6)
    assert (to_left["61"], to_left["62"]) == (pytest.approx(0.7), 0)
    to_right = units(eyeLookOutRight=0.8, eyeLookInLeft=0.6)
    assert (to_right["61"], to_right["62"]) == (0, pytest.approx(0.7))
    assert units(eyeLookUp=0.8, eyeBlink=1)["63"] == 0, "shut eyes look nowhere"


def test_widened_lids_raise_five() -> None:
    by_lift = [units(shifted(((159, 386), (0, -lift, 0))))["L5"] for lift in (0, 0.1, 0.2, 0.3)]
    assert sorted(set(by_lift)) == by_lift
    assert by_lift[-1] > 0.15


def test_cheeks_pushed_up_raise_six() -> None:
    by_lift = [units(shifted(((50, 280), (0, -lift, 0))))["R6"] for lift in (0, 0.2, 0.4)]
    assert by_lift[0] < by_lift[1] < by_lift[2]


def test_wings_drawn_up_raise_nine() -> None:
    by_lift = [units(shifted(((129, 358), (0, -lift, 0))))["L9"] for lift in (0, 0.2, 0.4)]
    assert by_lift[0] < by_lift[1] < by_lift[2]


def test_corners_drawn_to_the_cheeks_raise_fourteen_but_not_in_a_smile() -> None:
    face = canonical_face()
    shape = face.copy()
    shape[[61, 291]] += 0.3 * (face[[205, 425]] - face[[61, 291]])
    assert units(shape)["L14"] == pytest.approx(0.45, abs=0.01)
    assert units(shape, mouthSmile=1)["R14"] == 0


def test_parted_lips_raise_twenty_five() -> None:
    by_gap = [units(shifted(((14,), (0, gap, 0))))["25"] for gap in (0, 0.5, 1.0, 1.5)]
    assert sorted(set(by_gap)) == by_gap


def test_looking_down_is_not_blinking() -> None:
    assert units(eyeBlink=0.4, eyeLookDown=1)["L45"] < 0.25
    assert units(eyeBlink=0.9, eyeLookDown=1)["R45"] == pytest.approx(0.9)


def test_in_a_mirror_left_is_right() -> None:
    shape = shifted(((159,), (0, -0.2, 0)), ((61,), (-0.3, -0.2, 0)))
    mirror = shape[mirrored_landmarks()] * vector(-1, 1, 1)
    plain, mirrored = units(shape), units(mirror)
    other = {"L": "R", "R": "L", "": ""}
    for name in ACTION_UNITS:
        twin = other[unit_side(name)] + str(unit_number(name))
        assert plain[name] == pytest.approx(mirrored[twin], abs=0.02), name
    assert plain["R5"] > plain["L5"] + 0.1


def test_without_a_neutral_the_canonical_face_stands_in(driver_signals: list[Signal]) -> None:
    signal = driver_signals[20]
    shape = to_canonical(signal.landmarks)(signal.landmarks)
    against = action_units(signal.blendshapes, shape, canonical_face())
    assert (action_units(signal.blendshapes, shape) == against).all()


def test_the_clip_shows_what_its_person_does(driver_signals: list[Signal]) -> None:
    rest = to_canonical(driver_signals[20].landmarks)(driver_signals[20].landmarks)

    def at(frame: int) -> dict[str, float]:
        signal = driver_signals[frame]
        shape = to_canonical(signal.landmarks, rest)(signal.landmarks)
        found = action_units(signal.blendshapes, shape, rest)
        return dict(zip(ACTION_UNITS, found.tolist(), strict=True))

    assert at(20)["L12"] < 0.1
    assert at(20)["25"] < 0.1
    assert at(80)["1"] > 0.4  # brows
    assert at(110)["25"] > 0.3  # lips apart
    assert at(110)["26"] > 0.25  # jaw
    assert at(195)["R12"] > 0.5  # smile


def test_names_of_channels() -> None:
    assert len(BLENDSHAPES) == len(set(BLENDSHAPES)) == 52
    assert BLENDSHAPES[0] == "_neutral"
