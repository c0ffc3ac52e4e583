"""What a portrait's person is set before: a colour, a picture, their room out of focus, nothing.

It is made of the portrait and of the file that was named, once a canvas. The compositor then moves
the person before it as before their own background.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from rtxfer.canvas import draw
from rtxfer.frame import Image
from rtxfer.head.cutout import WORK, painted_on
from rtxfer.head.layers import behind
from rtxfer.head.matte import Matte, spread
from rtxfer.settings import NOTHING, background_file, colour_of
from rtxfer.sources import read_picture

OUT_OF_FOCUS: Final = 0.025
"""Standard deviation of the blur, of the canvas's longer side."""

AROUND: Final = 0.012
"""Of the longer side: what lies so near the person is not taken for background."""

Array = npt.NDArray[np.float32]


class Scenery(NamedTuple):
    """A canvas with a person set before something else.

    Attributes:
        still: with the person at rest, RGB, uint8 [H, W, 3].
        alpha: of the person, uint8 [H, W].
        background: without them, RGB, uint8 [H, W, 3]. Where it shall not be seen it holds the
            person's own colours, carried on beyond their edge.
        clear: whether it shall not be seen.
    """

    still: Image
    alpha: npt.NDArray[np.uint8]
    background: Image
    clear: bool


def check_background(wanted: str) -> None:
    """See early that the picture is there which a background shall be.

    Raises:
        InputError: it is missing, broken or none.
    """
    path = background_file(wanted)
    if path is not None:
        read_picture(path)


def set_before(
    wanted: str,
    portrait: Image,
    matte: Matte,
    place: npt.NDArray[np.float64],
    size: tuple[int, int],
) -> Scenery:
    """Set a person before another background.

    Args:
        wanted: as `OutputSettings.background` says it, and not "keep".
        portrait: RGB, uint8 [H, W, 3].
        matte: of its person.
        place: [2, 3], portrait pixels → canvas pixels.
        size: width and height of the canvas.

    Raises:
        InputError: the picture that is wanted is missing, broken or none.
    """
    alpha = draw(matte.alpha, place, size)
    # Enlarged by a filter that overshoots, a colour may be more than its share.
    person = np.minimum(draw(matte.person, place, size), alpha[..., None])
    colour = colour_of(wanted)
    if wanted == NOTHING:
        background = spread(person, alpha)
    elif wanted == "blur":
        there = draw(np.full(portrait.shape[:2], 255, np.uint8), place, size)
        background = _out_of_focus(draw(portrait, place, size), alpha, there)
    elif colour is not None:
        background = np.full((size[1], size[0], 3), colour, np.uint8)
    else:
        background = _covering(read_picture(Path(wanted)), size)
    return Scenery(person + behind(alpha, background), alpha, background, wanted == NOTHING)


def _out_of_focus(
    canvas: Image, alpha: npt.NDArray[np.uint8], there: npt.NDArray[np.uint8]
) -> Image:
    """The background of a canvas, blurred; on its bars and behind the person it goes on."""
    height, width = alpha.shape
    scale = min(1.0, WORK / max(height, width))
    small = (max(1, round(width * scale)), max(1, round(height * scale)))
    picture, person, shown = (
        cv2.resize(layer, small, interpolation=cv2.INTER_AREA) for layer in (canvas, alpha, there)
    )
    margin = 2 * round(AROUND * max(small)) + 1
    person = cv2.dilate(person, np.ones((margin, margin), np.uint8))
    known = ((person < 8) & (shown > 250)).astype(np.float32)
    filled = painted_on(picture.astype(np.float32), known)
    blurred = cv2.GaussianBlur(
        filled, (0, 0), OUT_OF_FOCUS * max(small), borderType=cv2.BORDER_REPLICATE
    )
    large = cv2.resize(blurred, (width, height), interpolation=cv2.INTER_CUBIC)
    return np.asarray(np.clip(np.round(large), 0, 255), np.uint8)


def _covering(picture: Image, size: tuple[int, int]) -> Image:
    """A picture that covers a canvas of this width and height; what is over is cut at both ends."""
    width, height = size
    tall, wide = picture.shape[:2]
    scale = max(width / wide, height / tall)
    scaled_size = (max(width, round(wide * scale)), max(height, round(tall * scale)))
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    scaled = cv2.resize(picture, scaled_size, interpolation=way)
    left, top = (scaled_size[0] - width) // 2, (scaled_size[1] - height) // 2
    return np.ascontiguousarray(scaled[top : top + height, left : left + width], np.uint8)
