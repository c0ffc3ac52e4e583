"""Square windows in a crop: where their pixels lie, what is seen there, and how they are laid back.

All of it can be exported: rank 4 at most, static shapes, coordinates in FP32.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import Final, NamedTuple

import torch
from torch import Tensor
from torch.nn import functional

FEATHER: Final = 0.12
"""Share of the window's side over which alpha fades."""

OVAL_FEATHER: Final = 0.5
"""Share of an oval's radius over which alpha fades."""

LEAST_ALPHA: Final = 1e-3
"""Below this no colour shows."""

BEND_CELL: Final = 4
"""Side of the cells that are bent, pixels of the window: skin moves as a whole."""


class Window(NamedTuple):
    """What a head sees and draws; pictures are [N, 3, P, P] in [-1, 1].

    N is the batch, once for each of the head's parts.

    Attributes:
        centre: [N, 1, 2], crop units.
        span: width and height, [N, 1, 2], crop units; a negative width is a mirror's.
        points: of the pixels' centres, [N, P², 2], crop units.
        origins: where in the portrait they are found, likewise: where `warp` finds them, and bent.
        bend: how far it is bent, [N, 2, P, P], crop units; None for a head that does not bend.
        rgb: what the head draws.
        alpha: [N, 1, P, P], how much of it is laid over the warped portrait.
    """

    centre: Tensor
    span: Tensor
    points: Tensor
    origins: Tensor
    bend: Tensor | None
    rgb: Tensor
    alpha: Tensor

    def over(self, picture: Tensor) -> Tensor:
        """What is seen in the end: `rgb` laid over a warped portrait [N, 3, P, P]."""
        return picture + self.alpha * (self.rgb - picture)


def window_points(centre: Tensor, span: Tensor, count: int) -> Tensor:
    """Cell centres of windows, [N, count², 2], crop units.

    Args:
        centre: of the windows, [N, 1, 2], crop units.
        span: width and height, [N, 1, 2], crop units; a negative width is a mirror's.
        count: cells along a window's side.
    """
    step = _middles(count, centre.device) / count - 0.5
    y, x = torch.meshgrid(step, step, indexing="ij")
    return centre + torch.stack([x, y], -1).reshape(1, -1, 2) * span


def window_axes(centre: Tensor, span: Tensor, count: int) -> Tensor:
    """Columns and rows of windows, [N, count, 2], crop units: those of `window_points`."""
    return centre + (_middles(count, centre.device) / count - 0.5)[:, None] * span


def laid(layer: Tensor, centre: Tensor, span: Tensor, size: int, count: int) -> Tensor:
    """Pictures of windows at their places in the crop, and nothing beyond them.

    Args:
        layer: pictures of the windows, [N, C, P, P].
        centre, span: where they lie, see `window_points`.
        size: side of the crop, pixels.
        count: B, how many crops.

    Returns:
        [B, C, size, size]; windows of one crop are added up.
    """
    here = _middles(size, layer.device) / size
    place = ((here[:, None] - centre) / span + 0.5) * layer.shape[-1]
    return reduce(torch.add, _upright(layer, place).chunk(len(layer) // count))


def cut(layer: Tensor, centre: Tensor, span: Tensor, pixels: int) -> Tensor:
    """What windows see of a picture of the crop; beyond its border there is nothing.

    Args:
        layer: pictures of B crops, [B, C, F, F].
        centre, span: where the N windows lie, see `window_points`: one of each crop, and so on.
        pixels: P, of a window's side.

    Returns:
        [N, C, P, P].
    """
    place = window_axes(centre, span, pixels) * layer.shape[-1]
    return _upright(layer.repeat(len(centre) // len(layer), 1, 1, 1), place)


def _middles(count: int, device: torch.device) -> Tensor:
    # Whole numbers plus a half would be exported as FP64, and all that follows with them.
    return torch.arange(count, device=device, dtype=torch.float32) + 0.5


def _upright(layer: Tensor, place: Tensor) -> Tensor:
    """Pictures [N, C, K, K] at the columns and rows `place` [N, P, 2] of their pixels.

    Bilinear sampling of what is upright is a product with two sparse matrices: [N, C, P, P].
    """
    own = _middles(layer.shape[-1], layer.device)
    across, down = (
        (1 - (place[:, None, :, axis] - own[:, None]).abs()).clamp_min(0)[:, None]
        for axis in (0, 1)
    )
    with torch.autocast(layer.device.type, enabled=False):  # coordinates are exact, and stay so
        return down.transpose(2, 3) @ layer.float() @ across


def sample(image: Tensor, points: Tensor, side: int, way: str = "bilinear") -> Tensor:
    """The picture at `points` [B, side², 2] in crop units, [B, C, side, side].

    Args:
        way: "bilinear", or "bicubic", which blurs less and overshoots a little.
    """
    grid = (points * 2 - 1).reshape(len(points), side, side, 2)
    return functional.grid_sample(image.float(), grid.float(), way, "border", align_corners=False)


def as_picture(values: Tensor, cells: int, pixels: int) -> Tensor:
    """Values [B, cells², C] as a picture [B, C, pixels, pixels]."""
    picture = values.transpose(1, 2).reshape(len(values), -1, cells, cells)
    return picture if cells == pixels else resized(picture, pixels)


def resized(picture: Tensor, pixels: int) -> Tensor:
    """A square picture with another number of pixels, [B, C, pixels, pixels]."""
    return functional.interpolate(picture, (pixels, pixels), mode="bilinear", align_corners=False)


def smooth_bend(drawn: Tensor) -> Tensor:
    """What a network draws [N, 2, P, P] as a smooth field in (−1, 1), which varies by cells."""
    cells = functional.avg_pool2d(drawn.float(), BEND_CELL)
    return functional.interpolate(torch.tanh(cells), scale_factor=float(BEND_CELL), mode="bilinear")


def composed(windows: Sequence[Window], flow: Tensor, size: int) -> tuple[Tensor, Tensor, Tensor]:
    """What a render graph gives, of one crop's windows and its flow.

    Args:
        windows: of one crop; where they overlap, both fade.
        flow: of the crop, [1, 2, F, F], crop units.
        size: S, side of the crop, pixels.

    Returns:
        rgb [1, 3, S, S], alpha [1, 1, S, S] and flow [1, 2, F, F] by the contract.
    """
    layer = torch.zeros(())
    for window in windows:
        if window.bend is not None:
            flow = flow + laid(window.bend, window.centre, window.span, flow.shape[-1], 1)
        covered = torch.cat([window.rgb * window.alpha, window.alpha], 1)
        layer = layer + laid(covered, window.centre, window.span, size, 1)
    alpha = layer[:, 3:]
    rgb = layer[:, :3] / alpha.clamp_min(LEAST_ALPHA)
    return rgb.clamp(-1, 1), alpha.clamp(0, 1), flow


def square(pixels: int) -> Tensor:
    """1 inside a window, falling to 0 at its border, [1, 1, pixels, pixels]."""
    share = (torch.arange(pixels) + 0.5) / pixels
    edge = _smooth(torch.minimum(share, 1 - share) / FEATHER)
    return (edge[:, None] * edge[None])[None, None]


def oval(pixels: int, width: float, height: float) -> Tensor:
    """1 in the midst of a window, falling to 0 at an oval, [1, 1, pixels, pixels].

    Args:
        pixels: of the window's side.
        width, height: of the oval, in shares of the side.
    """
    share = (torch.arange(pixels) + 0.5) / pixels - 0.5
    away = torch.hypot(share[None] / width, share[:, None] / height) * 2
    return _smooth((1 - away) / OVAL_FEATHER)[None, None]


def _smooth(ramp: Tensor) -> Tensor:
    """From 0 to 1 without a corner, as `ramp` does."""
    ramp = ramp.clamp(0, 1)
    return ramp * ramp * (3 - 2 * ramp)
