"""The code of a driver at rest, where their neutral was measured without it."""

from __future__ import annotations

from typing import Final

import numpy as np

from rtxfer.face.code import NOTHING, Code
from rtxfer.face.signal import Signal
from rtxfer.motion.neutral import Neutral

CALM: Final = 0.1
"""Sum of squares by which blendshapes may differ from rest: a hint of a smile, no more."""


class RestingCode:
    """Finds it as soon as the driver rests again.

    Neutrals come from profiles of other days, and generators are exchanged while a person sits
    before the camera. Until the new one has seen a calm face, it knows of no change.
    """

    def __init__(self) -> None:
        self._of: tuple[Neutral | None, str] = (None, "")
        self._code = NOTHING
        self._unrest = CALM

    def __call__(self, signal: Signal, neutral: Neutral) -> Code:
        """What the reader of this signal's code saw, or would have seen, in the neutral face."""
        reader = signal.code.reader
        if reader == neutral.code.reader:
            return neutral.code
        if neutral is not self._of[0] or reader != self._of[1]:
            self._of, self._code, self._unrest = (neutral, reader), NOTHING, CALM
        unrest = float(np.square(signal.blendshapes - neutral.blendshapes).sum())
        if unrest < self._unrest:
            self._code, self._unrest = signal.code, unrest
        return self._code
