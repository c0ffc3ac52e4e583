"""Whether hair follows: known motions of a whole picture, and none."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

pytest.importorskip("torch", reason="training is not installed: pip install -e '.[train]'")

from rtxfer.face.geometry import Points
from rtxfer.frame import Image
from rtxfer.generator import Generator
from rtxfer.target import Target
from train.judging.following import HairWatch
from train.judging.turns import TILE, TURNS, turned

SHIFT = (14.0, 5.0)
RIP = 20
"""Pixels by which each side goes away from the other."""


@pytest.fixture(scope="module")
def watch(eileen: Target) -> HairWatch:
    return HairWatch(eileen.image, eileen.signal.landmarks)


def shifted(points: Points, share: float = 1.0) -> Points:
    return points + share * np.array([*SHIFT, 0], np.float32)


def moved(image: Image, share: float) -> Image:
    x, y = (share * amount for amount in SHIFT)
    matrix = np.array([[1, 0, x], [0, 1, y]])
    return np.asarray(
        cv2.warpAffine(image, matrix, image.shape[1::-1], borderMode=cv2.BORDER_REPLICATE)
    )


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_it_is_the_share_of_the_faces_motion(
    eileen: Target, watch: HairWatch, share: float
) -> None:
    seen = watch.look(moved(eileen.image, share), shifted(eileen.signal.landmarks))
    assert seen is not None
    assert seen.follow == pytest.approx(share, abs=0.05)
    assert seen.torn < 0.01


def test_a_face_that_hardly_moves_says_nothing(eileen: Target, watch: HairWatch) -> None:
    landmarks = shifted(eileen.signal.landmarks, 0.2)
    assert watch.look(moved(eileen.image, 0.2), landmarks) is None


def test_what_is_torn_is_seen(eileen: Target, watch: HairWatch) -> None:
    """Hair to the left of the face goes left, and to the right of it right: in between it rips."""
    x = round(float(eileen.signal.landmarks[10, 0]))
    torn = eileen.image.copy()
    torn[:, : x - RIP], torn[:, x + RIP :] = eileen.image[:, RIP:x], eileen.image[:, x:-RIP]
    seen = watch.look(torn, shifted(eileen.signal.landmarks))
    whole = watch.look(moved(eileen.image, 1), shifted(eileen.signal.landmarks))
    assert seen is not None
    assert whole is not None
    assert seen.torn > 0.01
    assert seen.torn > 2 * whole.torn


def test_a_page_of_turns_begins_and_ends_with_one_head(eileen: Target, warp: Generator) -> None:
    page = turned(eileen, "warp")
    assert page.shape == (TILE, len(TURNS) * TILE, 3)
    tiles = np.split(page.astype(int), len(TURNS), axis=1)
    rest = tiles[TURNS.index((0, 0, 0))]
    apart = [np.abs(tile - rest).mean() for tile in tiles]
    assert sorted(apart)[0] == 0
    assert sorted(apart)[1] > 3
    assert apart[0] > apart[1]
