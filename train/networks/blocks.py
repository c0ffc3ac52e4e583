"""Building blocks of generators that can be exported: rank 4, static shapes, no normalisation.

Nothing here keeps statistics or normalises, so an FP16 engine has no variance to overflow;
weights start at the scale that keeps the signal's variance instead.
"""

from __future__ import annotations

from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn import functional


def conv(inside: int, outside: int, kernel: int = 3, stride: int = 1) -> nn.Conv2d:
    """A convolution that keeps its picture's size but for the stride."""
    layer = nn.Conv2d(inside, outside, kernel, stride, (kernel - stride + 1) // 2)
    nn.init.kaiming_normal_(layer.weight, 0.2)
    assert layer.bias is not None
    nn.init.zeros_(layer.bias)
    return layer


def act(x: Tensor) -> Tensor:
    """Leaky ReLU, slope 0.2."""
    return functional.leaky_relu(x, 0.2)


class Block(nn.Module):
    """A residual block.

    Args:
        channels: of the features.
    """

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.first = conv(channels, channels)
        self.second = conv(channels, channels)
        with torch.no_grad():
            self.second.weight.mul_(0.3)  # starts near the identity, as deep stacks like it

    def forward(self, x: Tensor) -> Tensor:
        """x [B, C, H, W] → [B, C, H, W]."""
        result: Tensor = x + self.second(act(self.first(act(x))))
        return result


class FilmBlock(nn.Module):
    """A residual block that a condition scales and shifts (FiLM).

    Source: Perez et al., "FiLM: Visual Reasoning with a General Conditioning Layer", AAAI 2018.

    Args:
        channels: of the features.
        condition: length of the condition.
    """

    def __init__(self, channels: int, condition: int) -> None:
        super().__init__()
        self.first = conv(channels, channels)
        self.second = conv(channels, channels)
        self.film = nn.Linear(condition, 2 * channels)
        nn.init.zeros_(self.film.weight)
        nn.init.zeros_(self.film.bias)
        with torch.no_grad():
            self.second.weight.mul_(0.3)  # starts near the identity, as deep stacks like it

    def forward(self, x: Tensor, condition: Tensor) -> Tensor:
        """x [B, C, H, W], condition [B, K] → [B, C, H, W]."""
        scale, shift = self.film(condition)[:, :, None, None].chunk(2, 1)
        hidden = self.first(act(x)) * (1 + scale) + shift
        result: Tensor = x + self.second(act(hidden))
        return result


class FilmUNet(nn.Module):
    """A U-Net with a condition in every block.

    Args:
        inside: channels in.
        outside: channels out.
        widths: channels at full size, half, quarter, and so on.
        condition: length of the condition.
    """

    def __init__(self, inside: int, outside: int, widths: tuple[int, ...], condition: int) -> None:
        super().__init__()
        self.stem = conv(inside, widths[0])
        steps = list(pairwise(widths))
        self.down = nn.ModuleList(conv(a, b, 4, 2) for a, b in steps)
        self.encode = nn.ModuleList(FilmBlock(width, condition) for width in widths)
        self.middle = FilmBlock(widths[-1], condition)
        self.up = nn.ModuleList(conv(b, a) for a, b in reversed(steps))
        self.decode = nn.ModuleList(FilmBlock(a, condition) for a, _ in reversed(steps))
        self.out = conv(widths[0], outside)
        with torch.no_grad():
            self.out.weight.mul_(0.1)

    def forward(self, x: Tensor, condition: Tensor, hint: Tensor | None = None) -> Tensor:
        """x [B, inside, H, W], condition [B, K] → [B, outside, H, W].

        A hint [B, widths[0], H, W] is added to the first features.
        """
        first = self.stem(x) if hint is None else self.stem(x) + hint
        x = self.encode[0](first, condition)
        skips = [x]
        for down, encode in zip(self.down, self.encode[1:], strict=True):
            x = encode(down(act(x)), condition)
            skips.append(x)
        x = self.middle(skips.pop(), condition)
        for up, decode in zip(self.up, self.decode, strict=True):
            x = up(functional.interpolate(x, scale_factor=2.0, mode="nearest")) + skips.pop()
            x = decode(x, condition)
        drawn: Tensor = self.out(act(x))
        return drawn
