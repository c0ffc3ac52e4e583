"""A basis of expressions: how the face moves when one blendshape rises from rest to full.

Ridge-regressed from 3,754 pairs of a resting and an expressive picture of the same person
(R² 0.82 on people left out; `train/basis.py`). It makes pure expressions to probe a portrait
with, and says how much of a driver's displacement belongs to which channel.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from rtxfer.face import landmarks as lm
from rtxfer.motion.relative import Motion, still

Vector = npt.NDArray[np.float32]


@cache
def expression_basis() -> npt.NDArray[np.float32]:
    """Displacements [52, 478, 3], centimetres per unit of blendshape."""
    with resources.files("rtxfer.motion").joinpath("expression_basis.npz").open("rb") as file:
        basis: npt.NDArray[np.float32] = np.load(file)["displacement"].astype(np.float32)
    basis.flags.writeable = False
    return basis


def expression(blendshapes: Vector) -> Motion:
    """The motion of a typical face whose blendshapes change by `blendshapes` [52].

    Lids are left alone: they are driven by openness, not by displacement.
    """
    displacement = np.tensordot(blendshapes, expression_basis(), 1).astype(np.float32)
    rest = still()
    lips = displacement[lm.LIP_LOWER[0], 1] - displacement[lm.LIP_UPPER[0], 1]
    return Motion(
        displacement, rest.eyes, lips, rest.head, blendshapes.astype(np.float32), rest.action_units
    )
