"""Relative motion: what is left when the driver's position, size and turn are taken away."""

from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rtxfer.face.action_units import UNIT
from rtxfer.face.geometry import rotation_matrix
from rtxfer.face.landmarks import BLENDSHAPE
from rtxfer.face.signal import MIRRORED_BLENDSHAPES, Signal, mirrored_landmarks
from rtxfer.motion.neutral import Neutral, measure_neutral
from rtxfer.motion.relative import Motion, relative_motion, still
from tests.faces import laid, numbers, signal_of, vector

SHOWN = [20, 75, 80, 110, 150, 195, 210]
"""Frames of the clip: rest, brows, jaw, smile."""


PARTS = [part.name for part in fields(Motion) if part.name != "code"]


def placed_anew(signal: Signal, scale: float, roll: float, shift: tuple[float, float]) -> Signal:
    """The same face, filmed from elsewhere by a tilted camera."""
    turned = signal.landmarks @ rotation_matrix(vector(0, 0, roll)).T
    return signal_of(
        (scale * turned + vector(*shift, 0)).astype(np.float32), signal.blendshapes, signal.size
    )


def apart(a: Motion, b: Motion, part: str) -> float:
    return float(np.abs(getattr(a, part) - getattr(b, part)).max())


def test_at_neutral_nothing_moves(driver_signals: list[Signal]) -> None:
    signal = driver_signals[20]
    motion = relative_motion(signal, measure_neutral([signal]))
    for name in PARTS:
        assert np.abs(getattr(motion, name)).max() < 1e-4, name


@given(
    frame=st.sampled_from(SHOWN),
    scale=numbers(0.2, 8),
    roll=numbers(-3, 3),
    shift=st.tuples(numbers(-2000, 2000), numbers(-2000, 2000)),
)
def test_position_size_and_tilt_of_the_camera_do_not_matter(
    driver_signals: list[Signal],
    driver_neutral: Neutral,
    frame: int,
    scale: float,
    roll: float,
    shift: tuple[float, float],
) -> None:
    signal = driver_signals[frame]
    there = placed_anew(signal, scale, roll, shift)
    plain, other = (relative_motion(seen, driver_neutral) for seen in (signal, there))
    assert apart(plain, other, "displacement") < 1e-2
    assert apart(plain, other, "lips") < 1e-2
    assert apart(plain, other, "eyes") < 0.05
    assert apart(plain, other, "action_units") < 0.05
    # A neutral from the same camera takes the tilt out of the head's turn too.
    rest = driver_signals[18]
    one = relative_motion(signal, measure_neutral([rest])).head
    two = relative_motion(there, measure_neutral([placed_anew(rest, scale, roll, shift)])).head
    assert rotation_matrix(vector(0, 0, roll)) @ one == pytest.approx(two, abs=2e-3)


@given(frame=st.sampled_from(SHOWN))
def test_a_mirrored_driver_makes_the_mirrored_motion(
    driver_signals: list[Signal], frame: int
) -> None:
    signal, rest = driver_signals[frame], driver_signals[18]
    plain = relative_motion(signal, measure_neutral([rest]))
    other = relative_motion(signal.unmirrored(), measure_neutral([rest.unmirrored()]))
    mirrored = plain.displacement[mirrored_landmarks()] * vector(-1, 1, 1)
    assert np.abs(other.displacement - mirrored).max() < 5e-3
    assert other.eyes == pytest.approx(plain.eyes[::-1], abs=5e-3)
    assert other.lips == pytest.approx(plain.lips[::-1], abs=5e-3)
    assert other.head == pytest.approx(plain.head * vector(1, -1, -1), abs=2e-3)
    assert (other.blendshapes == plain.blendshapes[MIRRORED_BLENDSHAPES]).all()
    twins = {"61": "62", "62": "61"}
    for name, place in UNIT.items():
        twin = twins.get(name, name.translate(str.maketrans("LR", "RL")))
        assert other.action_units[place] == pytest.approx(plain.action_units[UNIT[twin]], abs=0.03)


@given(turn=st.tuples(numbers(-0.5, 0.5), numbers(-0.5, 0.5), numbers(-0.5, 0.5)))
def test_the_heads_turn_is_all_that_turning_it_changes(turn: tuple[float, float, float]) -> None:
    neutral = measure_neutral([signal_of()])
    motion = relative_motion(signal_of(laid(turn=turn, at=(100, 400), scale=9)), neutral)
    assert motion.head == pytest.approx(vector(*turn), abs=2e-3)
    assert np.abs(motion.displacement).max() < 1e-3


def test_a_shut_eye_counts_as_minus_one(
    blink_signals: list[Signal], driver_neutral: Neutral
) -> None:
    blinks = [BLENDSHAPE["eyeBlinkLeft"], BLENDSHAPE["eyeBlinkRight"]]
    shut = max(blink_signals, key=lambda signal: signal.blendshapes[blinks].sum())
    motion = relative_motion(shut, driver_neutral)
    assert (motion.eyes < -0.8).all()
    assert (motion.eyes >= -1).all()


class TestMotionsAreVectors:
    def test_still(self) -> None:
        assert all(not getattr(still(), name).any() for name in PARTS)

    def test_half_and_half_is_one(self, driver_signals: list[Signal]) -> None:
        neutral = measure_neutral([driver_signals[18]])
        motion = relative_motion(driver_signals[195], neutral)
        whole = motion * 0.5 + motion * 0.5
        for name in PARTS:
            part = getattr(whole, name)
            assert part == pytest.approx(getattr(motion, name), abs=1e-6)
            assert part.dtype == np.float32
            assert not getattr(motion * 0, name).any()
