"""The whole head moved on its canvas: the person's layer over the painted background.

Inside the face's outline the generator's flow decides, outside the head's own (see
`rtxfer.head.field`); on the outline they agree. The person is cut out with everything that is
theirs, so what moves away uncovers the background, and what comes covers it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from typing import Final, NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from rtxfer.canvas import twice_as_fine
from rtxfer.crop_place import CropPlace, Part, seen_through
from rtxfer.face import landmarks as lm
from rtxfer.face.geometry import Points
from rtxfer.frame import Image
from rtxfer.head.cutout import Cutout
from rtxfer.head.field import BOX, CELL, HeadField, HeadPose
from rtxfer.head.layers import behind, continued, layers_of

FELT: Final = 1 / 8
"""Pixels of the layer that are not seen to move."""

SEAM: Final = 0.06
"""Crop units over which one flow goes over into the other."""

WITHIN: Final = 0.92
"""Of the outline's size: where the seam is. The generator's flow is pinned to the landmarks, and
strays between the outline and what it takes for background."""

ACROSS: Final = round(1 / CELL)
"""Cells of the head's flow across the crop."""

FIRST: Final = (round(BOX[0] / CELL), round(BOX[1] / CELL))
"""Column and row of its first cell, counted from the crop's corner."""

BEYOND: Final = 0.2
"""Crop units by which a person whom the picture's border cuts off is continued beyond it."""

FINE: Final = 4
"""Bits of a cell's fraction with which an outline is drawn."""

SQUARE: Final = 16
"""Side, in pixels of the canvas, of the squares by which is told where something moves."""

MARGIN: Final = 2
"""Pixels by which the person is taken to be larger when it is told where they move: a square may be
stretched on its way."""

WORTH: Final = 24
"""Squares that may be gone over in vain to save a strip."""

APART: Final = 4
"""Pixels between two places in which a flow is looked at, at most: what lies between is a plane."""

Array = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]
Squares = npt.NDArray[np.uint8]
"""1 or 0 for each square of the canvas."""


class _Grid(NamedTuple):
    """What is given on cells, and which of them lie on the crop.

    Attributes:
        shift: [2, h, w], pixels of the layer.
        across: how many cells go across the crop.
        first: column and row of the first one, counted from the crop's corner.
    """

    shift: Array
    across: int
    first: tuple[int, int]

    def felt(self) -> Mask:
        """Where it is seen to move."""
        seen: Mask = np.maximum(*np.abs(self.shift)) > FELT
        return seen


class _Maps(NamedTuple):
    """Where each pixel of a part of the canvas comes from, in pixels of the layer."""

    part: Part
    x: Array
    y: Array

    def put(self, other: _Maps) -> None:
        """Take over what is known better of another part, where this one holds some of it."""
        rows, columns = (
            slice(max(a.start, b.start), max(a.start, b.start, min(a.stop, b.stop)))
            for a, b in zip(self.part, other.part, strict=True)
        )
        here, there = (
            np.s_[
                rows.start - part[0].start : rows.stop - part[0].start,
                columns.start - part[1].start : columns.stop - part[1].start,
            ]
            for part in (self.part, other.part)
        )
        self.x[here], self.y[here] = other.x[there], other.y[there]


class _Sources(NamedTuple):
    """Where a part of the canvas comes from, told in the middles of small squares only.

    Attributes:
        first: row and column of the first pixel of the first square. It, and the last one, lie
            beyond the part.
        every: pixels that a square is wide and high.
        x: pixels of the layer, [h, w].
        y: likewise.
    """

    first: tuple[int, int]
    every: int
    x: Array
    y: Array

    def maps(self, part: Part) -> _Maps:
        """At each pixel of a part within, which begins with a square."""
        every = self.every
        squares = tuple(
            slice((side.start - first) // every - 1, -((first - side.stop) // every) + 1)
            for side, first in zip(part, self.first, strict=True)
        )
        within = tuple(slice(every, every + side.stop - side.start) for side in part)
        down, across = ((side.stop - side.start) * every for side in squares)
        x, y = (
            np.asarray(cv2.resize(axis[squares], (across, down))[within], np.float32)
            for axis in (self.x, self.y)
        )
        return _Maps(part, x, y)


class WholeHead:
    """Moves one person on one canvas.

    Args:
        still: the canvas with the portrait at rest.
        cutout: of the canvas.
        lies: where the crop lies on the canvas.
        zoom: how much finer than the canvas what the flow reads from shall be, 1 or 2.
    """

    def __init__(self, still: Image, cutout: Cutout, lies: CropPlace, zoom: int) -> None:
        self._lies, self._zoom = lies, zoom
        self._field = HeadField(cutout.face)
        everywhere = lies.around(BOX)
        rows, columns = everywhere or (slice(0, 0), slice(0, 0))
        self._start = (0, 0)  # where the layer begins on the canvas
        self._layer, self._background = np.zeros((0, 0, 4), np.uint8), still.copy()
        if everywhere is not None:
            layer, self._background[everywhere] = layers_of(
                still[everywhere], cutout.alpha[everywhere], cutout.background[everywhere]
            )
            beyond = round(BEYOND * lies.side)
            layer = continued(layer, beyond)
            self._start = (columns.start - beyond, rows.start - beyond)
            self._layer = twice_as_fine(layer) if zoom == 2 else layer
        self._person = _person_in_squares(cutout.alpha)
        rows, columns = self._person.shape
        self._middles = np.stack(np.meshgrid(np.arange(columns), np.arange(rows))).astype(
            np.float32
        )

    def __call__(
        self,
        canvas: Image,
        flow: Array | None,
        pose: HeadPose,
        person: npt.NDArray[np.uint8] | None = None,
    ) -> None:
        """Move the person, in place.

        Args:
            canvas: with the portrait at rest.
            flow: the generator's, [2, F, F] in crop units.
            pose: of the head.
            person: their alpha at rest, [H, W], moved along; None where nobody asks for it.
        """
        head = self._field(pose)
        around = _Grid(self._shift(head), ACROSS, FIRST)
        moves = self._moving(around)
        inner: _Maps | None = None
        if flow is not None:
            share = _inside(pose.driven, flow.shape[-1])
            mixed = share * flow + (1 - share) * _on_crop(head, flow.shape[-1])
            face = _Grid(self._shift(mixed), flow.shape[-1], (0, 0))
            own = self._part(face, face.felt() & (share > 0))
            if own is not None:
                inner = self._sources(face, own).maps(own)
                moves[_squares_of(own)] = 1
        strips = _strips(moves, self._lies.size)
        if strips:
            sources = self._sources(around, reduce(_joined, strips))
            for strip in strips:
                maps = sources.maps(strip)
                if inner is not None:
                    maps.put(inner)
                alpha = self._lay(canvas[strip], maps, self._background[strip])
                if person is not None:
                    person[strip] = alpha

    def _shift(self, flow: Array) -> Array:
        """A flow in crop units as one in pixels of the layer."""
        turn = self._zoom * self._lies.to_pixels[:, :2].astype(np.float32)
        shift: Array = (turn @ flow.reshape(2, -1)).reshape(flow.shape)
        return shift

    def _moving(self, grid: _Grid) -> Squares:
        """1 for the squares of the canvas in which the person is seen to move, whom they leave or
        come to, else 0."""
        rows, columns = (slice(0, SQUARE * count) for count in self._person.shape)
        shift = np.stack(
            [
                self._lies.spread(axis, grid.across, (rows, columns), grid.first, SQUARE)
                for axis in grid.shift
            ]
        )
        x, y = self._middles + shift / np.float32(SQUARE * self._zoom)
        comes = cv2.remap(self._person, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        there = np.maximum(self._person, comes) > 0
        moving: Squares = ((np.maximum(*np.abs(shift)) > FELT) & there).astype(np.uint8)
        return moving

    def _part(self, grid: _Grid, felt: Mask) -> Part | None:
        """The part of the canvas in which it is felt; None where there is none."""
        left, top, width, height = cv2.boundingRect(felt.astype(np.uint8))
        # A cell more on each side, for what is between the last one and nothing.
        box = np.array([left - 1, top - 1, left + width + 1, top + height + 1])
        box += np.tile(grid.first, 2)
        return self._lies.around(box / grid.across) if width else None

    def _sources(self, grid: _Grid, part: Part) -> _Sources:
        """Where a part of the canvas comes from."""
        cell = self._lies.side / grid.across
        every = APART if cell >= 2 * APART else APART // 2 if cell >= APART else 1
        # A square more on each side, for what is between the last one and the border.
        rows, columns = wide = tuple(
            slice(side.start - every, side.stop + -(side.stop - side.start) % every + every)
            for side in part
        )
        x, y = (
            self._lies.spread(axis, grid.across, (rows, columns), grid.first, every)
            for axis in grid.shift
        )
        down, across = (
            np.arange(side.start, side.stop, every, dtype=np.float32) + np.float32((every - 1) / 2)
            for side in wide
        )
        x += (across - self._start[0]) * self._zoom
        y += (down[:, None] - self._start[1]) * self._zoom
        return _Sources((rows.start, columns.start), every, x, y)

    def _lay(self, canvas: Image, maps: _Maps, background: Image) -> npt.NDArray[np.uint8]:
        """Lay the person over the background, in place; gives their alpha there."""
        moved = cv2.remap(
            self._layer, maps.x, maps.y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
        )
        cv2.cvtColor(moved, cv2.COLOR_RGBA2RGB, canvas)
        alpha = np.asarray(cv2.extractChannel(moved, 3), np.uint8)
        for columns in _not_opaque(alpha):
            beside = canvas[:, columns]
            cv2.add(beside, behind(alpha[:, columns], background[:, columns]), beside)
        return alpha


def _person_in_squares(alpha: npt.NDArray[np.uint8]) -> Array:
    """The squares of a canvas in which the person is, 1 or 0; beyond the canvas is nobody."""
    grown = cv2.dilate(alpha, np.ones((2 * MARGIN + 1, 2 * MARGIN + 1), np.uint8))
    height, width = alpha.shape
    whole = np.pad(grown, ((0, -height % SQUARE), (0, -width % SQUARE)))
    most = whole.reshape(len(whole) // SQUARE, SQUARE, -1, SQUARE).max((1, 3))
    there: Array = (most > 0).astype(np.float32)
    return there


def _squares_of(part: Part) -> Part:
    """The squares that hold a part of the canvas."""
    rows, columns = (slice(side.start // SQUARE, -(-side.stop // SQUARE)) for side in part)
    return rows, columns


def _inside(driven: Points, cells: int) -> Array:
    """1 inside the driven face, 0 outside, with a soft seam: [cells, cells] across the crop."""
    filled = np.zeros((cells, cells), np.float32)
    oval = driven[lm.FACE_OVAL, :2]
    middle = oval.mean(0)
    corners = ((middle + WITHIN * (oval - middle)) * cells - 0.5) * 2**FINE
    cv2.fillPoly(filled, [np.round(corners).astype(np.int32)], 1.0, shift=FINE)
    width = round(SEAM * cells) | 1
    return np.asarray(cv2.blur(filled, (width, width), borderType=cv2.BORDER_CONSTANT), np.float32)


def _on_crop(head: Array, cells: int) -> Array:
    """The head's flow on the cells of the crop, [2, cells, cells]."""
    ratio = ACROSS / cells
    matrix = np.array(
        [[ratio, 0, ratio / 2 - 0.5 - FIRST[0]], [0, ratio, ratio / 2 - 0.5 - FIRST[1]]]
    )
    size = (cells, cells)
    return np.stack([seen_through(axis, matrix, size, cv2.BORDER_CONSTANT) for axis in head])


def _strips(moves: Squares, size: tuple[int, int]) -> list[Part]:
    """Parts of a canvas of this width and height, which together hold all squares that move."""
    strips: list[Part] = []  # in squares
    rows = np.flatnonzero(moves.any(1))
    firsts, ends = moves[rows].argmax(1), moves.shape[1] - moves[rows, ::-1].argmax(1)
    for row, first, end in np.stack([rows, firsts, ends], 1).tolist():
        strip = (slice(row, row + 1), slice(first, end))
        if strips:
            both = _joined(strips[-1], strip)
            if _area(both) - _area(strips[-1]) - _area(strip) <= WORTH:
                strip = both
                strips.pop()
        strips.append(strip)
    width, height = size
    return [
        (
            slice(down.start * SQUARE, min(down.stop * SQUARE, height)),
            slice(across.start * SQUARE, min(across.stop * SQUARE, width)),
        )
        for down, across in strips
    ]


def _area(part: Part) -> int:
    rows, columns = part
    return int((rows.stop - rows.start) * (columns.stop - columns.start))


def _joined(one: Part, other: Part) -> Part:
    """The part that holds both."""
    rows, columns = (
        slice(min(a.start, b.start), max(a.stop, b.stop)) for a, b in zip(one, other, strict=True)
    )
    return rows, columns


def _not_opaque(alpha: npt.NDArray[np.uint8]) -> Iterator[slice]:
    """All columns but those of the widest part that lets nothing through."""
    clear = np.flatnonzero(alpha.min(0) < 255)
    ends = np.concatenate([[-1], clear, [alpha.shape[1]]])
    widest = int(np.diff(ends).argmax())
    for columns in (slice(0, ends[widest] + 1), slice(ends[widest + 1], alpha.shape[1])):
        if columns.start < columns.stop:
            yield columns
