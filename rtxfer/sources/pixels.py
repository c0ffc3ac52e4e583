"""From whatever a decoder gives (10 bit, grey, palette, alpha, rotated) to upright RGB."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from typing import Final, cast

import av
import numpy as np
import numpy.typing as npt
from av.video.reformatter import Colorspace

from rtxfer.frame import Image

BACKDROP: Final = 128
"""Grey shown through transparent pixels: neutral, so neither dark nor light hair gets a halo."""

_UNSPECIFIED = 2  # AVCOL_SPC_UNSPECIFIED
_HD_HEIGHT = 720


def upright_rgb(frame: av.VideoFrame) -> Image:
    """The decoded `frame` as it is meant to be seen.

    Returns:
        RGB, uint8 [H, W, 3], contiguous, turned and mirrored as its display matrix says.
    """
    matrix = None
    if frame.colorspace == _UNSPECIFIED and frame.height >= _HD_HEIGHT:
        # Untagged HD video is BT.709 by convention, while the converter assumes BT.601.
        matrix = Colorspace.ITU709
    if _may_be_transparent(frame):
        rgba = frame.to_ndarray(format="rgba", src_colorspace=matrix)
        return _oriented(over_backdrop(rgba.astype(np.uint8, copy=False)), frame)
    rgb = frame.to_ndarray(format="rgb24", src_colorspace=matrix)
    return _oriented(rgb.astype(np.uint8, copy=False), frame)


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
    """Turn and mirror by the right-angle part of a display matrix.

    The matrix sends a pixel (x, y) to (a·x + c·y, b·x + d·y), x right and y down (ISO 14496-12
    § 8.3.2). Only the eight quarter turns and mirrorings occur in practice, and only they can
    be done without resampling; the signs tell them apart.
    """
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
