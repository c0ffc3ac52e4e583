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

from typing import Final, NamedTuple, Self

import torch
from torch import Tensor, nn
from torch.nn import functional

from train.methods.flow.mouth_nodes import MouthNodes
from train.networks.blocks import Block, act, conv
from train.networks.windows import sample, window_points

CHANNELS: Final = 6
"""Numbers left at each node."""

SIDE: Final = 96 / 256
PIXELS: Final = 96
"""Of the window that is looked at: crop units, and pixels."""

MOST_STRETCH: Final = 0.18
"""Logarithm of how much wider, and higher, a disguised face may be."""

MOST_SHEAR: Final = 0.15

VEILED: Final = 0.35
"""How often something hides part of a mouth."""


class Disguise(NamedTuple):
    """How pictures of a driver are made to look like somebody else's, B in all.

    Attributes:
        shape: of the window that is looked at, [B, 2, 2].
        gain, shift: of colours, [B, 3, 1, 1].
        noise: standard deviation, [B, 1, 1, 1].
        veil: where something hides the mouth, [B, 1, PIXELS, PIXELS], 0–1.
        stuff: what colour that has, [B, 3, 1, 1]: hair, a cup; nan for a hand, which has the
            looks of another mouth's skin.
    """

    shape: Tensor
    gain: Tensor
    shift: Tensor
    noise: Tensor
    veil: Tensor
    stuff: Tensor

    @classmethod
    def drawn(cls, drivers: int, pictures: int, device: torch.device) -> Self:
        """At random.

        Args:
            drivers: how many.
            pictures: of each, which show the same person, one driver after the other each time;
                only what hides the mouth comes and goes.
            device: where it is wanted.
        """

        def spread(most: float, *shape: int) -> Tensor:
            return torch.empty(drivers, *shape, device=device).uniform_(-most, most)

        across, down = spread(MOST_STRETCH, 2).exp().unbind(1)
        lean, rise = spread(MOST_SHEAR, 2).unbind(1)
        shape = torch.stack([across, lean, rise, down], 1).reshape(drivers, 2, 2)
        gain = (spread(0.15, 3, 1, 1) + spread(0.3, 1, 1, 1)).exp()
        shift = spread(0.08, 3, 1, 1) + spread(0.15, 1, 1, 1)
        noise = spread(1.0, 1, 1, 1).square() * 0.1
        gain, shift, noise = (part.repeat(pictures, 1, 1, 1) for part in (gain, shift, noise))
        count = drivers * pictures
        light, hue = (torch.randn(count, n, 1, 1, device=device) for n in (1, 3))
        stuff = -0.3 + 0.35 * light + 0.06 * hue  # seldom is it gaudy
        stuff[torch.rand(count, device=device) < 0.5] = torch.nan
        shape = shape.repeat(pictures, 1, 1)
        return cls(shape, gain, shift, noise, _veils(count, device), stuff)

    def __call__(self, seen: Tensor) -> Tensor:
        """Windows [B, 3, PIXELS, PIXELS] in disguise; a hand is cut from another of them."""
        hand = seen.roll(1, 0).flip(2)
        seen = seen + self.veil * (torch.where(self.stuff.isnan(), hand, self.stuff) - seen)
        return seen * self.gain + self.shift + torch.randn_like(seen) * self.noise


def _veils(count: int, device: torch.device) -> Tensor:
    """Ovals of any size and tilt, where there are any."""
    middle = torch.empty(count, 2, 1, 1, device=device).uniform_(-0.5, 0.5)
    radii = torch.empty(count, 2, 1, 1, device=device).uniform_(0.08, 0.35)
    slender = torch.empty(count, 1, 1, device=device).uniform_(1, 3)  # fingers, strands of hair
    radii = radii * torch.stack([slender**-0.5, slender], 1)
    angle = torch.empty(count, 1, 1, device=device).uniform_(0, torch.pi)
    step = (torch.arange(PIXELS, device=device) + 0.5) / PIXELS - 0.5
    x, y = step[None, None] - middle[:, 0], step[None, :, None] - middle[:, 1]
    along, beside = x * angle.cos() + y * angle.sin(), y * angle.cos() - x * angle.sin()
    away = (along / radii[:, 0]).square() + (beside / radii[:, 1]).square()
    there = torch.rand(count, 1, 1, device=device) < VEILED
    return (torch.sigmoid((1 - away) * 8) * there)[:, None]


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
            with torch.autocast(image.device.type, enabled=False):  # as in `MouthNodes`
                window = (window - centre) @ disguise.shape.transpose(1, 2) + centre
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
