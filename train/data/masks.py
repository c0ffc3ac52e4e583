"""Where in a crop the face, its mouth and its eyes are: soft masks at a quarter of the size."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from rtxfer.face import landmarks as lm
from rtxfer.face.geometry import Points
from rtxfer.face.landmarks import Indices

Mask = npt.NDArray[np.uint8]
"""[M, M], 0–255."""

SCALE: Final = 4
"""Crop pixels per mask pixel: masks are feathered by more than that anyhow."""

MOUTH: Final = np.concatenate([lm.LIP_UPPER[-1], lm.LIP_LOWER[-1], lm.LIP_CORNERS])
EYES: Final = tuple(np.concatenate([lm.LID_UPPER[e], lm.LID_LOWER[e]]) for e in (0, 1))
FACE_MARGIN: Final = 0.03
PART_MARGIN: Final = 0.02
FEATHER: Final = 0.02
"""Crop units."""


def face_mask(faces: tuple[Points, ...], size: int) -> Mask:
    """The hull of one or more faces together, their foreheads and chins included."""
    return _soft([np.concatenate([face[lm.FACE_OVAL] for face in faces])], FACE_MARGIN, size)


def mouth_mask(faces: tuple[Points, ...], size: int) -> Mask:
    """Lips and all between them, in all the faces."""
    return _soft(_parts(faces, (MOUTH,)), PART_MARGIN, size)


def eyes_mask(faces: tuple[Points, ...], size: int) -> Mask:
    """Both eyes with their lids, in all the faces."""
    return _soft(_parts(faces, EYES), PART_MARGIN, size)


def _parts(faces: tuple[Points, ...], parts: tuple[Indices, ...]) -> list[Points]:
    return [np.concatenate([face[part] for face in faces]) for part in parts]


def _soft(hulls: list[Points], margin: float, size: int) -> Mask:
    """The convex hulls of groups of points, widened by `margin` and feathered."""
    mask = np.zeros((size, size), np.uint8)
    for points in hulls:
        # Sixteenths of a pixel, centres on integers.
        fixed = np.round((points[:, :2] * size - 0.5) * 16).astype(np.int32)
        hull = cv2.convexHull(fixed)
        cv2.fillConvexPoly(mask, hull, 255, cv2.LINE_8, 4)
        cv2.polylines(mask, [hull], True, 255, max(1, round(2 * margin * size)), cv2.LINE_8, 4)
    return np.asarray(cv2.GaussianBlur(mask, (0, 0), FEATHER * size), np.uint8)
