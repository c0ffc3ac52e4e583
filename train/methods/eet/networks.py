"""The networks of Shao et al.: what a face does and what it is, told apart, and a generator that
makes a face of both.

The abstract says what there is: features that are AU-related and AU-free, adversarial training by
classes that parts them, and a generator that combines one face's with another's. How the networks
are built could not be read, so all sizes here are our own.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import torch
from torch import Tensor, nn
from torch.nn import functional

from train.methods.carrier.carrier import DRAWN
from train.networks.blocks import act, conv
from train.networks.modulation import Film, InstanceNorm, grown, plain
from train.networks.units import BINS, UNITS, Occurrence, UnitHead, rare_weigh_more

TOKEN: Final = 16
"""Numbers that tell of one action unit."""


class Conv(nn.Sequential):
    """Convolution, InstanceNorm, leaky ReLU of slope 0.2."""

    def __init__(self, inside: int, outside: int, kernel: int = 3, stride: int = 1) -> None:
        super().__init__(plain(inside, outside, kernel, stride), InstanceNorm(), nn.LeakyReLU(0.2))


class Residual(nn.Module):
    """A residual block; its first convolution is scaled and shifted where there is a condition.

    Args:
        channels: of the features.
        condition: length of the condition, 0 for none.
    """

    def __init__(self, channels: int, condition: int = 0) -> None:
        super().__init__()
        self.first, self.second = plain(channels, channels), plain(channels, channels)
        self.norm = InstanceNorm()
        self.film = Film(condition, channels) if condition else None

    def forward(self, x: Tensor, condition: Tensor | None = None) -> Tensor:
        """x [B, C, H, W], condition [B, K] → [B, C, H, W]."""
        hidden = self.norm(self.first(x))
        if self.film is not None and condition is not None:
            hidden = self.film(hidden, condition)
        result: Tensor = x + self.norm(self.second(act(hidden)))
        return result


class Encoder(nn.Module):
    """A face's window as its AU-free map at 1/4, and its AU-related tokens, one for each unit.

    Args:
        d: channels at full size.
    """

    def __init__(self, d: int) -> None:
        super().__init__()
        self.stem = nn.Sequential(Conv(3, d, 7), Conv(d, 2 * d, 4, 2), Conv(2 * d, 4 * d, 4, 2))
        self.free = nn.Sequential(Residual(4 * d), Residual(4 * d))
        # Not normalised: the mean of a normalised map is the same for every face.
        into = (4 * d, 6 * d, 8 * d, 8 * d)
        self.related = nn.ModuleList(conv(a, b, 3, 2) for a, b in pairwise(into))
        self.tokens = conv(8 * d, UNITS * TOKEN, 1)

    def forward(self, window: Tensor) -> tuple[Tensor, Tensor]:
        """[B, 3, P, P] → f [B, 4d, P/4, P/4] and r [B, UNITS, TOKEN, 1]."""
        seen = self.stem(window)
        return self.free(seen), self._code(seen)

    def code(self, window: Tensor) -> Tensor:
        """r alone."""
        return self._code(self.stem(window))

    def _code(self, seen: Tensor) -> Tensor:
        for down in self.related:
            seen = act(down(seen))
        tokens: Tensor = self.tokens(seen.mean((2, 3), keepdim=True))
        return tokens.float().reshape(-1, UNITS, TOKEN, 1)


class Decoder(nn.Module):
    """One face's AU-free map and AU-related tokens → what is drawn.

    Args:
        d: channels at full size.
        guides: channels of the carrier's guide, which joins before the residual blocks and at
            full size; 0 for none, as published.
    """

    def __init__(self, d: int, guides: int) -> None:
        super().__init__()
        self.guides = guides
        self.guided = plain(guides, 4 * d) if guides else None
        self.blocks = nn.ModuleList(Residual(4 * d, UNITS * TOKEN) for _ in range(6))
        self.up = nn.ModuleList((Conv(4 * d, 2 * d), Conv(2 * d, d)))
        self.out = plain(d + guides, DRAWN, 5)
        with torch.no_grad():
            self.out.weight.mul_(0.02)  # starts near the carrier's own picture

    def forward(self, features: Sequence[Tensor], guide: Tensor, code: Tensor) -> Tensor:
        """f alone, guide [B, G, P, P] and r [B, UNITS, TOKEN, 1] → [B, DRAWN, P, P]."""
        (x,) = features
        condition = code.flatten(1)
        if self.guided is not None:
            x = x + self.guided(functional.avg_pool2d(guide, 4))
        for block in self.blocks:
            x = block(x, condition)
        for up in self.up:
            x = up(grown(x))
        drawn: Tensor = self.out(torch.cat([x, guide], 1) if self.guides else x)
        return drawn


class OwnTokenHead(UnitHead):
    """Tells each action unit from its own token alone; what is rare weighs 1 / occurrence.

    The weights by occurrence are in the same group's code. That tokens do not see each other is
    ours: a token is then what its unit does.
    """

    def __init__(self) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(UNITS, TOKEN) * TOKEN**-0.5)
        self.bias = nn.Parameter(torch.zeros(UNITS))

    def forward(self, code: Tensor) -> Tensor:
        """r [B, UNITS, TOKEN, 1] → logits [B, UNITS]."""
        return (code[..., 0].float() * self.weight).sum(-1) + self.bias


class UnitGuesser(nn.Module):
    """The adversary by classes: guesses the bin of each unit from an AU-free map.

    From the same group's code: a squared error to one-hot for the adversary, and to the uniform
    for the encoder. Ours: three bins a unit, each of which counts alike however rare it is: who
    knows nothing then says one third of all that are ever seen.

    Args:
        d: see `Encoder`.
    """

    def __init__(self, d: int) -> None:
        super().__init__()
        into = (4 * d, 6 * d, 6 * d, 6 * d)
        self.down = nn.ModuleList(conv(a, b, 3, 2) for a, b in pairwise(into))
        self.out = conv(6 * d, UNITS * BINS, 1)
        self.occurrence = Occurrence()

    def forward(self, free: Tensor) -> Tensor:
        """f [B, 4d, s, s] → chances [B, UNITS, BINS], which sum to 1."""
        x = free
        for down in self.down:
            x = act(down(x))
        told: Tensor = self.out(x.mean((2, 3), keepdim=True))
        return torch.softmax(told.float().reshape(-1, UNITS, BINS), 2)

    def told(self, free: Tensor, units: Tensor) -> Tensor:
        """The adversary's error, of units [B, UNITS], 0–1."""
        bins = self.occurrence(units)
        weight = (bins * rare_weigh_more(self.occurrence.share)).sum(2)
        error: Tensor = (self(free) - bins).square().mean(2) * weight
        return error.mean()

    def untold(self, free: Tensor) -> Tensor:
        """The encoder's: how far the guess is from that of one who knows nothing."""
        share = self.occurrence.share
        nothing = functional.normalize(share * rare_weigh_more(share), 1.0, 1)
        error: Tensor = (self(free) - nothing).square()
        return error.mean()
