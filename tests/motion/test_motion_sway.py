"""How far a head has moved from where it usually is."""

from __future__ import annotations

import numpy as np
import pytest

from rtxfer.face.geometry import canonical_face
from rtxfer.face.signal import Signal
from rtxfer.motion.neutral import measure_neutral
from rtxfer.motion.retarget import FURTHEST, NEAREST, UNMOVED, Retarget
from rtxfer.motion.sway import HABIT, Sway
from rtxfer.settings import MotionSettings
from tests.faces import laid, moved, signal_of

SCALE = 10.0  # pixels of a centimetre
SIZE = (640, 480)


def seen(
    x: float = 320, y: float = 240, scale: float = SCALE, size: tuple[int, int] = SIZE
) -> Signal:
    """A face in the camera's picture, its origin there."""
    landmarks = canonical_face() * np.float32(scale) + np.array([x, y, 0], np.float32)
    return signal_of(landmarks, size=size)


def test_the_first_place_is_the_usual_one_and_a_way_is_in_centimetres() -> None:
    sway = Sway()
    assert not sway(seen(), canonical_face(), 0.0).any()
    moved_by = sway(seen(350, 220), canonical_face(), 1 / 30)
    assert moved_by == pytest.approx([3, -2, 0], abs=0.02)


def test_nearer_is_larger() -> None:
    sway = Sway()
    sway(seen(), canonical_face(), 0.0)
    assert sway(seen(scale=11), canonical_face(), 0.03)[2] == pytest.approx(np.log(1.1), abs=1e-3)


def test_a_turned_head_stays_where_it_is() -> None:
    sway = Sway()
    still = signal_of(laid(turn=(0, 0, 0)), size=SIZE)
    sway(still, canonical_face(), 0.0)
    turned = signal_of(laid(turn=(0, 0.4, 0)), size=SIZE)
    where = sway(turned, canonical_face(), 0.03)
    nose = (turned.landmarks[1] - still.landmarks[1])[0]
    assert abs(nose) > 20  # pixels
    # `laid` turns about the middle of the face: the neck, behind it, goes the other way.
    assert np.sign(where[0]) == -np.sign(nose)


def test_who_sits_down_elsewhere_is_soon_where_they_usually_are() -> None:
    sway = Sway()
    sway(seen(), canonical_face(), 0.0)
    ways = [float(sway(seen(360), canonical_face(), float(second))[0]) for second in range(1, 60)]
    assert ways[0] == pytest.approx(4, abs=0.05)
    assert ways[round(HABIT)] == pytest.approx(4 * np.exp(-1), abs=0.1)
    assert abs(ways[-1]) < 0.05


def test_another_size_of_the_picture_is_no_way() -> None:
    sway = Sway()
    sway(seen(), canonical_face(), 0.0)
    larger = seen(640, 480, 2 * SCALE, (1280, 960))
    assert sway(larger, canonical_face(), 0.03) == pytest.approx([0, 0, 0], abs=1e-4)


def test_it_goes_on_where_it_was_kept() -> None:
    sway, other = Sway(), Sway()
    for number in range(5):
        sway(seen(320 + 3 * number), canonical_face(), number / 30)
    other.restore(sway.arrays())
    ways = [one(seen(300), canonical_face(), 1.0) for one in (sway, other)]
    assert (ways[0] == ways[1]).all()
    other.restore({})
    assert not other(seen(300), canonical_face(), 1.0).any()


def test_a_portrait_goes_its_way_softly_held() -> None:
    landmarks = laid(turn=(0, 0, 0))
    retarget = Retarget(landmarks, measure_neutral([signal_of()]))
    unmoved = retarget.head(moved(), MotionSettings())
    assert (unmoved.turn == UNMOVED.turn).all()
    assert not unmoved.way.any()
    little = retarget.head(moved(sway=(0.1, 0, 0)), MotionSettings()).way[0]
    far = retarget.head(moved(sway=(100, 0, 0)), MotionSettings()).way[0]
    assert far == pytest.approx(little / 0.1 * FURTHEST, rel=0.01)
    near = retarget.head(moved(sway=(0, 0, 9)), MotionSettings()).turn
    assert near == pytest.approx(np.eye(3) * np.exp(NEAREST), rel=1e-4)
    went = retarget(moved(sway=(0.1, 0, 0)), MotionSettings()) - landmarks
    assert went == pytest.approx(np.tile([little, 0, 0], (478, 1)), abs=1e-3)
