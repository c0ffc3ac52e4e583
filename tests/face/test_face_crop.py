import numpy as np
import pytest
from hypothesis import given

from rtxfer.face.crop import Crop, crop_around
from rtxfer.face.geometry import canonical_face
from rtxfer.frame import Image
from rtxfer.target import Target
from tests.faces import laid, numbers, vectors


def blob(size: tuple[int, int], at: tuple[float, float], spread: float) -> Image:
    """A soft spot whose middle lies exactly at `at`, pixels; black elsewhere."""
    ys, xs = np.mgrid[: size[1], : size[0]].astype(np.float32) + 0.5
    spot = 255 * np.exp(-((xs - at[0]) ** 2 + (ys - at[1]) ** 2) / (2 * spread**2))
    return np.repeat(spot.round().astype(np.uint8)[..., None], 3, axis=2)


def middle(image: Image) -> np.ndarray:
    """Centre of brightness, pixels."""
    light = image[..., 0].astype(np.float64)
    ys, xs = np.mgrid[: light.shape[0], : light.shape[1]] + 0.5
    return np.array([(xs * light).sum(), (ys * light).sum()]) / light.sum()


@given(scale=numbers(3, 400), turn=vectors(-0.6, 0.6), x=numbers(-500, 8000), y=numbers(0, 8000))
def test_crop_units_and_pixels_round_trip(
    scale: float, turn: tuple[float, float, float], x: float, y: float
) -> None:
    landmarks = laid(scale=scale, turn=turn, at=(x, y))
    crop = crop_around(landmarks, 1.9)
    units = crop.to_crop(landmarks)
    assert np.abs(crop.to_picture(units) - landmarks).max() < 1e-5 * (crop.side + abs(x) + y + 100)
    assert units[:, :2].min() > 0  # the whole face is inside
    assert units[:, :2].max() < 1
    assert units.dtype == np.float32


@given(roll=numbers(-3, 3), scale=numbers(5, 50))
def test_the_face_stands_upright_in_the_crop(roll: float, scale: float) -> None:
    landmarks = laid(scale=scale, turn=(0, 0, roll))
    units = crop_around(landmarks, 1.9).to_crop(landmarks)
    across = units[263] - units[33]
    assert abs(np.degrees(np.arctan2(across[1], across[0]))) < 0.5
    assert units[152, 1] > units[10, 1]


@given(vectors(-0.6, 0.6))
def test_the_crop_does_not_breathe_as_the_head_turns(turn: tuple[float, float, float]) -> None:
    facing, turned = (crop_around(laid(turn=way), 1.9) for way in ((0, 0, 0), turn))
    assert turned.side == pytest.approx(facing.side, rel=1e-3)


def test_its_side_is_a_multiple_of_the_face() -> None:
    height = float(np.ptp(canonical_face()[:, 1]))
    assert crop_around(laid(scale=10), 1.9).side == pytest.approx(19 * height, rel=1e-4)
    assert crop_around(laid(scale=10), 2.5).side == pytest.approx(25 * height, rel=1e-4)


@pytest.mark.parametrize("scale", [4, 15, 60])
@pytest.mark.parametrize("roll", [0.0, 0.4, -2.0])
@pytest.mark.parametrize("point", [1, 33, 152, 454])
def test_cut_puts_landmarks_where_to_crop_says(scale: int, roll: float, point: int) -> None:
    """Enlarging (4 pixels per centimetre), plain, and shrinking more than twofold (60)."""
    side = 40 * scale
    landmarks = laid(scale=scale, turn=(0, 0, roll), at=(side * 0.51, side * 0.48))
    crop = crop_around(landmarks, 1.9)
    x, y = landmarks[point, :2].tolist()
    picture = blob((side, side), (x, y), 6 * crop.side / 256)
    expected = crop.to_crop(landmarks)[point, :2] * 256
    assert middle(crop.cut(picture, 256)) == pytest.approx(expected, abs=0.2)


@pytest.mark.parametrize("roll", [0, 0.4])
def test_a_mirrored_picture_is_cut_as_the_world_is(grace: Target, roll: float) -> None:
    crop = crop_around(laid(scale=20, turn=(0, 0, roll), at=(300, 350)), 1.9)
    mirror = np.ascontiguousarray(grace.image[:, ::-1])
    found = crop.mirrored(grace.image.shape[1]).cut(mirror, 256).astype(int)
    wanted = crop.cut(grace.image, 256).astype(int)
    assert np.abs(found - wanted).mean() < 0.5
    assert np.abs(crop.cut(mirror, 256).astype(int) - wanted).mean() > 10


def test_cut_near_the_border_repeats_the_edge(grace: Target) -> None:
    crop = Crop(np.array([[0.01, 0, 0.5], [0, 0.01, 0.5]], np.float32), 100)
    cut = crop.cut(grace.image, 100)
    assert (cut[:50, :50] == grace.image[0, 0]).all()
    assert (cut[50:, 50:] == grace.image[:50, :50]).all()
    assert (cut[:50, 50:] == grace.image[0, :50]).all()


def test_cut_of_a_whole_picture_is_the_picture(eileen: Target) -> None:
    crop = Crop(np.array([[1 / 512, 0, 0], [0, 1 / 512, 0]], np.float32), 512)
    assert (crop.cut(eileen.image, 512) == eileen.image).all()


def test_eight_k_is_averaged_not_skipped() -> None:
    rows, columns = np.indices((4320, 7680), np.uint16)
    board = (((rows + columns) % 2) * 255).astype(np.uint8)
    crop = crop_around(laid(scale=110, at=(3840, 2160)), 1.9)
    cut = crop.cut(np.dstack([board] * 3), 256)
    assert cut.shape == (256, 256, 3)
    assert np.abs(cut.astype(int) - 127).max() <= 4


def test_cut_from_one_pixel() -> None:
    crop = crop_around(laid(scale=50, at=(0, 0)), 1.9)
    assert (crop.cut(np.full((1, 1, 3), 7, np.uint8), 64) == 7).all()
