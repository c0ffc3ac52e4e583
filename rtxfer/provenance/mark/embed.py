"""The mark added to frames."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import cv2
import numpy as np

from rtxfer.frame import Image
from rtxfer.provenance.mark.pattern import kind_of, pattern

_KEPT: Final = 4
"""Sizes and kinds whose pattern is kept: of one 4K portrait two pictures of 25 MB."""


def add_mark(image: Image, generator: str) -> None:
    """Add the mark, in place.

    Args:
        image: RGB, uint8 [H, W, 3], or with alpha, which stays as it is, [H, W, 4]. What is white
            or black already stays so.
        generator: name of the bundle that drew it.
    """
    height, width, channels = image.shape
    lighter, darker = _halves(kind_of(generator), width, height, channels)
    cv2.add(image, lighter, image)
    cv2.subtract(image, darker, image)


@lru_cache(maxsize=_KEPT)
def _halves(kind: int, width: int, height: int, channels: int) -> tuple[Image, Image]:
    """What is added and what is taken away, uint8 [H, W, C]: cheap, and stops at 0 and 255."""
    wanted = pattern(kind, width, height)
    lighter, darker = np.maximum(wanted, 0), np.maximum(-wanted, 0)
    layers = [
        np.repeat(half.astype(np.uint8)[..., None], channels, 2) for half in (lighter, darker)
    ]
    for layer in layers:
        layer[..., 3:] = 0
    return layers[0], layers[1]
