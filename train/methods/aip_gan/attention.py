"""Attention over channels and over places.

The abstract has both in both encoders. Their form is that of Woo et al., "CBAM: Convolutional
Block Attention Module", ECCV 2018, but that gates start at 1, as nothing here normalises.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from train.networks.blocks import act, conv


class ChannelAttention(nn.Module):
    """How much each channel counts, from its mean over the picture.

    Args:
        channels: of the features.
    """

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.squeeze = conv(channels, max(channels // 4, 4), 1)
        self.excite = conv(max(channels // 4, 4), channels, 1)
        with torch.no_grad():
            self.excite.weight.mul_(0.1)

    def forward(self, x: Tensor) -> Tensor:
        """x [B, C, H, W] → [B, C, 1, 1] in 0–2."""
        mean = x.float().mean((2, 3), keepdim=True)
        return 2 * torch.sigmoid(self.excite(act(self.squeeze(mean))))


class SpatialAttention(nn.Module):
    """How much each place counts, from the mean and the largest of its channels."""

    def __init__(self) -> None:
        super().__init__()
        self.look = conv(2, 1, 7)
        with torch.no_grad():
            self.look.weight.mul_(0.3)

    def forward(self, x: Tensor) -> Tensor:
        """x [B, C, H, W] → [B, 1, H, W] in 0–2."""
        seen = torch.cat([x.mean(1, keepdim=True), x.amax(1, keepdim=True)], 1)
        return 2 * torch.sigmoid(self.look(seen))
