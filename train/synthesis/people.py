"""Draw people: one picture near neutral, the others with a changed expression and a turned head."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from train.synthesis.attributes import ATTRIBUTES, EXPRESSIONS, TURNS
from train.synthesis.directions import Directions
from train.synthesis.network import STYLE, FaceGenerator, Styles, Vectors

Strengths = npt.NDArray[np.float32]
"""Units of style along each direction, [N, A]."""

TRUNCATION: Final = (0.7, 1.0)

MOST: Final = 6.5
"""How far an expression may be moved from the person's own, units of style. The mean style is
8.3 long; beyond this pictures fall apart."""

FURTHEST_TURN: Final = {"yaw": 3.5, "pitch": 2.5}
TURNED: Final = 0.6
"""Share of the edits that turn the head."""


@dataclass(frozen=True, slots=True)
class _Range:
    """How strongly an attribute is edited, and how often against the others."""

    least: float
    most: float
    often: float
    both_ways: bool = False


_RANGES: Final = {
    "jaw": _Range(2, 5.5, 2),
    "smile": _Range(1.5, 5, 2, both_ways=True),
    "blink": _Range(3, 6.5, 1),
    "browup": _Range(2, 5.5, 1),
    "browdn": _Range(2, 5, 1),
    "pucker": _Range(2, 4.5, 2),
    "upper": _Range(2, 4.5, 2),
    "squint": _Range(1.5, 4, 1),
    "look": _Range(1.5, 5.5, 1, both_ways=True),
}

_AT_ODDS: Final = (
    {"browup", "browdn"},
    {"blink", "squint"},
    {"blink", "look"},
    {"smile", "pucker"},
)
"""Edits that would cancel each other out."""

_EDITS: Final = 3
"""Attributes edited at once, at most."""

_CALMED: Final = {"jaw": 2.0, "smile": 3.5}
"""What most photographs show and rest does not, and how far it may be taken back."""


@dataclass(frozen=True, slots=True, eq=False)
class Person:
    """One person, several times.

    Attributes:
        styles: 1 + K rows, the first near neutral.
        strengths: [1 + K, A]: of the first row what made it neutral, of the others what was
            added to the first.
    """

    styles: Styles
    strengths: Strengths


def draw_person(
    generator: FaceGenerator, directions: Directions, edits: int, seed: tuple[int, ...]
) -> Person:
    """A person, always the same for the same seed, with `edits` changed pictures."""
    rng = np.random.default_rng(seed)
    noise = rng.standard_normal((1, STYLE), np.float32)
    own = generator.styles(noise, rng.uniform(*TRUNCATION))[0]
    return edited(own, directions, edits, rng)


def edited(
    own: npt.NDArray[np.float32], directions: Directions, edits: int, rng: np.random.Generator
) -> Person:
    """The person of a style [512], near neutral and edited."""
    moves = directions.moves.astype(np.float32)
    calm = calming(own, directions)
    rows = [calm, *(_limited(_drawn(rng), calm, moves) for _ in range(edits))]
    strengths = np.array(rows, np.float32)
    expressions = strengths * _mask(EXPRESSIONS)
    expressions[1:] += calm
    fine: Vectors = np.repeat(own[None], len(rows), 0)
    coarse = fine + ((strengths * _mask(TURNS)) @ moves).astype(np.float32)
    mid = fine + (expressions @ moves).astype(np.float32)
    return Person(Styles(coarse, mid, fine), strengths)


def calming(own: npt.NDArray[np.float32], directions: Directions) -> Strengths:
    """Strengths [A] that take a style's predicted jaw and smile back to rest."""
    strengths = np.zeros(len(ATTRIBUTES), np.float32)
    predicted = directions.predicted(own)
    for name, most in _CALMED.items():
        row = ATTRIBUTES.index(name)
        over = (predicted[row] - directions.rest[row]) / directions.effect(name)
        strengths[row] -= np.clip(over, 0, most)
    return strengths


def _drawn(rng: np.random.Generator) -> Strengths:
    """Strengths [A] of one edit: one to three attributes, and often a turn."""
    strengths: dict[str, float] = {}
    often = np.array([_RANGES[name].often for name in EXPRESSIONS])
    for name in rng.choice(EXPRESSIONS, _EDITS, replace=False, p=often / often.sum()).tolist():
        if not any(pair <= {*strengths, name} for pair in _AT_ODDS):
            span = _RANGES[name]
            sign = rng.choice((-1, 1)) if span.both_ways else 1
            strengths[name] = sign * rng.uniform(span.least, span.most)
        if rng.random() < 1 / _EDITS:
            break
    if rng.random() < TURNED:
        strengths |= {name: rng.uniform(-most, most) for name, most in FURTHEST_TURN.items()}
    return np.array([strengths.get(name, 0.0) for name in ATTRIBUTES], np.float32)


def _limited(edit: Strengths, calm: Strengths, moves: Vectors) -> Strengths:
    """The edit, weakened until it lies within `MOST` of the person's own expression."""
    step, start = (edit * _mask(EXPRESSIONS)) @ moves, calm @ moves
    # The share s of the edit for which |start + s · step| = MOST.
    a, b, c = step @ step, start @ step, start @ start - MOST**2
    share = min(1.0, float((-b + np.sqrt(b * b - a * c)) / a))
    turns: Strengths = edit * _mask(TURNS)
    return turns + np.float32(share) * (edit - turns)


def _mask(names: tuple[str, ...]) -> Strengths:
    return np.array([name in names for name in ATTRIBUTES], np.float32)
