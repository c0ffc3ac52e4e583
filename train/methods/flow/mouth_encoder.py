"""What a driver's mouth looks like, in a few numbers that travel with the landmarks.

Landmarks and blendshapes say how far lips are apart. They do not say which teeth show between
them, where the tongue is, whether it is dark there, or that a lip is rolled in. A small network
looks at the driver's mouth and leaves a few numbers at each node of it (`MouthNodes`). They are
laid down again at the same nodes of the portrait's driven mouth, so that another face's
proportions do not matter, and the mouth's head sees there how they changed.

What may pass is kept narrow, so that nobody's face comes along: a few numbers a node, too coarse
for texture; only changes from rest; and in training the driver is seen in disguise.
"""

from __future__ import annotations

from typing import Final

import torch
from torch import Tensor, nn
from torch.nn import functional

from train.methods.flow.mouth_nodes import MouthNodes
from train.networks.blocks import Block, act, conv
from train.networks.disguise import Disguise
from train.networks.windows import sample, window_points

CHANNELS: Final = 6
"""Numbers left at each node."""

SIDE: Final = 96 / 256
PIXELS: Final = 96
"""Of the window that is looked at: crop units, and pixels."""


class MouthReader(nn.Module):
    """Reads a code off a mouth.

    Args:
        widths: channels at half, a quarter and an eighth of the window's size.
        name: length of what is learned of each node.
    """

    def __init__(self, widths: tuple[int, int, int] = (24, 48, 96), name: int = 16) -> None:
        super().__init__()
        first, second, third = widths
        self.nodes = MouthNodes()
        self.stem = conv(3, first, 4, 2)
        self.fine = nn.Sequential(conv(first, second, 4, 2), Block(second))
        self.coarse = nn.Sequential(conv(second, third, 4, 2), Block(third), Block(third))
        self.lift = conv(third, second, 1)
        self.back = Block(second)
        self.names = nn.Parameter(torch.randn(1, name, self.nodes.count, 1) * 0.3)
        self.code_head = nn.Sequential(
            conv(second + name, 64, 1), nn.LeakyReLU(0.2), conv(64, CHANNELS, 1)
        )

    def forward(self, image: Tensor, landmarks: Tensor, disguise: Disguise | None = None) -> Tensor:
        """Read.

        Args:
            image: a crop, [B, 3, S, S] in [-1, 1].
            landmarks: its own, [B, 478, ≥2], crop units.
            disguise: in training, whom the face must pass for.

        Returns:
            [B, CHANNELS, N, 1], each in −1–1; N nodes.
        """
        nodes = self.nodes(landmarks[..., :2])
        centre = nodes.mean(1, keepdim=True)
        span = torch.full_like(centre, SIDE)
        window = window_points(centre, span, PIXELS)
        places = (nodes - centre) / span + 0.5
        if disguise is not None:
            window = disguise.bent(window, centre)
            with torch.autocast(image.device.type, enabled=False):  # as in `MouthNodes`
                back = torch.linalg.inv(disguise.shape).transpose(1, 2)
                places = (places - 0.5) @ back + 0.5
        seen = sample(image, window, PIXELS)
        if disguise is not None:
            seen = disguise(seen)
        fine = self.fine(act(self.stem(seen)))
        far = self.lift(self.coarse(fine))
        fine = self.back(fine + functional.interpolate(far, scale_factor=2.0, mode="nearest"))
        grid = (places * 2 - 1)[:, :, None].float()
        there = functional.grid_sample(
            fine.float(), grid, "bilinear", "border", align_corners=False
        )
        names = self.names.expand(len(there), -1, -1, -1)
        code: Tensor = torch.tanh(self.code_head(torch.cat([there, names], 1)))
        return code
