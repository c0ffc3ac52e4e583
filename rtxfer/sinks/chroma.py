"""RGB to 4:2:0 as video keeps it: ITU-R BT.709, limited range, chroma in the middle of four pixels.

Three matrix products by OpenCV, which takes a third of swscale's time for the same picture: its
errors are those of rounding.
"""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from rtxfer.frame import Image

RED: Final = 0.2126
BLUE: Final = 0.0722
"""Shares of luma. Source: ITU-R BT.709-6, table 3."""


def _matrix() -> npt.NDArray[np.float32]:
    """[3, 4], levels of R, G, B and 1 → of Y, Cb, Cr: 16 to 235, and 16 to 240."""
    luma = np.array([RED, 1 - RED - BLUE, BLUE])
    blue = (np.array([0, 0, 1]) - luma) / (2 * (1 - BLUE))
    red = (np.array([1, 0, 0]) - luma) / (2 * (1 - RED))
    rows = [219 * luma, 224 * blue, 224 * red]
    return np.column_stack([np.array(rows) / 255, [16, 128, 128]]).astype(np.float32)


_TO_VIDEO: Final = _matrix()


def to_420(image: Image) -> npt.NDArray[np.uint8]:
    """A picture as FFmpeg's yuv420p lies in memory.

    Args:
        image: RGB, uint8 [H, W, 3], both sides even.

    Returns:
        uint8 [3 H / 2, W]: luma, then the two chromas, a quarter as large, one after the other.
    """
    height, width = image.shape[:2]
    planes = np.empty((height * 3 // 2, width), np.uint8)
    cv2.extractChannel(cv2.transform(image, _TO_VIDEO), 0, planes[:height])
    half = (width // 2, height // 2)
    small = cv2.transform(cv2.resize(image, half, interpolation=cv2.INTER_AREA), _TO_VIDEO)
    chroma = planes[height:].reshape(2, half[1], half[0])
    for plane, channel in zip(chroma, (1, 2), strict=True):
        cv2.extractChannel(small, channel, plane)
    return planes
