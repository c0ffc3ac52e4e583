"""Where a face is, and what a head may draw on."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
import torch

from rtxfer.face.geometry import canonical_face
from tests.faces import laid
from train.methods.warp.torch_flow import grid_points
from train.networks.face_hull import FADE, FaceHull

SIZE = 128


@pytest.fixture(scope="module")
def face() -> torch.Tensor:
    """Landmarks in the middle of a picture of side 1."""
    points = laid(canonical_face(), at=(320, 240))[:, :2]
    points = (points - points.mean(0)) / np.ptp(points) * 0.6 + 0.5
    return torch.from_numpy(points.astype(np.float32))[None]


def test_it_is_the_convex_hull(face: torch.Tensor) -> None:
    found = FaceHull()(face, grid_points(1, SIZE)).reshape(SIZE, SIZE).numpy()
    hull = cv2.convexHull(face[0].numpy() * SIZE - 0.5)
    y, x = np.mgrid[:SIZE, :SIZE].astype(np.float32)
    places = np.stack([x.ravel(), y.ravel()], 1).tolist()
    inside = np.array([cv2.pointPolygonTest(hull, place, True) for place in places])
    inside = inside.reshape(SIZE, SIZE) / SIZE  # crop units; negative outside
    assert (found[inside >= 0] == 1).all()
    assert (found[inside < -FADE - 0.01] == 0).all()
    between = found[(inside < 0) & (inside > -FADE)]
    assert ((between > 0) & (between < 1)).mean() > 0.6


def test_landmarks_are_exact_under_autocast(face: torch.Tensor) -> None:
    hull, points = FaceHull(), grid_points(1, SIZE)
    wanted = hull(face, points)
    with torch.autocast("cpu", torch.bfloat16):
        assert torch.equal(hull(face, points), wanted)


def test_each_face_has_its_own(face: torch.Tensor) -> None:
    points = torch.tensor([[[0.5, 0.5], [0.98, 0.5]]]).expand(2, -1, -1)
    found = FaceHull()(torch.cat([face, face + torch.tensor([0.45, 0.0])]), points)
    assert found[..., 0].tolist() == [[1, 0], [0, 1]]
