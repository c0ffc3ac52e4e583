"""The mark found again, whatever was done to the picture since.

How large the mark's tiles are now, where they lie and how they are turned is not known: the
picture may have been scaled, cut, mirrored and turned a little. So it is tried at many scales and
a few angles. At each it is folded to one tile, in which tiles add up and the picture does not, and
compared with every noise at all places at once, by its phases alone (phase correlation; Kuglin and
Hines, 1975). What an unmarked picture gives there is normally distributed, whatever it shows,
because the phases of the noise are random: that is what makes the number of false alarms known.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Self

import cv2
import numpy as np
import numpy.typing as npt

from rtxfer.frame import Image
from rtxfer.provenance.mark.matching import Residual, best_match
from rtxfer.provenance.mark.pattern import NAMES, SIZE

THRESHOLD: Final = 8.0
"""Standard deviations. A normal one is above it once in 1.6e15; a picture has 7e7 places."""

NEAR: Final = (0.97, 1.31)
"""Scales looked at first: a picture that is whole, or of which a tenth is missing on each side."""

FAR: Final = (0.62, 2.25)
"""Then: a portrait that is a part of what is seen."""

STEP: Final = 1.005
"""From one scale to the next. Half a step moves the border of a picture by a seventh of the
shortest wave."""

ANGLES: Final = tuple(sign * half / 2 for half in range(1, 7) for sign in (1, -1))
"""Degrees, looked at last and at near scales: a picture that was put straight."""

_LEAST: Final = 8
_SMOOTH: Final = 6.0
_FLAT: Final = 1.0
_LIMIT: Final = 2.5


@dataclass(frozen=True, slots=True)
class Found:
    """What was found.

    Attributes:
        score: standard deviations of what an unmarked picture gives.
        generator: who drew it; empty for one of no name here.
        scale: of the mark, over that of a whole picture of this size.
        mirrored: the picture is.
        turned: by how many degrees the picture was, against the clock; one of `ANGLES`, or 0.
    """

    score: float
    generator: str
    scale: float
    mirrored: bool
    turned: float = 0.0

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
        """The best match in all of them; what takes longer is only looked at if there is none."""
        best = Found(0.0, "", 1.0, mirrored=False)
        for found in self.looks():
            best = max(best, found, key=lambda one: one.score)
            if best.marked and not found.turned:  # of angles the best one is wanted
                break
        return best

    def looks(self) -> Iterator[Found]:
        """The best match at near scales, at far ones, and at each of the angles."""
        if self._sum is None:
            return
        yield _best(self._sum, _scales(NEAR))
        yield _best(self._sum, _scales(FAR))
        for angle in ANGLES:
            yield _best(_turned(self._sum, angle), _scales(NEAR), angle)


def _scales(span: tuple[float, float]) -> npt.NDArray[np.float64]:
    steps = int(np.ceil(np.log(span[1] / span[0]) / np.log(STEP)))
    return np.asarray(span[0] * STEP ** np.arange(steps + 1))


def _residual(image: Image) -> Residual:
    """What is left of the brightness, float32, without what is smooth, and as strong everywhere."""
    grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    scale = SIZE / np.sqrt(grey.size)
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    size = None
    if min(grey.shape) * scale < _LEAST:
        size = tuple(max(_LEAST, round(side * scale)) for side in grey.shape[::-1])
    # By the factor and not to a size in whole pixels, which would stretch one side by 1 in 1000.
    grey = cv2.resize(grey.astype(np.float32), size, fx=scale, fy=scale, interpolation=way)
    detail = grey - cv2.GaussianBlur(grey, (0, 0), _SMOOTH)
    strength = np.sqrt(cv2.GaussianBlur(detail * detail, (0, 0), _SMOOTH)) + _FLAT
    return np.clip(detail / strength, -_LIMIT, _LIMIT)


def _turned(residual: Residual, degrees: float) -> Residual:
    """Turned back, about its centre."""
    height, width = residual.shape
    plane = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), -degrees, 1.0)
    return cv2.warpAffine(residual, plane, (width, height), flags=cv2.INTER_CUBIC).astype(
        np.float32, copy=False
    )


def _best(residual: Residual, scales: npt.NDArray[np.float64], angle: float = 0.0) -> Found:
    match = best_match(residual, scales)
    name = NAMES[match.kind] if match.kind < len(NAMES) else ""
    return Found(match.score, name, match.scale, mirrored=match.mirrored, turned=angle)
