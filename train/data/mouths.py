"""How doubtful the open mouths of a pack are, so that melted and violet ones can be passed over.

A face generator that is edited far beyond what it saw melts mouths, and fills the widest with
violet. Photographs tell how mouths look: what of a mouth's features (AlexNet's, as LPIPS has them)
lies outside the directions in which photographed ones differ is strange.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt
import torch
from rich.progress import track
from torch import Tensor
from torch.nn import functional

from rtxfer.errors import InputError
from rtxfer.face import landmarks as lm
from rtxfer.face.geometry import Points
from rtxfer.frame import Image
from train.data.pack import DOUBT, Pack, save_array
from train.data.pair_sampler import openness
from train.pretrained import Lpips

Numbers = npt.NDArray[np.float32]

PARTED: Final = 0.03
"""Lip gap over face height from which on a mouth tells how open ones look."""

OPEN: Final = 0.08
"""Lip gap over face height from which on a mouth is doubted; photographed ones count more often."""

OPEN_COUNTS: Final = 3

SIDE: Final = 80 / 256
"""Of the square about the lips, crop units."""

PIXELS: Final = 96

DIRECTIONS: Final = 60
"""In which photographed mouths differ."""

STRANGE: Final = 1.65
"""Length outside the directions, over that of photographed mouths, at which doubt is 1. Of the
edits in `docs/training.md` a third lies below, and most of those look whole."""

VIOLET: Final = 0.3
"""Share of what is between the lips that is violet, at which doubt is 1."""

LEAST_LIGHT: Final = 50
"""Of the brightest colour, 0–255, below which a pixel is dark rather than violet."""


def doubt_mouths(pack: Pack, lpips: Lpips, doubted: Collection[str], batch: int = 32) -> None:
    """Write a doubt for each crop into the pack; all its splits must be open.

    0 is none; above 1 a mouth had better not be learnt from.

    Args:
        pack: to write to.
        lpips: whose features tell mouths apart.
        doubted: sets whose open mouths are doubted; all others are taken for photographs.
        batch: how many mouths are looked at at once.

    Raises:
        InputError: no such set, or too few photographed mouths to compare with.
    """
    sets = np.array([row.source for row in pack.rows])
    if unknown := sorted(set(doubted) - set(sets)):
        known = ", ".join(sorted(set(sets)))
        raise InputError(f"The pack has no set {', '.join(unknown)}.", f"It has: {known}.")
    gap, _ = openness(pack)
    under = np.isin(sets, list(doubted)) & (gap > OPEN)
    seen = ~np.isin(sets, list(doubted)) & (gap > PARTED)
    if seen.sum() <= DIRECTIONS:
        raise InputError(
            f"Only {seen.sum()} photographed mouths are parted, too few to tell how mouths look.",
            "Prepare more photographs or clips into the pack.",
        )
    features = _features(pack, lpips, np.flatnonzero(seen | under), batch)
    each = Counter(sets[seen].tolist())
    weight = np.array([each[name] for name in sets[seen]]) ** -0.5
    weight *= np.where(gap[seen] > OPEN, OPEN_COUNTS, 1)
    of_seen = seen[seen | under]
    doubts = np.zeros(len(pack), np.float16)
    doubts[under] = strangeness(features[of_seen], weight, features[~of_seen]) / STRANGE
    for row in np.flatnonzero(under).tolist():
        share = violet(pack.image(row), pack.landmarks(row))
        doubts[row] = max(doubts[row], share / VIOLET)
    save_array(pack.folder / DOUBT, doubts)


def strangeness(seen: Numbers, weight: npt.NDArray[np.float64], others: Numbers) -> Numbers:
    """How far features lie outside the directions in which seen ones differ.

    Args:
        seen: [N, F].
        weight: how much each counts, [N].
        others: [M, F].

    Returns:
        [M], over the mean length that seen ones have outside.
    """
    share = (weight / weight.sum()).astype(np.float32)
    middle = share @ seen
    about = (seen - middle) * np.sqrt(share)[:, None]
    ways = np.linalg.svd(about, full_matrices=False)[2][:DIRECTIONS]

    def outside(features: Numbers) -> Numbers:
        away = features - middle
        length: Numbers = np.linalg.norm(away - away @ ways.T @ ways, axis=1)
        return length

    lengths: Numbers = outside(others) / outside(seen).mean()
    return lengths


def violet(image: Image, landmarks: Points) -> float:
    """Share of the pixels between the lips in which there is clearly more blue than green."""
    inner = np.concatenate([lm.LIP_UPPER[0], lm.LIP_LOWER[0][::-1]])
    between = np.zeros(image.shape[:2], np.uint8)
    cv2.fillPoly(between, [np.rint(landmarks[inner, :2] * len(image)).astype(np.int32)], 1)
    colours = image[between > 0].astype(np.float32)
    if not len(colours):
        return 0.0
    bluish = (colours[:, 2] > 1.12 * colours[:, 1]) & (colours.max(1) > LEAST_LIGHT)
    return float(bluish.mean())


@torch.inference_mode()
def _features(pack: Pack, lpips: Lpips, rows: npt.NDArray[np.intp], batch: int) -> Numbers:
    """What LPIPS sees of mouths, in four quarters each, [N, F]."""
    found = []
    for start in track(range(0, len(rows), batch), "Looking at mouths"):
        some = rows[start : start + batch]
        cut = np.stack([_cut(pack.image(row), pack.landmarks(row)) for row in some])
        mouths = torch.from_numpy(cut).permute(0, 3, 1, 2).float() / 127.5 - 1
        found.append(_quarters(lpips.features(mouths)[1:]))
    return np.concatenate(found)


def _cut(image: Image, landmarks: Points) -> Image:
    """The square about the lips."""
    middle = landmarks[[lm.LIP_UPPER[0][4], lm.LIP_LOWER[0][4]], :2].mean(0)
    zoom = PIXELS / SIDE
    shift = PIXELS / 2 - zoom * middle
    whole = np.array([[zoom / len(image), 0, shift[0]], [0, zoom / len(image), shift[1]]])
    cut = cv2.warpAffine(image, whole, (PIXELS, PIXELS), borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(cut, np.uint8)


def _quarters(stages: list[Tensor]) -> Numbers:
    parts = [functional.adaptive_avg_pool2d(stage, 2).flatten(1) for stage in stages]
    return torch.cat(parts, 1).numpy()
