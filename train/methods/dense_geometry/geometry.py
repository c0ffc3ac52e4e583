"""Depth and normals of a tracked face as pictures of its unrolled surface (UV maps).

A face's 468 landmarks span a mesh. Unrolled like the paper on a tin, each of its places has one
pixel, whoever's face it is and wherever that looks. What a pixel shows is a weighted sum over the
corners of its triangle, so all of it is a product with constant matrices, and differentiable.

Ours: the paper's maps come from a 3D reconstruction, this one from the tracker's landmarks.
"""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from rtxfer.face.geometry import canonical_face, mesh_triangles
from rtxfer.face.landmarks import RIGID

SIDE: Final = 64
"""Of a map, pixels: a triangle at the mouth covers some ten, one at the lids four."""

CHANNELS: Final = 1 + 3
"""Depth, and normals."""

DEPTH: Final = 5.0
"""Centimetres that a depth of 1 stands for; a face is about ten deep."""

AXIS: Final = 2.0
"""Depth of the axis that a face is unrolled about, centimetres in canonical space: between the
ears. From there nearly every triangle is seen from inside."""

_MARGIN: Final = 0.01
"""Of the map around the face."""

Reals = npt.NDArray[np.float64]


class Raster(NamedTuple):
    """The canonical mesh on a map.

    Attributes:
        places: of its points on the map, [468, 2] in 0–1.
        weights: pixels → points, [SIDE², 468]; rows sum to 1, beside the face to 0.
        around: points → triangles that meet there, [468, T], 0 or 1.
    """

    places: Reals
    weights: Reals
    around: Reals


@cache
def raster() -> Raster:
    """Unroll the canonical face."""
    triangles = mesh_triangles()
    points = canonical_face()[: triangles.max() + 1].astype(np.float64)
    places = np.stack([np.arctan2(points[:, 0], AXIS - points[:, 2]), points[:, 1]], 1)
    low, high = places.min(0), places.max(0)
    places = _MARGIN + (1 - 2 * _MARGIN) * (places - low) / (high - low)
    weights = np.zeros((SIDE * SIDE, len(points)))
    y, x = np.divmod(np.arange(SIDE * SIDE), SIDE)
    pixels = (np.stack([x, y], 1) + 0.5) / SIDE
    for corners in triangles:
        share, turned = _shares(places[corners], pixels)
        # A dozen slivers beside the nose and in the lips are seen from behind: others cover them.
        if not turned:
            inside = share.min(1) >= 0
            weights[inside] = 0
            weights[np.ix_(inside, corners)] = share[inside]
    around = np.zeros((len(points), len(triangles)))
    around[triangles.T, np.arange(len(triangles))] = 1
    return Raster(places, weights, around)


def _shares(corners: Reals, pixels: Reals) -> tuple[Reals, bool]:
    """Barycentric coordinates [P, 3] of pixels in a triangle, and whether it is turned over."""
    first, second = corners[1] - corners[0], corners[2] - corners[0]
    area = first[0] * second[1] - first[1] * second[0]
    away = pixels - corners[0]
    one = (away[:, 0] * second[1] - away[:, 1] * second[0]) / area
    two = (first[0] * away[:, 1] - first[1] * away[:, 0]) / area
    return np.stack([1 - one - two, one, two], 1), bool(area > 0)


class FaceMaps(nn.Module):
    """Landmarks → maps; nothing in it is learned.

    Attributes:
        face: which pixels show one, [SIDE², 1], 0 or 1.
        canonical: the canonical face, [1, 478, 3].
    """

    weights: Tensor
    around: Tensor
    triangles: Tensor
    face: Tensor
    canonical: Tensor

    def __init__(self) -> None:
        super().__init__()
        made = raster()
        for name, value in (
            ("weights", torch.from_numpy(made.weights).float()),
            ("around", torch.from_numpy(made.around).float()),
            ("triangles", torch.from_numpy(mesh_triangles().T.copy())),
            ("face", torch.from_numpy(made.weights.sum(1) > 0.5).float()[:, None]),
            ("canonical", torch.from_numpy(canonical_face()[None].copy())),
        ):
            self.register_buffer(name, value, persistent=False)

    def forward(self, points: Tensor) -> Tensor:
        """Faces [B, ≥468, 3] in canonical space → maps [B, CHANNELS, SIDE, SIDE].

        Depth is in `DEPTH`s, more is farther away; normals have length 1 and point out of the
        face, in the axes of canonical space. Beside the face all is 0.
        """
        with torch.autocast(points.device.type, enabled=False):
            points = points[:, : self.weights.shape[1]].float()
            one, two, three = (points[:, corners] for corners in self.triangles)
            # The longer a cross product, the larger its triangle, and the more it counts.
            normals = _weighed(self.around, torch.cross(two - one, three - one, dim=2))
            normals = _weighed(self.weights, nn.functional.normalize(normals, dim=2))
            normals = nn.functional.normalize(normals, dim=2)
            depth = _weighed(self.weights, points[..., 2:]) / DEPTH
            maps = torch.cat([depth, normals], 2) * self.face
        return maps.transpose(1, 2).reshape(len(points), CHANNELS, SIDE, SIDE)

    def straight(self, landmarks: Tensor, like: Tensor | None = None) -> Tensor:
        """Faces in canonical space [B, 478, 3]: expression and shape are left of them, not pose.

        Args:
            landmarks: [B, 478, 3] in crop units.
            like: landmarks that say how the heads are held; None takes their own. No gradient
                goes through that: a face shall not be mended by holding the head otherwise.

        Source of the fit: Umeyama, IEEE PAMI 1991, as `rtxfer.face.geometry.fit_similarity`.
        """
        with torch.autocast(landmarks.device.type, enabled=False):
            with torch.no_grad():
                held = (landmarks if like is None else like)[:, RIGID].float()
                onto = self.canonical[0, RIGID]
                middle, mean = held.mean(1, keepdim=True), onto.mean(0)
                about = held - middle
                u, spread, vt = torch.linalg.svd((onto - mean).T @ about)
                sign = torch.ones_like(spread)
                sign[:, 2] = torch.det(u @ vt).sign()
                turn = (u * sign[:, None]) @ vt
                scale = (spread * sign).sum(1) / about.square().sum((1, 2)).clamp_min(1e-12)
            moved: Tensor = (landmarks.float() - middle) @ turn.mT * scale[:, None, None] + mean
            return moved


def _weighed(matrix: Tensor, values: Tensor) -> Tensor:
    """Sums [B, M, C] of values [B, N, C] as a matrix [M, N] weighs them, in a single product."""
    count, _, channels = values.shape
    sums = matrix @ values.transpose(0, 1).reshape(matrix.shape[1], -1)
    return sums.view(-1, count, channels).transpose(0, 1)
