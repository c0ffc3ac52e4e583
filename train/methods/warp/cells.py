"""Where the flow of a crop is computed: coarsely everywhere, finely over mouth and eyes.

Between landmarks the flow is smooth, and 52² cells say all that there is to say; only along lids
and lips, where it jumps, does it need the F = 128 cells across the crop that are asked for. So it
is computed on a coarse grid and in three small windows that follow the driven mouth and eyes, in
3812 cells instead of 16,384, and put together (`train.methods.warp.torch_flow.CropFlow`):

    flow = (max(1 − t, 0) · coarse + Σ laid(share · fine)) / max(t, 1),   t = Σ laid(share)

A window's cells are cells of the F² grid, so that nothing is interpolated where they are laid, and
`share` falls to 0 towards its border. The coarse grid is enlarged by cubic splines through its
cells, which err half as much as straight lines do. Grid and windows are upright, so each is made
of columns and rows, 130 and 106 in all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from rtxfer.face import landmarks as lm

Array = npt.NDArray[np.float32]

COARSE: Final = 52
"""Cells of the coarse grid across the crop."""

STILL: Final = 5
"""How many of them, at either border, are not asked for: the anchors hold them still."""

ASKED: Final = COARSE - 2 * STILL

FADE: Final = 3
"""Cells over which a window fades at its border."""

LEAST: Final = 1e-7
"""Shares below this say nothing."""


@dataclass(frozen=True)
class FineWindow:
    """Where the flow is computed finely.

    Attributes:
        name: of what lies there.
        middle: landmarks in whose midst it lies.
        width, height: cells of the F² grid, even numbers; see `WINDOWS`.
    """

    name: str
    middle: tuple[int, ...]
    width: int
    height: int


_LIPS: Final = tuple(
    np.unique(np.r_[lm.LIP_UPPER.ravel(), lm.LIP_LOWER.ravel(), 61, 291, 78, 308]).tolist()
)
WINDOWS: Final = (
    FineWindow("mouth", _LIPS, 40, 32),
    *(
        FineWindow(name, tuple(int(corner) for corner in corners), 24, 16)
        for name, corners in zip(("right_eye", "left_eye"), lm.EYE_CORNERS, strict=True)
    ),
)
"""For F = 128, where a face is about 67 cells high. On the demo's clip, its motion half as strong
again, the coarse grid errs by more than half a pixel of the crop 18 columns and 16 rows from a
mouth's middle, and 8 columns and 5 rows from an eye's."""


def part_sizes() -> tuple[list[int], list[int], list[int]]:
    """Cells, columns and rows of the coarse grid and of each window, in the order they come."""
    wide = [ASKED, *(window.width for window in WINDOWS)]
    high = [ASKED, *(window.height for window in WINDOWS)]
    return [w * h for w, h in zip(wide, high, strict=True)], wide, high


def grid_constants(size: int) -> dict[str, npt.NDArray[Any]]:
    """What is known of the cells beforehand, by name. C cells in all, X columns, Y rows.

    Args:
        size: F, cells across the crop.

    Returns:
        `middle` [W, 478], which gives the windows' middles. `grid_x` [X, 1] and `grid_y` [Y, 1],
        places in crop units, those of windows about their middles; `column_window` [X, W] and
        `row_window` [Y, W], whose they are. `cell_column` and `cell_row` [C], where each cell lies.
        `enlarge` [F, ASKED], and of each window `NAME_share_x` [width, 1] and `NAME_share_y`
        [height, 1].
    """
    middle = np.zeros((len(WINDOWS), lm.LANDMARKS), np.float32)
    _, wide, high = part_sizes()
    even = (np.arange(ASKED, dtype=np.float32) + STILL + 0.5) / COARSE
    constants: dict[str, npt.NDArray[Any]] = {
        "grid_x": np.concatenate([even, *(_about(count) / size for count in wide[1:])])[:, None],
        "grid_y": np.concatenate([even, *(_about(count) / size for count in high[1:])])[:, None],
        "column_window": _owners(wide),
        "row_window": _owners(high),
        "enlarge": enlarging(size)[:, STILL:-STILL],
    }
    starts = zip(wide, high, np.cumsum(wide) - wide, np.cumsum(high) - high, strict=True)
    meshes = [np.meshgrid(np.arange(w) + x, np.arange(h) + y) for w, h, x, y in starts]
    constants["cell_column"] = np.concatenate([x.ravel() for x, _ in meshes]).astype(np.int64)
    constants["cell_row"] = np.concatenate([y.ravel() for _, y in meshes]).astype(np.int64)
    for row, window in zip(middle, WINDOWS, strict=True):
        row[list(window.middle)] = 1 / len(window.middle)
        constants[f"{window.name}_share_x"] = _share(window.width)
        constants[f"{window.name}_share_y"] = _share(window.height)
    return constants | {"middle": middle}


def enlarging(size: int) -> Array:
    """Cubic splines through `COARSE` cells, read at `size` cells of the same span, as a matrix."""
    places = (np.arange(size, dtype=np.float64) + 0.5) * (COARSE / size) - 0.5
    through = _splines(np.arange(COARSE, dtype=np.float64), COARSE)
    matrix = _splines(places, COARSE) @ np.linalg.inv(through)
    return np.where(np.abs(matrix) < LEAST, 0, matrix).astype(np.float32)


def _splines(places: npt.NDArray[np.float64], count: int) -> npt.NDArray[np.float64]:
    """Cubic B-splines about each of `count` cells, read at `places` [P]: [P, count].

    Beyond either end the last cell is repeated.
    """
    read = np.zeros((len(places), count))
    first = np.floor(places).astype(int) - 1
    for cell in (first + step for step in range(4)):
        away = np.abs(places - cell)
        near, far = 2 / 3 - away**2 + away**3 / 2, (2 - away) ** 3 / 6
        share = np.where(away < 1, near, far)
        np.add.at(read, (np.arange(len(places)), cell.clip(0, count - 1)), share)
    return read


def _about(count: int) -> Array:
    """Middles of `count` cells about the corner between the two in the midst."""
    return np.arange(count, dtype=np.float32) + 0.5 - count // 2


def _owners(counts: list[int]) -> Array:
    """Whose each of Σ counts is, [Σ, len(counts) − 1]; the first ones are nobody's."""
    owner = np.repeat(np.arange(len(counts)), counts)
    return np.eye(len(counts), dtype=np.float32)[owner][:, 1:]


def _share(count: int) -> Array:
    """How far a window's cells are shown, [count, 1]: 0 to 1, falling at both ends."""
    ramp = np.minimum(np.arange(count) + 0.5, count - np.arange(count) - 0.5) / FADE
    ramp = ramp.clip(0, 1)
    smooth: Array = (ramp * ramp * (3 - 2 * ramp))[:, None].astype(np.float32)
    return smooth
