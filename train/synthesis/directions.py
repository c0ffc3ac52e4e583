"""Along what a style moves for one attribute to change and little else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from train.synthesis.attributes import ATTRIBUTES, TURNS
from train.synthesis.styles import Tracked

Floats = npt.NDArray[np.float64]

PENALTY: Final = 0.4
"""Of the ridge, in units of a style number's variance."""

NATURAL: Final = 0.3
"""Share of the natural direction, along which faces that have the attribute differ from others:
it looks right, but brings along what goes with it (a laugh squints). The rest is the regression,
which is purer, and further from any face that the network has learned."""

HELD_OUT: Final = 5
"""Every fifth style tests a regression on the other four."""

RESTING: Final = 0.25
"""Share of the styles that show an attribute least: their mean is taken as rest."""


@dataclass(frozen=True, slots=True, eq=False)
class Directions:
    """What was learned from tracked styles; rows in the order of `ATTRIBUTES`.

    Attributes:
        centre: mean of the styles [512].
        slopes: the regressions [A, 512]: attribute, evened and in standard deviations, per unit
            of style.
        moves: unit vectors [A, 512] along which a style is moved.
        rest: what the regression gives for those who show an attribute least, [A].
        held_out: attribute → correlation of prediction and truth on styles not fitted on.
    """

    centre: Floats
    slopes: Floats
    moves: Floats
    rest: Floats
    held_out: Mapping[str, float]

    def predicted(self, style: npt.NDArray[np.float32]) -> Floats:
        """The attributes [A] of a style [512], evened, in standard deviations from their mean."""
        found: Floats = self.slopes @ (style - self.centre)
        return found

    def effect(self, name: str) -> float:
        """Predicted change of an attribute per unit along its own direction."""
        row = ATTRIBUTES.index(name)
        return float(self.slopes[row] @ self.moves[row])


def find_directions(tracked: Tracked) -> Directions:
    """Regress each attribute on the style; see `NATURAL` for what is made of that."""
    styles = tracked.styles.astype(np.float64)
    truth = _evened(tracked.attributes.astype(np.float64))
    standard = (truth - truth.mean(0)) / truth.std(0)
    centre = styles.mean(0)
    away = styles - centre
    slopes = _ridge(away, standard)
    predicted = away @ slopes.T
    fewest = max(int(len(truth) * RESTING), 1)
    least = np.argsort(standard, axis=0)[:fewest]
    return Directions(
        centre=centre,
        slopes=slopes,
        moves=_moves(slopes, away.T @ away / len(away)),
        rest=np.take_along_axis(predicted, least, 0).mean(0),
        held_out=_held_out(away, standard),
    )


def _evened(attributes: Floats) -> Floats:
    """Roots of the expressions: most faces show next to nothing of one and a few show all of it,
    and those few would decide a regression alone."""
    expressions = attributes[:, len(TURNS) :]
    roots = np.sign(expressions) * np.sqrt(np.abs(expressions))
    return np.concatenate([attributes[:, : len(TURNS)], roots], axis=1)


def _ridge(away: Floats, standard: Floats) -> Floats:
    """Slopes [A, 512] of attributes [N, A] on centred styles [N, 512]."""
    penalty = PENALTY * len(away) * away.var(0).mean()
    gram = away.T @ away + penalty * np.eye(away.shape[1])
    slopes: Floats = np.linalg.solve(gram, away.T @ standard).T
    return slopes


def _held_out(away: Floats, standard: Floats) -> dict[str, float]:
    held = np.arange(len(away)) % HELD_OUT == 0
    predicted = away[held] @ _ridge(away[~held], standard[~held]).T
    columns = zip(ATTRIBUTES, predicted.T, standard[held].T, strict=True)
    return {name: float(np.corrcoef(one, other)[0, 1]) for name, one, other in columns}


def _moves(slopes: Floats, covariance: Floats) -> Floats:
    """Natural direction and regression mixed, without what would turn the head."""
    natural = _unit(slopes @ covariance)
    mixed = NATURAL * natural + (1 - NATURAL) * _unit(slopes)
    turns = {name: slopes[ATTRIBUTES.index(name)] for name in TURNS}
    rows = []
    for name, row in zip(ATTRIBUTES, mixed, strict=True):
        others = np.array([slope for turn, slope in turns.items() if turn != name])
        basis = np.linalg.qr(others.T)[0]
        rows.append(row - basis @ (basis.T @ row))
    return _unit(np.array(rows))


def _unit(rows: Floats) -> Floats:
    unit: Floats = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit
