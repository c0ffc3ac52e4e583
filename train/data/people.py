"""The people of a pack, and how each looks at rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from rtxfer.face.geometry import Points, to_canonical

if TYPE_CHECKING:
    from train.data.pack import Pack


def people_of(pack: Pack) -> list[list[int]]:
    """The crops of each person who has two or more."""
    people: dict[str, list[int]] = defaultdict(list)
    for index, row in enumerate(pack.rows):
        people[row.identity].append(index)
    return [rows for rows in people.values() if len(rows) > 1]


def calmest_of(pack: Pack, rows: Sequence[int]) -> int:
    """The crop of one person whose blendshapes are nearest to the least seen of them."""
    values = np.stack([pack.blendshapes(index) for index in rows])
    return rows[int(((values - values.min(0)) ** 2).sum(1).argmin())]


def resting_shape(pack: Pack, rows: Sequence[int]) -> Points:
    """How that crop's face lies in canonical space, [478, 3]."""
    points = pack.landmarks(calmest_of(pack, rows))
    return to_canonical(points)(points)
