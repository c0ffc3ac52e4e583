"""The landmark-attention flow of `warp`, differentiable and at any points.

The same formula and the same constants as the `warp` graph (see `train.methods.warp.method` and
`docs/warp.md`), in torch: a generator that learns can ask for the flow only where it draws.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from rtxfer.face.geometry import canonical_face
from train.methods.warp.method import Array, Shape, constants

FAR: Final = 7.0
"""Canonical centimetres."""

_CONSTANTS: Final = (
    *("neighbours", "neighbour_weight", "ridge", "aperture_mix", "aperture_gap"),
    *("anchors", "knot_index", "inverse_reach", "wrong_side"),
)


class LandmarkFlow(nn.Module):
    """Backward flow at given points; see `engines.contract` for its units.

    Args:
        shape: constants of the formula; None as in the shipped `warp`.
        around: landmarks near which it will be asked; those further away than `FAR` are left
            out, which costs nothing there and saves their time. None keeps all.
    """

    neighbours: Tensor
    neighbour_weight: Tensor
    ridge: Tensor
    aperture_mix: Tensor
    aperture_gap: Tensor
    anchors: Tensor
    knot_index: Tensor
    inverse_reach: Tensor
    wrong_side: Tensor
    kept: Tensor

    def __init__(self, shape: Shape | None = None, around: Sequence[int] | None = None) -> None:
        super().__init__()
        shape = shape or Shape()
        values = constants(shape)
        for name in _CONSTANTS:
            self.register_buffer(name, torch.from_numpy(values[name]), persistent=False)
        self._softening = shape.softness**2
        nodes = len(values["inverse_reach"])
        kept = np.arange(nodes) if around is None else _near(around, values["aperture_mix"], nodes)
        self.register_buffer("kept", torch.from_numpy(kept), persistent=False)

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
        kind = points.device.type
        if torch.is_autocast_enabled(kind):
            # In bf16 coordinates are off by pixels, and squares of distances below zero.
            with torch.autocast(kind, enabled=False):
                exact: tuple[Tensor, Tensor] = self(source, driven, points)
                return exact
        source, driven = source[..., :2].float(), driven[..., :2].float()
        rows = torch.cat([self._skin(source, driven), self._inside(source, driven)], 1)
        anchors = self.anchors.expand(len(source), -1, -1)
        rows = torch.cat([rows, rows.new_zeros(*anchors.shape[:2], 6)], 1)
        nodes = torch.cat([driven, self.aperture_mix @ driven, anchors], 1)

        rows, nodes = rows[:, self.kept], nodes[:, self.kept]

        below = self.sides(driven, points)
        wrong = torch.cat([below.relu(), (-below).relu()], -1) ** 2
        squares = (points**2).sum(-1, keepdim=True)
        cells = torch.cat([points, squares, torch.ones_like(squares), wrong], -1)
        norms = (nodes**2).sum(-1, keepdim=True) + self._softening
        masks = self.wrong_side[self.kept].expand(len(source), -1, -1)
        columns = torch.cat([-2 * nodes, torch.ones_like(norms), norms, masks], -1)
        distance = (cells @ (columns * self.inverse_reach[self.kept]).transpose(1, 2)).sqrt()
        blended = (torch.softmax(-distance, -1) @ rows).reshape(*points.shape[:2], 3, 2)
        flow = (blended[:, :, :2] * points[..., None]).sum(2) + blended[:, :, 2]
        return flow, below

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

    def sides(self, driven: Tensor, points: Tensor) -> Tensor:
        """How far each point lies below the six margins, [B, P, 6]; see `forward`."""
        knots = driven[:, self.knot_index]
        start, end = knots[:, :, :-1], knots[:, :, 1:]
        run = (end[..., 0] - start[..., 0]).clamp_min(1e-4)
        along = (points[..., 0][:, :, None, None] - start[..., 0][:, None]) / run[:, None]
        rise = end[..., 1] - start[..., 1]
        curve = (along.clamp(0, 1) * rise[:, None]).sum(-1) + knots[:, :, 0, 1][:, None]
        return points[..., 1:] - curve


def _near(around: Sequence[int], mix: Array, nodes: int) -> npt.NDArray[np.int64]:
    """Nodes within `FAR` of some landmarks: skin and aperture nodes; anchors are all far."""
    face = canonical_face()
    places = np.concatenate([face, mix @ face])
    apart = np.linalg.norm(places[:, None] - face[list(around)][None], axis=-1).min(1)
    return np.flatnonzero(np.pad(apart < FAR, (0, nodes - len(places))))


def grid_points(count: int, size: int, device: torch.device | None = None) -> Tensor:
    """Cell centres of a size² grid over the crop, [count, size², 2], crop units."""
    centre = (torch.arange(size, device=device, dtype=torch.float32) + 0.5) / size
    y, x = torch.meshgrid(centre, centre, indexing="ij")
    return torch.stack([x, y], -1).reshape(1, -1, 2).expand(count, -1, -1)
