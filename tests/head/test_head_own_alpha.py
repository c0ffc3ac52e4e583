"""Portraits that come cut out already."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image as Pillow

from rtxfer.face.crop import crop_around
from rtxfer.head.cutout import looked_at
from rtxfer.head.matte import whole_person
from rtxfer.head.own_alpha import is_theirs
from rtxfer.settings import OutputSettings
from rtxfer.stage import Stage
from rtxfer.target import Target

Alpha = npt.NDArray[np.uint8]

SIZE = 512


@pytest.fixture(scope="module")
def small(grace: Target) -> Target:
    return grace.shrunk(SIZE)


@pytest.fixture(scope="module")
def alpha(small: Target) -> Alpha:
    """As the network tells it, with a hat that no network would see."""
    face = small.signal.landmarks
    matte = whole_person(small.image, face, crop_around(face, 1.9))
    assert matte is not None
    alpha = matte.alpha.copy()
    middle, top = face[:, 0].mean(), face[:, 1].min()
    reach = np.ptp(face[:, 0])
    brim = (round(middle - 0.3 * reach), max(0, round(top - 0.9 * reach)))
    cv2.rectangle(alpha, brim, (round(middle + 0.3 * reach), round(top)), 255, -1)
    return alpha


def saved(path: Path, image: npt.NDArray[np.uint8], alpha: Alpha) -> Path:
    Pillow.fromarray(np.dstack([image, alpha])).save(path)
    return path


def test_a_picture_keeps_its_alpha(small: Target, alpha: Alpha, tmp_path: Path) -> None:
    portrait = Target.open(saved(tmp_path / "cut.png", small.image, alpha))
    assert portrait.alpha is not None
    assert (portrait.alpha == alpha).all()
    shrunk = portrait.shrunk(200)
    assert shrunk.alpha is not None
    assert shrunk.alpha.shape == shrunk.image.shape[:2]
    assert Target.open(saved(tmp_path / "whole.png", small.image, alpha | 255)).alpha is None


@pytest.mark.parametrize("turn", [1, 2, 3])
def test_it_is_turned_with_the_picture(small: Target, alpha: Alpha, turn: int) -> None:
    image, laid = (np.ascontiguousarray(np.rot90(layer, turn)) for layer in (small.image, alpha))
    portrait = Target.from_image(image, alpha=laid)
    assert portrait.alpha is not None
    assert (portrait.image == small.image).all()
    assert (portrait.alpha == alpha).all()


def test_what_it_says_is_the_person_stays(small: Target, alpha: Alpha, tmp_path: Path) -> None:
    portrait = Target.open(saved(tmp_path / "cut.png", small.image, alpha))
    with Stage(portrait, "warp", OutputSettings(background="none")) as stage:
        shown = stage._compositor.still()
    assert (shown[..., 3] == alpha).all()
    seen = alpha == 255
    assert np.abs(shown[..., :3].astype(int) - small.image)[seen].max() == 0
    with Stage(portrait, "warp") as stage:
        cutout = stage._compositor.cutout
    assert cutout is not None
    assert (cutout.alpha == alpha).all()
    assert (cutout.background == 128).all()


def test_colours_of_an_edge_are_the_persons(small: Target, alpha: Alpha, tmp_path: Path) -> None:
    """Whatever was in the file under a pixel that is half seen, and the grey, is not."""
    soft = cv2.GaussianBlur(alpha, (0, 0), 3)
    red = np.full_like(small.image, (200, 30, 40))
    face = small.signal.landmarks
    portrait = Target.open(saved(tmp_path / "soft.png", small.image, soft))
    with Stage(portrait, "warp", OutputSettings(background="#c81e28")) as stage:
        shown = stage._compositor.still()
    share = soft[..., None] / 255
    wanted = share * small.image + (1 - share) * red
    assert np.abs(shown - wanted).max() <= 3
    assert is_theirs(soft, portrait.image, face, crop_around(face, 1.9))


def test_a_badge_that_is_cut_round_is_not_its_person(small: Target) -> None:
    face = small.signal.landmarks
    crop = crop_around(face, 1.9)
    box = looked_at(small.image, crop)
    assert box is not None
    height, width = small.image.shape[:2]
    badge = np.zeros((height, width), np.uint8)
    cv2.circle(badge, (width // 2, height // 2), min(width, height) // 2, 255, -1)
    cv2.circle(badge, tuple(face[:, :2].mean(0).astype(int).tolist()), width // 2, 255, -1)
    assert not is_theirs(badge, small.image, face, crop)
    with Stage(replace(small, alpha=badge), "warp") as stage:
        cutout = stage._compositor.cutout
    assert cutout is not None
    assert not (cutout.alpha == badge).all()


def test_a_hole_in_the_face_is_no_cutting_out(small: Target, alpha: Alpha) -> None:
    face = small.signal.landmarks
    holed = alpha.copy()
    cv2.circle(holed, tuple(face[4, :2].astype(int).tolist()), 12, 0, -1)
    assert not is_theirs(holed, small.image, face, crop_around(face, 1.9))


def test_a_drawing_that_no_network_knows_is_taken_by_its_alpha(small: Target, alpha: Alpha) -> None:
    """Noise stands for it: no network sees a person there."""
    face = small.signal.landmarks
    drawn = np.random.default_rng(1).integers(0, 255, small.image.shape).astype(np.uint8)
    assert is_theirs(alpha, drawn, face, crop_around(face, 1.9))
    assert not is_theirs(np.full_like(alpha, 255), drawn, face, crop_around(face, 1.9))
