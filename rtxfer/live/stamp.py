"""A moment written into a picture as black and white blocks, for measuring latency.

A benchmark stamps the source's frames, the transfer thread reads the moment and draws it anew onto
the portrait, and whoever receives the portrait reads it back. Only the number travels, never a
pixel of the driver; and blocks of this size survive the colour formats of virtual cameras.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from rtxfer.frame import Image

BLOCK: Final = 8
"""Side of a block in pixels."""

COLUMNS: Final = 14
ROWS: Final = 4
BITS: Final = 48
"""For the moment; the blocks that are left carry a checksum."""

_CHECK_BITS: Final = COLUMNS * ROWS - BITS


def write_stamp(image: Image, moment: float) -> None:
    """Draw a moment into the upper left corner of a picture, in place.

    Args:
        image: RGB uint8, at least 112×32 pixels.
        moment: seconds, at least 0.
    """
    value = round(moment * 1_000_000) % 2**BITS
    number = value << _CHECK_BITS | _check(value)
    bits = [number >> place & 1 for place in range(COLUMNS * ROWS)]
    blocks = np.array(bits, np.uint8).reshape(ROWS, COLUMNS) * 255
    grown = blocks.repeat(BLOCK, 0).repeat(BLOCK, 1)
    image[: ROWS * BLOCK, : COLUMNS * BLOCK] = grown[..., None]


def read_stamp(image: Image) -> float | None:
    """The moment in the upper left corner, seconds; None where there is none."""
    height, width = ROWS * BLOCK, COLUMNS * BLOCK
    if image.shape[0] < height or image.shape[1] < width:
        return None
    corner: npt.NDArray[np.float64] = image[:height, :width].mean(-1)
    blocks = corner.reshape(ROWS, BLOCK, COLUMNS, BLOCK)[:, 2:-2, :, 2:-2].mean((1, 3))
    number = sum(1 << place for place in np.flatnonzero(blocks.ravel() > 127).tolist())
    value, check = number >> _CHECK_BITS, number % 2**_CHECK_BITS
    return value / 1_000_000 if check == _check(value) else None


def _check(value: int) -> int:
    """A checksum that neither a black nor a white corner passes."""
    return (value % 251 ^ 0x5A) % 2**_CHECK_BITS
