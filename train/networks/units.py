"""Action units told from features: what a head that reads them learns from.

A picture shows few units at a time, and some nearly never. So a reader is told how often each was
seen, and what is rare weighs more, as Shao et al.'s group has it in its code.
"""

from __future__ import annotations

from typing import Final

import torch
from torch import Tensor, nn
from torch.nn import functional

from rtxfer.face.action_units import ACTION_UNITS
from train.networks.shared import everyones, mean

UNITS: Final = len(ACTION_UNITS)

EDGES: Final = (0.15, 0.4)
"""Intensities between the bins of an action unit: not there, there, strong."""

BINS: Final = len(EDGES) + 1

COUNTED: Final = 0.02
"""Share of the newest batch in the running occurrence."""

MOST_WEIGHT: Final = 10.0
"""How many times what is common the rarest may weigh: some units are nearly never seen."""


class Occurrence(nn.Module):
    """How often each unit falls into each bin: a running mean over the batches it is told of."""

    share: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("share", torch.full((UNITS, BINS), 1 / BINS))

    def forward(self, units: Tensor) -> Tensor:
        """Units [B, UNITS], 0–1, as one-hot bins [B, UNITS, BINS]; in training they are counted."""
        edges = torch.tensor(EDGES, device=units.device)
        bins = functional.one_hot(torch.bucketize(units.float(), edges), BINS).float()
        if self.training:
            with torch.no_grad():
                self.share.lerp_(everyones(bins.mean(0)), COUNTED)
        return bins


def rare_weigh_more(share: Tensor) -> Tensor:
    """1 / share, along the last axis, of mean 1; see `MOST_WEIGHT`."""
    weight = 1 / share.clamp_min(1e-6)
    weight = weight.clamp_max(MOST_WEIGHT * weight.amin(-1, keepdim=True))
    return weight / weight.mean(-1, keepdim=True)


class UnitHead(nn.Module):
    """A head that gives a logit for each action unit; how it does so is its subclass's."""

    def __init__(self) -> None:
        super().__init__()
        self.occurrence = Occurrence()

    def loss(self, code: Tensor, units: Tensor, count: bool = False) -> Tensor:
        """Weighted cross-entropy of the units [B, UNITS], 0–1; `count` them as seen, or not."""
        if count:
            self.occurrence(units)
        weight = rare_weigh_more(1 - self.occurrence.share[:, 0])
        return mean(
            functional.binary_cross_entropy_with_logits(
                self(code), units.float(), weight, reduction="none"
            )
        )
