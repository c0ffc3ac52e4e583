"""A face generator without a network, and tracked styles that follow a known rule."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import torch

from rtxfer.face.landmarks import BLENDSHAPES
from rtxfer.sources.picture import read_picture
from train.data.prepare import CROP_SCALE
from train.synthesis.attributes import ATTRIBUTES
from train.synthesis.network import STYLE, FaceGenerator
from train.synthesis.styles import CHUNK, Tracked

DEMO = Path(__file__).resolve().parents[2] / "rtxfer" / "demo"


@cache
def portrait() -> torch.Tensor:
    """Eileen Collins' face, [1, 3, 256, 256] in [-1, 1]."""
    from rtxfer.face.crop import crop_around
    from rtxfer.face.tracker import Tracker

    image = read_picture(DEMO / "eileen_collins.jpg")
    with Tracker("picture", faces=1) as tracker:
        (face,) = tracker.faces(image)
    cut = crop_around(face.landmarks, CROP_SCALE).cut(image, 256)
    return torch.from_numpy(cut).permute(2, 0, 1)[None] / 127.5 - 1


class Painter:
    """Shows the portrait, tinted by the expression; grey instead of the faces in `absent`."""

    def __init__(self, absent: frozenset[int] = frozenset()) -> None:
        self.drawn = 0
        self._absent = absent

    def __call__(self, coarse: torch.Tensor, mid: torch.Tensor, fine: torch.Tensor) -> torch.Tensor:
        numbers = range(self.drawn, self.drawn + len(fine))
        self.drawn += len(fine)
        tint = 0.1 * torch.tanh((mid - fine).mean(1)).view(-1, 1, 1, 1)
        pictures = portrait() * 0.8 + tint
        grey = torch.tensor([number in self._absent for number in numbers])
        return torch.where(grey.view(-1, 1, 1, 1), torch.zeros(1), pictures)


def generator(painter: Painter) -> FaceGenerator:
    """Noise is style; pictures are the painter's."""
    return FaceGenerator(lambda noise: noise, painter, torch.device("cpu"))


class Likeness:
    """Stands in for a recogniser: row after row as alike to the first as `scores` say."""

    def __init__(self, *scores: float) -> None:
        self._scores = scores

    def __call__(self, images: torch.Tensor, landmarks: torch.Tensor) -> torch.Tensor:
        assert images.shape[0] == landmarks.shape[0]
        assert landmarks[..., :2].mean(1).sub(0.5).abs().max() < 0.1, "faces are in the middle"
        cosine = torch.tensor(self._scores[: len(images)])
        return torch.stack([cosine, (1 - cosine.square()).sqrt()], 1)


@dataclass
class Props:
    """Equipment of a studio that needs no network."""

    painter: Painter
    likeness: Likeness

    def generator(self) -> FaceGenerator:
        return generator(self.painter)

    def recogniser(self) -> Any:
        return self.likeness


def rule() -> np.ndarray:
    """How the attributes [A] follow from a style: [A, 512]."""
    return np.random.default_rng(7).standard_normal((len(ATTRIBUTES), STYLE))


def tracked(count: int = 1500, noise: float = 0.3) -> Tracked:
    """Styles that follow `rule`."""
    rng = np.random.default_rng(8)
    styles = rng.standard_normal((count, STYLE)) * rng.uniform(0.3, 2, STYLE)
    made = styles @ rule().T
    made += noise * made.std(0) * rng.standard_normal(made.shape)
    return Tracked(styles.astype(np.float32), made.astype(np.float32))


def keep_styles(folder: Path, chunks: int) -> None:
    """Files of tracked styles, as `tracked_styles` leaves them."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(9)
    for chunk in range(chunks):
        styles = rng.standard_normal((CHUNK, STYLE)).astype(np.float32)
        numbers = rng.random((CHUNK, len(BLENDSHAPES) + 2)).astype(np.float32)
        np.savez(folder / f"{chunk:04}.npz", styles=styles, numbers=numbers)
