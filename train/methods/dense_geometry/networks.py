"""StarGAN's generator, cut in two, and a discriminator of UV maps.

The paper is known to us by its abstract, which does not say what its networks look like. Here is
StarGAN's (Choi et al., CVPR 2018), our own choice: two halvings, six residual blocks, and back.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils.parametrizations import spectral_norm

from train.methods.carrier.carrier import DRAWN
from train.methods.dense_geometry.geometry import CHANNELS, SIDE
from train.networks.modulation import Film, InstanceNorm, grown, plain
from train.networks.shared import mean

LEVELS: Final = 1
BLOCKS: Final = 6
OWN_BLOCKS: Final = 2
"""How many of them the encoder has, which run once for a portrait; the others run every frame."""

QUARTER: Final = 4


class Layer(nn.Module):
    """Convolution, InstanceNorm, condition where there is one, and ReLU.

    Args:
        inside, outside: channels.
        kernel, stride: of the convolution.
        condition: length of v; 0 for none.
        bent: whether a ReLU ends it.
    """

    def __init__(self, inside: int, outside: int, kernel: int = 3, stride: int = 1,
                 condition: int = 0, bent: bool = True) -> None:  # fmt: skip
        super().__init__()
        self.conv = plain(inside, outside, kernel, stride)
        self.norm = InstanceNorm()
        self.film = Film(condition, outside) if condition else None
        self.bent = bent

    def forward(self, x: Tensor, v: Tensor) -> Tensor:
        """x [B, inside, H, W], v [B, K] → [B, outside, H / stride, W / stride]."""
        h = self.norm(self.conv(x))
        h = h if self.film is None else self.film(h, v)
        return functional.relu(h) if self.bent else h


class Residual(nn.Module):
    """A residual block.

    Args:
        channels: of the features.
        condition: length of v; 0 for none. StarGAN tells it at the entrance alone, as planes.
    """

    def __init__(self, channels: int, condition: int = 0) -> None:
        super().__init__()
        self.first = Layer(channels, channels, condition=condition)
        self.second = Layer(channels, channels, condition=condition, bent=False)

    def forward(self, x: Tensor, v: Tensor) -> Tensor:
        """x [B, C, H, W], v [B, K] → [B, C, H, W]."""
        changed: Tensor = x + self.second(self.first(x, v), v)
        return changed


class Encoder(nn.Module):
    """A portrait's window as features at 1/4; it knows of no motion.

    Args:
        d: channels at full size.
    """

    def __init__(self, d: int) -> None:
        super().__init__()
        self.enter = Layer(3, d, 7)
        self.down = nn.ModuleList((Layer(d, 2 * d, 4, 2), Layer(2 * d, 4 * d, 4, 2)))
        self.blocks = nn.ModuleList(Residual(4 * d) for _ in range(OWN_BLOCKS))

    def forward(self, window: Tensor) -> tuple[Tensor, ...]:
        """[B, 3, P, P] → one feature, [B, 4 d, P / 4, P / 4]."""
        nothing = window[:, :0, 0, 0]
        x = self.enter(window, nothing)
        for layer in (*self.down, *self.blocks):
            x = layer(x, nothing)
        return (x,)


class Decoder(nn.Module):
    """Features and a condition → what is drawn.

    Args:
        d: channels at full size.
        guides: channels of the carrier's guide, which joins at both ends (ours); 0 for none.
        condition: length of v.
    """

    def __init__(self, d: int, guides: int, condition: int) -> None:
        super().__init__()
        self.guides = guides
        self.enter = plain(4 * d + guides, 4 * d, 1) if guides else None
        self.blocks = nn.ModuleList(Residual(4 * d, condition) for _ in range(BLOCKS - OWN_BLOCKS))
        # StarGAN's transposed convolutions are repeated pixels and a convolution here (ours).
        ups = ((4 * d, 2 * d), (2 * d, d))
        self.up = nn.ModuleList(Layer(a, b, condition=condition) for a, b in ups)
        self.out = plain(d + guides, DRAWN, 7)
        with torch.no_grad():
            self.out.weight.mul_(0.02)  # starts near the carrier's own picture

    def forward(self, features: Sequence[Tensor], guide: Tensor, v: Tensor) -> Tensor:
        """Features, guide [B, G, P, P] and v [B, K] → [B, DRAWN, P, P]."""
        (x,) = features
        if self.enter is not None:
            x = self.enter(torch.cat([x, functional.avg_pool2d(guide, QUARTER)], 1))
        for block in self.blocks:
            x = block(x, v)
        for up in self.up:
            x = up(grown(x), v)
        drawn: Tensor = self.out(torch.cat([x, guide], 1) if self.guides else x)
        return drawn


class GeometryDiscriminator(nn.Module):
    """Whether a face's depth and normals are real, and what they show (ours, to the paper's idea).

    Args:
        answers: how many things it tells: one for each action unit, or the emotion alone.
        bins: between how many it chooses for each.
        width: channels behind the first convolution; they double with each halving.
        usual: maps of the canonical face, [1, CHANNELS, SIDE, SIDE], which it sees faces against:
            expressions are small beside noses.
    """

    usual: Tensor

    def __init__(self, answers: int, bins: int, usual: Tensor, width: int = 24) -> None:
        super().__init__()
        self.register_buffer("usual", usual, persistent=False)
        self.answers, self.bins = answers, bins
        layers: list[nn.Module] = []
        into, side = CHANNELS, SIDE
        for level in range(4):
            out = width << level
            layers += [spectral_norm(nn.Conv2d(into, out, 4, 2, 1)), nn.LeakyReLU(0.2)]
            into, side = out, side // 2
        self.layers = nn.Sequential(*layers)
        self.real = spectral_norm(nn.Conv2d(into, 1, 3, 1, 1))
        # On a map every part of a face has its place: nothing is pooled away.
        self.told = nn.Linear(into * side * side, answers * bins)

    def forward(self, maps: Tensor) -> tuple[Tensor, Tensor]:
        """Maps → realness [B, 1, h, w], and logits [B, bins, answers]."""
        features = self.layers((maps.float() - self.usual) * CONTRAST)
        told = self.told(features.flatten(1)).view(-1, self.bins, self.answers)
        return self.real(features), told


CONTRAST: Final = 4.0
"""Of maps against the canonical face's: a jaw that opens changes its depth by a tenth or two."""


def choice(logits: Tensor, wanted: Tensor) -> Tensor:
    """Cross-entropy of logits [B, bins, answers] and which bins they should be, [B, answers]."""
    return mean(functional.cross_entropy(logits.float(), wanted, reduction="none"))


def confidence(logits: Tensor) -> Tensor:
    """How far choices are from even, 0–1: 1 less their entropy as a share of the largest.

    Source: Pereyra et al., "Regularizing Neural Networks by Penalizing Confident Output
    Distributions", ICLR workshop 2017.
    """
    likely = functional.log_softmax(logits.float(), 1)
    entropy = -(likely.exp() * likely).sum(1)
    most = torch.log(torch.tensor(float(logits.shape[1])))
    return 1 - mean(entropy / most)
