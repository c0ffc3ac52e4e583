"""What the mark looks like: one of a few noises, smooth and faint, repeated like tiles.

Everything is measured by the picture's own size, the root of its area, so that a picture that is
scaled keeps its mark in the same place of itself.
"""

from __future__ import annotations

from functools import cache
from typing import Final, TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

Tile: TypeAlias = npt.NDArray[np.float32]

TILE: Final = 128
"""Side of a tile [samples], in a picture whose root of the area is `SIZE`."""

SIZE: Final = 480.0
"""That root of 640x360: what calls are often sent at."""

BAND: Final = (5.0, 22.0)
"""Cycles in a tile. Finer is what video compression leaves out first, coarser what pictures are
full of themselves."""

STRENGTH: Final = 0.8
"""Root of the mean square of what is added to each colour [levels]: 50 dB below full scale."""

NAMES: Final = ("", "flow", "warp", "relative_au", "dense_geometry", "eet", "aip_gan")
"""Generators that can be told from each other; the first is any other. Their order is kept for
ever, and at most `KINDS` of them there are."""

KINDS: Final = 8

_SEED: Final = 0x7E5FE7


def kind_of(generator: str) -> int:
    """Which noise says that it was this generator."""
    return NAMES.index(generator) if generator in NAMES else 0


@cache
def spectra() -> npt.NDArray[np.complex64]:
    """Of every kind [KINDS, TILE, TILE // 2 + 1]: 1 in size within the band, 0 beyond; any phase.

    What is hidden must be found by later versions too, so the noise is drawn by a generator of
    numpy whose stream is promised to stay (`RandomState`).
    """
    random = np.random.RandomState(_SEED)
    # Of white noise, so that it is the spectrum of something real.
    noise = np.fft.rfft2(random.standard_normal((KINDS, TILE, TILE)))
    spectrum = np.where(in_band(), noise / np.maximum(np.abs(noise), 1e-12), 0)
    return np.asarray(spectrum, np.complex64)


def in_band() -> npt.NDArray[np.bool_]:
    """Which frequencies of a tile [TILE, TILE // 2 + 1] carry the mark."""
    down, right = np.fft.fftfreq(TILE, 1 / TILE), np.fft.rfftfreq(TILE, 1 / TILE)
    cycles = np.hypot(down[:, None], right)
    return np.asarray((cycles >= BAND[0]) & (cycles <= BAND[1]))


def tile(kind: int) -> Tile:
    """One tile of a kind [TILE, TILE], mean 0, root of the mean square 1."""
    noise = np.fft.irfft2(spectra()[kind], (TILE, TILE))
    return np.asarray(noise / noise.std(), np.float32)


def pattern(kind: int, width: int, height: int) -> npt.NDArray[np.int8]:
    """What is added to every colour of a picture of that size, int8 [height, width]."""
    samples = SIZE / np.sqrt(width * height)  # of a tile, to one pixel
    place = np.array([[samples, 0, 0], [0, samples, 0]], np.float32)
    across, down = (int(np.ceil(side * samples / TILE)) + 1 for side in (width, height))
    noise = cv2.warpAffine(
        np.tile(tile(kind), (down, across)),
        place,
        (width, height),
        flags=cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP,
    )
    return np.asarray(np.rint(STRENGTH * noise), np.int8)
