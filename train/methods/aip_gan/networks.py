"""The decoder: identity and expression meet at every scale by factorised bilinear pooling.

Cross-encoder bilinear pooling into the decoder's intermediate features is from the abstract. Its
factorised form is that of Kim et al., "Hadamard Product for Low-rank Bilinear Pooling", ICLR 2017.
The number of scales, the residual around it, and that a carrier has brought the identity's features
to the driven frame, are our own.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn import functional

from train.methods.aip_gan.face_nodes import CELLS
from train.methods.aip_gan.identity import LEVELS, widths
from train.methods.carrier.carrier import DRAWN
from train.networks.blocks import Block, act, conv
from train.networks.modulation import grown


class BilinearPooling(nn.Module):
    """d + W [P d ⊙ Q e; R d ⊙ S i]: the decoder's features times those of either encoder.

    Factors pass through tanh, as Kim et al. have it: a product stays within ±1, so that no FP16
    engine overflows however features grow.

    Args:
        inside: channels of d.
        expression: channels of e.
        identity: channels of i.
        bilinear: whether features are multiplied; else concatenated, for comparison.
    """

    def __init__(self, inside: int, expression: int, identity: int, bilinear: bool = True) -> None:
        super().__init__()
        self.bilinear = bilinear
        self.own = conv(inside, 2 * inside, 1)
        self.expression = conv(expression, inside, 1)
        self.identity = conv(identity, inside, 1)
        self.out = conv(2 * inside if bilinear else 4 * inside, inside, 1)

    def forward(self, d: Tensor, e: Tensor, i: Tensor) -> Tensor:
        """d [B, inside, H, W], e [B, expression, H, W], i [B, identity, H, W] → as d."""
        own, others = self.own(d), torch.cat([self.expression(e), self.identity(i)], 1)
        if self.bilinear:
            met = torch.tanh(own) * torch.tanh(others)
        else:
            met = act(torch.cat([own, others], 1))
        pooled: Tensor = d + self.out(met)
        return pooled


class Decoder(nn.Module):
    """Carried features and laid tokens → what is drawn.

    Args:
        d: channels at half the size, see `widths`.
        tokens: channels of the laid tokens.
        guides: channels of the carrier's guide, which joins at full size; 0 for none.
        bilinear: see `BilinearPooling`.
    """

    def __init__(self, d: int, tokens: int, guides: int, bilinear: bool = True) -> None:
        super().__init__()
        own = widths(d)
        falling = own[::-1]
        self.enter = conv(own[-1], own[-1])
        self.pools = nn.ModuleList(
            BilinearPooling(width, tokens, width, bilinear) for width in falling
        )
        self.blocks = nn.ModuleList(Block(width) for width in falling)
        self.up = nn.ModuleList(conv(a, b) for a, b in pairwise((*falling, d)))
        self.guides = guides
        self.out = conv(d + guides, DRAWN, 5)
        with torch.no_grad():
            self.out.weight.mul_(0.02)  # starts near the carrier's own picture

    def forward(self, features: Sequence[Tensor], guide: Tensor, laid: Tensor) -> Tensor:
        """Features, finest first, guide [B, G, P, P], tokens [B, K, CELLS, CELLS]
        → [B, DRAWN, P, P]."""
        x = self.enter(features[-1])
        for level, (pool, block, up) in enumerate(
            zip(self.pools, self.blocks, self.up, strict=True)
        ):
            identity = features[LEVELS - 1 - level]
            x = block(pool(x, resized(laid, identity.shape[-1]), identity))
            x = up(grown(act(x)))
        drawn: Tensor = self.out(torch.cat([act(x), guide], 1) if self.guides else act(x))
        return drawn


def resized(laid: Tensor, side: int) -> Tensor:
    """Laid tokens at another scale; sides differ by powers of two."""
    if side > CELLS:
        return functional.interpolate(laid, (side, side), mode="bilinear", align_corners=False)
    return functional.avg_pool2d(laid, CELLS // side) if side < CELLS else laid
