"""Which crops make a sample: who is drawn how often, and which of two is the portrait."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from rtxfer.errors import InputError
from rtxfer.face import landmarks as lm
from train.data.pack import Pack, Row

Numbers = npt.NDArray[np.float64]

OPEN_MOUTH: Final = 0.1
"""Lip gap over face height from which on a mouth counts as open."""

SHUT_EYES: Final = 0.18
"""Aperture of the lids over the eye's width from which down eyes count as shutting."""

ORDERED: Final = 0.6
"""How often the portrait is the more closed of the two; else it is the other way round."""

TRIES: Final = 8


@dataclass(frozen=True, slots=True)
class Chances:
    """Rows that may be drawn, and the running sum of how likely each is."""

    rows: npt.NDArray[np.intp]
    running: Numbers

    def draw(self, rng: np.random.Generator) -> int:
        """One row."""
        place = np.searchsorted(self.running, rng.random() * self.running[-1], side="right")
        return int(self.rows[min(int(place), len(self.rows) - 1)])


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Frames of a clip that had better not be learnt from: a hand before a mouth, say."""

    clip: str
    first: int
    last: int

    @classmethod
    def parse(cls, text: str) -> list[LeftOut]:
        """From `clip:first-last`, several with commas between them; frames as in the clip's file.

        Raises:
            InputError: it is written otherwise.
        """
        found = []
        for part in filter(None, text.split(",")):
            match = re.fullmatch(r"(.+):(\d+)-(\d+)", part.strip())
            if not match:
                raise InputError(f"{part} names no frames.", "Write clip:first-last.")
            found.append(cls(match[1], int(match[2]), int(match[3])))
        return found

    def holds(self, row: Row) -> bool:
        """Whether the row is one of them."""
        return row.clip == self.clip and self.first <= row.moment <= self.last


class PairSampler:
    """Draws rows of a pack.

    Each set is drawn in proportion to the square root of its size, so that a large one does
    not drown the rest; within a set, open mouths and shut eyes more often than they occur.

    Args:
        pack: to draw from.
        least_likeness: cosine of identity below which two pictures are no pair, where the pack
            was scored.
        open_mouth, shut_eyes: how much more often a face with a wide open mouth, or with shut
            eyes, is drawn than another, on top of its own share.
        most_doubt: above this a crop is not drawn at all, see `mouths`.
        left_out: nor are these frames, see `LeftOut`.
    """

    def __init__(self, pack: Pack, least_likeness: float, open_mouth: float = 3.0,
                 shut_eyes: float = 4.0, most_doubt: float = 1.0,
                 left_out: str = "") -> None:  # fmt: skip
        self._pack = pack
        self._least = least_likeness
        gap, aperture = openness(pack)
        self._revealed = gap / OPEN_MOUTH - aperture / 0.27
        self._draws = 1 + open_mouth * np.clip(gap / OPEN_MOUTH, 0, 1)
        self._draws += shut_eyes * np.clip(1 - aperture / SHUT_EYES, 0, 1)
        self._sets = np.array([row.source for row in pack.rows])
        groups: dict[tuple[str, str, str], list[int]] = defaultdict(list)
        passed = LeftOut.parse(left_out)
        sound: list[int] = np.flatnonzero(pack.doubts() <= most_doubt).tolist()
        sound = [i for i in sound if not any(part.holds(pack.rows[i]) for part in passed)]
        for index in sound:
            row = pack.rows[index]
            groups[row.source, row.identity, row.clip].append(index)
        self._partners = {i: np.array(g) for g in groups.values() if len(g) > 1 for i in g}
        self.pairs = self._chances(sorted(self._partners))
        self.stills = self._chances([index for index in sound if not pack.rows[index].clip])
        self._all = self._chances(sound)
        if self.pairs is None and self.stills is None:
            raise InputError("The pack has neither pairs nor stills to train on.")

    def _chances(self, rows: list[int]) -> Chances | None:
        if not rows:
            return None
        index = np.array(rows)
        draws, sets = self._draws[index], self._sets[index]
        for name in np.unique(sets):
            own = sets == name
            draws[own] *= np.sqrt(own.sum()) / draws[own].sum()
        return Chances(index, np.cumsum(draws))

    def pair(self, rng: np.random.Generator) -> tuple[int, int] | None:
        """Portrait and truth, two pictures of one person; None if none alike came up."""
        if self.pairs is None:
            return None
        for _ in range(TRIES):
            one = self.pairs.draw(rng)
            other = self._partner(one, rng)
            if self._pack.likeness(one, other) < self._least:
                continue
            closed, opened = sorted((one, other), key=lambda row: float(self._revealed[row]))
            return (closed, opened) if rng.random() < ORDERED else (opened, closed)
        return None

    def _partner(self, one: int, rng: np.random.Generator) -> int:
        """Another of the same person. It too is drawn by its openness, for a laughing portrait's
        own teeth are to be kept, and to be hidden where the motion hides them."""
        group = self._partners[one]
        draws = np.where(group == one, 0, self._draws[group])
        return int(rng.choice(group, p=draws / draws.sum()))

    def anyone(self, rng: np.random.Generator) -> int:
        """A picture of somebody, no matter who."""
        if self._all is None:
            raise InputError("The pack has no picture that may be learnt from.")
        return self._all.draw(rng)

    def still(self, rng: np.random.Generator) -> tuple[int, int] | None:
        """A row whose expression a still may be hidden behind, and the still."""
        if self.stills is None:
            return None
        still = self.stills.draw(rng)
        return int(rng.integers(len(self._pack))), still


def openness(pack: Pack) -> tuple[Numbers, Numbers]:
    """For each row the lip gap over the face's height, and the lids' over the eyes' width."""
    upper, lower = lm.LIP_UPPER[0][4], lm.LIP_LOWER[0][4]

    def distance(one: int, other: int) -> Numbers:
        apart = pack.landmark(one) - pack.landmark(other)
        length: Numbers = np.hypot(apart[:, 0], apart[:, 1]).astype(np.float64)
        return length

    gap = distance(upper, lower) / distance(10, 152)
    apertures = [
        distance(lm.EYE_UPPER[eye][3], lm.EYE_LOWER[eye][3]) / distance(*lm.EYE_CORNERS[eye])
        for eye in (0, 1)
    ]
    return gap, (apertures[0] + apertures[1]) / 2
