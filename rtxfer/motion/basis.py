"""A basis of expressions: how the face moves when one blendshape rises from rest to full.

Ridge-regressed from 3,754 pairs of a resting and an expressive picture of the same person
(R² 0.82 on people left out; `train/basis/mean.py`), then sharpened until the tracker reads a field
as its own blendshape alone (`train/basis/sharpen.py`). It makes pure expressions to probe a
portrait with, and what a portrait must show besides to look as the driver does.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from rtxfer.face import landmarks as lm
from rtxfer.face.action_units import action_units
from rtxfer.face.geometry import Points, canonical_face
from rtxfer.motion.relative import Motion, still

Vector = npt.NDArray[np.float32]


@cache
def expression_basis() -> npt.NDArray[np.float32]:
    """Displacements [52, 478, 3], centimetres per unit of blendshape."""
    with resources.files("rtxfer.motion").joinpath("expression_basis.npz").open("rb") as file:
        found = np.load(file, allow_pickle=False)["displacement"]
    basis: npt.NDArray[np.float32] = found.astype(np.float32)
    basis.flags.writeable = False
    return basis


def moved_by(blendshapes: Vector) -> tuple[Points, Vector]:
    """Displacement [478, 3] and change of the lips' gap [9] that go with a change [52]."""
    displacement = np.tensordot(blendshapes, expression_basis(), 1).astype(np.float32)
    return displacement, displacement[lm.LIP_LOWER[0], 1] - displacement[lm.LIP_UPPER[0], 1]


def expression(blendshapes: Vector) -> Motion:
    """The motion of a typical face whose blendshapes change by `blendshapes` [52].

    Lids are left alone: they are driven by openness, not by displacement.
    """
    displacement, lips = moved_by(blendshapes)
    rest, face = still(), canonical_face()
    units = action_units(blendshapes, face + displacement, face) - _resting_units()
    values = blendshapes.astype(np.float32)
    return Motion(displacement, rest.eyes, lips, rest.head, values, units)


@cache
def unit_weights() -> npt.NDArray[np.float32]:
    """How much each blendshape has to say in each action unit, [units, 52]; rows sum to 1.

    Read off the units of pure expressions. What raises a unit less than half as much as another
    blendshape does is a side effect on the face's distances, and is left out.
    """
    risen = np.array([expression(half).action_units for half in np.eye(52, dtype=np.float32) / 2])
    table = np.maximum(risen.T, 0)
    table[table < table.max(1, keepdims=True) / 2] = 0
    weights: npt.NDArray[np.float32] = table / table.sum(1, keepdims=True)
    weights.flags.writeable = False
    return weights


@cache
def _resting_units() -> Vector:
    face = canonical_face()
    return action_units(np.zeros(len(lm.BLENDSHAPES), np.float32), face, face)
