"""Nodes that carry a code from one face to another: landmarks around the mouth, and more between
the lips."""

from __future__ import annotations

from typing import Final

import numpy as np
import torch
from torch import Tensor, nn

from rtxfer.face import landmarks as lm
from rtxfer.face.geometry import canonical_face
from train.networks.nodes import laid_around

NEAR: Final = 1.8
"""Canonical centimetres from the lips within which landmarks are nodes."""

BETWEEN: Final = (0.2, 0.5, 0.8)
"""Of the way from the upper to the lower lip's margin, where there are more."""

REACH: Final = 4.5 / 256
"""Distance from a node at which its code counts exp(−½), crop units."""


class MouthNodes(nn.Module):
    """Where a face has its nodes.

    Attributes:
        count: N.
    """

    mix: Tensor

    def __init__(self) -> None:
        super().__init__()
        face = canonical_face()
        lips = np.unique(np.concatenate([lm.LIP_UPPER.ravel(), lm.LIP_LOWER.ravel()]))
        away = np.linalg.norm(face[:, None] - face[lips][None], axis=-1).min(1)
        own = np.eye(lm.LANDMARKS, dtype=np.float32)
        upper, lower = own[lm.LIP_UPPER[0]], own[lm.LIP_LOWER[0]]
        inside = [upper + share * (lower - upper) for share in BETWEEN]
        mix = np.concatenate([own[away < NEAR], *inside])
        self.count = len(mix)
        self.register_buffer("mix", torch.from_numpy(mix), persistent=False)

    def forward(self, landmarks: Tensor) -> Tensor:
        """[B, 478, 2] → [B, N, 2]."""
        with torch.autocast(landmarks.device.type, enabled=False):  # bf16 is off by a pixel
            return self.mix @ landmarks.float()

    def laid(self, code: Tensor, landmarks: Tensor, points: Tensor) -> Tensor:
        """A code at other places of a face than its nodes.

        Args:
            code: [B, C, N, 1].
            landmarks: of the face, [B, 478, 2], crop units.
            points: where to ask, [B, P, 2], likewise.

        Returns:
            [B, P, C]: blended between nodes, fading to 0 far from all of them.
        """
        return laid_around(code, self(landmarks), points, REACH)
