"""Frames that carry their number in their pixels, so that it can be read behind a camera."""

from __future__ import annotations

import numpy as np

from rtxfer.frame import Image

COLOURS = [(200, 40, 60), (40, 180, 70), (50, 60, 210), (230, 200, 40), (128, 128, 128)]
_BITS = 12
_CELL = 16
SIZE = (_CELL * _BITS, _CELL * 4)
"""Width and height of a stamped frame."""


def stamped(number: int) -> Image:
    """Above the number in black and white cells, below colours that move with it."""
    image = np.zeros((SIZE[1], SIZE[0], 3), np.uint8)
    for bit in range(_BITS):
        left = slice(bit * _CELL, (bit + 1) * _CELL)
        image[: 2 * _CELL, left] = 255 * (number >> bit & 1)
        image[2 * _CELL :, left] = COLOURS[(number + bit) % len(COLOURS)]
    return image


def number_of(image: Image) -> int:
    """The number that a stamped frame carries, whatever a camera did to its colours."""
    middles = image[_CELL, _CELL // 2 :: _CELL].mean(axis=1)
    return sum(1 << bit for bit, level in enumerate(middles) if level > 127)


def worst_difference(image: Image) -> int:
    """Largest difference to the frame that was stamped with the same number, in levels.

    The edges of cells are left out: cameras share colour between neighbouring pixels.
    """
    difference = np.abs(image.astype(int) - stamped(number_of(image)))
    cells = difference.reshape(4, _CELL, _BITS, _CELL, 3)
    return int(cells[:, 2:-2, :, 2:-2].max())
