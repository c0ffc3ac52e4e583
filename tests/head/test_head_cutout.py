"""Who is in the picture, and what is behind them."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from rtxfer.face import landmarks as lm
from rtxfer.face.crop import crop_around
from rtxfer.face.geometry import Points
from rtxfer.head.cutout import Cutout, cut_out, painted_on
from rtxfer.head.person import SIDE, person_in
from rtxfer.target import Target


@pytest.fixture(scope="module", params=["grace", "eileen"])
def portrait(request: pytest.FixtureRequest) -> Target:
    found: Target = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="module")
def cutout(portrait: Target) -> Cutout:
    face = portrait.signal.landmarks
    found = cut_out(portrait.image, face, crop_around(face, 1.9))
    assert found is not None
    return found


def oval(target: Target, scale: float) -> np.ndarray:
    """True inside the outline of the face, enlarged."""
    points = target.signal.landmarks[lm.FACE_OVAL, :2]
    middle = points.mean(0)
    mask = np.zeros(target.image.shape[:2], np.uint8)
    cv2.fillPoly(mask, [np.round(middle + scale * (points - middle)).astype(np.int32)], 1)
    return mask > 0


def test_face_and_hair_are_the_person_and_the_corners_are_not(
    portrait: Target, cutout: Cutout
) -> None:
    assert cutout.alpha.shape == portrait.image.shape[:2]
    assert (cutout.alpha[oval(portrait, 0.95)] > 250).mean() > 0.99
    chin = int(portrait.signal.landmarks[152, 1])
    assert (cutout.alpha[:chin][oval(portrait, 1.15)[:chin]] > 200).mean() > 0.9
    assert (cutout.alpha[:20, :20] < 30).all()
    assert (cutout.alpha[:20, -20:] < 30).all()


def test_the_background_is_the_photograph_where_nobody_is(portrait: Target, cutout: Cutout) -> None:
    far = cv2.dilate(cutout.alpha, np.ones((61, 61), np.uint8)) == 0
    assert far.sum() > 1000
    assert (cutout.background[far] == portrait.image[far]).all()


def test_no_face_is_left_in_the_background(portrait: Target, cutout: Cutout) -> None:
    """Skin has edges; what is painted on deep behind the person has none."""
    inside = oval(portrait, 0.8)

    def edges(image: np.ndarray) -> float:
        luma = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).astype(np.float32)
        return float(np.abs(cv2.Laplacian(luma, cv2.CV_32F))[inside].mean())

    assert edges(cutout.background) < edges(portrait.image) / 4


def test_where_nobody_is_found_nothing_is_cut_out(grace: Target) -> None:
    face = grace.signal.landmarks
    crop = crop_around(face, 1.9)
    wall = np.full_like(grace.image, 128)
    assert cut_out(wall, face, crop) is None
    aside = face + np.array([2000, 0, 0], np.float32)
    assert cut_out(grace.image, aside, crop_around(aside, 1.9)) is None


def test_a_face_beyond_the_person_is_not_theirs(grace: Target) -> None:
    """Landmarks in the sky: the person who is seen is somebody else."""
    corner = grace.signal.landmarks.copy()
    corner[:, :2] = (corner[:, :2] - corner[:, :2].mean(0)) / 3 + [450, 60]
    assert cut_out(grace.image, corner, crop_around(corner, 1.9)) is None


def test_a_small_and_a_large_portrait_are_cut_alike(eileen: Target) -> None:
    small, face = eileen.shrunk(256), eileen.signal.landmarks
    one = cut_out(eileen.image, face, crop_around(face, 1.9))
    own: Points = small.signal.landmarks
    other = cut_out(small.image, own, crop_around(own, 1.9))
    assert one is not None
    assert other is not None
    reduced = cv2.resize(one.alpha, other.alpha.shape[::-1], interpolation=cv2.INTER_AREA)
    assert np.abs(reduced.astype(float) - other.alpha).mean() < 6
    assert other.face == pytest.approx(one.face, abs=2e-3)


def test_the_network_sees_a_person(eileen: Target) -> None:
    seen, upside = person_in(eileen.image, np.zeros((100, 50, 3), np.uint8))
    assert seen.shape == (SIDE, SIDE)
    height, width = eileen.image.shape[:2]
    nose = eileen.signal.landmarks[1, :2] / [width, height] * SIDE
    assert seen[int(nose[1]), int(nose[0])] > 0.95
    assert seen[:10, :10].max() < 0.2
    assert upside.mean() < 0.2


def test_what_is_known_is_kept_and_the_rest_lies_between() -> None:
    ramp = np.repeat(np.arange(64, dtype=np.float32)[None, :, None], 48, 0).repeat(3, 2)
    known = np.ones((48, 64), np.float32)
    known[10:40, 20:44] = 0
    holed = np.where(known[..., None] > 0, ramp, 999).astype(np.float32)
    found = painted_on(holed, known)
    assert (found[known > 0] == ramp[known > 0]).all()
    assert np.abs(found - ramp).max() < 8
    assert painted_on(holed, np.zeros_like(known)).shape == holed.shape
