"""A frame of a motion file: what was seen in it, and no picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from rtxfer.face.code import NOTHING, Code
from rtxfer.face.signal import Signal
from rtxfer.frame import Frame, Image

NO_PICTURE: Final[Image] = np.zeros((0, 0, 3), np.uint8)
NO_PICTURE.flags.writeable = False


@dataclass(frozen=True, slots=True, eq=False)
class TrackedFrame(Frame):
    """Its `image` is `NO_PICTURE`.

    Attributes:
        signal: what was tracked, without a code; None where no face was.
        codes: what driver graphs read off the face besides, by their reader.
        neutral: where another shot begins with this frame, the resting face of whoever is in it, as
            `rtxfer.motion.kept` gives it; empty where none was found there.
    """

    signal: Signal | None = None
    codes: Mapping[str, Code] = field(default_factory=dict)
    neutral: Mapping[str, npt.NDArray[Any]] | None = None

    def code(self, reader: str) -> Code:
        """What that reader read; nothing where it was not asked."""
        return self.codes.get(reader, NOTHING)
