"""One picture at one moment: the only thing that sources give and sinks take."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

Image = npt.NDArray[np.uint8]
"""An RGB picture, uint8 [H, W, 3]. What is made of a portrait whose background is left out has
alpha as its fourth channel, by which the others are not multiplied."""


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """A picture with the exact moment it belongs to.

    The moment is an integer count of `time_base` seconds, as video files store it, so that
    a file with a variable frame rate comes out with the very timestamps it went in with.

    Attributes:
        image: RGB, uint8 [H, W, 3], upright (rotation metadata already applied).
        index: position in the source, from 0.
        pts: presentation time in units of `time_base`.
        time_base: length of one tick in seconds.
    """

    image: Image
    index: int
    pts: int
    time_base: Fraction

    @property
    def time(self) -> float:
        """Presentation time in seconds."""
        return float(self.pts * self.time_base)
