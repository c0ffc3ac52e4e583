"""The driver may leave and come back; the portrait never jumps."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rtxfer.motion.presence import EASE, HOLD, Presence
from tests.faces import moved

RATE = 30


def shown(driver: Sequence[float | None], rate: float = RATE) -> npt.NDArray[np.float64]:
    """How far the portrait moves while the driver moves so far, or is away (None)."""
    presence = Presence()
    motions = [None if far is None else moved(displacement=far) for far in driver]
    out = [presence(motion, i / rate).displacement[0, 0] for i, motion in enumerate(motions)]
    return np.array(out, np.float64)


def seconds(length: float) -> int:
    return round(length * RATE)


def test_while_there_the_motion_passes() -> None:
    driver = np.sin(np.arange(50) / 5)
    assert shown(driver.tolist()) == pytest.approx(driver, abs=1e-6)


def test_before_the_first_face_the_portrait_is_at_rest() -> None:
    assert not shown([None] * 60).any()


def test_a_lost_face_is_held_and_then_eased_to_rest() -> None:
    away = shown([1.0] * 10 + [None] * 60)[10:]
    held = seconds(HOLD) - 1
    assert (away[:held] == 1).all()
    assert (np.diff(away) <= 0).all()
    assert 0.2 < away[seconds(HOLD + EASE / 2)] < 0.8
    assert away[seconds(HOLD + EASE) + 1 :] == pytest.approx(0, abs=1e-6)


def test_a_face_that_comes_back_eases_in() -> None:
    back = shown([1.0] * 5 + [None] * 60 + [0.8] * 40)[65:]
    assert back[0] < 0.05
    assert (np.diff(back) >= 0).all()
    assert back[seconds(EASE) + 1 :] == pytest.approx(0.8, abs=1e-6)


def test_a_driver_who_appears_late_eases_in() -> None:
    assert shown([None] * 60 + [1.0] * 3)[60] < 0.05


@given(
    away=st.integers(9, 60),
    before=st.floats(-1, 1),
    after=st.floats(-1, 1),
    rate=st.sampled_from([25, 30, 60]),
)
def test_no_jump_however_long_away_and_however_changed(
    away: int, before: float, after: float, rate: int
) -> None:
    values = shown([before] * 5 + [None] * away + [after] * rate, rate)
    swing = max(abs(before), abs(after), abs(after - before))
    # Never faster than a smooth move over as long as the face was away, half a second at most.
    shortest = min(away / rate, EASE)
    assert np.abs(np.diff(values)).max() <= 1.6 * swing / (shortest * rate) + 1e-6
    assert values[-1] == pytest.approx(after, abs=1e-6)


def test_a_single_lost_frame_is_hardly_seen() -> None:
    driver = [i / 30 for i in range(20)]
    values = shown([*driver[:10], None, *driver[11:]])
    assert np.abs(np.diff(values)).max() < 0.08
    assert values[13:] == pytest.approx(np.array(driver[13:]), abs=1e-6)


def test_a_return_interrupted_by_another_loss_still_eases_in() -> None:
    values = shown([None] * 60 + [1.0, None] * 4 + [1.0] * 40)
    assert np.abs(np.diff(values)).max() < 0.15
    assert values[-1] == 1


def test_a_flickering_face_does_not_make_the_portrait_flicker() -> None:
    values = shown([1.0] * 10 + [None, 1.0] * 60)
    assert min(values) == pytest.approx(1, abs=1e-6)


def test_a_clock_that_steps_back_does_no_harm() -> None:
    presence = Presence()
    for time in (5.0, 4.0, 0.0, 0.1):
        out = presence(moved(displacement=1), time)
        assert np.isfinite(out.displacement).all()
    assert out.displacement[0, 0] == pytest.approx(1)


def test_reset() -> None:
    presence = Presence()
    presence(moved(displacement=1), 0.0)
    presence.reset()
    assert not presence(None, 0.1).displacement.any()
