"""The crop as it is seen once a head has drawn: the warped portrait, and its windows in it."""

from __future__ import annotations

import torch
from torch import Tensor

from train.methods.warp.torch_flow import grid_points
from train.networks.windows import Window, laid, resized, sample


def whole_face(flow: Tensor, window: Window, portrait: Tensor) -> Tensor:
    """Pictures [B, 3, S, S] in [-1, 1], with gradients to what the head drew and bent.

    Args:
        flow: of B crops, [B, 2, F, F].
        window: of them, see `Window`.
        portrait: [B, 3, S, S] in [-1, 1].
    """
    count, size = len(portrait), portrait.shape[-1]
    shift = resized(flow, size)
    if window.bend is not None:
        shift = shift + laid(window.bend, window.centre, window.span, size, count)
    origins = grid_points(count, size, portrait.device) + shift.flatten(2).transpose(1, 2)
    warped = sample(portrait, origins, size)
    drawn = torch.cat([window.rgb * window.alpha, window.alpha], 1)
    layer = laid(drawn, window.centre, window.span, size, count)
    return warped + layer[:, :3] - layer[:, 3:] * warped
