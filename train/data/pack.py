"""A pack: tracked, aligned crops on disk, read without being loaded.

A folder of append-only files. `journal.jsonl` has one line for each finished picture or clip;
what the other files hold beyond its last line is the rest of a run that was cut off, and is
dropped when the next one goes on.

| file              | holds, one after another                                                 |
|-------------------|--------------------------------------------------------------------------|
| `pack.json`       | version, size, crop scale, quality                                       |
| `journal.jsonl`   | finished items: their crops' rows, and what was rejected and why         |
| `images.bin`      | JPEG crops                                                               |
| `landmarks.i16`   | int16 [478, 3], crop units · 16384 (exact to 0.008 pixels of 256)        |
| `blendshapes.f32` | float32 [52]                                                             |
| `identity.npy`    | optional: float16 [N, 128], SFace (`python -m train score`)              |
| `doubt.npy`       | optional: float16 [N], see `mouths` (`python -m train score --doubt`)    |
| `emotions.npy`    | optional: int8 [N], numbers of `EMOTIONS` (`python -m train score`)      |

So 4,000 crops of 256² take about 60 MB at quality 85.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np
import numpy.typing as npt

from engines.drafts import OPEN, drafted
from rtxfer.errors import InputError
from rtxfer.face.geometry import Points
from rtxfer.face.landmarks import BLENDSHAPES, LANDMARKS
from rtxfer.frame import Image
from train.data.emotions import UNKNOWN, emotion

VERSION: Final = 1
LANDMARK_STEPS: Final = 16384
"""Fixed-point steps per crop side; int16 then reaches from −2 to 2."""

IDENTITY: Final = "identity.npy"
DOUBT: Final = "doubt.npy"
SEEN_EMOTIONS: Final = "emotions.npy"
SCORES: Final = (IDENTITY, DOUBT, SEEN_EMOTIONS)
"""What is added to a finished pack, and stale once it grows."""

LANDMARK_BYTES: Final = LANDMARKS * 3 * 2
BLENDSHAPE_BYTES: Final = len(BLENDSHAPES) * 4


@dataclass(frozen=True, slots=True)
class Row:
    """What a pack knows of one crop besides its pixels and signals.

    Attributes:
        start, length: where its JPEG lies in `images.bin`, bytes.
        identity, clip, source, licence, split, expression: as in `adapters.Item`.
        moment: index of the frame in its clip, 0 for a picture.
        matrix: picture pixels → crop units, six numbers, row by row. Frames of one clip share
            their picture, so with it one frame can be seen from another's crop.
        quality: picture pixels per crop pixel, at most 1; below 1 the crop was enlarged.
    """

    start: int
    length: int
    identity: str
    clip: str
    source: str
    licence: str
    split: str
    expression: str
    moment: int
    matrix: tuple[float, ...]
    quality: float


class Pack:
    """A pack to read from; safe to share between worker processes.

    Args:
        folder: of the pack.
        split: keep only the rows of this split; None keeps all.

    Attributes:
        size, crop_scale: as given to `PackWriter`.
        rows: one for each crop.
        rejects: reason → how many pictures and frames were not taken.

    Raises:
        InputError: no pack there, or none of its crops is of the split.
    """

    def __init__(self, folder: Path, split: str | None = None) -> None:
        if not (folder / "pack.json").exists():
            raise InputError(f"There is no pack in {folder}.", "Make one: python -m train prepare")
        self.folder, self._split = folder, split
        head = json.loads((folder / "pack.json").read_text("utf-8"))
        self.size: int = head["size"]
        self.crop_scale: float = head["crop_scale"]
        self.rejects: Counter[str] = Counter()
        every: list[Row] = []
        for line in read_journal(folder):
            self.rejects.update(line["rejects"])
            every += [Row(**row | {"matrix": tuple(row["matrix"])}) for row in line["rows"]]
        kept = [i for i, row in enumerate(every) if split in (None, row.split)]
        if not kept:
            wanted = f"crops of split {split}" if split else "crops"
            raise InputError(f"{folder} holds no {wanted}.", "Its journal.jsonl says why.")
        self.rows = [every[index] for index in kept]
        self._kept = np.array(kept)
        self._images = np.memmap(folder / "images.bin", np.uint8, "r")
        points = (len(every), LANDMARKS, 3)
        self._landmarks = np.memmap(folder / "landmarks.i16", "<i2", "r", shape=points)
        self._identity = _scores(folder / IDENTITY)
        self._doubt = _scores(folder / DOUBT)
        self._emotions = _scores(folder / SEEN_EMOTIONS)
        channels = (len(every), len(BLENDSHAPES))
        self._blendshapes = np.memmap(folder / "blendshapes.f32", "<f4", "r", shape=channels)

    def __len__(self) -> int:
        return len(self.rows)

    def __reduce__(self) -> tuple[type[Pack], tuple[Path, str | None]]:
        # Pickled as it is, each worker would get a copy of all pictures.
        return Pack, (self.folder, self._split)

    def image(self, index: int) -> Image:
        """The crop, uint8 [S, S, 3]."""
        row = self.rows[index]
        return decode(self._images[row.start : row.start + row.length])

    def landmarks(self, index: int) -> Points:
        """[478, 3], crop units."""
        points: Points = self._landmarks[self._kept[index]].astype(np.float32) / LANDMARK_STEPS
        return points

    def landmark(self, number: int) -> Points:
        """One landmark of every crop, [len(self), 3], crop units."""
        points: Points = self._landmarks[self._kept, number].astype(np.float32) / LANDMARK_STEPS
        return points

    def likeness(self, index: int, other: int) -> float:
        """Cosine of two crops' identity vectors; 1 where the pack was not scored."""
        if self._identity is None:
            return 1.0
        one, two = self._identity[self._kept[[index, other]]].astype(np.float32)
        return float(one @ two)

    def identities(self, rows: Sequence[int]) -> npt.NDArray[np.float32]:
        """Identity vectors of some crops, [N, 128]; [N, 0] where the pack was not scored."""
        if self._identity is None:
            return np.zeros((len(rows), 0), np.float32)
        return np.asarray(self._identity[self._kept[list(rows)]], np.float32)

    def doubts(self) -> npt.NDArray[np.float32]:
        """How doubtful each crop's mouth is, [len(self)]; 0 where nobody looked."""
        if self._doubt is None:
            return np.zeros(len(self), np.float32)
        return np.asarray(self._doubt[self._kept], np.float32)

    def emotion(self, index: int) -> int:
        """A number of `EMOTIONS` by its set's own label, else as it was scored, else `UNKNOWN`."""
        label = emotion(self.rows[index].expression)
        if label != UNKNOWN or self._emotions is None:
            return label
        return int(self._emotions[self._kept[index]])

    def blendshapes(self, index: int) -> npt.NDArray[np.float32]:
        """[52], 0–1."""
        return np.array(self._blendshapes[self._kept[index]], np.float32)


def _scores(path: Path) -> npt.NDArray[Any] | None:
    return np.load(path, "r", allow_pickle=False) if path.exists() else None


def save_array(path: Path, array: npt.NDArray[Any]) -> None:
    """Keep scores of a pack's rows: all of them or none."""
    with drafted(path, OPEN) as part, part.open("wb") as file:
        np.save(file, array, allow_pickle=False)


def decode(jpeg: npt.NDArray[np.uint8]) -> Image:
    """The RGB picture of a JPEG."""
    return np.asarray(cv2.imdecode(jpeg, cv2.IMREAD_COLOR_RGB), np.uint8)


def counts(rows: Sequence[Row]) -> dict[str, dict[str, Any]]:
    """Source → how many crops, people and clips it gives, and its licence."""
    table: dict[str, dict[str, Any]] = {}
    for source in sorted({row.source for row in rows}):
        own = [row for row in rows if row.source == source]
        table[source] = {
            "crops": len(own),
            "people": len({row.identity for row in own}),
            "clips": len({row.clip for row in own} - {""}),
            "licence": own[0].licence,
        }
    return table


def read_journal(folder: Path) -> list[dict[str, Any]]:
    """Whole lines of the journal, each with its own `text`; a torn last line is left out."""
    path = folder / "journal.jsonl"
    if not path.exists():
        return []
    return [
        json.loads(text) | {"text": text}
        for text in path.read_bytes().splitlines(keepends=True)
        if text.endswith(b"\n")
    ]
