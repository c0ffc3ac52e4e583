"""Two pictures of one person: how a portrait looks, and how it must look when moved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path
from typing import Final

import cv2
import numpy as np

from rtxfer.face.crop import Crop, crop_around
from rtxfer.face.geometry import Points
from rtxfer.face.signal import Signal
from rtxfer.face.tracker import Tracker
from rtxfer.motion.neutral import calmest, measure_neutral
from rtxfer.motion.relative import Motion, relative_motion
from rtxfer.resting import Read, unread
from rtxfer.sources import open_source
from train.data.face import Affine, Face
from train.data.masks import MOUTH, SCALE, face_mask, mouth_mask
from train.data.pack import Pack
from train.data.prepare import CROP_SCALE
from train.judging.measures import Weight

SIZE: Final = 256
"""Side of a clip's crops, pixels."""

FRAMES: Final = 16
"""Of a clip that its calmest frame is moved to, evenly spaced."""

MOUTH_ROOM: Final = 1.5
"""Side of the square around the mouth over the mouth's own longer side."""

OUTSIDE: Final = 0.03
"""Crop units by which a landmark may lie outside the crop of the clip's calmest frame."""


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """A portrait and the truth.

    Attributes:
        name: unique.
        group: the set or clip it is from.
        source, truth: both seen through the portrait's crop; landmarks in crop units.
        valid: where the truth may be trusted, [S, S].
        mouth: where the mouth is in either, [S, S].
    """

    name: str
    group: str
    source: Face
    truth: Face
    valid: Weight
    mouth: Weight

    def motion(self, read: Read = unread) -> Motion:
        """Of the truth against the portrait.

        Args:
            read: of the generator that shall show it.
        """
        source, truth = (read(face.image, signal_of(face)) for face in (self.source, self.truth))
        return relative_motion(truth, measure_neutral([source]))

    @property
    def around_mouth(self) -> Affine:
        """Crop units → units of a square around the mouth in both pictures."""
        points = np.concatenate([face.landmarks[MOUTH, :2] for face in (self.source, self.truth)])
        low, high = points.min(0), points.max(0)
        side = MOUTH_ROOM * float((high - low).max())
        by = np.diag([1 / side, 1 / side, 1.0])
        by[:2, 2] = 0.5 - (low + high) / 2 / side
        return by


def pack_pairs(pack: Pack) -> Iterator[Pair]:
    """All photographs of one person and set in both orders, where their expressions differ.

    Two photographs differ in hair and light too, so only the face is to be trusted.
    """
    rows = [(index, row) for index, row in enumerate(pack.rows) if not row.clip]
    for (i, one), (j, other) in permutations(rows, 2):
        if (one.source, one.identity) != (other.source, other.identity):
            continue
        if one.expression == other.expression and one.expression:
            continue
        source, truth = (face_of(pack, index) for index in (i, j))
        small = face_mask((truth.landmarks, source.landmarks), pack.size // SCALE)
        valid = np.asarray(cv2.resize(small, (pack.size, pack.size)), np.uint8)
        name = f"{one.identity}, {one.expression or i} → {other.expression or j}"
        yield _pair(name, one.source, source, truth, valid)


def clip_pairs(clip: Path, every: int = 1) -> Iterator[Pair]:
    """The clip's calmest frame moved to others of it, evenly spaced, as the camera saw them.

    Args:
        clip: a video of one person.
        every: look only at every n-th frame.
    """
    with open_source(clip) as source, Tracker() as tracker:
        seen = [
            (frame.index, tracker.track(frame.image, frame.time))
            for frame in source
            if frame.index % every == 0
        ]
    found = [(index, signal) for index, signal in seen if signal is not None]
    if len(found) < 2:
        return
    calm, rest = found[calmest([signal for _, signal in found])[0]]
    crop = crop_around(rest.landmarks, CROP_SCALE)
    inside = [item for item in found if item[0] != calm and _lies_inside(crop, item[1])]
    if not inside:
        return
    spaced = np.unique(np.linspace(0, len(inside) - 1, FRAMES).round().astype(int))
    faces = _faces(clip, crop, dict([(calm, rest), *(inside[number] for number in spaced)]))
    portrait = faces.pop(calm)
    valid = _within_picture(crop, rest.size)
    for index, truth in sorted(faces.items()):
        yield _pair(f"{clip.stem}, {calm} → {index}", clip.stem, portrait, truth, valid)


def _pair(name: str, group: str, source: Face, truth: Face, valid: Weight) -> Pair:
    size = len(truth.image)
    small = mouth_mask((truth.landmarks, source.landmarks), size // SCALE)
    mouth = np.asarray(cv2.resize(small, (size, size)), np.uint8)
    return Pair(name, group, source, truth, valid, mouth)


def face_of(pack: Pack, index: int) -> Face:
    """A crop of a pack."""
    return Face(pack.image(index), pack.landmarks(index), pack.blendshapes(index))


def _faces(clip: Path, crop: Crop, wanted: dict[int, Signal]) -> dict[int, Face]:
    """Some frames of a clip, by index, all seen through one crop."""
    last = max(wanted)
    faces = {}
    with open_source(clip) as source:
        for frame in source:
            if frame.index in wanted:
                signal = wanted[frame.index]
                image, points = crop.cut(frame.image, SIZE), crop.to_crop(signal.landmarks)
                faces[frame.index] = Face(image, points, signal.blendshapes)
            if frame.index >= last:
                break
    return faces


def _lies_inside(crop: Crop, signal: Signal) -> bool:
    flat = crop.to_crop(signal.landmarks)[:, :2]
    return bool(flat.min() > -OUTSIDE and flat.max() < 1 + OUTSIDE)


def _within_picture(crop: Crop, size: tuple[int, int]) -> Weight:
    """Which pixels of the crop show the frame, and not its repeated edge."""
    ys, xs = (np.mgrid[:SIZE, :SIZE].reshape(2, -1) + 0.5) / SIZE
    units: Points = np.stack([xs, ys, 0 * xs], 1).astype(np.float32)
    places = crop.to_picture(units)[:, :2]
    shown = ((places >= 0) & (places <= size)).all(1)
    return np.asarray(shown.reshape(SIZE, SIZE) * 255, np.uint8)


def signal_of(face: Face) -> Signal:
    """As if it had been tracked in its own crop."""
    size = len(face.image)
    pixels: Points = (face.landmarks * size).astype(np.float32)
    return Signal(pixels, face.blendshapes, np.eye(4, dtype=np.float32), (size, size))
