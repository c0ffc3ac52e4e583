"""The rendered crop laid back into the full-resolution portrait.

The generator's flow is enlarged and warps the photograph's own pixels; its drawn picture is
used only where `alpha` says something had to be invented. Both fade out towards the border
of the crop, beyond which not one pixel of the portrait changes.

What can be done on the crop's few pixels is done there, and the canvas is touched only where
something moves or is drawn: docs/performance.md counts how often.
"""

from __future__ import annotations

from functools import cached_property, lru_cache, reduce
from typing import Final, TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

from rtxfer.canvas import canvas_size, draw, placement, twice_as_fine
from rtxfer.crop_place import CropPlace, Part, seen_through
from rtxfer.face.crop import Crop
from rtxfer.face.signal import Signal
from rtxfer.frame import Image
from rtxfer.generator import Rendered
from rtxfer.head.cutout import Cutout
from rtxfer.head.field import HeadPose
from rtxfer.head.layers import behind, layers_of
from rtxfer.head.matte import Matte
from rtxfer.scenery import Scenery, set_before
from rtxfer.settings import OutputSettings
from rtxfer.whole_head import WholeHead

FEATHER: Final = 0.08
"""Share of the crop's side over which the change fades to nothing."""

INVENTED: Final = 40
"""Levels by which a drawn pixel differs from the warped one when it is wholly invented."""

ENLARGED: Final = 1.5
"""Scale of the portrait on the canvas from which on nothing lies between its pixels: it has no
detail that a better filter than a linear one could keep."""

REACH: Final = 0.25
"""Share of the crop's side that a flow may look beyond its border; it fades before that."""

COARSER: Final = 8
"""Pixels of the crop's picture, a side of the squares by which what is drawn is told apart."""

STEP: Final = 1 / 32
"""Pixels of the source, the unit of OpenCV's fixed-point maps."""

Array = npt.NDArray[np.float32]
Alpha: TypeAlias = npt.NDArray[np.uint8]
"""How much of a pixel is the person, uint8 [H, W]."""
Box: TypeAlias = tuple[int, int, int, int]
"""Left, top, right, bottom; the last two are outside."""


class Compositor:
    """Puts rendered crops of one portrait onto one canvas.

    Attributes:
        size: width and height of the canvas.
        place: [2, 3], portrait pixels → canvas pixels.
        cutout: the person cut out of the canvas.
        scenery: what they are set before instead of their own background; None where it is that.

    Args:
        portrait: RGB, uint8 [H, W, 3].
        face: its face.
        crop: the square that the generator renders, in the portrait's pixels.
        output: size and fit of the canvas.
        cutout: the person cut out of the portrait, whose whole head then moves; None where only the
            face shall.
    """

    def __init__(
        self,
        portrait: Image,
        face: Signal,
        crop: Crop,
        output: OutputSettings,
        cutout: Cutout | None = None,
        before: Matte | Scenery | None = None,
    ) -> None:
        self.place = placement(portrait, face, output)
        self.size = canvas_size(portrait, output)
        self._still = draw(portrait, self.place, self.size)
        self._lies = CropPlace(crop, self.place, self.size)
        self._zoom = 1 if self.place[0, 0] > ENLARGED else 2
        self.cutout: Cutout | None = None
        self._head: WholeHead | None = None
        self.scenery: Scenery | None = None
        if isinstance(before, Matte):
            self.scenery = set_before(output.background, portrait, before, self.place, self.size)
        elif before is not None:
            self.scenery = _scaled(before, self.size)
        if cutout is not None:
            layers: list[npt.NDArray[np.uint8]]
            if self.scenery is None:
                layers = [
                    draw(one, self.place, self.size) for one in (cutout.alpha, cutout.background)
                ]
            else:
                self._still = self.scenery.still
                layers = [self.scenery.alpha, self.scenery.background]
            self.cutout = Cutout(layers[0], layers[1], cutout.face)
            self._head = WholeHead(self._still, self.cutout, self._lies, self._zoom)

    @cached_property
    def _source(self) -> tuple[Image, tuple[int, int]]:
        """What the flow of a face alone reads from, and where it begins on the canvas."""
        reach = self._lies.around((-REACH, -REACH, 1 + REACH, 1 + REACH))
        if reach is None:
            return self._still[:0], (0, 0)
        source, start = self._still[reach], (reach[1].start, reach[0].start)
        if self.scenery is not None:
            alpha, background = self.scenery.alpha[reach], self.scenery.background[reach]
            source = layers_of(source, alpha, background)[0]
        return (twice_as_fine(source) if self._zoom == 2 else source), start

    def still(self) -> Image:
        """The canvas with the portrait at rest (a copy), as `__call__` gives it."""
        return self._finished(self._still.copy(), self._alpha())

    def __call__(self, rendered: Rendered, pose: HeadPose | None = None) -> Image:
        """The canvas with the portrait moved, RGB uint8 [H, W, 3]; where nothing is behind the
        person, RGB not multiplied and alpha, [H, W, 4].

        Args:
            rendered: the crop.
            pose: of the whole head, which moves along where the person is cut out; None moves the
                face alone.
        """
        canvas, person = self._still.copy(), self._alpha()
        if self._head is not None and pose is not None:
            self._head(canvas, rendered.flow, pose, person)
        elif rendered.flow is not None:
            self._move(canvas, rendered.flow, person)
        if rendered.alpha is not None and rendered.rgb is not None:
            for box in drawn_boxes(rendered.alpha):
                self._cover(canvas, rendered.rgb, rendered.alpha, box, person)
        return self._finished(canvas, person)

    def _alpha(self) -> Alpha | None:
        """Of the person at rest, where they are set before something else (a copy)."""
        return None if self.scenery is None else self.scenery.alpha.copy()

    def _finished(self, canvas: Image, person: Alpha | None) -> Image:
        if self.scenery is None or person is None or not self.scenery.clear:
            return canvas
        return np.asarray(cv2.merge([*cv2.split(canvas), person]), np.uint8)

    def _move(self, canvas: Image, flow: Array, person: Alpha | None) -> None:
        """Warp the canvas, and the alpha of the person, in place, where the flow is felt."""
        cells = flow.shape[-1]
        turn = self._zoom * self._lies.to_pixels[:, :2].astype(np.float32)
        shift: Array = (turn @ flow.reshape(2, -1)).reshape(flow.shape) * _fade(cells)
        # Half a step is rounded to nothing by the maps.
        felt = np.maximum(*np.abs(shift)) > STEP / 2
        left, top, width, height = cv2.boundingRect(felt.astype(np.uint8))
        box = (left - 1, top - 1, left + width + 1, top + height + 1)
        part = self._lies.around(np.array(box) / cells) if width else None
        if part is None:
            return
        down, across = (np.arange(side.start, side.stop, dtype=np.float32) for side in part)
        x, y = (self._lies.spread(axis, cells, part) for axis in shift)
        source, start = self._source
        x += (across - start[0]) * self._zoom
        y += (down[:, None] - start[1]) * self._zoom
        if self.scenery is not None and person is not None:
            moved = cv2.remap(source, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
            person[part] = moved[..., 3]
            shown = behind(person[part], self.scenery.background[part])
            canvas[part] = cv2.add(np.ascontiguousarray(moved[..., :3]), shown)
            return
        # Of three channels OpenCV reads fixed-point maps faster; of four, float ones.
        maps = cv2.convertMaps(x, y, cv2.CV_16SC2)
        cv2.remap(source, *maps, cv2.INTER_LINEAR, canvas[part], borderMode=cv2.BORDER_REPLICATE)

    def _cover(
        self, canvas: Image, rgb: Array, alpha: Array, box: Box, person: Alpha | None
    ) -> None:
        """Lay what was drawn in `box`, see `drawn_boxes`, over the canvas, in place; before another
        background over the person alone, for whatever was drawn beside them is their own.

        What the generator left alone keeps the photograph's grain, which it cannot see; what it
        invented has none to keep. So what lies below becomes (1 − share) · below + added.
        """
        size = len(alpha)
        part = self._lies.around(np.array(box) / size)
        if part is None:
            return
        below = canvas[part]
        left, top, right, bottom = np.clip(box, 0, size).tolist()
        own = np.s_[top:bottom, left:right]
        cover: Array = (alpha[own] * _fade(size)[own])[..., None]
        share, added = cover, cover * rgb[own]
        if self._lies.side > size:
            coarse = self._coarse(below, part, (left, top, right, bottom), size)
            change = rgb[own] - coarse
            red, green, blue = cv2.split(np.abs(change))
            most = np.maximum(np.maximum(red, green), blue)
            invented: Array = np.minimum(most / INVENTED, 1)[..., None]
            share, added = cover * invented, cover * (change + invented * coarse)
        shares = np.repeat(share, 3, axis=2)
        lost, given = (
            self._lies.spread(layer, size, part, (left, top)) for layer in (shares, added)
        )
        if person is not None and (own_share := person[part]).min() < 255:
            within = cv2.merge([own_share.astype(np.float32) / np.float32(255)] * 3)
            lost, given = lost * within, given * within
        taken = cv2.multiply(below, lost, lost, dtype=cv2.CV_32F)
        cv2.add(below, cv2.subtract(given, taken, taken), below, dtype=cv2.CV_8U)

    def _coarse(self, below: Image, part: Part, box: Box, size: int) -> Array:
        """What the crop's pixels in `box` see of a part of the canvas, [h, w, 3]."""
        left, top, right, bottom = box
        tall, wide = below.shape[:2]
        few = tuple(max(1, round(side * size / self._lies.side)) for side in (wide, tall))
        small = cv2.resize(below.astype(np.float32), few, interpolation=cv2.INTER_AREA)
        matrix = self._lies.to_pixels / [size, size, 1]  # crop pixels → canvas pixels
        matrix[:, 2] += matrix[:, :2] @ (left + 0.5, top + 0.5)
        matrix[:, 2] -= part[1].start, part[0].start
        matrix *= (np.array(few) / [wide, tall])[:, None]  # → those of `small`
        matrix[:, 2] -= 0.5
        return seen_through(
            np.asarray(small, np.float32),
            matrix,
            (right - left, bottom - top),
            cv2.BORDER_REPLICATE,
        )


def _scaled(scenery: Scenery, size: tuple[int, int]) -> Scenery:
    """It on a smaller canvas of this width and height."""
    still, alpha, background = (
        np.asarray(cv2.resize(layer, size, interpolation=cv2.INTER_AREA), np.uint8)
        for layer in scenery[:3]
    )
    return Scenery(still, alpha, background, scenery.clear)


@lru_cache(maxsize=8)
def _fade(cells: int) -> Array:
    """1 inside the crop, falling to 0 at its outermost cells, [cells, cells]."""
    middle = (np.arange(cells) + 0.5) / cells
    edge = np.minimum(middle, 1 - middle)
    ramp = np.clip(np.minimum(edge[:, None], edge) / FEATHER, 0, 1)
    fade = (ramp * ramp * (3 - 2 * ramp)).astype(np.float32)
    fade[[0, -1]] = fade[:, [0, -1]] = 0
    return fade


def drawn_boxes(alpha: Array) -> list[Box]:
    """Boxes of the crop that together hold all of `alpha` [S, S] and do not overlap.

    Eyes and mouth are drawn apart, and between them there is nothing to do.
    """
    drawn = np.where(alpha > 0, np.uint8(255), np.uint8(0))
    rest = -len(drawn) % COARSER
    padded = np.pad(drawn, (0, rest)) if rest else drawn
    few = len(padded) // COARSER
    # One pixel of a square's 64 makes a mean of 4.
    squares = cv2.resize(padded, (few, few), interpolation=cv2.INTER_AREA)
    _, _, found, _ = cv2.connectedComponentsWithStats(squares)
    boxes: list[Box] = []
    for x, y, across, down, _ in (found[1:] * COARSER).tolist():
        left, top, width, height = cv2.boundingRect(drawn[y : y + down, x : x + across])
        # A pixel more on each side, for what is between the last one and nothing.
        box = (x + left - 1, y + top - 1, x + left + width + 1, y + top + height + 1)
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
