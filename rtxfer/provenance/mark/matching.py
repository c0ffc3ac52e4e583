"""A picture compared with every noise of the mark, at many scales and at all places.

To fold a picture to one tile and to take the tile's spectrum is to ask how much of each of the
tile's waves the picture holds. That is computed as it stands, for each scale of the tile, without
resampling the picture: waves down times picture times waves across. Even and odd parts are kept
apart, so that all is real and each part a quarter of the picture. The way back, from phases to
places, is the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from rtxfer.provenance.mark.pattern import BAND, TILE, in_band, spectra

Residual: TypeAlias = npt.NDArray[np.float32]
Complex: TypeAlias = npt.NDArray[np.complex64]

PLACES: Final = 64
"""Shifts that are tried in each direction, over one tile: every second sample."""

_WAVES: Final = int(BAND[1]) + 1
"""How often a wave may go into a tile in one direction: 0 to 22 times."""

_FINE: Final = 160
"""The same for the best match, whose neighbours may be better still."""

_AT_ONCE: Final = 8
"""Scales that are computed together: what fits in a processor's cache."""

_ROWS: Final = 32
"""Of a picture that are computed together. Products of matrices that are larger are shared out to
threads by BLAS, which then wait for each other: on a busy machine a hundred times as long."""

_NOTHING: Final = 1e-3
_ALL: Final = slice(None)


@dataclass(frozen=True, slots=True)
class Match:
    """A noise found in a picture.

    Attributes:
        score: in standard deviations of what one place of an unmarked picture gives.
        scale: of the mark.
        kind: which noise.
        mirrored: the picture is.
    """

    score: float
    scale: float
    kind: int
    mirrored: bool


def best_match(residual: Residual, scales: npt.NDArray[np.float64]) -> Match:
    """The best of all matches.

    Args:
        residual: what is left of a picture, float32 [H, W].
        scales: of the mark in it.
    """
    quarters = _quarters(residual)
    parts = [scales[first : first + _AT_ONCE] for first in range(0, len(scales), _AT_ONCE)]
    scores = np.concatenate([_scores(*_phases(quarters, part)) for part in parts])
    at, mirrored, kind = np.unravel_index(int(scores.argmax()), scores.shape)
    only = slice(kind, kind + 1)
    fine = _scores(*_phases(quarters, scales[at : at + 1]), only, _FINE)[0, mirrored, 0]
    best = max(float(scores[at, mirrored, kind]), float(fine))
    return Match(best, float(scales[at]), int(kind), bool(mirrored))


def _quarters(residual: Residual) -> Residual:
    """Even and odd down, even and odd across, in blocks of rows, float32 [2, 2, B, ROWS, w]."""
    parts = _halves(_halves(residual).swapaxes(1, 2)).swapaxes(2, 3)
    missing = -parts.shape[2] % _ROWS
    parts = np.pad(parts, ((0, 0), (0, 0), (0, missing), (0, 0)))
    return np.ascontiguousarray(parts).reshape(2, 2, -1, _ROWS, parts.shape[3])


def _halves(values: Residual) -> Residual:
    """Even and odd part along the last axis about its middle, float32 [2, ..., n]."""
    if values.shape[-1] % 2:
        values = np.concatenate([values, np.zeros_like(values[..., :1])], -1)
    half = values.shape[-1] // 2
    left, right = values[..., half - 1 :: -1], values[..., half:]
    return np.stack([right + left, right - left])


def _phases(quarters: Residual, scales: npt.NDArray[np.float64]) -> tuple[Complex, Complex]:
    """Of the tile's waves in a picture.

    Args:
        quarters: the picture, see `_quarters`.
        scales: of the tile, S of them.

    Returns:
        Of those that fall to the right and those that rise, complex64 [S, WAVES, WAVES].
    """
    told = tuple(map(float, scales))
    blocks, width = quarters.shape[2], quarters.shape[4]
    down, across = _waves(blocks * _ROWS, told), _waves(width, told)
    rows = (quarters @ across[:, None, :, None]).reshape(len(told), 2, 2, -1, _WAVES)
    sums = down.swapaxes(2, 3)[:, :, None] @ rows
    # How much there is of cosine and sine down, and cosine and sine across.
    cc, cs, sc, ss = sums[:, 0, 0], sums[:, 0, 1], sums[:, 1, 0], sums[:, 1, 1]
    return _phase(cc - ss, -sc - cs), _phase(cc + ss, sc - cs)


def _phase(real: Residual, imaginary: Residual) -> Complex:
    values = real + np.complex64(1j) * imaginary
    return np.asarray(values / np.maximum(np.abs(values), _NOTHING), np.complex64)


@lru_cache(maxsize=32)
def _waves(half: int, scales: tuple[float, ...]) -> Residual:
    """Cosines and sines over one half of a side, for each scale [S, 2, half, WAVES]."""
    places = np.arange(half) + 0.5
    turns = 2 * np.pi / TILE * places / np.array(scales)[:, None]
    angles = (turns[..., None] * np.arange(_WAVES)).astype(np.float32)
    return np.stack([np.cos(angles), np.sin(angles)], 1)


def _scores(
    falling: Complex, rising: Complex, kinds: slice = _ALL, places: int = PLACES
) -> npt.NDArray[np.float32]:
    """The best of all places, as it is and mirrored, for each kind asked for [S, 2, kinds]."""
    as_it_is = _matches(falling, rising, kinds, places)
    # A mirror makes of each the other, the other way round.
    mirrored = _matches(np.conj(rising), np.conj(falling), kinds, places)
    return np.stack([as_it_is, mirrored], 1)


def _matches(
    falling: Complex, rising: Complex, kinds: slice, places: int
) -> npt.NDArray[np.float32]:
    """The best of all places for each kind [S, kinds]."""
    to_falling, to_rising = (one[:, kinds] for one in _templates())
    one = falling[:, :, None] * to_falling  # [S, WAVES, kinds, WAVES]
    other = rising[:, :, None] * to_rising
    waves = _waves_at(places)
    cc = _at_places(one.real + other.real, waves[0], waves[0])
    cs = _at_places(-one.imag - other.imag, waves[0], waves[1])
    sc = _at_places(other.imag - one.imag, waves[1], waves[0])
    ss = _at_places(other.real - one.real, waves[1], waves[1])
    # And at the three other places that differ from one by their signs.
    best = np.maximum(cc + ss + np.abs(cs + sc), cc - ss + np.abs(cs - sc))
    return np.asarray(best.max((1, 3)) / _deviation(), np.float32)


def _at_places(part: Residual, down: Residual, across: Residual) -> Residual:
    """From waves to a quarter of the places [S, P, kinds, P]."""
    count, _, kinds, _ = part.shape
    rows = down @ part.reshape(count, _WAVES, -1)
    places = rows.reshape(count, -1, _WAVES) @ across.T
    return np.asarray(places.reshape(count, -1, kinds, len(across)), np.float32)


@cache
def _waves_at(places: int) -> Residual:
    """Cosines and sines at places 0 to half a tile [2, P, WAVES]."""
    moved = np.arange(places // 2 + 1) / places
    angles = 2 * np.pi * moved[:, None] * np.arange(_WAVES)
    return np.stack([np.cos(angles), np.sin(angles)]).astype(np.float32)


@cache
def _templates() -> tuple[Complex, Complex]:
    """Conjugates of all kinds, of waves that fall and that rise [WAVES, KINDS, WAVES]; each wave
    in one of the two."""
    wanted = np.conj(spectra()) * in_band()
    falling = wanted[:, :_WAVES, :_WAVES].swapaxes(0, 1).copy()
    rising = wanted[:, -np.arange(_WAVES), :_WAVES].swapaxes(0, 1).copy()
    rising[0] = rising[:, :, 0] = 0
    return falling, rising


@cache
def _deviation() -> float:
    """Of one place, where the phases have nothing to do with the noise: each adds a cosine."""
    return float(np.sqrt(sum(np.count_nonzero(one[:, 0]) for one in _templates()) / 2))
