"""Getting to know one driver: their resting face, and how far their expressions reach.

`quality` judges a stretch of watching, `reach` measures expressions against what is usual, and
`guide` walks a person through both. Signals in, no picture and no window.
"""

from rtxfer.calibration.guide import NeutralStep, ReachStep
from rtxfer.calibration.quality import Aspect, NeutralQuality, judge
from rtxfer.calibration.reach import (
    EXPRESSIONS,
    Expression,
    Gains,
    gains_from,
    intensity,
    personal,
)

__all__ = [
    "EXPRESSIONS",
    "Aspect",
    "Expression",
    "Gains",
    "NeutralQuality",
    "NeutralStep",
    "ReachStep",
    "gains_from",
    "intensity",
    "judge",
    "personal",
]
