"""Small packs made by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from rtxfer.face.crop import crop_around
from rtxfer.face.geometry import canonical_face
from rtxfer.motion.aperture import lip_gap, open_mouth
from tests.faces import laid
from train.data.packing import Crop, PackWriter
from train.data.prepare import CROP_SCALE

FACTS = {
    "identity": "anna",
    "clip": "",
    "source": "made-up",
    "licence": "CC0",
    "split": "train",
    "expression": "",
}


def made_up_crop(seed: int = 0, *, mouth: float = 0.0, size: int = 64, moment: int = 0) -> Crop:
    """A crop of soft noise around a face whose mouth is open by `mouth` centimetres."""
    rng = np.random.default_rng(seed)
    shape = canonical_face().copy()
    open_mouth(shape, lip_gap(shape) * 0 + np.float32(mouth))
    landmarks = laid(shape, at=(320 + seed, 240))
    crop = crop_around(landmarks, CROP_SCALE)
    coarse = rng.integers(60, 200, (8, 8, 3), dtype=np.uint8)
    image = np.kron(coarse, np.ones((size // 8, size // 8, 1), np.uint8))
    blendshapes = rng.random(52).astype(np.float32)
    matrix = tuple(float(value) for value in crop.matrix.ravel())
    return Crop(image, crop.to_crop(landmarks), blendshapes, moment, matrix, 1.0)


def facts(**changed: Any) -> dict[str, str]:
    return FACTS | changed


def made_up_pack(folder: Path, *, frames: int = 12, stills: int = 6, size: int = 64) -> Path:
    """One clip in which a mouth opens, a pair of pictures, and some lone stills."""
    with PackWriter(folder, size, CROP_SCALE, 95) as writer:
        clip = [
            made_up_crop(n, mouth=2 * n / frames, size=size, moment=3 * n) for n in range(frames)
        ]
        writer.add(
            "clip", facts(identity="clip", clip="clip", source="clips"), clip, {"no face": 2}
        )
        for number, mouth in enumerate((0.0, 1.5)):
            crop = made_up_crop(50 + number, mouth=mouth, size=size)
            writer.add(f"pair{number}", facts(), [crop], {})
        for number in range(stills):
            crop = made_up_crop(100 + number, mouth=number / stills, size=size)
            about = facts(identity=f"still{number}", split="eval" if number == 0 else "train")
            writer.add(f"still{number}", about, [crop], {})
    return folder
