"""Normalisation and conditions of the published networks, in forms that export.

Statistics are computed in FP32 whatever the precision: in FP16 a sum of squares overflows.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional


class InstanceNorm(nn.Module):
    """Every channel of every picture to mean 0 and variance 1, without learned scale or shift."""

    def forward(self, x: Tensor) -> Tensor:
        """x [B, C, H, W] → likewise."""
        with torch.autocast(x.device.type, enabled=False):
            normal: Tensor = functional.instance_norm(x.float())
            return normal


class Film(nn.Module):
    """h · (1 + W v) + U v, without biases: no condition is no change.

    Source: Perez et al., "FiLM: Visual Reasoning with a General Conditioning Layer", AAAI 2018.

    Args:
        condition: length of v.
        channels: of h.
    """

    def __init__(self, condition: int, channels: int) -> None:
        super().__init__()
        # As a convolution its weights keep their name when they are exported.
        self.both = nn.Conv2d(condition, 2 * channels, 1, bias=False)
        nn.init.normal_(self.both.weight, std=0.02)

    def forward(self, h: Tensor, v: Tensor) -> Tensor:
        """h [B, C, H, W], v [B, K] → [B, C, H, W]."""
        scale, shift = self.both(v[:, :, None, None]).chunk(2, 1)
        modulated: Tensor = h * (1 + scale) + shift
        return modulated


class Plane(nn.Module):
    """A condition as constant planes beside the features, as StarGAN has it: [h; v].

    Source: Choi et al., "StarGAN", CVPR 2018. A constant plane has no variance, so behind it an
    InstanceNorm must not come before a convolution has mixed it in.
    """

    def forward(self, h: Tensor, v: Tensor) -> Tensor:
        """h [B, C, H, W], v [B, K] → [B, C + K, H, W]."""
        return torch.cat([h, v[:, :, None, None].expand(-1, -1, *h.shape[2:])], 1)


def plain(inside: int, outside: int, kernel: int = 3, stride: int = 1) -> nn.Conv2d:
    """A convolution without bias, which keeps its picture's size but for the stride."""
    layer = nn.Conv2d(inside, outside, kernel, stride, (kernel - stride + 1) // 2, bias=False)
    nn.init.kaiming_normal_(layer.weight, 0.01)
    return layer


def grown(x: Tensor) -> Tensor:
    """Twice the size, by repeating: a transposed convolution leaves a chequered pattern."""
    return functional.interpolate(x, scale_factor=2.0, mode="nearest")
