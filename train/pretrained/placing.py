"""See a face as a frozen network wants to see it, without cutting the gradient.

Rounded coordinates would make the window shimmer: full precision, whatever the autocast.
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

Affine = Tensor
"""[B, 2, 3]: points of the small picture → points of the crop, both in units of their side."""


def look_through(images: Tensor, affine: Affine, size: int) -> Tensor:
    """What lies under a window of the crop.

    Args:
        images: [B, C, S, S].
        affine: of the window.
        size: of the result, pixels.

    Returns:
        [B, C, size, size]; black beyond the crop's border for pictures in [0, 1].
    """
    centre = (torch.arange(size, device=images.device, dtype=torch.float32) + 0.5) / size
    y, x = torch.meshgrid(centre, centre, indexing="ij")
    cells = torch.stack([x, y, torch.ones_like(x)], -1).view(1, -1, 3)
    with torch.autocast(images.device.type, enabled=False):
        grid = (cells @ affine.float().transpose(1, 2)).view(-1, size, size, 2) * 2 - 1
        return functional.grid_sample(images.float(), grid, "bilinear", "zeros", False)


def place(points: Tensor, affine: Affine) -> Tensor:
    """Points [B, N, 2] of the small picture in crop units."""
    with torch.autocast(points.device.type, enabled=False):
        return points.float() @ affine[:, :, :2].transpose(1, 2) + affine[:, None, :, 2]


def fit_window(anchors: Tensor, points: Tensor) -> Affine:
    """The window whose `anchors` lie on the face's `points`, by a least-squares similarity.

    Args:
        anchors: [N, 2], in units of the small picture's side.
        points: [B, N, 2], crop units.
    """
    a, p = anchors - anchors.mean(0), points - points.mean(1, keepdim=True)
    power = a.square().sum()
    # In the plane a similarity is linear in (cosine, sine) · scale: no SVD is needed.
    cosine = (p * a).sum((1, 2)) / power
    sine = (p[..., 1] * a[:, 0] - p[..., 0] * a[:, 1]).sum(1) / power
    turn = torch.stack([torch.stack([cosine, -sine], 1), torch.stack([sine, cosine], 1)], 1)
    offset = points.mean(1) - (turn * anchors.mean(0)).sum(-1)
    return torch.cat([turn, offset[..., None]], 2)


def window_around(landmarks: Tensor, margin: float) -> Affine:
    """The square around a face, upright with the eyes; no gradient goes through it.

    Args:
        landmarks: [B, 478, 2 or 3], crop units.
        margin: side of the square over the longer side of the landmarks' box.
    """
    flat = landmarks.detach()[..., :2].float()
    low, high = flat.amin(1), flat.amax(1)
    side = margin * (high - low).amax(1)
    eyes = flat[:, 263] - flat[:, 33]
    angle = torch.atan2(eyes[:, 1], eyes[:, 0])
    cosine, sine = angle.cos() * side, angle.sin() * side
    turn = torch.stack([torch.stack([cosine, -sine], 1), torch.stack([sine, cosine], 1)], 1)
    corner = (low + high) / 2 - turn.sum(2) / 2
    return torch.cat([turn, corner[..., None]], 2)
