"""The crop as it is seen once a head has drawn: the warped portrait, and its windows in it."""

from __future__ import annotations

from typing import Final

import torch
from torch import Tensor
from torch.nn import functional

from train.methods.warp.torch_flow import LandmarkFlow, grid_points
from train.networks.windows import Window, laid, sample

CELLS: Final = 48
"""Of the warp along the crop's side: enough to know a face by."""


def whole_face(flow: LandmarkFlow, window: Window, portrait: Tensor, source: Tensor,
               driven: Tensor) -> Tensor:  # fmt: skip
    """Pictures [B, 3, S, S] in [-1, 1], with gradients to what the head drew and bent.

    Args:
        flow: of all landmarks.
        window: of B crops, see `Window`.
        portrait: [B, 3, S, S] in [-1, 1].
        source: its landmarks, [B, 478, ≥2], crop units.
        driven: where they go, likewise.
    """
    count, size = len(portrait), portrait.shape[-1]
    with torch.no_grad():  # nothing in it is learned
        coarse, _ = flow(source, driven, grid_points(count, CELLS, source.device))
        cells = coarse.transpose(1, 2).reshape(count, 2, CELLS, CELLS)
        shift = functional.interpolate(cells, (size, size), mode="bilinear", align_corners=False)
    if window.bend is not None:
        shift = shift + laid(window.bend, window.centre, window.span, size, count)
    origins = grid_points(count, size, source.device) + shift.flatten(2).transpose(1, 2)
    warped = sample(portrait, origins, size)
    drawn = torch.cat([window.rgb * window.alpha, window.alpha], 1)
    layer = laid(drawn, window.centre, window.span, size, count)
    return warped + layer[:, :3] - layer[:, 3:] * warped
