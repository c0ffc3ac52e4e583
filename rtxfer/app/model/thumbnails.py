"""Small pictures of portraits, cut around the face. Called in worker threads only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

import cv2
import numpy as np

from rtxfer.app.model.opening import open_portrait
from rtxfer.frame import Image
from rtxfer.sources.picture import PICTURE_SUFFIXES
from rtxfer.target import Target

SIDE: Final = 192
"""Pixels; twice what is shown, for dense screens."""

AROUND: Final = 1.9
"""Side of the cut over the height of the face."""


@dataclass(frozen=True, slots=True, eq=False)
class Thumbnail:
    """A portrait that can be used.

    Attributes:
        path: of the portrait.
        image: RGB, uint8 [SIDE, SIDE, 3].
        notes: what the user should know of it.
        several: whether there is a choice of faces.
    """

    path: Path
    image: Image
    notes: tuple[str, ...]
    several: bool = False


def thumbnail(path: Path, faces: Mapping[str, int] = MappingProxyType({})) -> Thumbnail:
    """Look at a portrait, cut around the face that was chosen, see `open_portrait`.

    Raises:
        InputError: missing or no picture.
        NoFaceError: there is no usable face in it.
    """
    target = open_portrait(path, faces)
    return Thumbnail(path, _cut(target), target.notes, len(target.faces) > 1)


def portrait_name(path: Path) -> str:
    """What a portrait is called: its file's name, written as people write names."""
    words = path.stem.replace("_", " ")
    return words.title() if words.islower() else words


def pictures_in(paths: list[Path]) -> list[Path]:
    """The files among `paths`, and of folders the pictures in them, by name."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(path.iterdir())
            found += [one for one in inside if one.suffix.lower() in PICTURE_SUFFIXES]
        else:
            found.append(path)
    return found


def small(image: Image, width: int, height: int) -> Image:
    """A picture that covers `width` × `height`, what is over cut away."""
    scale = max(width / image.shape[1], height / image.shape[0])
    across = min(image.shape[1], round(width / scale))
    down = min(image.shape[0], round(height / scale))
    left, top = (image.shape[1] - across) // 2, (image.shape[0] - down) // 2
    cut = image[top : top + down, left : left + across]
    return np.asarray(cv2.resize(cut, (width, height), interpolation=cv2.INTER_AREA))


def _cut(target: Target) -> Image:
    left, top, right, bottom = target.signal.box
    height, width = target.image.shape[:2]
    side = min(round((bottom - top) * AROUND), width, height)
    x = min(max(0, round((left + right - side) / 2)), width - side)
    # A little more above than below: hair belongs to a face, a collar does not.
    y = min(max(0, round((top + bottom - side) / 2 - side * 0.06)), height - side)
    return small(target.image[y : y + side, x : x + side], SIDE, SIDE)
