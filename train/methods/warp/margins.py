"""The driven margins of lids and lips: how high they run at any column."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from train.methods.warp.method import LEAST_RUN, knot_index


class Margins(nn.Module):
    """Six curves, polylines through landmarks: the upper and the lower margin of right eye, left
    eye and mouth. Beyond their ends they go on level."""

    knots: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("knots", torch.from_numpy(knot_index()), persistent=False)

    def forward(self, driven: Tensor, x: Tensor) -> Tensor:
        """Heights [B, X, 6] at columns `x` [B, X] of landmarks [B, 478, ≥2], crop units."""
        with torch.autocast(x.device.type, enabled=False):  # bf16 is off by pixels
            knots = driven[..., :2].float()[:, self.knots]
            start, end = knots[:, :, :-1], knots[:, :, 1:]
            run = (end[..., 0] - start[..., 0]).clamp_min(LEAST_RUN)
            along = (x.float()[:, :, None, None] - start[..., 0][:, None]) / run[:, None]
            rise = end[..., 1] - start[..., 1]
            return (along.clamp(0, 1) * rise[:, None]).sum(-1) + knots[..., 0, 1][:, None]

    def below(self, driven: Tensor, axes: Tensor) -> Tensor:
        """How far cells of upright windows lie below the margins, [B, 6, count, count], negative
        above; crop units.

        Args:
            driven: as in `forward`.
            axes: see `train.networks.windows.window_axes`.
        """
        x, y = axes.unbind(-1)
        heights: Tensor = self(driven, x)
        return y[:, None, :, None] - heights.transpose(1, 2)[:, :, None]
