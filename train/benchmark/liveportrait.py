"""LivePortrait's renderer to compare with: the same layers in the same shapes, random weights.

Written anew from what is published; time does not depend on weights, so none are needed. What
runs for every frame is here: the warping of a feature volume by key points, and the SPADE decoder
that makes a picture of it. The parts that run once per portrait, and the one that finds the key
points of the driver, are not.

Source: Guo et al., "LivePortrait: Efficient Portrait Animation with Stitching and Retargeting
Control", 2024, and the shapes in its repository (KwaiVGI/LivePortrait: `src/config/models.yaml`
and `src/modules/`). Spectral norms are taken as folded into the weights, which is kind to it.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import torch
from torch import Tensor, nn
from torch.nn import functional

POINTS: Final = 21
VOLUME: Final = (32, 16, 64, 64)
"""Channels, depth, height and width of a portrait's features."""

COMPRESSED: Final = 4
"""Channels of the volume that is warped once for each point."""

HOURGLASS: Final = (32, 64, 128, 256, 512, 1024)
WARPED: Final = 256
"""Channels of the warped features."""

WIDE: Final = 2 * WARPED
MIDDLE: Final = 6
"""Blocks of the decoder before it enlarges."""

LAST: Final = 64
HIDDEN: Final = 128
"""Channels inside a SPADE normalisation."""

SIDE: Final = 512
"""Of the picture, pixels."""

VARIANCE: Final = 0.01
"""Of the heat around a point; coordinates run from -1 to 1."""

TAKES: Final = {
    "volume": (1, *VOLUME),
    "still_points": (1, POINTS, 3),
    "moved_points": (1, POINTS, 3),
}
"""Inputs by name."""


class LivePortrait(nn.Module):
    """What LivePortrait computes for every frame."""

    def __init__(self) -> None:
        super().__init__()
        self.warping = Warping()
        self.decoder = Decoder()

    def narrow(self, kind: torch.dtype) -> None:
        """Compute in another type, all but the coordinates."""
        for part in (*self.warping.children(), self.decoder):
            part.to(kind)

    def forward(self, volume: Tensor, still: Tensor, moved: Tensor) -> Tensor:
        """The picture.

        Args:
            volume: features of the portrait, [1, *VOLUME], FP32.
            still: its key points, [1, POINTS, 3] in [-1, 1], FP32.
            moved: where they go, likewise.

        Returns:
            RGB in 0–1, [1, 3, SIDE, SIDE], FP32.
        """
        kind = self.decoder.first.weight.dtype
        picture: Tensor = self.decoder(self.warping(volume.to(kind), still, moved))
        return picture.float()


class Warping(nn.Module):
    """Key points become a dense motion, which warps the volume."""

    grid: Tensor

    def __init__(self) -> None:
        super().__init__()
        channels, depth, height, width = VOLUME
        self.compress = nn.Sequential(
            nn.Conv3d(channels, COMPRESSED, 1), nn.BatchNorm3d(COMPRESSED), nn.ReLU()
        )
        self.hourglass = Hourglass((POINTS + 1) * (COMPRESSED + 1))
        seen = self.hourglass.gives
        self.share = nn.Conv3d(seen, POINTS + 1, 7, padding=3)
        self.occlusion = nn.Conv2d(seen * depth, 1, 7, padding=3)
        self.out = nn.Sequential(
            *(nn.Conv2d(channels * depth, WARPED, 3, padding=1), nn.BatchNorm2d(WARPED)),
            *(nn.LeakyReLU(), nn.Conv2d(WARPED, WARPED, 1)),
        )
        z, y, x = torch.meshgrid(
            *(torch.linspace(-1, 1, side) for side in (depth, height, width)), indexing="ij"
        )
        self.register_buffer("grid", torch.stack([x, y, z], -1), persistent=False)

    def forward(self, volume: Tensor, still: Tensor, moved: Tensor) -> Tensor:
        """Features [1, WARPED, 64, 64]; arguments as of `LivePortrait`."""
        # Coordinates keep their type whatever the network's is.
        grid = self.grid
        still, moved = (points[0, :, None, None, None] for points in (still, moved))
        motions = torch.cat([grid[None], grid - moved + still])
        small = self.compress(volume)
        each = _moved(small.expand(POINTS + 1, -1, -1, -1, -1), motions)
        heat = _heat(grid - moved) - _heat(grid - still)
        heat = torch.cat([torch.zeros_like(heat[:1]), heat])[:, None].to(each.dtype)
        seen = self.hourglass(torch.cat([heat, each], 1).flatten(0, 1)[None])
        share = torch.softmax(self.share(seen).float(), 1)[0, ..., None]
        warped = _moved(volume, (share * motions).sum(0, keepdim=True))
        occlusion = torch.sigmoid(self.occlusion(seen.flatten(1, 2)))
        features: Tensor = self.out(warped.flatten(1, 2)) * occlusion
        return features


class Hourglass(nn.Module):
    """A U-Net over volumes that halves height and width, and never depth.

    Args:
        takes: channels in.

    Attributes:
        gives: channels out.
    """

    def __init__(self, takes: int) -> None:
        super().__init__()
        widths = list(pairwise(HOURGLASS))
        down = [(takes, HOURGLASS[1]), *widths[1:]]
        up = [(above * (1 if above == HOURGLASS[-1] else 2), own) for own, above in widths[::-1]]
        self.down = nn.ModuleList(_layer(*pair) for pair in down)
        self.up = nn.ModuleList(_layer(*pair) for pair in up)
        self.gives = HOURGLASS[0] + takes
        self.last = _layer(self.gives, self.gives)

    def forward(self, x: Tensor) -> Tensor:
        """[1, takes, D, H, W] → [1, gives, D, H, W]."""
        skips = []
        for layer in self.down:
            skips.append(x)
            x = _halved(layer(x))
        for layer in self.up:
            larger = functional.interpolate(x, scale_factor=(1.0, 2.0, 2.0))
            x = torch.cat([layer(larger), skips.pop()], 1)
        out: Tensor = self.last(x)
        return out


class Decoder(nn.Module):
    """A picture of warped features, which also steer every normalisation on the way."""

    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Conv2d(WARPED, WIDE, 3, padding=1)
        self.middle = nn.ModuleList(SpadeBlock(WIDE, WIDE) for _ in range(MIDDLE))
        self.up = nn.ModuleList([SpadeBlock(WIDE, WARPED), SpadeBlock(WARPED, LAST)])
        self.last = nn.Conv2d(LAST, 3 * 2 * 2, 3, padding=1)

    def forward(self, features: Tensor) -> Tensor:
        """[1, WARPED, 64, 64] → [1, 3, SIDE, SIDE] in 0–1."""
        x = self.first(features)
        for block in self.middle:
            x = block(x, features)
        for block in self.up:
            x = block(functional.interpolate(x, scale_factor=2.0), features)
        return torch.sigmoid(functional.pixel_shuffle(self.last(_act(x)), 2))


class SpadeBlock(nn.Module):
    """A residual block of two convolutions, its normalisations steered.

    Args:
        takes, gives: channels.
    """

    def __init__(self, takes: int, gives: int) -> None:
        super().__init__()
        between = min(takes, gives)
        self.first = nn.Conv2d(takes, between, 3, padding=1)
        self.second = nn.Conv2d(between, gives, 3, padding=1)
        self.norms = nn.ModuleList([Spade(takes), Spade(between)])
        same = takes == gives
        self.short = None if same else nn.Conv2d(takes, gives, 1, bias=False)
        self.short_norm = None if same else Spade(takes)

    def forward(self, x: Tensor, features: Tensor) -> Tensor:
        """[1, takes, H, W] → [1, gives, H, W]."""
        hidden = self.first(_act(self.norms[0](x, features)))
        hidden = self.second(_act(self.norms[1](hidden, features)))
        if self.short is not None and self.short_norm is not None:
            x = self.short(self.short_norm(x, features))
        joined: Tensor = x + hidden
        return joined


class Spade(nn.Module):
    """A normalisation whose scale and shift differ from place to place.

    Source: Park et al., "Semantic Image Synthesis with Spatially-Adaptive Normalization", 2019.

    Args:
        channels: of what is normalised.
    """

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.shared = nn.Conv2d(WARPED, HIDDEN, 3, padding=1)
        self.scale = nn.Conv2d(HIDDEN, channels, 3, padding=1)
        self.shift = nn.Conv2d(HIDDEN, channels, 3, padding=1)

    def forward(self, x: Tensor, features: Tensor) -> Tensor:
        """As `x`, [1, channels, H, W]."""
        hidden = functional.interpolate(features, x.shape[2:], mode="nearest")
        hidden = functional.relu(self.shared(hidden))
        steered: Tensor = functional.instance_norm(x) * (1 + self.scale(hidden))
        return steered.add(self.shift(hidden))


def _layer(takes: int, gives: int) -> nn.Sequential:
    return nn.Sequential(nn.Conv3d(takes, gives, 3, padding=1), nn.BatchNorm3d(gives), nn.ReLU())


def _act(x: Tensor) -> Tensor:
    return functional.leaky_relu(x, 0.2)


def _halved(volume: Tensor) -> Tensor:
    """Half as high and wide; in two dimensions, for no CPU pools three in 16 bits."""
    batch, channels, depth, height, width = volume.shape
    pooled = functional.avg_pool2d(volume.flatten(1, 2), 2)
    return pooled.reshape(batch, channels, depth, height // 2, width // 2)


def _moved(volume: Tensor, grid: Tensor) -> Tensor:
    """The volume at the grid's places, in the volume's type; few devices sample 3D in 16 bits."""
    found = functional.grid_sample(volume.float(), grid, align_corners=False)
    return found.to(volume.dtype)


def _heat(away: Tensor) -> Tensor:
    """How near every place is to a point, 0–1, of vectors [..., 3]."""
    return torch.exp(-0.5 * away.square().sum(-1) / VARIANCE)
