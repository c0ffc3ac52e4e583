"""The generator of Ling et al.: a U-Net whose skips are fused across scales (MSF).

Between encoder and decoder a portrait's features are carried to the driven frame; all else is the
paper's, but for the places marked "ours".
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, Literal

import torch
from torch import Tensor, nn
from torch.nn import functional

from rtxfer.face.action_units import ACTION_UNITS
from train.methods.carrier.carrier import DRAWN
from train.networks.modulation import Film, InstanceNorm, Plane, grown, plain

LEVELS: Final = 4
Way = Literal["film", "concat"]
"""How a condition enters: by FiLM (ours), or as planes beside the features (the paper's)."""


def widths(d: int) -> tuple[int, int, int, int]:
    """Channels at 1/2, 1/4, 1/8 and 1/16. The paper's bottleneck is min(512, 16 d); ours is 8 d."""
    return 2 * d, 4 * d, 8 * d, 8 * d


class Conv(nn.Module):
    """Convolution, InstanceNorm, condition where there is one, leaky ReLU of slope 0.01.

    Args:
        inside, outside: channels.
        kernel, stride: of the convolution.
        condition: length of v; 0 for none.
        way: how v enters.
    """

    def __init__(self, inside: int, outside: int, kernel: int = 3, stride: int = 1,
                 condition: int = 0, way: Way = "film") -> None:  # fmt: skip
        super().__init__()
        beside = condition if way == "concat" else 0
        self.plane = Plane() if beside else None
        self.conv = plain(inside + beside, outside, kernel, stride)
        self.norm = InstanceNorm()
        self.film = Film(condition, outside) if condition and way == "film" else None

    def forward(self, x: Tensor, v: Tensor) -> Tensor:
        """x [B, inside, H, W], v [B, K] → [B, outside, H / stride, W / stride]."""
        h = self.norm(self.conv(x if self.plane is None else self.plane(x, v)))
        return functional.leaky_relu(h if self.film is None else self.film(h, v), 0.01)


class Fusion(nn.Module):
    """MSF: what a scale knows, told by the next coarser one, and the other way round.

    Args:
        high: channels of the finer scale, whose skip this is.
        low: channels of the coarser one.
        condition, way: see `Conv`.
    """

    def __init__(self, high: int, low: int, condition: int, way: Way) -> None:
        super().__init__()
        self.enter = Conv(high, high, 5, condition=condition, way=way)
        self.high_high, self.low_high = Conv(high, high // 2), Conv(low, high // 2)
        self.high_low, self.low_low = Conv(high, low // 2, 4, 2), Conv(low, low // 2)
        both = 2 * (high // 2) + 2 * (low // 2)
        self.near, self.far = Conv(both, high // 2, 3), Conv(both, high // 2, 5)

    def forward(self, high: Tensor, low: Tensor, v: Tensor) -> Tensor:
        """high [B, high, H, W], low [B, low, H/2, W/2] → [B, high, H, W]."""
        x = self.enter(high, v)
        # The paper's transposed convolutions are repeated pixels and a convolution here (ours).
        fine = torch.cat([self.high_high(x, v), self.low_high(grown(low), v)], 1)
        coarse = torch.cat([self.high_low(x, v), self.low_low(low, v)], 1)
        fused = torch.cat([fine, grown(coarse)], 1)
        return torch.cat([self.near(fused, v), self.far(fused, v)], 1)


class Encoder(nn.Module):
    """A portrait's window as features at 1/2, 1/4, 1/8 and 1/16; it knows of no motion.

    Args:
        d: channels at full size.
    """

    def __init__(self, d: int) -> None:
        super().__init__()
        self.enter = Conv(3, d, 7)
        into = (d, *widths(d))
        self.down = nn.ModuleList(Conv(a, b, 4, 2) for a, b in pairwise(into))

    def forward(self, window: Tensor) -> tuple[Tensor, ...]:
        """[B, 3, P, P] → four features."""
        nothing = window[:, :0, 0, 0]
        x = self.enter(window, nothing)
        features = []
        for down in self.down:
            x = down(x, nothing)
            features.append(x)
        return tuple(features)


class Decoder(nn.Module):
    """Features and relative action units → what is drawn.

    Args:
        d: channels at full size.
        guides: channels of the carrier's guide, which joins at full size (ours); 0 for none.
        way: see `Way`.
        fusion: whether skips are fused; else they are taken as they are.
        condition: length of v.
    """

    def __init__(self, d: int, guides: int, way: Way = "film", fusion: bool = True,
                 condition: int = len(ACTION_UNITS)) -> None:  # fmt: skip
        super().__init__()
        half, quarter, eighth, least = widths(d)
        self.middle = Conv(least, least, 3, condition=condition, way=way)
        pairs = ((half, quarter), (quarter, eighth), (eighth, least))
        self.fusions = nn.ModuleList(Fusion(h, low, condition, way) for h, low in pairs) \
            if fusion else None  # fmt: skip
        self.up = nn.ModuleList(
            Conv(a, b, 3, condition=condition, way=way)
            for a, b in ((least, eighth), (2 * eighth, quarter), (2 * quarter, half), (2 * half, d))
        )
        self.guides = guides
        self.out = plain(d + guides, DRAWN, 7)
        with torch.no_grad():
            self.out.weight.mul_(0.02)  # starts near the carrier's own picture

    def forward(self, features: Sequence[Tensor], guide: Tensor, v: Tensor) -> Tensor:
        """Features, finest first, guide [B, G, P, P] and v [B, K] → [B, DRAWN, P, P]."""
        low = self.middle(features[-1], v)
        lower = [*features[1:-1], low]  # the partner of each skip is the next coarser feature
        skips = [
            skip if self.fusions is None else self.fusions[level](skip, lower[level], v)
            for level, skip in enumerate(features[:-1])
        ]
        x = self.up[0](grown(low), v)
        for level, up in enumerate(self.up[1:], 1):
            x = up(grown(torch.cat([x, skips[-level]], 1)), v)
        drawn: Tensor = self.out(torch.cat([x, guide], 1) if self.guides else x)
        return drawn
