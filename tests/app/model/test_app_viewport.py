"""Which part of a picture is seen."""

from __future__ import annotations

import numpy as np

from rtxfer.app.model.viewport import Rect, Viewport, fitted, seen


def test_a_picture_fits_in_the_middle_and_keeps_its_shape() -> None:
    assert fitted(100, 50, Rect(10, 20, 400, 400)) == Rect(10, 120, 400, 200)
    assert fitted(50, 100, Rect(0, 0, 400, 200)) == Rect(150, 0, 100, 200)


def test_zooming_shows_a_part_and_never_leaves_the_picture() -> None:
    whole = Viewport()
    assert whole.part(640, 480) == Rect(0, 0, 640, 480)
    assert whole.zoomed(0.1) == whole
    close = whole.zoomed(2)
    assert close.part(640, 480) == Rect(160, 120, 320, 240)
    corner = close.moved(10, 10)
    assert corner.part(640, 480) == Rect(320, 240, 320, 240)
    assert corner.zoomed(0.01) == whole


def test_a_mirror_swaps_left_and_right() -> None:
    image = np.zeros((4, 6, 3), np.uint8)
    image[:, :3] = 200
    plain = seen(image, Viewport(), (6, 4), mirror=False)
    np.testing.assert_array_equal(plain, image)
    np.testing.assert_array_equal(seen(image, Viewport(), (6, 4), mirror=True), image[:, ::-1])
