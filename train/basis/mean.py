"""Fit how faces move on the mean when a blendshape rises (`train.data.mean_basis`).

For every person of a pack the calmest crop is taken as rest; how far each other crop's
landmarks moved from it, in canonical space, is ridge-regressed on how much its blendshapes
rose. What is kept is numbers only: 478 × 3 displacements for each of 52 blendshapes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from engines.drafts import OPEN, drafted
from rtxfer.face.geometry import to_canonical
from rtxfer.face.landmarks import BLENDSHAPES
from train.data.pack import Pack
from train.data.people import calmest_of, people_of, resting_shape

Array = npt.NDArray[np.floating]

RIDGE: Final = 3.0
MOST_OF_ONE: Final = 250
"""Crops taken of one person, so that a long clip does not outweigh everybody else."""


def fit_basis(pack: Pack) -> tuple[Array, int, float]:
    """The basis of a pack.

    Returns:
        Displacements [52, 478, 3] in centimetres per unit of blendshape, the number of pairs,
        and R² on every fifth person when they are left out of the fit.
    """
    rises, moves, persons = (np.array(part) for part in zip(*pairs_of(pack), strict=True))
    moves = moves.reshape(len(moves), -1)
    held = persons % 5 == 0
    missed = moves[held] - rises[held] @ _ridge(rises[~held], moves[~held])
    explained = 1 - float((missed**2).sum() / (moves[held] ** 2).sum())
    basis = _ridge(rises, moves).reshape(len(BLENDSHAPES), -1, 3)
    return basis, len(moves), explained


def save_basis(basis: Array, path: Path) -> None:
    """Write it as it is read; half precision keeps 0.001 cm."""
    with drafted(path, OPEN) as part, part.open("wb") as file:
        np.savez_compressed(file, displacement=basis.astype(np.float16))


def pairs_of(pack: Pack) -> Iterator[tuple[Array, Array, int]]:
    """Rise of the blendshapes, displacement, and number of the person."""
    for number, rows in enumerate(people_of(pack)):
        rest, face = calmest_of(pack, rows), resting_shape(pack, rows)
        for index in rows[:: -(-len(rows) // MOST_OF_ONE)]:
            if index != rest:
                moved = pack.landmarks(index)
                move = to_canonical(moved, face)(moved) - face
                yield pack.blendshapes(index) - pack.blendshapes(rest), move, number


def _ridge(x: Array, y: Array) -> Array:
    """Least squares of y on x with a penalty on large weights."""
    solved: Array = np.linalg.solve(x.T @ x + RIDGE * np.eye(x.shape[1]), x.T @ y)
    return solved
