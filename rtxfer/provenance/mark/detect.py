"""The mark found again, whatever was done to the picture since.

How large the mark's tiles are now and where they lie is not known: the picture may have been
scaled, cut and mirrored. So it is tried at many scales. At each it is folded to one tile, in which
tiles add up and the picture does not, and compared with every noise at all places at once, by its
phases alone (phase correlation; Kuglin and Hines, 1975). What an unmarked picture gives there is
normally distributed, whatever it shows, because the phases of the noise are random: that is what
makes the number of false alarms known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Self

import cv2
import numpy as np
import numpy.typing as npt

from rtxfer.frame import Image
from rtxfer.provenance.mark.pattern import NAMES, SIZE, TILE, in_band, spectra

THRESHOLD: Final = 8.0
"""Standard deviations. A normal one is above it once in 1.6e15; a picture has 2e7 places."""

NEAR: Final = (0.97, 1.31)
"""Scales looked at first: a picture that is whole, or of which a tenth is missing on each side."""

FAR: Final = (0.62, 2.25)
"""Then: a portrait that is a part of what is seen."""

STEP: Final = 1.005
"""From one scale to the next. Half a step moves the border of a picture by a seventh of the
shortest wave."""

_NOTHING: Final = 1e-3
_SMOOTH: Final = 6.0
_FLAT: Final = 1.0
_LIMIT: Final = 2.5

Residual = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Found:
    """What was found.

    Attributes:
        score: standard deviations of what an unmarked picture gives.
        generator: who drew it; empty for one of no name here.
        scale: of the mark, over that of a whole picture of this size.
        mirrored: the picture is.
    """

    score: float
    generator: str
    scale: float
    mirrored: bool

    @property
    def marked(self) -> bool:
        """Whether that is no chance."""
        return self.score >= THRESHOLD


class Detector:
    """Sees pictures, one or many of the same clip, and tells whether they are marked."""

    def __init__(self) -> None:
        self._sum: Residual | None = None
        self.pictures = 0

    def see(self, image: Image) -> Self:
        """Take one more picture, RGB uint8 [H, W, 3], of the size of those before."""
        residual = _residual(image)
        self._sum = residual if self._sum is None else self._sum + residual
        self.pictures += 1
        return self

    def found(self) -> Found:
        """The best match in all of them: near scales, and all others if there is none."""
        if self._sum is None:
            return Found(0.0, "", 1.0, mirrored=False)
        near = _best(self._sum, _scales(NEAR))
        return near if near.marked else max(near, _best(self._sum, _scales(FAR)), key=_score)


def _score(found: Found) -> float:
    return found.score


def _scales(span: tuple[float, float]) -> npt.NDArray[np.float64]:
    steps = int(np.ceil(np.log(span[1] / span[0]) / np.log(STEP)))
    return np.asarray(span[0] * STEP ** np.arange(steps + 1))


def _residual(image: Image) -> Residual:
    """What is left of the brightness, float32, without what is smooth, and as strong everywhere."""
    grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    scale = SIZE / np.sqrt(grey.size)
    size = (max(8, round(grey.shape[1] * scale)), max(8, round(grey.shape[0] * scale)))
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    grey = cv2.resize(grey.astype(np.float32), size, interpolation=way)
    detail = grey - cv2.GaussianBlur(grey, (0, 0), _SMOOTH)
    strength = np.sqrt(cv2.GaussianBlur(detail * detail, (0, 0), _SMOOTH)) + _FLAT
    return np.clip(detail / strength, -_LIMIT, _LIMIT)


def _best(residual: Residual, scales: npt.NDArray[np.float64]) -> Found:
    found = Found(0.0, "", 1.0, mirrored=False)
    for scale in scales:
        for mirrored, scores in enumerate(_scores(_folded(residual, float(scale)))):
            kind = int(scores.argmax())
            if scores[kind] > found.score:
                name = NAMES[kind] if kind < len(NAMES) else ""
                found = Found(float(scores[kind]), name, float(scale), mirrored=bool(mirrored))
    return found


def _folded(residual: Residual, scale: float) -> Residual:
    """All tiles upon each other [TILE, TILE], if the mark has that scale."""
    height, width = (max(1, round(side / scale)) for side in residual.shape)
    shown = cv2.resize(residual, (width, height), interpolation=cv2.INTER_LINEAR)
    down, across = -(-height // TILE), -(-width // TILE)
    padded = np.zeros((down * TILE, across * TILE), np.float32)
    padded[:height, :width] = shown
    return np.asarray(padded.reshape(down, TILE, across, TILE).sum((0, 2)))


def _scores(folded: Residual) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """The best of all places for each kind [KINDS], as it is and mirrored."""
    spectrum = _within(np.asarray(np.fft.rfft2(folded), np.complex64))
    phases = np.asarray(spectrum / np.maximum(np.abs(spectrum), _NOTHING), np.complex64)
    # A mirror turns one direction of a spectrum round, and moves it, but all places are tried.
    return _matches(phases), _matches(np.conj(np.roll(phases[::-1], 1, 0)))


def _matches(phases: npt.NDArray[np.complex64]) -> npt.NDArray[np.float32]:
    places = np.fft.irfft2(phases * _TEMPLATES, (_PLACES, _PLACES))
    return np.asarray(places.max((1, 2)) / _DEVIATION, np.float32)


def _within(spectrum: npt.NDArray[np.complex64]) -> npt.NDArray[np.complex64]:
    """The low frequencies [..., PLACES, PLACES // 2 + 1], which hold all of the band."""
    half = _PLACES // 2
    return np.concatenate([spectrum[..., :half, : half + 1], spectrum[..., -half:, : half + 1]], -2)


def _deviation() -> float:
    """Of one place, where the phases have nothing to do with the noise: each adds a cosine."""
    weight = np.full((TILE, TILE // 2 + 1), 2.0)
    weight[:, 0] = 1.0
    return float(np.sqrt((weight * in_band()).sum())) / _PLACES**2


_PLACES: Final = 64
"""Shifts that are tried in each direction, over one tile: every second sample."""

_TEMPLATES: Final = np.conj(_within(spectra()))
_DEVIATION: Final = _deviation()
