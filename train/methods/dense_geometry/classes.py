"""The paper's condition: one of eight emotions, in place of action units.

In training a picture's class is its set's own label; where it has none, what a network of
emotions saw in it (`python -m train score`; it knows no contempt); where none was asked, and in
use, what its action units look like by a fixed table of prototypes. Ours, and rough: the paper's
labels were given by people (AffectNet) or acted (RaFD).
"""

from __future__ import annotations

from typing import Final

import torch
from torch import Tensor, nn
from torch.nn import functional

from rtxfer.face.action_units import ACTION_UNITS, unit_number, unit_side
from train.data.emotions import EMOTIONS

PROTOTYPES: Final = {
    "happiness": (6, 12),
    "sadness": (1, 4, 15),
    "surprise": (1, 2, 5, 26),
    "fear": (1, 2, 4, 5, 7, 20, 26),
    "disgust": (9, 15, 16),
    "anger": (4, 5, 7, 24),
}
"""Units that an emotion shows: Ekman and Friesen's EMFACS, with 24 for 23, which our list has not.
Contempt is the right corner of the mouth alone (12, 14); the left one's is not told."""

LEAST: Final = 0.15
"""Mean of a prototype's units from which a face is no longer neutral."""

SHARPNESS: Final = 30.0
"""Of the choice: .1 more in the mean makes a class twenty times as likely."""


class UnitsToClasses(nn.Module):
    """Action units, or by how much they change → scores of the classes, which sum to 1."""

    table: Tensor
    least: Tensor

    def __init__(self) -> None:
        super().__init__()
        table = torch.zeros(len(ACTION_UNITS), len(EMOTIONS))
        for name, numbers in PROTOTYPES.items():
            for number in numbers:
                own = [n for n, unit in enumerate(ACTION_UNITS) if unit_number(unit) == number]
                table[own, EMOTIONS.index(name)] = 1 / (len(numbers) * len(own))
        for place, unit in enumerate(ACTION_UNITS):
            if unit_number(unit) in (12, 14):
                sign = 1 if unit_side(unit) == "R" else -1
                table[place, EMOTIONS.index("contempt")] = sign / 2
        least = torch.zeros(len(EMOTIONS))
        least[EMOTIONS.index("neutral")] = LEAST
        self.register_buffer("table", table, persistent=False)
        self.register_buffer("least", least, persistent=False)

    def forward(self, units: Tensor) -> Tensor:
        """[B, 41] → [B, 8]."""
        with torch.autocast(units.device.type, enabled=False):
            means = units.float() @ self.table + self.least
            return functional.softmax(means * SHARPNESS, 1)


def labelled(emotion: Tensor, scores: Tensor) -> Tensor:
    """One-hot classes [B, 8] where a set or a network says which, else scores of them.

    Args:
        emotion: [B], see `Batch.emotion`.
        scores: [B, 8].
    """
    told = functional.one_hot(emotion.clamp_min(0), scores.shape[1]).to(scores)
    return torch.where((emotion >= 0)[:, None], told, scores)
