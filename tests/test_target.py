"""Portraits as people have them."""

from __future__ import annotations

import hashlib
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image as Pillow

from rtxfer.demo import PORTRAITS, shipped
from rtxfer.errors import InputError, NoFaceError
from rtxfer.face.landmarks import BLENDSHAPE
from rtxfer.frame import Image
from rtxfer.target import SMALLEST_FACE, Target
from tests.media import grey


def height(target: Target) -> float:
    _, top, _, bottom = target.signal.box
    return bottom - top


def scaled(image: Image, factor: float) -> Image:
    size = (round(image.shape[1] * factor), round(image.shape[0] * factor))
    way = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(image, size, interpolation=way))


def laid_on(canvas: Image, image: Image, left: int, top: int) -> Image:
    canvas[top : top + image.shape[0], left : left + image.shape[1]] = image
    return canvas


def apart(a: Target, b: Target, shift: tuple[float, float] = (0, 0), zoom: float = 1) -> float:
    """Mean distance of the landmarks as a share of the face, `b` scaled and shifted onto `a`."""
    there = b.signal.landmarks[:, :2] * zoom + np.array(shift)
    return float(np.linalg.norm(a.signal.landmarks[:, :2] - there, axis=1).mean()) / height(a)


class TestOpen:
    def test_the_shipped_portraits(self, grace: Target, eileen: Target) -> None:
        for target in (grace, eileen):
            assert target.notes == ()
            assert target.signal.size == (target.image.shape[1], target.image.shape[0])
            assert height(target) > 90
        assert grace.name == "grace_hopper.jpg"

    @pytest.mark.parametrize("mode", ["L", "RGBA", "P", "CMYK"])
    def test_other_modes(self, tmp_path: Path, grace: Target, mode: str) -> None:
        path = tmp_path / ("x.tif" if mode == "CMYK" else "x.png")
        Pillow.fromarray(grace.image).convert(mode).save(path)
        found = Target.open(path)
        assert found.image.shape == grace.image.shape
        assert apart(found, grace) < 0.03

    def test_see_through_corners(self, tmp_path: Path, grace: Target) -> None:
        rgba = np.dstack([grace.image, np.full(grace.image.shape[:2], 255, np.uint8)])
        rgba[:100, :100, 3] = 0
        Pillow.fromarray(rgba).save(tmp_path / "cut out.png")
        assert apart(Target.open(tmp_path / "cut out.png"), grace) < 0.03

    def test_sixteen_bits(self, tmp_path: Path, grace: Target) -> None:
        light = np.asarray(Pillow.fromarray(grace.image).convert("L"), np.uint16)
        Pillow.fromarray(light * 257).save(tmp_path / "deep.png")
        found = Target.open(tmp_path / "deep.png")
        assert found.image.dtype == np.uint8
        assert apart(found, grace) < 0.03

    @pytest.mark.parametrize("orientation", [3, 6, 8])
    def test_a_phones_rotation(self, tmp_path: Path, grace: Target, orientation: int) -> None:
        turns = {3: 2, 6: 1, 8: 3}[orientation]  # as the sensor saw it, before "turn to view"
        picture = Pillow.fromarray(np.ascontiguousarray(np.rot90(grace.image, turns)))
        exif = picture.getexif()
        exif[0x0112] = orientation
        picture.save(tmp_path / "phone.png", exif=exif)
        found = Target.open(tmp_path / "phone.png")
        assert (found.image == grace.image).all()
        assert apart(found, grace) < 0.01

    def test_not_a_picture(self, tmp_path: Path) -> None:
        (tmp_path / "face.jpg").write_text("hello")
        with pytest.raises(InputError, match="not a picture"):
            Target.open(tmp_path / "face.jpg")

    def test_missing(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match=r"face\.jpg"):
            Target.open(str(tmp_path / "face.jpg"))


class TestNoFace:
    @pytest.mark.parametrize("size", [(1, 1), (1, 900), (64, 48), (3000, 100), (1500, 1500)])
    def test_a_picture_without_one(self, tmp_path: Path, size: tuple[int, int]) -> None:
        Pillow.fromarray(grey(120, size)).save(tmp_path / "wall.png")
        with pytest.raises(NoFaceError, match=r"No face was found in wall\.png") as caught:
            Target.open(tmp_path / "wall.png")
        assert caught.value.hint

    def test_noise(self) -> None:
        noise = np.random.default_rng(0).integers(0, 255, (600, 400, 3), dtype=np.uint8)
        with pytest.raises(NoFaceError, match="portrait"):
            Target.from_image(noise)

    def test_a_tiny_face(self, grace: Target) -> None:
        tiny = scaled(grace.image, 0.8 * SMALLEST_FACE / height(grace))
        with pytest.raises(NoFaceError, match=r"only 3\d pixels") as caught:
            Target.from_image(tiny, name="stamp.png")
        assert str(SMALLEST_FACE) in caught.value.hint

    def test_one_just_large_enough(self, grace: Target) -> None:
        small = scaled(grace.image, 1.15 * SMALLEST_FACE / height(grace))
        assert Target.from_image(small).image.shape == small.shape


class TestSeveralFaces:
    @pytest.mark.parametrize(("left", "right"), [(2.0, 1.0), (1.0, 0.5)])
    def test_the_largest_moves_and_the_user_is_told(
        self, grace: Target, eileen: Target, left: float, right: float
    ) -> None:
        """Eileen, a little larger, beside Grace."""
        pair = [scaled(eileen.image, left), scaled(grace.image, right)]
        canvas = np.full((max(p.shape[0] for p in pair), 512 * 3, 3), 128, np.uint8)
        laid_on(canvas, pair[0], 0, 0)
        laid_on(canvas, pair[1], pair[0].shape[1], 0)
        found = Target.from_image(canvas[:, : pair[0].shape[1] + pair[1].shape[1]], name="two.jpg")
        assert apart(found, eileen, zoom=left) < 0.05
        assert len(found.notes) == 1
        assert "2 faces" in found.notes[0]
        assert "two.jpg" in found.notes[0]
        assert "the largest one moves: number 1" in found.notes[0]
        assert (found.face, len(found.faces)) == (1, 2)

    def test_another_is_asked_for_by_its_number_from_the_left(
        self, grace: Target, eileen: Target
    ) -> None:
        canvas = np.full((600, 1024, 3), 128, np.uint8)
        laid_on(canvas, eileen.image, 512, 0)
        laid_on(canvas, scaled(grace.image, 0.5), 0, 100)
        assert Target.from_image(canvas).face == 2
        found = Target.from_image(canvas, face=1, name="two.jpg")
        assert apart(found, grace, (0, 100), zoom=0.5) < 0.05
        assert found.face == 1
        assert found.notes == ("two.jpg shows 2 faces; 1 moves, counted from the left.",)

    @pytest.mark.parametrize("face", [0, 3])
    def test_one_that_is_not_there_is_refused_and_how_many_there_are_said(
        self, grace: Target, eileen: Target, face: int
    ) -> None:
        canvas = np.full((600, 1024, 3), 128, np.uint8)
        laid_on(canvas, eileen.image, 512, 0)
        laid_on(canvas, grace.image, 0, 0)
        with pytest.raises(InputError) as refused:
            Target.from_image(canvas, face=face, name="two.jpg")
        assert f"no face number {face}" in refused.value.problem
        assert "2 faces" in refused.value.problem
        assert "1 to 2" in refused.value.hint

    def test_a_second_one_of_one_is_refused(self, grace: Target) -> None:
        with pytest.raises(InputError, match="no face number 2: one face"):
            Target.from_image(grace.image, face=2)

    def test_a_group_is_counted_from_left_to_right(self, grace: Target) -> None:
        side = 256
        small = scaled(grace.image, 0.5)
        canvas = np.full((700, 3 * side, 3), 128, np.uint8)
        for place in range(6):
            laid_on(canvas, small, place % 3 * side, place // 3 * 350)
        found = Target.from_image(canvas)
        lefts = [face.box[0] for face in found.faces]
        assert len(lefts) == 6
        assert lefts == sorted(lefts)


def test_the_shipped_default_portrait_has_a_closed_mouth() -> None:
    """Hopper is the default of window, command line and demo."""
    assert next(iter(PORTRAITS)) == "hopper"
    rest = Target.open(shipped(PORTRAITS["hopper"])).signal
    face_height = rest.box[3] - rest.box[1]
    gap = rest.landmarks[14, 1] - rest.landmarks[13, 1]  # the inner lips, in the middle
    assert gap / face_height < 0.01
    assert rest.blendshapes[BLENDSHAPE["jawOpen"]] < 0.02


class TestLargePictures:
    def test_a_small_face_in_eight_k_is_found(self, grace: Target) -> None:
        canvas = np.full((4320, 7680, 3), 90, np.uint8)
        laid_on(canvas, grace.image, 5200, 2400)
        found = Target.from_image(canvas)
        assert apart(found, grace, (5200, 2400)) < 0.05
        assert found.signal.size == (7680, 4320)
        assert found.notes == ()  # found in several overlapping parts, yet only one face

    def test_an_enlarged_portrait_gives_landmarks_in_its_own_pixels(self, grace: Target) -> None:
        large = Target.from_image(scaled(grace.image, 6))
        assert apart(large, grace, zoom=6) < 0.03
        assert large.image.shape == (3600, 3072, 3)


class TestShrunk:
    def test_landmarks_go_along(self, grace: Target) -> None:
        small = grace.shrunk(300)
        assert small.image.shape == (300, 256, 3)
        assert small.signal.size == (256, 300)
        assert small.signal.landmarks == pytest.approx(grace.signal.landmarks / 2, abs=1e-3)
        assert small.name == grace.name

    def test_a_small_one_stays(self, grace: Target) -> None:
        assert grace.shrunk(600) is grace


def test_opening_does_not_change_the_picture(grace: Target) -> None:
    image = grace.image.copy()
    before = hashlib.sha256(image.tobytes()).digest()
    found = Target.from_image(image)
    assert hashlib.sha256(image.tobytes()).digest() == before
    assert (found.image == image).all()


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_one_that_lies_is_turned_upright(eileen: Target, quarters: int) -> None:
    found = Target.from_image(np.ascontiguousarray(np.rot90(eileen.image, quarters)))
    np.testing.assert_array_equal(found.image, eileen.image)
    assert apart(found, eileen) < 0.01
    assert found.notes == ("portrait lay on its side or head; it was turned.",)
