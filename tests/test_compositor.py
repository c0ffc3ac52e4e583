"""The rendered crop back in the portrait: right where it should be, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rtxfer.canvas import placement, twice_as_fine
from rtxfer.compositor import Compositor, drawn_boxes
from rtxfer.face.crop import Crop, crop_around
from rtxfer.face.signal import Signal
from rtxfer.frame import Image
from rtxfer.generator import Rendered
from rtxfer.settings import OutputSettings
from tests.faces import laid, signal_of

SIZE = 64
ORIGINAL = OutputSettings()
Flow = npt.NDArray[np.float32]


def texture(width: int = 200, height: int = 240) -> Image:
    """Smooth, colourful, nowhere black, no two places alike."""
    rng = np.random.default_rng(5)
    coarse = rng.uniform(60, 250, (height // 12 + 2, width // 12 + 2, 3)).astype(np.float32)
    fine = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)
    return np.clip(fine, 40, 255).astype(np.uint8)


def face_at(x: float, y: float, scale: float = 4.0, roll: float = 0.0) -> Signal:
    return signal_of(laid(scale=scale, turn=(0, 0, roll), at=(x, y)), size=(200, 240))


def staged(
    x: float = 100, y: float = 120, roll: float = 0.0, output: OutputSettings = ORIGINAL
) -> tuple[Image, Crop, Compositor]:
    portrait, face = texture(), face_at(x, y, roll=roll)
    crop = crop_around(face.landmarks, 1.9)
    return portrait, crop, Compositor(portrait, face, crop, output)


def flowing(x: float = 0.0, y: float = 0.0) -> Rendered:
    """The whole crop moved, in crop units."""
    flow = np.broadcast_to(np.array([x, y], np.float32)[:, None, None], (2, SIZE, SIZE))
    return Rendered(np.ascontiguousarray(flow), None, None)


def drawn(
    alpha: Callable[[npt.NDArray[np.float32]], npt.NDArray[np.float32]] | float,
    colour: tuple[int, int, int] = (255, 0, 255),
    flow: Flow | None = None,
) -> Rendered:
    cover = np.full((SIZE, SIZE), alpha, np.float32)
    rgb = np.broadcast_to(np.array(colour, np.float32), (SIZE, SIZE, 3)).copy()
    return Rendered(flow, cover, rgb)


def outside(crop: Crop, image: Image) -> npt.NDArray[np.bool_]:
    """Pixels whose middle lies beyond the crop."""
    ys, xs = np.mgrid[: image.shape[0], : image.shape[1]] + 0.5
    points = np.stack([xs.ravel(), ys.ravel(), np.zeros(xs.size)], 1).astype(np.float32)
    units = crop.to_crop(points)[:, :2]
    return ((units < 0) | (units > 1)).any(1).reshape(image.shape[:2])


PLACES = [(100, 120), (5, 120), (195, 230), (0, 0), (100, -20)]
"""Middles of a face: inside, at an edge, in corners, partly beyond the top."""


@pytest.mark.parametrize(("x", "y"), PLACES)
@pytest.mark.parametrize("roll", [0.0, 0.5])
class TestOnlyTheCropChanges:
    def test_without_motion_nothing_changes(self, x: float, y: float, roll: float) -> None:
        portrait, _, compositor = staged(x, y, roll)
        assert compositor.size == (200, 240)
        assert (compositor(flowing()) == portrait).all()
        assert (compositor(Rendered(None, None, None)) == portrait).all()
        assert (compositor(drawn(0.0)) == portrait).all()
        assert (compositor.still() == portrait).all()

    def test_with_motion_nothing_changes_outside(self, x: float, y: float, roll: float) -> None:
        portrait, crop, compositor = staged(x, y, roll)
        beyond = outside(crop, portrait)
        for what in (flowing(0.1, 0.05), drawn(1.0), drawn(0.5, flow=flowing(0.1).flow)):
            image = compositor(what)
            assert image.shape == portrait.shape
            assert image.dtype == np.uint8
            assert (image[beyond] == portrait[beyond]).all()
            assert (image[~beyond] != portrait[~beyond]).any()


def test_a_crop_wholly_beyond_the_canvas() -> None:
    portrait, _, compositor = staged(x=2000)
    assert (compositor(flowing(0.1)) == portrait).all()


def test_the_flow_is_backward_and_in_crop_units() -> None:
    """The output at x shows the portrait at x + flow(x)."""
    portrait, crop, compositor = staged()
    shift = round(0.1 * crop.side)
    image = compositor(flowing(shift / crop.side, 0))
    assert (image[110:130, 90:110] == portrait[110:130, 90 + shift : 110 + shift]).all()
    image = compositor(flowing(0, -shift / crop.side))
    assert (image[110:130, 90:110] == portrait[110 - shift : 130 - shift, 90:110]).all()


def test_in_a_tilted_crop_the_flow_tilts_too() -> None:
    portrait, _, upright = staged()
    _, crop, tilted = staged(roll=float(np.pi / 2))
    shift = round(0.1 * crop.side) / crop.side
    one, other = upright(flowing(0, shift)), tilted(flowing(shift, 0))
    middle = (slice(115, 125), slice(95, 105))
    assert np.abs(one[middle].astype(int) - other[middle]).max() <= 3
    assert (one[middle] != portrait[middle]).any()


def test_the_change_fades_in_from_the_border() -> None:
    portrait, crop, compositor = staged()
    left, row = np.floor(crop.to_picture(np.array([[0, 0.5, 0]], np.float32))[0, :2]).astype(int)
    below = portrait[row, left:100, 1].astype(float)
    share = 1 - compositor(drawn(1.0))[row, left:100, 1] / below
    assert share[0] < 0.05
    assert (np.diff(share) > -0.02).all()
    assert share[-1] == 1
    assert np.abs(np.diff(share)).max() < 0.4


class TestAlpha:
    def test_full_cover_shows_the_drawing(self) -> None:
        _, _, compositor = staged()
        assert (compositor(drawn(1.0))[110:130, 90:110] == (255, 0, 255)).all()

    def test_half_cover_mixes(self) -> None:
        portrait, _, compositor = staged()
        image = compositor(drawn(0.5, (0, 0, 0)))[110:130, 90:110]
        assert np.abs(image - portrait[110:130, 90:110] / 2).max() <= 1

    def test_it_lies_over_the_warped_portrait(self) -> None:
        _, crop, compositor = staged()
        shift = round(0.1 * crop.side) / crop.side
        flow = flowing(shift).flow
        below = compositor(flowing(shift))[110:130, 90:110]
        image = compositor(drawn(0.5, (0, 0, 0), flow))[110:130, 90:110]
        assert np.abs(image - below / 2).max() <= 1

    def test_it_lands_where_the_crop_says(self) -> None:
        portrait, crop, compositor = staged(roll=0.4)
        where = np.zeros((SIZE, SIZE), np.float32)
        where[20:28, 36:44] = 1  # middle at (40, 24)/64
        image = compositor(Rendered(None, where, np.zeros((SIZE, SIZE, 3), np.float32)))
        darker = (portrait.astype(float) - image).sum(2)
        ys, xs = np.mgrid[:240, :200] + 0.5
        found = np.array([(xs * darker).sum(), (ys * darker).sum()]) / darker.sum()
        point = np.array([[40 / 64, 24 / 64, 0]], np.float32)
        assert found == pytest.approx(crop.to_picture(point)[0, :2], abs=1)

    def test_colours_beyond_the_range_are_clipped(self) -> None:
        _, _, compositor = staged()
        image = compositor(drawn(1.0, (300, -40, 128)))
        assert (image[120, 100] == (255, 0, 128)).all()


def detailed(side: int = 240) -> Image:
    """As sharp as a photograph: detail of three pixels."""
    rng = np.random.default_rng(2)
    coarse = rng.uniform(30, 250, (side // 3, side // 3, 3)).astype(np.float32)
    fine = cv2.resize(coarse, (side, side), interpolation=cv2.INTER_CUBIC)
    return np.clip(cv2.GaussianBlur(fine, (0, 0), 1), 0, 255).astype(np.uint8)


def waves() -> Flow:
    """Up to eight pixels of the portrait, here and there, and fading to nothing."""
    y, x = (np.mgrid[:SIZE, :SIZE] + 0.5) / SIZE * 2 * np.pi
    hill = np.exp(-((x - 3) ** 2 + (y - 3) ** 2) / 2)
    return np.stack([np.sin(2 * y + x), np.cos(3 * x)]).astype(np.float32) * hill * 0.05


def plainly(still: Image, matrix: npt.NDArray[np.float64], rendered: Rendered) -> npt.NDArray:
    """What the compositor must show, pixel by pixel in floats, by OpenCV's cubic filter.

    Args:
        still: the canvas at rest.
        matrix: [2, 3], its pixels → crop units.
        rendered: `alpha` of it not below an opaque, invented drawing.
    """
    height, width = still.shape[:2]
    xs, ys = np.meshgrid(np.arange(width) + 0.5, np.arange(height) + 0.5)
    units = np.stack([xs, ys], -1) @ matrix[:, :2].T + matrix[:, 2]
    ramp = np.clip(np.minimum(units, 1 - units).min(-1, keepdims=True) / 0.08, 0, 1)
    feather = ramp * ramp * (3 - 2 * ramp)

    def spread(small: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        place = (units * SIZE - 0.5).astype(np.float32)
        return cv2.remap(small, place, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)

    assert rendered.flow is not None
    flow = spread(np.ascontiguousarray(rendered.flow.transpose(1, 2, 0))) * feather
    places = np.stack([xs, ys], -1) - 0.5 + flow @ np.linalg.inv(matrix[:, :2]).T
    seen = cv2.remap(
        still, places.astype(np.float32), None, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    ).astype(np.float64)
    if rendered.alpha is not None and rendered.rgb is not None:
        share = spread(rendered.alpha)[..., None] * feather
        seen += share * (spread(rendered.rgb) - seen)
    return seen


@pytest.mark.parametrize("roll", [0.0, 0.3])
@pytest.mark.parametrize("drawing", [False, True])
@pytest.mark.parametrize("width", [240, 480], ids=["as it is", "enlarged"])
def test_it_shows_what_the_plain_formula_does(roll: float, drawing: bool, width: int) -> None:
    portrait = detailed()
    face = signal_of(laid(scale=6.5, turn=(0, 0, roll), at=(120, 120)), size=(240, 240))
    crop, output = crop_around(face.landmarks, 1.9), OutputSettings(width=width)
    rendered = Rendered(waves(), None, None)
    if drawing:
        over = np.zeros((SIZE, SIZE), np.float32)
        over[38:50, 20:44] = 1
        over = cv2.GaussianBlur(over, (0, 0), 2)
        violet = np.broadcast_to(np.array((290, -60, 290), np.float32), (SIZE, SIZE, 3)).copy()
        rendered = Rendered(waves(), over, violet)
    compositor = Compositor(portrait, face, crop, output)
    image, still = compositor(rendered), compositor.still()
    back = cv2.invertAffineTransform(placement(portrait, face, output))
    matrix = crop.matrix[:, :2] @ back
    matrix[:, 2] += crop.matrix[:, 2]
    wanted = np.clip(plainly(still, matrix, rendered), 0, 255)
    changed = (image != still).any(2)
    assert 0.2 < changed.mean() < 0.9, "else this would prove nothing"
    error = ((image - wanted)[changed] ** 2).mean()
    assert 10 * np.log10(255**2 / error) > 45


def test_what_is_not_felt_is_not_touched() -> None:
    """A flow below a sixty-fourth of a pixel, and all that lies beyond what is felt."""
    portrait, crop, compositor = staged()
    assert (compositor(flowing(0.9 / 128 / crop.side, 0)) == portrait).all()
    flow = np.zeros((2, SIZE, SIZE), np.float32)
    flow[:, 30:34, 40:44] = 0.05
    image = compositor(Rendered(flow, None, None))
    changed = np.argwhere((image != portrait).any(2))[:, ::-1] + 0.5
    assert len(changed) > 20
    points = np.column_stack([changed, np.zeros(len(changed))]).astype(np.float32)
    units = crop.to_crop(points)[:, :2] * SIZE
    assert (units > (39.4, 29.4)).all()
    assert (units < (44.6, 34.6)).all()


class TestTwiceAsFine:
    def test_its_even_pixels_are_the_picture(self) -> None:
        picture = detailed()
        assert (twice_as_fine(picture)[::2, ::2] == picture).all()

    def test_between_them_it_is_the_cubic_filter(self) -> None:
        picture = detailed()
        fine = twice_as_fine(picture)
        ys, xs = (np.mgrid[:480, :480] / 2).astype(np.float32)
        wanted = cv2.remap(picture, xs, ys, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
        assert fine.shape == (480, 480, 3)
        assert np.abs(fine.astype(int) - wanted).max() <= 1


class TestOutput:
    @pytest.mark.parametrize(
        ("width", "height", "size"),
        [
            (None, None, (200, 240)),
            (100, None, (100, 120)),
            (None, 480, (400, 480)),
            (1280, 720, (1280, 720)),
            (90, 160, (90, 160)),
            (16, 16, (16, 16)),
        ],
    )
    @pytest.mark.parametrize("fit", ["fit", "fill", "crop"])
    def test_size(
        self, width: int | None, height: int | None, size: tuple[int, int], fit: str
    ) -> None:
        _, _, compositor = staged(output=OutputSettings(width=width, height=height, fit=fit))
        assert compositor.size == size
        assert compositor.still().shape == (size[1], size[0], 3)
        assert compositor(flowing(0.05)).shape == (size[1], size[0], 3)

    @pytest.mark.parametrize(("width", "height"), [(640, 240), (200, 500)])
    def test_fit_shows_the_whole_portrait_between_bars(self, width: int, height: int) -> None:
        portrait, _, compositor = staged(output=OutputSettings(width=width, height=height))
        image = compositor.still()
        left, top = (width - 200) // 2, (height - 240) // 2
        assert (image[top : top + 240, left : left + 200] == portrait).all()
        image[top : top + 240, left : left + 200] = 0
        assert not image.any()

    @pytest.mark.parametrize(("width", "height"), [(200, 120), (100, 240)])
    def test_fill_cuts_evenly(self, width: int, height: int) -> None:
        output = OutputSettings(width=width, height=height, fit="fill")
        portrait, _, compositor = staged(output=output)
        left, top = (200 - width) // 2, (240 - height) // 2
        assert (compositor.still() == portrait[top : top + height, left : left + width]).all()

    @pytest.mark.parametrize(("y", "top"), [(100, 40), (30, 0), (225, 120)])
    def test_crop_keeps_the_face_in_the_middle_as_far_as_it_goes(self, y: float, top: int) -> None:
        output = OutputSettings(width=200, height=120, fit="crop")
        portrait, _, compositor = staged(y=y, output=output)
        place = placement(portrait, face_at(100, y), output)
        found = -int(place[1, 2])
        assert found == pytest.approx(top, abs=4)
        assert (compositor.still() == portrait[found : found + 120]).all()

    @given(
        width=st.integers(16, 300),
        height=st.integers(16, 300),
        fit=st.sampled_from(["fill", "crop"]),
        x=st.floats(0, 200),
        y=st.floats(0, 240),
        original=st.tuples(st.integers(30, 300), st.integers(30, 300)),
    )
    def test_fill_and_crop_leave_no_bars(
        self, width: int, height: int, fit: str, x: float, y: float, original: tuple[int, int]
    ) -> None:
        portrait = np.full((original[1], original[0], 3), 200, np.uint8)
        output = OutputSettings(width=width, height=height, fit=fit)
        face = face_at(x, y)
        compositor = Compositor(portrait, face, crop_around(face.landmarks, 1.9), output)
        assert (compositor.still() == 200).all()

    @given(
        side=st.integers(16, 400),
        original=st.tuples(st.integers(30, 1100), st.integers(30, 1100)),
        by_width=st.booleans(),
    )
    def test_one_given_side_needs_no_bars(
        self, side: int, original: tuple[int, int], by_width: bool
    ) -> None:
        portrait = np.full((original[1], original[0], 3), 200, np.uint8)
        output = OutputSettings(width=side) if by_width else OutputSettings(height=side)
        face = face_at(50, 50)
        compositor = Compositor(portrait, face, crop_around(face.landmarks, 1.9), output)
        assert (compositor.still() == 200).all()

    def test_motion_scales_with_the_canvas(self) -> None:
        """Twice as large an output shows the same picture, twice as large."""
        _, crop, small = staged()
        _, _, large = staged(output=OutputSettings(width=400))
        shift = 0.1
        one = cv2.resize(small(flowing(shift)), (400, 480), interpolation=cv2.INTER_CUBIC)
        other = large(flowing(shift))
        middle = (slice(200, 280), slice(160, 240))
        assert np.abs(one[middle].astype(int) - other[middle]).mean() < 2
        assert crop.side * shift > 5

    def test_bars_stay_black(self) -> None:
        _, _, compositor = staged(x=5, output=OutputSettings(width=640, height=240))
        image = compositor(flowing(0.02, 0.02))
        assert not image[:, :200].any()

    def test_the_caller_may_paint_on_what_it_gets(self) -> None:
        portrait, _, compositor = staged()
        compositor.still()[:] = 0
        compositor(flowing(0.1))[:] = 0
        assert (compositor.still() == portrait).all()
        assert (compositor(flowing()) == portrait).all()


@given(
    st.integers(0, SIZE - 2), st.integers(0, SIZE - 2), st.integers(1, 30),
    st.floats(-0.6, 0.6), st.floats(20, 180),
)  # fmt: skip
def test_looking_only_where_alpha_is_changes_nothing(
    left: int, top: int, side: int, roll: float, x: float
) -> None:
    portrait, _, compositor = staged(x=x, roll=roll)
    patch = drawn(0.0)
    assert patch.alpha is not None
    patch.alpha[top : top + side, left : left + side] = 1
    everywhere = drawn(0.0)
    assert everywhere.alpha is not None
    everywhere.alpha[:] = np.maximum(patch.alpha, 1e-9)  # too little to be seen, but not nothing
    seen, wanted = compositor(patch), compositor(everywhere)
    assert np.array_equal(seen, wanted)
    assert np.array_equal(compositor(drawn(0.0)), portrait)


class TestDrawnBoxes:
    def test_nothing_drawn_is_no_box(self) -> None:
        assert drawn_boxes(np.zeros((64, 64), np.float32)) == []

    def test_eyes_and_mouth_are_boxes_of_their_own(self) -> None:
        alpha = np.zeros((64, 64), np.float32)
        alpha[10:14, 8:20] = alpha[10:14, 40:52] = alpha[40:50, 20:40] = 0.01
        found = sorted(drawn_boxes(alpha))
        assert found == [(7, 9, 21, 15), (19, 39, 41, 51), (39, 9, 53, 15)]

    @given(seed=st.integers(0, 10_000), spots=st.integers(1, 12), size=st.integers(64, 72))
    def test_every_drawn_pixel_is_in_exactly_one(self, seed: int, spots: int, size: int) -> None:
        rng = np.random.default_rng(seed)
        alpha = np.zeros((size, size), np.float32)
        for x, y, w, h in zip(
            *rng.integers(0, size - 14, (2, spots)), *rng.integers(1, 14, (2, spots)), strict=True
        ):
            alpha[y : y + h, x : x + w] = rng.uniform(0.01, 1)
        covered = np.zeros((size + 2, size + 2), int)
        for left, top, right, bottom in drawn_boxes(alpha):
            covered[top + 1 : bottom + 1, left + 1 : right + 1] += 1
        assert covered.max() == 1
        assert (covered[1:-1, 1:-1][alpha > 0] == 1).all()
