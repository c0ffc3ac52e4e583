"""Numbers from two pictures, two series or two faces. Nothing here knows of generators."""

from __future__ import annotations

from typing import Any, Final

import cv2
import numpy as np
import numpy.typing as npt

from rtxfer.face.geometry import Matrix, Points, rotation_vector, to_canonical
from rtxfer.frame import Image

Weight = npt.NDArray[np.uint8]
"""[H, W], 0–255: how far each pixel counts."""

SSIM_WINDOW: Final = 11
SSIM_SIGMA: Final = 1.5
SSIM_FLOORS: Final = ((0.01 * 255) ** 2, (0.03 * 255) ** 2)
"""C1 and C2 of the paper; see `ssim`."""


def l1(image: Image, truth: Image, weight: Weight) -> float:
    """Mean absolute difference where `weight` is, in levels of 255; nan where it is nowhere."""
    error = np.abs(image.astype(np.float32) - truth.astype(np.float32)).mean(-1)
    return _mean(error, weight)


def ssim(image: Image, truth: Image, weight: Weight) -> float:
    """Structural similarity of the luma where `weight` is: 1 for equal pictures.

    Source: Wang et al., "Image Quality Assessment: From Error Visibility to Structural
    Similarity", IEEE TIP 2004; Gaussian window of 11 pixels, σ 1.5.
    """
    x, y = (cv2.cvtColor(p, cv2.COLOR_RGB2GRAY).astype(np.float64) for p in (image, truth))
    mean_x, mean_y = _blur(x), _blur(y)
    variances = _blur(x * x) - mean_x**2 + _blur(y * y) - mean_y**2
    shared = _blur(x * y) - mean_x * mean_y
    c1, c2 = SSIM_FLOORS
    likeness = (2 * mean_x * mean_y + c1) * (2 * shared + c2)
    return _mean(likeness / ((mean_x**2 + mean_y**2 + c1) * (variances + c2)), weight)


def trusted(image: Image, truth: Image, valid: Weight) -> Image:
    """`image` with the truth put where that is not to be trusted: no difference arises there."""
    share = valid[..., None].astype(np.float32) / 255
    mixed = truth + (image.astype(np.float32) - truth) * share
    return np.asarray(np.rint(mixed), np.uint8)


def icc(ratings: npt.NDArray[Any]) -> float:
    """ICC(3,1): do k raters agree about n cases but for a constant? 1 fully, 0 or less not.

    A correlation forgives any gain; this does not.

    Args:
        ratings: [n, k], n and k at least 2.

    Source: Shrout and Fleiss, "Intraclass Correlations", Psychological Bulletin 1979.
    """
    values = np.asarray(ratings, np.float64)
    n, k = values.shape
    cases = values.mean(1, keepdims=True)
    rest = values - cases - values.mean(0) + values.mean()
    between = k * float(((cases - values.mean()) ** 2).sum()) / (n - 1)
    error = float((rest**2).sum()) / ((n - 1) * (k - 1))
    return float((between - error) / max(between + (k - 1) * error, 1e-12))


def landmark_distance(found: Points, wanted: Points) -> float:
    """Mean distance of landmarks [478, 3] in the picture, in percent of the face's height."""
    height = float(np.ptp(wanted[:, 1]))
    apart = np.linalg.norm(found[:, :2] - wanted[:, :2], axis=1)
    return 100 * float(apart.mean()) / height


def head_turn(landmarks: Points, rest: Points) -> Matrix:
    """How a head turned since `rest`, [3, 3] in picture axes; both [478, 3] in one unit."""
    shape = to_canonical(rest)(rest)
    then, now = (to_canonical(points, shape).rotation.T for points in (rest, landmarks))
    turn: Matrix = now @ then.T
    return turn


def turn_error(found: Matrix, wanted: Matrix) -> float:
    """The angle between two turns, degrees."""
    return float(np.degrees(np.linalg.norm(rotation_vector(found @ wanted.T))))


def mean_of(values: list[float]) -> float:
    """Mean of those that are numbers; nan if none is."""
    numbers = [value for value in values if np.isfinite(value)]
    return float(np.mean(numbers)) if numbers else float("nan")


def _blur(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    size = (SSIM_WINDOW, SSIM_WINDOW)
    return np.asarray(cv2.GaussianBlur(values, size, SSIM_SIGMA), np.float64)


def _mean(values: npt.NDArray[Any], weight: Weight) -> float:
    total = float(weight.sum(dtype=np.float64))
    return float((values * weight).sum(dtype=np.float64)) / total if total else float("nan")
