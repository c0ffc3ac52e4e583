"""What steadiness costs: by how much a smoothed expression comes later."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np

from rtxfer.motion.smoothing import PARAMETERS, OneEuro

RATE: Final = 60
"""Samples per second of the trial."""

RISE: Final = 0.3
"""Seconds in which a person smiles; a channel rises by `HEIGHT` meanwhile."""

HEIGHT: Final = 0.6


@lru_cache(maxsize=256)
def smoothing_lag(amount: float) -> float:
    """How much later half of a smile is reached, milliseconds.

    The very filter of the transfer is given a smile and timed.

    Args:
        amount: as `MotionSettings.smoothing`.
    """
    moments = np.arange(0, 2, 1 / RATE)
    smile = HEIGHT * np.clip(moments / RISE, 0, 1)
    smooth = OneEuro(PARAMETERS["blendshapes"])
    answered = np.array(
        [smooth(np.array([value], np.float32), 1 / RATE, amount)[0] for value in smile]
    )
    half = HEIGHT / 2
    return float((np.interp(half, answered, moments) - np.interp(half, smile, moments)) * 1000)
