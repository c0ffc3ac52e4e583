"""The portrait that is made to move, prepared once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import cv2
import numpy as np

from rtxfer.errors import NoFaceError
from rtxfer.face.signal import Signal
from rtxfer.face.tracker import Tracker
from rtxfer.frame import Image
from rtxfer.sources.picture import read_picture

LOOK_SIZE: Final = 1280
"""Longest side at which a face is looked for; landmarks are scaled back up."""

SMALLEST_FACE: Final = 48
"""Pixels. Below this there are not enough of them to move."""


@dataclass(frozen=True, slots=True, eq=False)
class Target:
    """A portrait with its face found.

    Attributes:
        image: RGB, uint8 [H, W, 3], full resolution.
        signal: its face.
        name: for people.
        notes: what the user should know, such as that it shows several faces.
    """

    image: Image
    signal: Signal
    name: str = "portrait"
    notes: tuple[str, ...] = field(default=())

    @classmethod
    def open(cls, path: str | Path, *, model: Path | None = None) -> Target:
        """Read a portrait from a picture file.

        Raises:
            InputError: missing, broken or not a picture.
            NoFaceError: no face, or too small a one.
        """
        path = Path(path)
        return cls.from_image(read_picture(path), name=path.name, model=model)

    @classmethod
    def from_image(
        cls, image: Image, *, name: str = "portrait", model: Path | None = None
    ) -> Target:
        """Find the face in an RGB picture, uint8 [H, W, 3]."""
        with Tracker("picture", model=model) as tracker:
            faces = _find_faces(tracker, image)
        if not faces:
            raise NoFaceError(
                f"No face was found in {name}.",
                "Use a portrait in which the whole face is seen, from the front or slightly "
                "from the side, and large enough.",
            )
        face = max(faces, key=_size)
        if _size(face) < SMALLEST_FACE:
            raise NoFaceError(
                f"The face in {name} is only {_size(face):.0f} pixels tall.",
                f"Use a larger picture, or cut it closer: at least {SMALLEST_FACE} pixels, "
                "better 300.",
            )
        notes: tuple[str, ...] = ()
        if len(faces) > 1:
            notes = (f"{name} shows {len(faces)} faces; the largest one moves.",)
        return cls(image, face, name, notes)

    def shrunk(self, side: int) -> Target:
        """The same portrait with its longest side at most `side` pixels."""
        image, scale = _shrink(self.image, side)
        return (
            self if scale == 1 else replace(self, image=image, signal=_scaled(self.signal, scale))
        )


def _size(face: Signal) -> float:
    return face.box[3] - face.box[1]


def _shrink(image: Image, side: int) -> tuple[Image, float]:
    scale = min(1.0, side / max(image.shape[:2]))
    if scale == 1:
        return image, 1.0
    size = (max(1, round(image.shape[1] * scale)), max(1, round(image.shape[0] * scale)))
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA)), scale


def _scaled(face: Signal, scale: float, left: float = 0.0, top: float = 0.0) -> Signal:
    """A face found in a scaled cut-out, in the pixels of the whole picture (or back)."""
    landmarks = face.landmarks * np.float32(scale) + np.array([left, top, 0], np.float32)
    size = (round(face.size[0] * scale), round(face.size[1] * scale))
    return replace(face, landmarks=landmarks, size=size)


def _find_faces(tracker: Tracker, image: Image) -> list[Signal]:
    """All faces; a small one in a large picture is looked for part by part.

    The detector sees a picture at 128², where the face of a full-length portrait is lost.
    """
    height, width = image.shape[:2]
    whole, scale = _shrink(image, LOOK_SIZE)
    faces = [_scaled(face, 1 / scale) for face in tracker.faces(whole)]
    for parts in (2, 4, 8):
        if faces:
            break
        side = min(max(width, height) // parts * 3 // 2, width, height)
        if side < 2 * SMALLEST_FACE:
            break
        for top in _starts(height, side):
            for left in _starts(width, side):
                part, zoom = _shrink(image[top : top + side, left : left + side], LOOK_SIZE)
                faces += [_scaled(face, 1 / zoom, left, top) for face in tracker.faces(part)]
    return [replace(face, size=(width, height)) for face in _distinct(faces)]


def _starts(length: int, side: int) -> list[int]:
    """Where parts of `side` begin so that they cover `length` and overlap by half."""
    count = max(1, -(-2 * (length - side) // side) + 1)
    return sorted({int(start) for start in np.linspace(0, length - side, count)})


def _distinct(faces: list[Signal]) -> list[Signal]:
    """Drop faces found twice in overlapping parts."""
    kept: list[Signal] = []
    for face in sorted(faces, key=_size, reverse=True):
        middle = face.landmarks[:, :2].mean(0)
        others = [np.linalg.norm(middle - other.landmarks[:, :2].mean(0)) for other in kept]
        if all(apart > _size(face) / 2 for apart in others):
            kept.append(face)
    return kept
