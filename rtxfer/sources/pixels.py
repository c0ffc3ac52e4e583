"""From whatever a decoder gives (10 bit, grey, palette, alpha, rotated) to upright RGB."""

from __future__ import annotations

import math
import struct
from collections.abc import Mapping
from fractions import Fraction
from typing import Final, cast

import av
import cv2
import numpy as np
import numpy.typing as npt
from av.video.reformatter import Colorspace, Interpolation
from av.video.stream import VideoStream

from rtxfer.frame import Image
from rtxfer.sources.hdr import THREADS, is_hdr, tone_mapped

BACKDROP: Final = 128
"""Grey shown through transparent pixels: neutral, so neither dark nor light hair gets a halo."""

SQUARE: Final = Fraction(1)

_WIDEST: Final = 8
"""Pixels that are said to be more times as wide as high, or as high as wide: a damaged header."""

_STRAIGHT: Final = math.sin(math.radians(0.5))
"""A turn that is less off a quarter turn is one."""

_UNSPECIFIED = 2  # AVCOL_SPC_UNSPECIFIED
_HD_HEIGHT = 720


def pixel_aspect(stream: VideoStream) -> Fraction:
    """How many times as wide as high a stored pixel is meant to be seen, as far as is known now."""
    # The container's word counts more than the codec's, as for players.
    aspect = stream.sample_aspect_ratio or stream.codec_context.sample_aspect_ratio or SQUARE
    return aspect if Fraction(1, _WIDEST) <= aspect <= _WIDEST else SQUARE


def upright_rgb(frame: av.VideoFrame, aspect: Fraction = SQUARE) -> Image:
    """The decoded `frame` as it is meant to be seen.

    Args:
        frame: as it was stored.
        aspect: of its pixels, see `pixel_aspect`; others than square ones are made wider or
            narrower, the height is kept.

    Returns:
        RGB, uint8 [H, W, 3], contiguous, turned and mirrored as its display matrix says.
    """
    width = max(1, round(frame.width * aspect))
    if is_hdr(frame):
        return _oriented(tone_mapped(frame, width), frame)
    matrix = None
    if frame.colorspace == _UNSPECIFIED and frame.height >= _HD_HEIGHT:
        # Untagged HD video is BT.709 by convention, while the converter assumes BT.601.
        matrix = Colorspace.ITU709
    clear = _may_be_transparent(frame)
    pixels = frame.to_ndarray(
        format="rgba" if clear else "rgb24",
        width=width,
        src_colorspace=matrix,
        interpolation=Interpolation.BILINEAR if aspect == SQUARE else Interpolation.BICUBIC,
        threads=THREADS,
    ).astype(np.uint8, copy=False)
    return _oriented(over_backdrop(pixels) if clear else pixels, frame)


def backdrop(picture: Image) -> Image:
    """What is behind a picture of this size that has transparency, RGB, uint8 [H, W, 3]."""
    return np.full_like(picture, BACKDROP)


def over_backdrop(rgba: npt.NDArray[np.uint8]) -> Image:
    """Lay a picture with transparency over mid grey.

    Args:
        rgba: uint8 [H, W, 4], alpha not premultiplied.

    Returns:
        RGB, uint8 [H, W, 3].
    """
    alpha = rgba[..., 3:].astype(np.uint16)
    mixed = rgba[..., :3] * alpha + np.uint16(BACKDROP) * (255 - alpha)
    return ((mixed + 127) // 255).astype(np.uint8)


def turned(image: Image, a: int, b: int, c: int, d: int) -> Image:
    """Turn and mirror by a display matrix; its scale is left out, as players do.

    The matrix sends a pixel (x, y) to (a·x + c·y, b·x + d·y), x right and y down (ISO 14496-12
    § 8.3.2). The eight quarter turns and mirrorings are done without resampling, the signs tell
    them apart; the corners of a picture turned otherwise are filled with grey.
    """
    if _is_slanted(a, b, c, d):
        return _slanted(image, np.array([[a, c], [b, d]], np.float64))
    if abs(b) > abs(a):
        image = image.transpose(1, 0, 2)
        flip_x, flip_y = c < 0, b < 0
    else:
        flip_x, flip_y = a < 0, d < 0
    if flip_x:
        image = image[:, ::-1]
    if flip_y:
        image = image[::-1]
    return np.ascontiguousarray(image)


def _is_slanted(a: int, b: int, c: int, d: int) -> bool:
    """Whether it turns by another angle than a quarter, and by any at all."""
    one, other = math.hypot(a, b), math.hypot(c, d)
    if min(one, other) == 0 or a * d == b * c:
        return False  # no turn that could be done: damage
    return min(abs(a), abs(b)) > _STRAIGHT * one and min(abs(c), abs(d)) > _STRAIGHT * other


def _slanted(image: Image, turn: npt.NDArray[np.float64]) -> Image:
    """Turned by any angle, on a canvas that holds all of it."""
    turn = turn / math.sqrt(abs(np.linalg.det(turn)))
    height, width = image.shape[:2]
    corners = turn @ np.array([[0, width, 0, width], [0, 0, height, height]], np.float64)
    low, high = corners.min(1), corners.max(1)
    across, down = (max(1, math.ceil(side - 1e-6)) for side in high - low)
    grey = (BACKDROP, BACKDROP, BACKDROP)
    plane = np.column_stack([turn, -low])
    made = cv2.warpAffine(image, plane, (across, down), flags=cv2.INTER_LINEAR, borderValue=grey)
    return made.astype(np.uint8, copy=False)


def _oriented(image: Image, frame: av.VideoFrame) -> Image:
    side_data = cast(
        "Mapping[str, bytes]", frame.side_data
    )  # PyAV's stub knows motion vectors only
    matrix = side_data.get("DISPLAYMATRIX")
    if matrix is None:
        return np.ascontiguousarray(image)
    a, b, _, c, d = struct.unpack_from("<5i", bytes(matrix))
    return turned(image, a, b, c, d)


def _may_be_transparent(frame: av.VideoFrame) -> bool:
    components = frame.format.components
    return frame.format.has_palette or any(part.is_alpha for part in components)
