"""Where a face is: the convex hull of its landmarks, in a form that can be exported."""

from __future__ import annotations

import math
from typing import Final

import torch
from torch import Tensor, nn

DIRECTIONS: Final = 32
"""In which a face is measured; between two of them a hull is cut a hundredth of its radius late."""

FADE: Final = 6 / 256
"""Crop units outside the hull over which it fades."""


class FaceHull(nn.Module):
    """1 inside the convex hull of landmarks, falling to 0 at `FADE` outside of it.

    A point lies inside when in no direction it reaches further than all landmarks do.
    """

    directions: Tensor

    def __init__(self) -> None:
        super().__init__()
        angle = torch.arange(DIRECTIONS) * (2 * math.pi / DIRECTIONS)
        self.register_buffer(
            "directions", torch.stack([angle.cos(), angle.sin()]), persistent=False
        )

    def forward(self, landmarks: Tensor, points: Tensor) -> Tensor:
        """Landmarks [B, N, 2] and points [B, P, 2], crop units → [B, P, 1]."""
        with torch.autocast(points.device.type, enabled=False):  # bf16 is off by a pixel
            reach = (landmarks.float() @ self.directions).amax(1, keepdim=True)
            # One product of [x, y, 1] instead of a product and a difference, half of the time.
            ways = torch.cat([self.directions.expand(len(reach), -1, -1), -reach], 1)
            there = torch.cat([points.float(), torch.ones_like(points[..., :1]).float()], 2)
            outside = (there @ ways).amax(2, keepdim=True)
        ramp = (1 - outside / FADE).clamp(0, 1)
        return ramp * ramp * (3 - 2 * ramp)
