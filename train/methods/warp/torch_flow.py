"""The landmark-attention flow of `warp`, differentiable: of a whole crop, or at any points.

The same formula and the same constants as the `warp` graph (see `train.methods.warp.method` and
`docs/warp.md`), in torch. A generator that learns takes `CropFlow`, in training and when it is
exported: it gives the flow of the crop as the contract wants it, at a quarter of the cost of
asking for every cell.

    flow = CropFlow()(source, driven)            # [B, 2, 128, 128], crop units
    seen = functional.interpolate(flow, (256, 256), mode="bilinear", align_corners=False)

What a window sees of it is cut out by `train.networks.windows.cut`.
"""

from __future__ import annotations

from typing import Final

import torch
from torch import Tensor, nn

from train.methods.warp.cells import ASKED, WINDOWS, grid_constants, part_sizes
from train.methods.warp.margins import Margins
from train.methods.warp.method import FARTHEST, Shape, constants

_CONSTANTS: Final = (
    *("neighbours", "neighbour_weight", "ridge", "aperture_mix", "aperture_gap"),
    *("anchors", "inverse_reach", "wrong_side"),
)


class LandmarkFlow(nn.Module):
    """Backward flow at given points; see `engines.contract` for its units.

    Args:
        shape: constants of the formula; None as in the shipped `warp`.
    """

    neighbours: Tensor
    neighbour_weight: Tensor
    ridge: Tensor
    aperture_mix: Tensor
    aperture_gap: Tensor
    anchors: Tensor
    inverse_reach: Tensor
    wrong_side: Tensor

    def __init__(self, shape: Shape | None = None) -> None:
        super().__init__()
        shape = shape or Shape()
        values = constants(shape)
        for name in _CONSTANTS:
            self.register_buffer(name, torch.from_numpy(values[name]), persistent=False)
        self.margins = Margins()
        self._softening = shape.softness**2

    def forward(self, source: Tensor, driven: Tensor, points: Tensor) -> tuple[Tensor, Tensor]:
        """The flow, and on which side of each lid and lip every point lies.

        Args:
            source: the portrait's landmarks, [B, 478, ≥2], crop units.
            driven: where they go, likewise.
            points: where to ask, [B, P, 2].

        Returns:
            Flow [B, P, 2], and [B, P, 6]: how far each point lies below the driven upper and
            lower margin of right eye, left eye and mouth, negative above; crop units.
        """
        with torch.autocast(points.device.type, enabled=False):
            # In bf16 coordinates are off by pixels, and squares of distances below zero.
            below = points[..., 1:].float() - self.margins(driven, points[..., 0])
            return self.among(source, driven, points.float(), below), below

    def among(self, source: Tensor, driven: Tensor, points: Tensor, below: Tensor) -> Tensor:
        """The flow [B, P, 2], where it is known already on which side each point lies; FP32 only.

        Args:
            source, driven, points: as above.
            below: [B, P, 6], as above.
        """
        source, driven = source[..., :2].float(), driven[..., :2].float()
        rows = torch.cat([self._skin(source, driven), self._inside(source, driven)], 1)
        anchors = self.anchors.expand(len(source), -1, -1)
        rows = torch.cat([rows, rows.new_zeros(*anchors.shape[:2], 6)], 1)
        nodes = torch.cat([driven, self.aperture_mix @ driven, anchors], 1)

        wrong = torch.cat([below.relu(), (-below).relu()], -1) ** 2
        squares = (points**2).sum(-1, keepdim=True)
        cells = torch.cat([points, squares, torch.ones_like(squares), wrong], -1)
        norms = (nodes**2).sum(-1, keepdim=True) + self._softening
        masks = self.wrong_side.expand(len(source), -1, -1)
        columns = torch.cat([-2 * nodes, torch.ones_like(norms), norms, masks], -1)
        squared = cells @ (columns * self.inverse_reach).transpose(1, 2)
        distance = squared.clamp_max(FARTHEST**2).sqrt()
        blended = torch.softmax(-distance, -1) @ rows
        # Rows of many numbers: sums over pairs are slow.
        across, down, offset = blended.transpose(1, 2).chunk(3, 1)
        x, y = points.transpose(1, 2).chunk(2, 1)
        return (across * x + down * y + offset).transpose(1, 2)

    def _skin(self, source: Tensor, driven: Tensor) -> Tensor:
        """Affine change and offset of each landmark's neighbourhood, [B, 478, 6]."""
        driven_edges = driven[:, self.neighbours] - driven[:, :, None]
        source_edges = source[:, self.neighbours] - source[:, :, None]
        own = (driven_edges * self.neighbour_weight).transpose(2, 3)
        spread = own @ driven_edges + self.ridge
        cross = own @ (source_edges - driven_edges)
        a, b, d = spread[..., 0, 0], spread[..., 0, 1], spread[..., 1, 1]
        adjugate = torch.stack([torch.stack([d, -b], -1), torch.stack([-b, a], -1)], -2)
        affine = (adjugate @ cross / (a * d - b * b)[..., None, None]).clamp(-1.0, 1.5)
        offset = source - driven - (driven[:, :, None] @ affine)[:, :, 0]
        return torch.cat([affine.flatten(2), offset], -1)

    def _inside(self, source: Tensor, driven: Tensor) -> Tensor:
        """Vertical stretch and offset of the nodes inside the apertures, [B, N, 6]."""
        here_source, here_driven = self.aperture_mix @ source, self.aperture_mix @ driven
        gap_source, gap_driven = self.aperture_gap @ source, self.aperture_gap @ driven
        stretch = ((gap_source - gap_driven) / gap_driven.clamp_min(2e-3)).clamp(-1.0, 1.5)[..., 1:]
        offset = here_source - here_driven
        pull = torch.cat([torch.zeros_like(stretch), here_driven[..., 1:] * stretch], -1)
        nothing = stretch.new_zeros(*stretch.shape[:2], 3)
        return torch.cat([nothing, stretch, offset - pull], -1)


class CropFlow(nn.Module):
    """The flow of a whole crop, coarse and fine; see `train.methods.warp.cells`.

    Zero motion gives exactly zero. Differentiable by `source` and `driven`.

    Args:
        shape: constants of the formula, among them `flow`, F; None as in the shipped `warp`.
    """

    middle: Tensor
    grid_x: Tensor
    grid_y: Tensor
    column_window: Tensor
    row_window: Tensor
    cell_column: Tensor
    cell_row: Tensor
    enlarge: Tensor

    def __init__(self, shape: Shape | None = None) -> None:
        super().__init__()
        shape = shape or Shape()
        self.size = shape.flow
        self.flow = LandmarkFlow(shape)
        for name, value in grid_constants(shape.flow).items():
            self.register_buffer(name, torch.from_numpy(value), persistent=False)

    def forward(self, source: Tensor, driven: Tensor) -> Tensor:
        """The flow.

        Args:
            source: the portrait's landmarks, [B, 478, ≥2], crop units.
            driven: where they go, likewise.

        Returns:
            [B, 2, F, F], backward, crop units: FP32 under autocast too.
        """
        with torch.autocast(driven.device.type, enabled=False):
            source, driven = source[..., :2].float(), driven[..., :2].float()
            middles = (self.middle @ driven * self.size).round() / self.size
            x = self.grid_x + self.column_window @ middles[..., :1]
            y = self.grid_y + self.row_window @ middles[..., 1:]
            points = torch.cat([x[:, self.cell_column], y[:, self.cell_row]], -1)
            below = points[..., 1:] - self.flow.margins(driven, x[..., 0])[:, self.cell_column]
            return self._joined(self.flow.among(source, driven, points, below), x, y)

    def _joined(self, flow: Tensor, x: Tensor, y: Tensor) -> Tensor:
        """Windows laid over the coarse grid: [B, C, 2] → [B, 2, F, F]."""
        (flat, *flats), (_, *columns), (_, *rows) = (
            torch.split(values, sizes, 1)
            for values, sizes in zip((flow, x, y), part_sizes(), strict=True)
        )
        coarse = self.enlarge @ _grids(flat, ASKED) @ self.enlarge.T
        fine, shown = torch.zeros_like(coarse), torch.zeros_like(coarse[:, :1])
        for window, own, column, row in zip(WINDOWS, flats, columns, rows, strict=True):
            across = self._shown(column, f"{window.name}_share_x")
            down = self._shown(row, f"{window.name}_share_y").transpose(2, 3)
            fine = fine + down @ _grids(own, window.width) @ across
            shown = shown + down.sum(3, keepdim=True) * across.sum(2, keepdim=True)
        # Where windows overlap they share.
        return (fine + (1 - shown).relu() * coarse) / shown.clamp_min(1)

    def _shown(self, places: Tensor, share: str) -> Tensor:
        """Which of F cells each of `places` [B, N, 1] is, as far as it is shown: [B, 1, N, F]."""
        here = torch.arange(self.size, device=places.device, dtype=torch.float32) + 0.5
        on = (1 - (places * self.size - here).abs()).relu()
        shares: Tensor = getattr(self, share)
        return (on * shares)[:, None]


def _grids(flat: Tensor, width: int) -> Tensor:
    """[B, height · width, 2] → [B, 2, height, width]."""
    return flat.transpose(1, 2).reshape(len(flat), 2, -1, width)


def grid_points(count: int, size: int, device: torch.device | None = None) -> Tensor:
    """Cell centres of a size² grid over the crop, [count, size², 2], crop units."""
    centre = (torch.arange(size, device=device, dtype=torch.float32) + 0.5) / size
    y, x = torch.meshgrid(centre, centre, indexing="ij")
    return torch.stack([x, y], -1).reshape(1, -1, 2).expand(count, -1, -1)
