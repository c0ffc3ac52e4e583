"""Write a pack, item by item, so that a run that was cut off can go on."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import cv2
import numpy as np
import numpy.typing as npt

from rtxfer.atomic import OPEN, replace_text
from rtxfer.errors import InputError
from rtxfer.face.geometry import Points
from rtxfer.frame import Image
from train.data.pack import (
    BLENDSHAPE_BYTES,
    LANDMARK_BYTES,
    LANDMARK_STEPS,
    SCORES,
    VERSION,
    read_journal,
)


@dataclass(frozen=True, slots=True, eq=False)
class Crop:
    """One crop on its way into a pack: everything but its place there.

    The image is RGB, uint8 [S, S, 3], or a JPEG of that, which takes little to send.
    """

    image: Image | bytes
    landmarks: Points
    blendshapes: npt.NDArray[np.float32]
    moment: int
    matrix: tuple[float, ...]
    quality: float


class PackWriter:
    """Adds items to a new or a half-made pack; a context manager.

    Args:
        folder: of the pack, made if it is not there.
        size: side of a crop in pixels.
        crop_scale: side of a crop over the length of the face.
        quality: of the JPEGs, 1–100.

    Raises:
        InputError: there is a pack already, made with another size or scale.
    """

    def __init__(self, folder: Path, size: int, crop_scale: float, quality: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._quality = folder, quality
        made = {"version": VERSION, "size": size, "crop_scale": crop_scale}
        head = folder / "pack.json"
        if head.exists():
            found = json.loads(head.read_text("utf-8"))
            if {name: found.get(name) for name in made} != made:
                raise InputError(f"{folder} holds another kind of pack.", "Choose another folder.")
        else:
            replace_text(head, json.dumps(made | {"quality": quality}) + "\n", OPEN)
        lines = read_journal(folder)
        self.done = {line["item"] for line in lines}
        self._rows = sum(len(line["rows"]) for line in lines)
        self._bytes = max((r["start"] + r["length"] for li in lines for r in li["rows"]), default=0)
        self._images = reopen(folder / "images.bin", self._bytes)
        self._landmarks = reopen(folder / "landmarks.i16", self._rows * LANDMARK_BYTES)
        self._blendshapes = reopen(folder / "blendshapes.f32", self._rows * BLENDSHAPE_BYTES)
        whole = sum(len(line["text"]) for line in lines)
        self._journal = reopen(folder / "journal.jsonl", whole)

    def add(
        self, item: str, facts: dict[str, str], crops: Sequence[Crop], rejects: dict[str, int]
    ) -> None:
        """Write a finished item; a run that is cut off here leaves nothing of it.

        Args:
            item: its key.
            facts: identity, clip, source, licence, split and expression of all its crops.
            crops: what was kept of it.
            rejects: reason → how many frames were not.
        """
        # Scores are for the pack as it was.
        for stale in SCORES:
            (self._folder / stale).unlink(missing_ok=True)
        rows = []
        for crop in crops:
            jpeg = jpeg_of(crop, self._quality)
            self._images.write(jpeg)
            fixed = np.round(crop.landmarks * LANDMARK_STEPS).clip(-32768, 32767)
            self._landmarks.write(fixed.astype("<i2").tobytes())
            self._blendshapes.write(crop.blendshapes.astype("<f4").tobytes())
            place = {"start": self._bytes, "length": len(jpeg)}
            about = {"moment": crop.moment, "matrix": crop.matrix, "quality": crop.quality}
            rows.append(place | facts | about)
            self._bytes += len(jpeg)
        for file in (self._images, self._landmarks, self._blendshapes):
            file.flush()
        line = json.dumps({"item": item, "rejects": rejects, "rows": rows}, ensure_ascii=False)
        self._journal.write(line.encode() + b"\n")
        self._journal.flush()
        self.done.add(item)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for file in (self._images, self._landmarks, self._blendshapes, self._journal):
            file.close()


def jpeg_of(crop: Crop, quality: int) -> bytes:
    """Its picture as a JPEG, of this quality where it is none yet."""
    return crop.image if isinstance(crop.image, bytes) else encode(crop.image, quality)


def encode(image: Image, quality: int) -> bytes:
    """An RGB picture as a JPEG."""
    options = [cv2.IMWRITE_JPEG_QUALITY, quality, cv2.IMWRITE_JPEG_OPTIMIZE, 1]
    _, jpeg = cv2.imencode(".jpg", cv2.cvtColor(image, cv2.COLOR_RGB2BGR), options)
    return jpeg.tobytes()


def reopen(path: Path, length: int) -> Any:
    """Open for appending at `length` bytes, dropping what an interrupted run wrote beyond."""
    file = path.open("r+b" if path.exists() else "w+b")
    file.truncate(length)
    file.seek(length)
    return file
