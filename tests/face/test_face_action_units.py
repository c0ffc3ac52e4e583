import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rtxfer.face import landmarks as lm
from rtxfer.face.action_units import ACTION_UNITS, action_units
from rtxfer.face.geometry import Points, canonical_face, to_canonical
from rtxfer.face.landmarks import BLENDSHAPE, BLENDSHAPES
from rtxfer.face.signal import Signal, mirrored_landmarks
from tests.faces import vector

SILENT = np.zeros(52, np.float32)


def units(shape: Points | None = None, **shown: float) -> dict[int, float]:
    """Intensity by unit; `shown` names blendshapes, both sides where they have sides."""
    values = SILENT.copy()
    for name, value in shown.items():
        channels = [name] if name in BLENDSHAPE else [f"{name}Left", f"{name}Right"]
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


def test_the_seventeen_units() -> None:
    assert ACTION_UNITS == (1, 2, 4, 5, 6, 7, 9, 10, 12, 14, 15, 17, 20, 23, 25, 26, 45)


def test_a_resting_face_shows_none() -> None:
    shown = units()
    assert shown.pop(25) < 0.25  # the canonical face's lips stand a little apart
    assert max(shown.values()) < 0.05


@given(st.lists(st.floats(0, 1), min_size=52, max_size=52), st.integers(0, 2**32 - 1))
def test_every_unit_stays_between_nought_and_one(values: list[float], seed: int) -> None:
    noise = np.random.default_rng(seed).normal(0, 1, (478, 3))
    shape = (canonical_face() + noise).astype(np.float32)
    found = action_units(np.array(values, np.float32), shape)
    assert found.shape == (17,)
    assert found.dtype == np.float32
    assert ((found >= 0) & (found <= 1)).all()


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("browInnerUp", 1),
        ("browOuterUp", 2),
        ("browDown", 4),
        ("eyeWide", 5),
        ("cheekSquint", 6),
        ("eyeSquint", 7),
        ("noseSneer", 9),
        ("mouthUpperUp", 10),
        ("mouthSmile", 12),
        ("mouthDimple", 14),
        ("mouthFrown", 15),
        ("mouthShrugLower", 17),
        ("mouthStretch", 20),
        ("jawOpen", 26),
        ("eyeBlink", 45),
    ],
)
def test_a_blendshape_raises_its_unit_and_no_other(name: str, unit: int) -> None:
    rest, half, full = units(), units(**{name: 0.5}), units(**{name: 1.0})
    assert rest[unit] < half[unit] < full[unit]
    assert full[unit] > 0.9
    others = [other for other in ACTION_UNITS if other != unit]
    assert all(abs(full[other] - rest[other]) < 0.05 for other in others)


def test_rolled_lips_are_tight() -> None:
    assert units(mouthRollLower=1, mouthRollUpper=1)[23] == 1


def test_widened_lids_raise_five() -> None:
    by_lift = [units(shifted(((159, 386), (0, -lift, 0))))[5] for lift in (0, 0.1, 0.2, 0.3)]
    assert sorted(set(by_lift)) == by_lift
    assert by_lift[-1] > 0.15


def test_cheeks_pushed_up_raise_six() -> None:
    by_lift = [units(shifted(((50, 280), (0, -lift, 0))))[6] for lift in (0, 0.2, 0.4)]
    assert by_lift[0] < by_lift[1] < by_lift[2]


def test_wings_drawn_up_raise_nine() -> None:
    by_lift = [units(shifted(((129, 358), (0, -lift, 0))))[9] for lift in (0, 0.2, 0.4)]
    assert by_lift[0] < by_lift[1] < by_lift[2]


def test_corners_drawn_to_the_cheeks_raise_fourteen_but_not_in_a_smile() -> None:
    face = canonical_face()
    shape = face.copy()
    shape[[61, 291]] += 0.3 * (face[[205, 425]] - face[[61, 291]])
    assert units(shape)[14] == pytest.approx(0.45, abs=0.01)
    assert units(shape, mouthSmile=1)[14] == 0


def test_parted_lips_raise_twenty_five() -> None:
    by_gap = [units(shifted(((14,), (0, gap, 0))))[25] for gap in (0, 0.5, 1.0, 1.5)]
    assert sorted(set(by_gap)) == by_gap


def test_looking_down_is_not_blinking() -> None:
    assert units(eyeBlink=0.4, eyeLookDown=1)[45] < 0.25
    assert units(eyeBlink=0.9, eyeLookDown=1)[45] == pytest.approx(0.9)


def test_left_and_right_count_alike() -> None:
    shape = shifted(((159,), (0, -0.2, 0)), ((61,), (-0.3, -0.2, 0)))
    mirror = shape[mirrored_landmarks()] * vector(-1, 1, 1)
    assert action_units(SILENT, shape) == pytest.approx(action_units(SILENT, mirror), abs=0.02)


def test_without_a_neutral_the_canonical_face_stands_in(driver_signals: list[Signal]) -> None:
    signal = driver_signals[20]
    shape = to_canonical(signal.landmarks)(signal.landmarks)
    against = action_units(signal.blendshapes, shape, canonical_face())
    assert (action_units(signal.blendshapes, shape) == against).all()


def test_the_clip_shows_what_its_person_does(driver_signals: list[Signal]) -> None:
    rest = to_canonical(driver_signals[20].landmarks)(driver_signals[20].landmarks)

    def at(frame: int) -> dict[int, float]:
        signal = driver_signals[frame]
        shape = to_canonical(signal.landmarks, rest)(signal.landmarks)
        found = action_units(signal.blendshapes, shape, rest)
        return dict(zip(ACTION_UNITS, found.tolist(), strict=True))

    assert at(20)[12] < 0.1
    assert at(20)[25] < 0.1
    assert at(80)[1] > 0.4  # brows
    assert at(110)[25] > 0.3  # lips apart
    assert at(110)[26] > 0.25  # jaw
    assert at(195)[12] > 0.5  # smile


def test_names_of_channels() -> None:
    assert len(BLENDSHAPES) == len(set(BLENDSHAPES)) == 52
    assert BLENDSHAPES[0] == "_neutral"
