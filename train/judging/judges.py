"""The frozen networks as judges of uint8 pictures; one that is not at hand says nothing."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from rtxfer.face.crop import crop_around
from rtxfer.face.geometry import Points
from rtxfer.frame import Image
from train.pretrained import Pretrained
from train.pretrained.emotions import LABELS

FACE_SCALE: Final = 1.9
FACE_SIZE: Final = 256
"""Crop in which networks of faces look for their own, tighter windows."""

Likeness = npt.NDArray[np.float32]
"""A unit vector; the dot product of two is the cosine of likeness."""


class Judges:
    """Perceptual distance, identity and emotion.

    Args:
        pretrained: with `judge` and `emotions`, which nothing was trained against.

    Attributes:
        notes: what cannot be judged, and why.
    """

    def __init__(self, pretrained: Pretrained) -> None:
        self._pretrained = pretrained
        consequence = {
            "perceptual": "no LPIPS",
            "judge": "no identity, no leak",
            "emotions": "no emotion",
        }
        self.notes = [
            f"{consequence[name]}: {why}"
            for name, why in pretrained.missing.items()
            if name in consequence
        ]

    @torch.inference_mode()
    def distance(self, image: Image, truth: Image) -> float | None:
        """LPIPS of two pictures, sides of at least 64 pixels."""
        if self._pretrained.perceptual is None:
            return None
        return float(self._pretrained.perceptual(_tensor(image), _tensor(truth)))

    @torch.inference_mode()
    def likeness(self, picture: Image, landmarks: Points) -> Likeness | None:
        """Whose face it is.

        Args:
            picture: any that shows the face.
            landmarks: of that face, [478, 3] in pixels.
        """
        if self._pretrained.judge is None:
            return None
        vector = self._pretrained.judge(*_face(picture, landmarks))
        return np.asarray(vector[0].numpy(), np.float32)

    @torch.inference_mode()
    def emotion(self, picture: Image, landmarks: Points) -> str | None:
        """Which emotion the face most likely shows, one of `LABELS`; arguments as above."""
        if self._pretrained.emotions is None:
            return None
        likely = self._pretrained.emotions(*_face(picture, landmarks))
        return LABELS[int(likely[0].argmax())]


def _face(picture: Image, landmarks: Points) -> tuple[Tensor, Tensor]:
    """The crop of a face, and its landmarks in it, as batches of one."""
    crop = crop_around(landmarks, FACE_SCALE)
    points = torch.from_numpy(crop.to_crop(landmarks))[None]
    return _tensor(crop.cut(picture, FACE_SIZE)), points


def _tensor(image: Image) -> Tensor:
    """[1, 3, H, W] in [-1, 1]."""
    return torch.from_numpy(image).permute(2, 0, 1)[None].float() / 127.5 - 1
