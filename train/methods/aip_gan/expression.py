"""The expression encoder: what a face does, in 24 tokens of 16 numbers.

Its attention is supervised: heat maps of 68 landmarks say where to look, and channels are weighed
too (both from the abstract). Features are pooled under these maps into tokens (our own): a feature
map of one face cannot be compared with that of another, or with that of the same face at rest;
tokens can. They are the `code` of the contract, which travels as a change since the driver's rest.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from train.methods.aip_gan.attention import ChannelAttention
from train.methods.aip_gan.face_nodes import MARKS, TOKENS, FaceNodes
from train.methods.carrier.carrier import Carrier
from train.networks.blocks import Block, act, conv
from train.networks.disguise import Disguise
from train.networks.units import UNITS, UnitHead

CHANNELS: Final = 16
"""Numbers of each token."""

UNSURE: Final = -3.0
"""Logit of a heat map before anything is learned: nearly all of it is empty."""


class Seen(NamedTuple):
    """A driver's windows, [B, 3, P, P], and their landmarks [B, 478, 2] in shares of the side."""

    window: Tensor
    places: Tensor


def seen_in(
    carrier: Carrier, image: Tensor, landmarks: Tensor, disguise: Disguise | None = None
) -> Seen:
    """What the encoder sees of faces.

    Args:
        carrier: which places windows.
        image: crops, [B, 3, S, S] in [-1, 1].
        landmarks: their own, [B, 478, ≥2], crop units.
        disguise: in training, whom the faces must pass for.
    """
    face = landmarks[..., :2].float()
    centre, span = carrier.place(face, face)
    places = (face - centre) / span + 0.5
    if disguise is not None:
        with torch.autocast(image.device.type, enabled=False):  # bf16 is off by a pixel
            back = torch.linalg.inv(disguise.shape).transpose(1, 2)
            places = (places - 0.5) @ back + 0.5
    return Seen(carrier.own_window(image, landmarks, disguise), places)


class ExpressionEncoder(nn.Module):
    """Reads tokens off a face.

    Args:
        d: channels at half the window's size; 2 d and 4 d follow.
        attention: whether it attends; else every token sees the whole window alike.
        name: length of what is learned of each token.
    """

    def __init__(self, d: int = 24, attention: bool = True, name: int = 16) -> None:
        super().__init__()
        self.stem = conv(3, d, 4, 2)
        self.fine = nn.Sequential(conv(d, 2 * d, 4, 2), Block(2 * d))
        self.coarse = nn.Sequential(conv(2 * d, 4 * d, 4, 2), Block(4 * d), Block(4 * d))
        self.lift = conv(4 * d, 2 * d, 1)
        self.back = Block(2 * d)
        self.channels = ChannelAttention(2 * d) if attention else None
        self.look = conv(2 * d, len(MARKS), 1) if attention else None
        if self.look is not None and self.look.bias is not None:
            with torch.no_grad():
                self.look.weight.mul_(0.1)
                self.look.bias.fill_(UNSURE)
        self.nodes = FaceNodes()
        self.names = nn.Parameter(torch.randn(1, name, TOKENS, 1) * 0.3)
        self.gather, self.token = conv(2 * d + name, 64, 1), conv(64, CHANNELS, 1)

    def read(self, window: Tensor) -> tuple[Tensor, Tensor | None]:
        """Tokens of windows, see `forward`, and the heat maps they were pooled under,
        [B, 68, CELLS, CELLS] in 0–1; None where it does not attend."""
        fine = self.fine(act(self.stem(window)))
        far = self.lift(self.coarse(fine))
        x = self.back(fine + functional.interpolate(far, scale_factor=2.0, mode="nearest"))
        maps = None
        if self.channels is None or self.look is None:
            pooled = x.float().mean((2, 3), keepdim=True).expand(-1, -1, TOKENS, -1)
        else:
            x = x * self.channels(x)
            maps = torch.sigmoid(self.look(act(x)).float())
            pooled = self._pooled(x, maps)
        names = self.names.expand(len(x), -1, -1, -1)
        tokens = torch.tanh(self.token(act(self.gather(torch.cat([act(pooled), names], 1)))))
        return tokens.float(), maps

    def _pooled(self, x: Tensor, maps: Tensor) -> Tensor:
        """Features under the maps of each token's landmarks, [B, C, TOKENS, 1]."""
        with torch.autocast(x.device.type, enabled=False):
            share = self.nodes.members @ maps.flatten(2)
            share = share / (share.sum(-1, keepdim=True) + 1e-3)
            return (x.float().flatten(2) @ share.transpose(1, 2))[..., None]

    def forward(self, window: Tensor) -> Tensor:
        """[B, 3, P, P] in [-1, 1] → [B, CHANNELS, TOKENS, 1], each in −1–1."""
        return self.read(window)[0]


class AllTokensHead(UnitHead):
    """Tells action units from all tokens of a face together, by one matrix.

    Ours. Landmarks carry most of an expression to the decoder, so a pair alone does not make the
    tokens say anything: without this head they came to rest at ±1 and told no unit at all.
    """

    def __init__(self) -> None:
        super().__init__()
        self.told = nn.Linear(CHANNELS * TOKENS, UNITS)

    def forward(self, code: Tensor) -> Tensor:
        """Tokens [B, CHANNELS, TOKENS, 1] → logits [B, UNITS]."""
        logits: Tensor = self.told(code.float().flatten(1))
        return logits
