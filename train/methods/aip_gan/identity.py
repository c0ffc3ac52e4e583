"""The identity encoder: who a portrait shows, whatever it does.

Its attention is self-supervised by the portrait's intrinsic shape and appearance in one picture
(from the abstract). What that picture is, is our own: the portrait's own window, warped to its own
neutral shape. Features from which it can be drawn know the person and not the expression.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import torch
from torch import Tensor, nn

from rtxfer.face import landmarks as lm
from rtxfer.face.geometry import canonical_face
from train.data.mean_basis import mean_basis
from train.methods.aip_gan.attention import ChannelAttention, SpatialAttention
from train.methods.carrier.carrier import Carrier
from train.networks.blocks import Block, act, conv
from train.networks.modulation import grown
from train.networks.windows import cut, sample, window_points

LEVELS: Final = 4

INTRINSIC: Final = 64
"""Pixels of the intrinsic picture: half of the window's."""


def widths(d: int) -> tuple[int, int, int, int]:
    """Channels at 1/2, 1/4, 1/8 and 1/16."""
    return d, 2 * d, 4 * d, 6 * d


class IdentityEncoder(nn.Module):
    """A portrait's window as features at 1/2, 1/4, 1/8 and 1/16.

    Args:
        d: channels at half the size.
        attention: whether it attends.
    """

    def __init__(self, d: int, attention: bool = True) -> None:
        super().__init__()
        own = widths(d)
        self.down = nn.ModuleList(
            conv(a, b, 4, 2) for a, b in zip((3, *own[:-1]), own, strict=True)
        )
        self.blocks = nn.ModuleList(Block(width) for width in own)
        attended = own if attention else ()
        self.channels = nn.ModuleList(ChannelAttention(width) for width in attended)
        self.places = nn.ModuleList(SpatialAttention() for _ in attended)

    def attended(self, window: Tensor) -> tuple[tuple[Tensor, ...], tuple[Tensor, ...]]:
        """Features, see `forward`, and how much their places count, [B, 1, s, s] in 0–2; without
        attention there are none of these."""
        x, features, looks = window, [], []
        for level, (down, block) in enumerate(zip(self.down, self.blocks, strict=True)):
            x = block(down(x if level == 0 else act(x)))
            if len(self.places):
                x = x * self.channels[level](x)
                look = self.places[level](x)
                x = x * look
                looks.append(look)
            features.append(x)
        return tuple(features), tuple(looks)

    def forward(self, window: Tensor) -> tuple[Tensor, ...]:
        """[B, 3, P, P] in [-1, 1] → four features, finest first."""
        return self.attended(window)[0]


class IntrinsicHead(nn.Module):
    """Draws the intrinsic picture off the features; it is needed in training alone.

    Args:
        d: see `IdentityEncoder`.
    """

    def __init__(self, d: int) -> None:
        super().__init__()
        own = widths(d)
        self.middle = Block(own[-1])
        self.up = nn.ModuleList(conv(own[n + 1], own[n]) for n in reversed(range(LEVELS - 1)))
        self.blocks = nn.ModuleList(Block(own[n]) for n in reversed(range(LEVELS - 1)))
        self.out = conv(d, 3)
        with torch.no_grad():
            self.out.weight.mul_(0.1)

    def forward(self, features: Sequence[Tensor]) -> Tensor:
        """Four features, finest first → [B, 3, INTRINSIC, INTRINSIC] in [-1, 1]."""
        x = self.middle(features[-1])
        for up, block, skip in zip(self.up, self.blocks, features[-2::-1], strict=True):
            x = block(up(grown(x)) + skip)
        return torch.tanh(self.out(act(x)))


class Intrinsic(nn.Module):
    """A portrait's intrinsic picture; nothing in it is learned.

    A face's neutral shape is its landmarks less what the basis of expressions says of its
    blendshapes, seen as the head is held: an affine camera, fitted over the points that hardly
    move, brings the canonical face's centimetres into the crop.
    """

    basis: Tensor
    camera: Tensor

    def __init__(self) -> None:
        super().__init__()
        rigid = canonical_face()[lm.RIGID].astype(np.float64)
        fit = np.linalg.pinv(np.column_stack([rigid, np.ones(len(rigid))]))[:3]
        # Copies: the cached arrays are read-only.
        basis = torch.from_numpy(mean_basis().reshape(len(lm.BLENDSHAPES), -1).copy())
        self.register_buffer("basis", basis, persistent=False)
        self.register_buffer("camera", torch.from_numpy(fit).float(), persistent=False)

    def neutral(self, landmarks: Tensor, blendshapes: Tensor) -> Tensor:
        """A face's landmarks [B, 478, ≥2] were it at rest, [B, 478, 2], crop units.

        Args:
            blendshapes: what it does, [B, 52], 0–1.
        """
        own = landmarks[..., :2].float()
        moved = (blendshapes.float() @ self.basis).reshape(len(own), lm.LANDMARKS, 3)
        return own - moved @ (self.camera @ own[:, lm.RIGID.tolist()])

    @torch.no_grad()
    def forward(
        self, carrier: Carrier, image: Tensor, landmarks: Tensor, blendshapes: Tensor
    ) -> Tensor:
        """Portraits' own windows at rest, [B, 3, INTRINSIC, INTRINSIC] in [-1, 1].

        Args:
            carrier: which places windows.
            image: crops, [B, 3, S, S] in [-1, 1].
            landmarks, blendshapes: see `neutral`.
        """
        with torch.autocast(image.device.type, enabled=False):
            rest = self.neutral(landmarks, blendshapes)
            centre, span = carrier.place(landmarks, landmarks)
            flow = cut(carrier.flow(landmarks, rest), centre, span, INTRINSIC)
            origins = window_points(centre, span, INTRINSIC) + flow.flatten(2).transpose(1, 2)
            return sample(image, origins, INTRINSIC)
