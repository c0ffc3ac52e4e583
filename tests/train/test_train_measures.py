"""What is measured, on pictures, series and faces of which the answer is known."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("torch", reason="training is not installed: pip install -e '.[train]'")

from rtxfer.face.geometry import rotation_matrix
from rtxfer.generator import Rendered
from rtxfer.target import Target
from tests.faces import laid
from train.data.packing import Crop
from train.data.prepare import cut
from train.judging import measures as ms
from train.judging.actors import compose

SIZE = 256
EVERYWHERE = np.full((SIZE, SIZE), 255, np.uint8)


@pytest.fixture(scope="module")
def portrait(eileen: Target) -> Crop:
    return cut(eileen.image, eileen.signal, 0, SIZE)


def test_equal_pictures_are_alike_and_shifted_ones_less(portrait: Crop) -> None:
    image = portrait.image
    near, far = np.roll(image, 1, axis=1), np.roll(image, 6, axis=1)
    assert ms.ssim(image, image, EVERYWHERE) == pytest.approx(1)
    assert ms.ssim(far, image, EVERYWHERE) < ms.ssim(near, image, EVERYWHERE) < 0.99
    assert ms.l1(image, image, EVERYWHERE) == 0
    assert ms.l1(far, image, EVERYWHERE) > ms.l1(near, image, EVERYWHERE) > 0


def test_ssim_of_flat_pictures_is_the_papers_luminance_term() -> None:
    dark, light = (np.full((32, 32, 3), level, np.uint8) for level in (50, 100))
    c1 = (0.01 * 255) ** 2
    wanted = (2 * 50 * 100 + c1) / (50**2 + 100**2 + c1)
    assert ms.ssim(dark, light, np.full((32, 32), 255, np.uint8)) == pytest.approx(wanted)


def test_only_what_is_weighed_counts(portrait: Crop) -> None:
    left = EVERYWHERE.copy()
    left[:, SIZE // 2 :] = 0
    changed = portrait.image.copy()
    changed[:, SIZE // 2 :] = 255 - changed[:, SIZE // 2 :]
    assert ms.l1(changed, portrait.image, left) == 0
    assert ms.l1(changed, portrait.image, EVERYWHERE) > 10
    assert np.array_equal(ms.trusted(changed, portrait.image, left), portrait.image)
    assert np.isnan(ms.l1(changed, portrait.image, left * 0))


def test_icc_of_the_papers_own_example() -> None:
    """Shrout and Fleiss 1979, table 2: four judges, six targets, ICC(3,1) = 0.71."""
    ratings = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
    assert ms.icc(np.array(ratings)) == pytest.approx(0.7148, abs=1e-4)


def test_icc_forgives_a_constant_but_no_gain() -> None:
    x = np.linspace(0, 1, 30)
    assert ms.icc(np.stack([x, x + 0.3], 1)) == pytest.approx(1)
    assert ms.icc(np.stack([x, 0.3 * x], 1)) == pytest.approx(2 * 0.3 / (1 + 0.3**2))
    assert ms.icc(np.stack([x, 0 * x], 1)) == pytest.approx(0)
    assert ms.icc(np.zeros((30, 2))) == 0


def test_landmarks_apart_in_percent_of_the_face() -> None:
    points = laid()
    height = np.ptp(points[:, 1])
    assert ms.landmark_distance(points, points) == 0
    aside = points + np.array([height / 50, 0, 99], np.float32)
    assert ms.landmark_distance(aside, points) == pytest.approx(2, rel=1e-4)


def test_a_turn_is_found_and_compared() -> None:
    turn = (0.1, 0.2, 0.0)
    found = ms.head_turn(laid(turn=turn), laid())
    asked = rotation_matrix(np.array(turn, np.float32))
    assert ms.turn_error(found, asked) < 0.05
    length = np.degrees(np.linalg.norm(turn))
    assert ms.turn_error(np.eye(3, dtype=np.float32), asked) == pytest.approx(length, rel=1e-3)


# Composing


def test_no_flow_is_no_change(portrait: Crop) -> None:
    rest = Rendered(np.zeros((2, 64, 64), np.float32), None, None)
    assert np.array_equal(compose(rest, portrait.image), portrait.image)


def test_flow_is_backward_and_in_crop_units(portrait: Crop) -> None:
    flow = np.zeros((2, 64, 64), np.float32)
    flow[0] = 8 / SIZE
    composed = compose(Rendered(flow, None, None), portrait.image)
    assert np.array_equal(composed[:, :-8], portrait.image[:, 8:])


def test_the_drawn_picture_covers_by_alpha(portrait: Crop) -> None:
    alpha = np.zeros((SIZE, SIZE), np.float32)
    alpha[:, :100], alpha[:, 100:120] = 1, 0.5
    white = np.full((SIZE, SIZE, 3), 255, np.float32)
    composed = compose(Rendered(None, alpha, white), portrait.image)
    assert (composed[:, :100] == 255).all()
    half = (portrait.image[:, 100:120].astype(int) + 255) / 2
    assert np.abs(composed[:, 100:120] - half).max() <= 0.5
    assert np.array_equal(composed[:, 120:], portrait.image[:, 120:])
