"""The most telling moments of a run, as one picture: the driver above, the portrait below."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from rtxfer.face.crop import crop_around
from rtxfer.face.landmarks import BLENDSHAPE
from rtxfer.frame import Frame, Image
from rtxfer.motion.relative import Motion
from rtxfer.provenance import save_picture
from rtxfer.sinks.destination import explained
from rtxfer.step import Moved, Result, Seen
from rtxfer.transfer import Transfer

TILE: Final = 240
"""Pixels of a tile's side."""

DRIVER_SCALE: Final = 1.6
TARGET_SCALE: Final = 1.8
"""Side of a tile over the length of the face in it."""

APART: Final = 0.4
"""Seconds by which two moments must differ to be shown both."""


def _shape(*names: str) -> np.ndarray:
    weight = np.zeros(len(BLENDSHAPE), np.float32)
    weight[[BLENDSHAPE[name] for name in names]] = 1 / len(names)
    return weight


_EXPRESSIONS: Final[Mapping[str, np.ndarray]] = {
    "open mouth": _shape("jawOpen"),
    "smile": _shape("mouthSmileLeft", "mouthSmileRight"),
    "shut eyes": _shape("eyeBlinkLeft", "eyeBlinkRight"),
    "raised brows": _shape("browInnerUp", "browOuterUpLeft", "browOuterUpRight"),
    "pucker": _shape("mouthPucker"),
}
"""Blendshape weights; the moment of the largest sum is shown."""


def _scores(motion: Motion) -> dict[str, float]:
    """How well this moment shows each thing worth showing."""
    scores = {name: float(w @ motion.blendshapes) for name, w in _EXPRESSIONS.items()}
    scores["rest"] = -float(np.linalg.norm(motion.displacement) + 5 * np.linalg.norm(motion.head))
    scores["turn left"] = float(motion.head[1])
    scores["turn right"] = -float(motion.head[1])
    return scores


@dataclass(frozen=True, slots=True, eq=False)
class _Moment:
    score: float
    time: float
    tiles: Image


class Highlights:
    """Stands in for a transfer and keeps its most telling moments, a handful at any time.

    Args:
        transfer: the one that does the work.
    """

    def __init__(self, transfer: Transfer) -> None:
        self._transfer = transfer
        self._best: dict[str, _Moment] = {}
        self._crop = crop_around(transfer.canvas_landmarks, TARGET_SCALE)

    @property
    def output_size(self) -> tuple[int, int]:
        """Of the transfer."""
        return self._transfer.output_size

    def reset(self) -> None:
        """Of the transfer; the moments stay."""
        self._transfer.reset()

    def look(self, frame: Frame) -> Seen:
        """Of the transfer."""
        return self._transfer.look(frame)

    def draw(self, seen: Seen) -> Moved:
        """Of the transfer."""
        return self._transfer.draw(seen)

    def compose(self, moved: Moved) -> Result:
        """Of the transfer; its result is looked at."""
        result = self._transfer.compose(moved)
        if moved.seen is not None and result.signal is not None:
            frame = moved.seen.frame
            for name, score in _scores(result.motion).items():
                best = self._best.get(name)
                if best is None or score > best.score:
                    self._best[name] = _Moment(score, frame.time, self._tiles(frame, result))
        return result

    def _tiles(self, frame: Frame, result: Result) -> Image:
        assert result.signal is not None
        driver = crop_around(result.signal.landmarks, DRIVER_SCALE).cut(frame.image, TILE)
        return np.vstack([driver, self._crop.cut(result.image, TILE)])

    def sheet(self) -> Image:
        """All moments side by side in the order of the clip, RGB uint8 [H, W, 3]."""
        columns: list[_Moment] = []
        for moment in sorted(self._best.values(), key=lambda moment: moment.time):
            if not columns or moment.time - columns[-1].time >= APART:
                columns.append(moment)
        if not columns:
            return np.zeros((2 * TILE, TILE, 3), np.uint8)
        return np.hstack([moment.tiles for moment in columns])

    def save(self, path: Path) -> None:
        """Write the sheet as a picture, signed.

        Raises:
            OutputError: it cannot be written, or signed.
        """
        with explained(path):
            save_picture(self.sheet(), path, self._transfer.origin)
