"""Codes that lie at nodes of a face, laid down again wherever another face has these nodes."""

from __future__ import annotations

from typing import Final

import torch
from torch import Tensor

LEAST_WEIGHT: Final = 0.05
"""Weight of all nodes at which half of their codes is left."""

FAINTEST: Final = -60.0
"""Exponent below which nothing is told apart. Without a bound exponentials become subnormal
numbers, which Intel's processors crawl through."""


def laid_around(code: Tensor, nodes: Tensor, points: Tensor, reach: float) -> Tensor:
    """A code at other places of a face than its nodes.

    Args:
        code: of each node, [B, C, N, 1].
        nodes: where they lie, [B, N, 2], crop units.
        points: where to ask, [B, P, 2], likewise.
        reach: distance from a node at which its code counts exp(−½), crop units.

    Returns:
        [B, P, C]: blended between nodes, fading to 0 far from all of them.
    """
    # One axis after the other: differences of pairs of numbers are slow to broadcast.
    x, y = (points[:, :, None, axis] - nodes[:, None, :, axis] for axis in (0, 1))
    apart = x.square() + y.square()
    weight = torch.exp((apart * (-0.5 / reach**2)).clamp_min(FAINTEST))
    spread = weight @ code.float()[..., 0].transpose(1, 2)
    return spread / (weight.sum(-1, keepdim=True) + LEAST_WEIGHT)
