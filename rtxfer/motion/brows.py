"""A brow that comes down: the skin between it and the eye folds.

Lids follow openness alone (see `aperture`), so a brow that is lowered would come down upon skin
that stays where it is, and be squeezed as thin as a line. In a face that skin folds out of sight.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import numpy as np

from rtxfer.face import landmarks as lm
from rtxfer.face.geometry import Points

YIELD: Final = 0.8
"""How far a lid's fold goes along with the skin above it; about twice as far as in the faces of
the expression basis, for a warp cannot hide skin behind skin as a fold does."""

ROOM: Final = 0.8
"""Share of the way from a lid's fold to its margin that the fold can be pushed."""

LEAST_GAPS: Final = (0.12, 0.3, 0.8)
"""What is left at least of the gaps above the fold, below the brow, and of the brow itself."""


def fold_lids(shape: Points, rest: Points, eye: int) -> None:
    """Make room in `shape` (changed in place) for a brow that has come down.

    Call it once the lids are where they belong.

    Args:
        shape: [478, 3], canonical space.
        rest: the same face at rest.
        eye: 0 for the subject's right, 1 for the left.
    """
    margin, fold, *above = lm.ABOVE_EYE[eye]
    descent = np.maximum(shape[above[0], 1] - rest[above[0], 1], 0)
    room = ROOM * np.maximum(shape[margin, 1] - shape[fold, 1], 1e-3)
    shape[fold, 1] += room * np.tanh(YIELD * descent / room)
    for (below, row), least in zip(pairwise([fold, *above]), LEAST_GAPS, strict=True):
        gap = least * np.maximum(rest[below, 1] - rest[row, 1], 0)
        shape[row, 1] = np.minimum(shape[row, 1], np.maximum(shape[below, 1] - gap, rest[row, 1]))
