"""The rendered crop laid back into the full-resolution portrait.

The generator's flow is enlarged and warps the photograph's own pixels; its drawn picture is
used only where `alpha` says something had to be invented. Both fade out towards the border
of the crop, beyond which not one pixel of the portrait changes.
"""

from __future__ import annotations

from functools import reduce
from typing import Any, Final, TypeAlias, TypeVar, cast

import cv2
import numpy as np
import numpy.typing as npt

from rtxfer.face.crop import Crop
from rtxfer.face.signal import Signal
from rtxfer.frame import Image
from rtxfer.generator import Rendered
from rtxfer.settings import OutputSettings

FEATHER: Final = 0.08
"""Share of the crop's side over which the change fades to nothing."""

INVENTED: Final = 40
"""Levels by which a drawn pixel differs from the warped one when it is wholly invented."""

ENLARGED: Final = 1.5
"""Scale of the portrait on the canvas from which on it is warped by a linear filter."""

Array = npt.NDArray[np.float32]
Box: TypeAlias = tuple[int, int, int, int]
"""Left, top, right, bottom; the last two are outside."""


class Compositor:
    """Puts rendered crops of one portrait onto one canvas.

    Attributes:
        size: width and height of the canvas.
        place: [2, 3], portrait pixels → canvas pixels.

    Args:
        portrait: RGB, uint8 [H, W, 3].
        face: its face.
        crop: the square that the generator renders, in the portrait's pixels.
        output: size and fit of the canvas.
    """

    def __init__(self, portrait: Image, face: Signal, crop: Crop, output: OutputSettings) -> None:
        place = placement(portrait, face, output)
        self.place = place
        self.size = _canvas_size(portrait, output)
        self._still = _draw(portrait, place, self.size)
        # An enlarged picture has no detail that a slower filter could keep.
        self._way = cv2.INTER_LINEAR if place[0, 0] > ENLARGED else cv2.INTER_CUBIC
        self._prepare(_crop_on_canvas(crop, place))

    def still(self) -> Image:
        """The canvas with the portrait at rest (a copy)."""
        return self._still.copy()

    def _prepare(self, matrix: npt.NDArray[np.float64]) -> None:
        """Maps between the crop and its rectangle on the canvas, made once."""
        width, height = self.size
        back = cv2.invertAffineTransform(matrix)
        corners = np.array([[0, 0], [1, 0], [0, 1], [1, 1]]) @ back[:, :2].T + back[:, 2]
        low = np.clip(np.floor(corners.min(0)).astype(int), 0, [width, height])
        high = np.clip(np.ceil(corners.max(0)).astype(int), 0, [width, height])
        self._window = (slice(low[1], high[1]), slice(low[0], high[0]))
        ys, xs = np.mgrid[low[1] : high[1], low[0] : high[0]]
        units = np.stack([xs + 0.5, ys + 0.5], -1) @ matrix[:, :2].T + matrix[:, 2]
        self._units = units.astype(np.float32)
        self._pixels = np.stack([xs, ys], -1).astype(np.float32)
        inside = np.minimum(units, 1 - units).min(-1) / FEATHER
        ramp = np.clip(inside, 0, 1)
        self._feather = (ramp * ramp * (3 - 2 * ramp)).astype(np.float32)[..., None]
        self._to_pixels = back[:, :2].astype(np.float32)
        self._grain = float(np.linalg.norm(back[:, 0]))  # pixels of the canvas across the crop
        self._origin = (back[:, 2] - low).astype(np.float32)  # of the crop, in the window

    def __call__(self, rendered: Rendered) -> Image:
        """The canvas with the portrait moved, RGB uint8 [H, W, 3]."""
        canvas = self._still.copy()
        if self._units.size == 0:
            return canvas
        if rendered.flow is not None:
            canvas[self._window] = self._warped(rendered.flow)
        if rendered.alpha is not None and rendered.rgb is not None:
            layer = np.dstack([rendered.rgb, rendered.alpha])
            for box in drawn_boxes(rendered.alpha):
                self._cover(canvas[self._window], layer, box)
        return canvas

    def _spread(self, small: Array, part: tuple[slice, slice] = np.s_[:, :]) -> Array:
        """A crop-sized array [F, F, C] at every pixel of (a part of) the window."""
        place = self._units[part] * np.float32(small.shape[0]) - np.float32(0.5)
        return _remap(small, place, cv2.INTER_LINEAR)

    def _warped(self, flow: Array) -> Image:
        in_pixels = np.ascontiguousarray(np.moveaxis(flow, 0, -1) @ self._to_pixels.T)
        source = self._pixels + self._spread(in_pixels) * self._feather
        return _remap(self._still, source, self._way)

    def _cover(self, window: Image, layer: Array, box: Box) -> None:
        """Lay what was drawn in `box` over the window, which is changed in place.

        Args:
            window: of the canvas, RGB uint8.
            layer: rgb and alpha, [S, S, 4].
            box: see `drawn_boxes`.
        """
        part = self._around(np.array(box) / len(layer))
        if part is None:
            return
        below = window[part].astype(np.float32)
        drawn = self._spread(layer, part)
        coarse = _as_coarse(below, self._grain / len(layer))
        change, detail = drawn[..., :3] - coarse, below - coarse
        # What the generator left alone keeps the photograph's grain, which it cannot see; what
        # it invented has none to keep.
        red, green, blue = cv2.split(np.abs(change))
        lost = np.minimum(np.maximum(np.maximum(red, green), blue) / INVENTED, 1)[..., None]
        mixed = below + (change - lost * detail) * (drawn[..., 3:] * self._feather[part])
        window[part] = np.clip(np.rint(mixed), 0, 255)

    def _around(self, box: npt.NDArray[np.float64]) -> tuple[slice, slice] | None:
        """The part of the window that holds a box given in crop units; None if none does."""
        left, top, right, bottom = box
        corners = np.array([[left, top], [right, top], [left, bottom], [right, bottom]])
        places = corners @ self._to_pixels.T + self._origin
        low, high = np.floor(places.min(0)), np.ceil(places.max(0))
        height, width = self._units.shape[:2]
        x0, x1 = np.clip([low[0], high[0]], 0, width).astype(int)
        y0, y1 = np.clip([low[1], high[1]], 0, height).astype(int)
        return (slice(y0, y1), slice(x0, x1)) if x0 < x1 and y0 < y1 else None


def drawn_boxes(alpha: Array) -> list[Box]:
    """Boxes of the crop that together hold all of `alpha` [S, S] and do not overlap.

    Eyes and mouth are drawn apart, and between them there is nothing to do.
    """
    _, _, found, _ = cv2.connectedComponentsWithStats((alpha > 0).astype(np.uint8))
    boxes: list[Box] = []
    for left, top, width, height, _ in found[1:].tolist():
        # A pixel more on each side, for what is between the last one and nothing.
        box = (left - 1, top - 1, left + width + 1, top + height + 1)
        for other in [other for other in boxes if _overlap(box, other)]:
            boxes.remove(other)
            box = _joined(box, other)
        boxes.append(box)
    whole = [box for box in boxes if not any(_overlap(box, o) for o in boxes if o is not box)]
    if len(whole) == len(boxes):
        return boxes
    # Boxes that grew over others: rare, and then one for all is simple and right.
    return [reduce(_joined, boxes)]


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _joined(one: Box, other: Box) -> Box:
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[2], other[2]),
        max(one[3], other[3]),
    )


def _as_coarse(picture: Array, factor: float) -> Array:
    """The picture [H, W, 3] as if seen with pixels `factor` times as large."""
    if factor <= 1:
        return picture
    height, width = picture.shape[:2]
    few = (max(1, round(width / factor)), max(1, round(height / factor)))
    small = cv2.resize(picture, few, interpolation=cv2.INTER_AREA)
    return np.asarray(
        cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR), np.float32
    )


Pixels = TypeVar("Pixels", bound=npt.NDArray[Any])


def _remap(source: Pixels, places: Array, way: int) -> Pixels:
    """`source` at `places` [H, W, 2] (x, y in its pixels); beyond its border the edge repeats."""
    x, y = places[..., 0], places[..., 1]
    return cast(Pixels, cv2.remap(source, x, y, way, borderMode=cv2.BORDER_REPLICATE))


def _canvas_size(portrait: Image, output: OutputSettings) -> tuple[int, int]:
    height, width = portrait.shape[:2]
    if output.width and output.height:
        return output.width, output.height
    if output.width:
        return output.width, max(1, round(height * output.width / width))
    if output.height:
        return max(1, round(width * output.height / height)), output.height
    return width, height


def placement(portrait: Image, face: Signal, output: OutputSettings) -> npt.NDArray[np.float64]:
    """Where the portrait goes on the canvas: [2, 3], portrait pixels → canvas pixels."""
    height, width = portrait.shape[:2]
    canvas = np.array(_canvas_size(portrait, output), np.float64)
    ratio = canvas / [width, height]
    # With one side given, the other is rounded: covering it leaves no bar of a pixel's width.
    bars = output.fit == "fit" and output.width and output.height
    scale = float(ratio.min() if bars else ratio.max())
    middle = np.array([width, height]) / 2
    if output.fit == "crop":
        left, top, right, bottom = face.box
        middle = np.array([(left + right) / 2, (top + bottom) / 2])
    offset = canvas / 2 - scale * middle
    if output.fit == "crop":
        # As near to the face's middle as the picture's edges allow.
        offset = np.clip(offset, canvas - np.round(scale * np.array([width, height])), 0)
    offset = np.round(offset)  # whole pixels, so that nothing is blurred by half of one
    return np.array([[scale, 0, offset[0]], [0, scale, offset[1]]])


def _draw(portrait: Image, place: npt.NDArray[np.float64], size: tuple[int, int]) -> Image:
    """The portrait on its canvas; untouched pixel for pixel when nothing scales it."""
    scale = place[0, 0]
    if scale == 1 and not place[:, 2].any() and size == (portrait.shape[1], portrait.shape[0]):
        return portrait.copy()
    wide, tall = round(portrait.shape[1] * scale), round(portrait.shape[0] * scale)
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    scaled = cv2.resize(portrait, (max(1, wide), max(1, tall)), interpolation=way)
    canvas = np.zeros((size[1], size[0], 3), np.uint8)
    left, top = (int(value) for value in place[:, 2])
    x0, y0 = max(0, left), max(0, top)
    part = scaled[y0 - top : y0 - top + size[1] - y0, x0 - left : x0 - left + size[0] - x0]
    canvas[y0 : y0 + part.shape[0], x0 : x0 + part.shape[1]] = part
    return canvas


def _crop_on_canvas(crop: Crop, place: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Canvas pixels → crop units, [2, 3]."""
    back = cv2.invertAffineTransform(place)
    matrix = crop.matrix.astype(np.float64)
    joined: npt.NDArray[np.float64] = matrix[:, :2] @ back
    joined[:, 2] += matrix[:, 2]
    return joined
