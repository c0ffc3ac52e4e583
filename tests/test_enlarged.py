"""A smaller canvas, enlarged: softer, but nothing lies elsewhere."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from rtxfer.compositor import Compositor
from rtxfer.enlarged import Enlarged
from rtxfer.face.crop import crop_around
from rtxfer.frame import Image
from rtxfer.generator import Rendered
from rtxfer.settings import OutputSettings
from tests.test_compositor import drawn, face_at, flowing, texture

SIZES = [(200, 240), (320, 180), (160, 160)]


def spot() -> Rendered:
    """A square of magenta in the middle of the crop."""
    whole = drawn(1.0)
    return Rendered(None, np.pad(np.ones((12, 12), np.float32), 26), whole.rgb)


def middle(image: Image) -> npt.NDArray[np.float64]:
    """Row and column of the middle of what is magenta."""
    strange = (image[..., [0, 2]].min(-1).astype(float) - image[..., 1] - 100).clip(0)
    places = np.indices(strange.shape).reshape(2, -1)
    return np.asarray((places * strange.ravel()).sum(1) / strange.sum())


@pytest.fixture(params=SIZES, ids=str)
def full(request: pytest.FixtureRequest) -> Compositor:
    width, height = request.param
    face = face_at(100, 120)
    output = OutputSettings(width=width, height=height, fit="crop")
    return Compositor(texture(), face, crop_around(face.landmarks, 1.9), output)


def enlarged(full: Compositor, share: float) -> Enlarged:
    face = face_at(100, 120)
    return Enlarged(full, face, crop_around(face.landmarks, 1.9), share)


@pytest.mark.parametrize("share", [0.75, 0.5])
class TestShare:
    def test_at_rest_it_is_the_same_picture(self, full: Compositor, share: float) -> None:
        still, soft = full.still(), enlarged(full, share).still()
        assert soft.shape == still.shape
        assert soft.dtype == np.uint8
        off = np.abs(soft.astype(int) - still)[4:-4, 4:-4]
        # The texture changes by about 8 levels from pixel to pixel: a pixel elsewhere is seen.
        assert off.mean() < 2
        shifted = np.abs(still[:, 1:].astype(int) - still[:, :-1]).mean()
        assert off.mean() < shifted / 2

    def test_moved_it_moves_as_far(self, full: Compositor, share: float) -> None:
        move = flowing(0.08, -0.05)
        sharp, soft = full(move), enlarged(full, share)(move)
        assert soft.shape == sharp.shape
        felt = np.abs(sharp.astype(int) - full.still()).mean()
        assert np.abs(soft.astype(int) - sharp).mean() < felt / 4

    def test_what_is_drawn_lies_in_its_place(self, full: Compositor, share: float) -> None:
        dot = spot()
        sharp, soft = full(dot), enlarged(full, share)(dot)

        assert middle(soft) == pytest.approx(middle(sharp), abs=0.5)

    def test_the_pictures_are_the_callers(self, full: Compositor, share: float) -> None:
        soft = enlarged(full, share)
        before = soft.still()
        soft.still()[:] = 0
        soft(flowing())[:] = 0
        assert (soft.still() == before).all()


def test_sides_without_such_a_share_are_off_by_less_than_a_pixel() -> None:
    face = face_at(100, 120)
    crop = crop_around(face.landmarks, 1.9)
    full = Compositor(texture(), face, crop, OutputSettings(width=322, height=182, fit="crop"))
    soft = Enlarged(full, face, crop, 0.75)(spot())
    assert soft.shape == (182, 322, 3)
    assert middle(soft) == pytest.approx(middle(full(spot())), abs=1)


def test_the_smallest_canvas_is_a_canvas() -> None:
    face = face_at(100, 120)
    crop = crop_around(face.landmarks, 1.9)
    full = Compositor(texture(), face, crop, OutputSettings(width=16, height=16))
    assert Enlarged(full, face, crop, 0.5).still().shape == (16, 16, 3)
