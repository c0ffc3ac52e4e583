"""Similarities between faces, and the canonical face they are measured in.

Canonical space is MediaPipe's metric face model turned to picture axes: centimetres,
x right, y down, smaller z nearer to the viewer. A face laid into it has no pose and no
size left, only shape and expression.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from rtxfer.face.landmarks import RIGID, Indices

Points = npt.NDArray[np.float32]
"""Landmarks, float32 [478, 3] (or any [N, 3])."""

Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Similarity:
    """x ↦ scale · rotation @ x + translation.

    Attributes:
        scale: > 0.
        rotation: [3, 3], proper orthogonal.
        translation: [3].
    """

    scale: float
    rotation: Matrix
    translation: npt.NDArray[np.float32]

    def __call__(self, points: Points) -> Points:
        """Map points [N, 3]."""
        moved = self.scale * points @ self.rotation.T + self.translation
        return moved.astype(np.float32)

    def inverse(self) -> Similarity:
        """The similarity that undoes this one."""
        rotation = self.rotation.T
        return Similarity(
            1 / self.scale, rotation, -(rotation @ self.translation) / np.float32(self.scale)
        )


def fit_similarity(source: Points, target: Points) -> Similarity:
    """Least-squares similarity that takes `source` onto `target`, both [N, 3] with N ≥ 3.

    Source: Umeyama, "Least-squares estimation of transformation parameters between two
    point patterns", IEEE PAMI 1991.
    """
    source_mean, target_mean = source.mean(0), target.mean(0)
    centred = (source - source_mean).astype(np.float64)
    u, spread, vt = np.linalg.svd((target - target_mean).astype(np.float64).T @ centred)
    sign = np.array([1.0, 1.0, np.sign(np.linalg.det(u @ vt))])
    rotation = (u * sign) @ vt
    scale = float((spread * sign).sum() / max((centred**2).sum(), 1e-12))
    translation = target_mean - scale * rotation @ source_mean
    return Similarity(scale, rotation.astype(np.float32), translation.astype(np.float32))


def to_canonical(
    landmarks: Points, reference: Points | None = None, rigid: Indices = RIGID
) -> Similarity:
    """The similarity that lays a tracked face into canonical space.

    Args:
        landmarks: [478, 3] in picture units (pixels or crop units; z in the same unit).
        reference: a face already in canonical space to lay it onto, best the same person's
            neutral; None means the canonical face.
        rigid: which points decide.
    """
    onto = canonical_face() if reference is None else reference
    return fit_similarity(landmarks[rigid], onto[rigid])


@cache
def canonical_face() -> Points:
    """The canonical face [478, 3], centimetres; the iris points are added at rest."""
    with resources.files("rtxfer.face").joinpath("canonical_face.npz").open("rb") as file:
        points: Points = np.load(file, allow_pickle=False)["landmarks"]
    points.flags.writeable = False
    return points


@cache
def mesh_triangles() -> npt.NDArray[np.intp]:
    """Triangles [T, 3] of the canonical mesh, over landmarks 0–467; lips and lids are closed."""
    with resources.files("rtxfer.face").joinpath("canonical_face.npz").open("rb") as file:
        found = np.load(file, allow_pickle=False)["triangles"]
    triangles: npt.NDArray[np.intp] = found.astype(np.intp)
    triangles.flags.writeable = False
    return triangles


@cache
def mesh_edges() -> npt.NDArray[np.intp]:
    """Edges [E, 2] of the canonical mesh's triangles, each once, smaller index first."""
    triangles = mesh_triangles()
    edges = np.concatenate([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]])
    return np.unique(np.sort(edges, axis=1), axis=0)


def rotation_vector(rotation: Matrix) -> npt.NDArray[np.float32]:
    """Axis times angle [3], radians: pitch, yaw, roll about x, y, z for small turns."""
    cosine = np.clip((np.trace(rotation) - 1) / 2, -1.0, 1.0)
    angle = float(np.arccos(cosine))
    axis = np.array(
        [
            rotation[2, 1] - rotation[1, 2],
            rotation[0, 2] - rotation[2, 0],
            rotation[1, 0] - rotation[0, 1],
        ],
        np.float32,
    )
    # sin(angle)/angle → 1 for small turns; faces never come near the half turn where it fails.
    factor = 0.5 if angle < 1e-4 else angle / (2 * np.sin(angle))
    return (axis * factor).astype(np.float32)


def rotation_matrix(vector: npt.NDArray[np.float32]) -> Matrix:
    """The inverse of `rotation_vector` (Rodrigues)."""
    angle = float(np.linalg.norm(vector))
    if angle < 1e-8:
        return np.eye(3, dtype=np.float32)
    x, y, z = (vector / angle).tolist()
    cross = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    turn: npt.NDArray[np.float64] = (
        np.eye(3) + np.sin(angle) * cross + (1 - np.cos(angle)) * cross @ cross
    )
    return turn.astype(np.float32)
