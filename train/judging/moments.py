"""What is worth seeing of a performance: its most telling moments, and its first seconds.

Moments are chosen by the driver's motion alone, so every actor is shown at the same ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Final

import numpy as np

from rtxfer.face.crop import crop_around
from rtxfer.face.geometry import Points
from rtxfer.face.landmarks import BLENDSHAPE
from rtxfer.frame import Frame, Image
from rtxfer.motion.relative import Motion
from rtxfer.sinks import open_sink
from train.data.packing import encode

TILE: Final = 192
"""Pixels of a tile's side."""

QUALITY: Final = 82
"""Of the tiles' JPEGs."""

DRIVER_SCALE: Final = 1.6
TARGET_SCALE: Final = 1.7
"""Side of a tile over the length of the face in it."""

FILM_SECONDS: Final = 5.0
FILM_RATE: Final = 12.5
"""How much of a clip is kept as a film, and pictures per second of it at most."""

_MILLISECOND: Final = Fraction(1, 1000)


def _shape(*names: str) -> np.ndarray:
    weight = np.zeros(len(BLENDSHAPE), np.float32)
    weight[[BLENDSHAPE[name] for name in names]] = 1 / len(names)
    return weight


_EXPRESSIONS: Final[Mapping[str, np.ndarray]] = {
    "wide-open mouth": _shape("jawOpen"),
    "grin": _shape("mouthSmileLeft", "mouthSmileRight"),
    "blink": _shape("eyeBlinkLeft", "eyeBlinkRight"),
    "pucker": _shape("mouthPucker"),
    "raised brows": _shape("browInnerUp", "browOuterUpLeft", "browOuterUpRight"),
}
"""Blendshape weights; the moment of the largest sum is shown."""

MOMENTS: Final = (*_EXPRESSIONS, "head turn")
LEAST: Final = 0.15
LEAST_TURN: Final = float(np.radians(6))
"""Below this the driver does no such thing, and nothing is shown."""


def scores(motion: Motion) -> dict[str, float]:
    """How well a moment shows each of `MOMENTS`; 0 where it hardly does."""
    found = {name: float(w @ motion.blendshapes) for name, w in _EXPRESSIONS.items()}
    shown = {name: score if score >= LEAST else 0.0 for name, score in found.items()}
    turn = abs(float(motion.head[1]))
    return shown | {"head turn": turn if turn >= LEAST_TURN else 0.0}


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """One kept moment: its score, and the driver and the portrait in it as JPEGs."""

    score: float
    driver: bytes
    portrait: bytes


@dataclass(frozen=True, slots=True, eq=False)
class FilmFrame:
    """One picture of a film, at `time` seconds."""

    time: float
    driver: Image
    portrait: Image


class Album:
    """Looks on and keeps a handful of moments, and a film of the beginning.

    Args:
        landmarks: of the portrait at rest, [478, 3] in pixels of the output.

    Attributes:
        best: by name of the moment; none where the driver did no such thing.
        film: in order.
    """

    def __init__(self, landmarks: Points) -> None:
        self._crop = crop_around(landmarks, TARGET_SCALE)
        self.best: dict[str, Moment] = {}
        self.film: list[FilmFrame] = []

    def look(self, frame: Frame, face: Points, motion: Motion, image: Image) -> None:
        """Keep what is worth it.

        Args:
            frame: the driver's.
            face: its landmarks, [478, 3] in pixels.
            motion: of the driver.
            image: the moved portrait.
        """
        better = [
            (name, score)
            for name, score in scores(motion).items()
            if score > (self.best[name].score if name in self.best else 0)
        ]
        filmed = self._is_filmed(frame.time)
        if not better and not filmed:
            return
        driver = crop_around(face, DRIVER_SCALE).cut(frame.image, TILE)
        portrait = self._crop.cut(image, TILE)
        for name, score in better:
            self.best[name] = Moment(score, encode(driver, QUALITY), encode(portrait, QUALITY))
        if filmed:
            self.film.append(FilmFrame(frame.time, driver, portrait))

    def _is_filmed(self, time: float) -> bool:
        if not self.film:
            return True
        since_begin, since_last = time - self.film[0].time, time - self.film[-1].time
        return since_begin < FILM_SECONDS and since_last >= 0.99 / FILM_RATE


def write_film(path: Path, albums: Sequence[Album]) -> None:
    """The driver and every actor side by side, as an animated WebP or GIF.

    Args:
        albums: of one driver and one target, actor by actor; they hold the same moments.
    """
    films = [album.film for album in albums]
    size = (TILE * (1 + len(films)), TILE)
    sink = open_sink(path, size=size, rate=Fraction(FILM_RATE), time_base=_MILLISECOND)
    with sink:
        for number, frames in enumerate(zip(*films, strict=True)):
            image = np.hstack([frames[0].driver, *(picture.portrait for picture in frames)])
            moment = round((frames[0].time - films[0][0].time) * 1000)
            sink.write(Frame(image, number, moment, _MILLISECOND))
