"""High dynamic range (PQ, HLG) as the 8-bit sRGB that everything else here is made of.

Taken for ordinary video, PQ looks grey and flat, HLG pale. Light is computed back by ITU-R BT.2100,
with 203 cd/m² as diffuse white (BT.2408); colours are turned from BT.2020 to BT.709, and what is
brighter than white is compressed, by the same factor in all three, so that hues stay.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final

import av
import cv2
import numpy as np
import numpy.typing as npt
from av.video.reformatter import Colorspace, Interpolation

from rtxfer.frame import Image

THREADS: Final = 1
"""That convert a picture. FFmpeg would start some for each picture, for a millisecond's work, and
those of the last one stay until Python's collector finds it."""

PQ: Final = 16  # AVCOL_TRC_SMPTE2084
HLG: Final = 18  # AVCOL_TRC_ARIB_STD_B67

WHITE: Final = 203.0
"""cd/m² of diffuse white, BT.2408."""

PEAK: Final = 1000.0
"""cd/m² that become the brightest white there is."""

KNEE: Final = 0.6
"""Share of white, as light, below which nothing is changed."""

_WIDE_GAMUT: Final = 9  # AVCOL_PRI_BT2020
_TO_709: Final = np.array(
    [
        [1.660491, -0.587641, -0.072850],
        [-0.124550, 1.132900, -0.008349],
        [-0.018151, -0.100579, 1.118730],
    ],
    np.float32,
)
"""Linear BT.2020 to linear BT.709 (BT.2087)."""

Light = npt.NDArray[np.float32]


def is_hdr(frame: av.VideoFrame) -> bool:
    """Whether a frame's values stand for light by PQ or HLG."""
    return frame.color_trc in (PQ, HLG)


def tone_mapped(frame: av.VideoFrame, width: int) -> Image:
    """A frame of PQ or HLG as sRGB, uint8 [H, width, 3].

    Args:
        frame: as it was decoded.
        width: to which it is stretched, see `rtxfer.sources.pixels`.
    """
    matrix: Any = None if int(frame.colorspace) != _UNSPECIFIED else Colorspace.ITU709
    values = frame.to_ndarray(
        format="rgb48le",
        width=width,
        src_colorspace=matrix,
        interpolation=Interpolation.BICUBIC,
        threads=THREADS,
    )
    light = _lights(int(frame.color_trc))[values]
    if int(frame.color_trc) == HLG:
        light = _displayed(light)
    if int(frame.color_primaries) in (_WIDE_GAMUT, _UNSPECIFIED):
        light = np.maximum(np.asarray(cv2.transform(light, _TO_709), np.float32), 0)
    brightest = light.max(2, keepdims=True)
    light = light * (_compressed(brightest) / np.maximum(brightest, np.float32(1e-6)))
    picture: Image = _srgb()[(light.clip(0, 1) * 65_535 + 0.5).astype(np.uint16)]
    return picture


_UNSPECIFIED: Final = 2


@cache
def _lights(curve: int) -> Light:
    """For each 16-bit value: light, 1 being diffuse white; of HLG the scene's, 0–1."""
    value = np.arange(65_536) / 65_535
    if curve == HLG:
        a, b, c = 0.17883277, 0.28466892, 0.55991073
        return np.where(value <= 0.5, value**2 / 3, (np.exp((value - c) / a) + b) / 12).astype(
            np.float32
        )
    m1, m2, c1, c2, c3 = 0.1593017578125, 78.84375, 0.8359375, 18.8515625, 18.6875
    root = value ** (1 / m2)
    light = (np.maximum(root - c1, 0) / (c2 - c3 * root)) ** (1 / m1)
    return (light * 10_000 / WHITE).astype(np.float32)


def _displayed(scene: Light) -> Light:
    """The light of an HLG display of 1000 cd/m², whose gamma is 1.2."""
    luminance = scene @ np.array([0.2627, 0.6780, 0.0593], np.float32)
    return scene * (luminance[..., None] ** np.float32(0.2)) * np.float32(PEAK / WHITE)


def _compressed(light: Light) -> Light:
    """Unchanged up to the knee, then bent so that `PEAK` becomes 1 (Reinhard et al. 2002)."""
    over = np.maximum(light - KNEE, 0) / (1 - KNEE)
    peak = (PEAK / WHITE - KNEE) / (1 - KNEE)
    bent = over * (1 + over / peak**2) / (1 + over)
    held: Light = np.minimum(light, np.float32(KNEE))
    return np.asarray(held + np.float32(1 - KNEE) * bent, np.float32)


@cache
def _srgb() -> Image:
    """For each 16-bit share of light its sRGB value."""
    light = np.arange(65_536) / 65_535
    value = np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055)
    return (value * 255 + 0.5).astype(np.uint8)
