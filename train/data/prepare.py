"""Track, align and cut every picture and clip of some sources into a pack."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Final

from rich.progress import track

from rtxfer.errors import InputError
from rtxfer.face.crop import crop_around
from rtxfer.face.geometry import rotation_vector, to_canonical
from rtxfer.face.signal import Signal
from rtxfer.face.tracker import Tracker
from rtxfer.frame import Image
from rtxfer.sources import open_source
from rtxfer.sources.picture import read_picture
from train.data.adapters import UNSTATED, Item, items_of
from train.data.pack import Pack
from train.data.packing import Crop, PackWriter, jpeg_of
from train.ordered_map import ALONE, Helpers, ordered_map

CROP_SCALE: Final = 1.9
LEAST_QUALITY: Final = 0.45
"""Crops enlarged more than 2.2 times teach blur."""

WIDEST_TURN: Final = 0.8
"""Radians from facing the viewer beyond which half of the landmarks is guessed."""

BORDER: Final = 0.02
"""Share of a picture's side by which a face may stick out of it."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to prepare.

    Attributes:
        size: side of a crop, pixels.
        quality: of the JPEGs, 1–100.
        every: of a clip, take each n-th frame.
        most: frames of one clip at most; 0 for no limit.
        split: take only this split; None takes all, even what may not be trained on.
        licence: stated by the user for sources that state none.
    """

    size: int = 256
    quality: int = 92
    every: int = 3
    most: int = 0
    split: str | None = "train"
    licence: str = UNSTATED


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """What became of an item: its crops, and reason → count of what was not taken."""

    item: Item
    crops: list[Crop]
    rejects: Counter[str]


def prepare(sources: Iterable[str], out: Path, options: Options, helpers: Helpers = ALONE) -> Pack:
    """Add sources to the pack at `out`; what it has already is not done again.

    Args:
        sources: see `adapters.items_of`.
        out: folder of the pack.
        options: how.
        helpers: who tracks; only this process writes.

    Returns:
        The pack, opened.
    """
    with PackWriter(out, options.size, CROP_SCALE, options.quality) as writer:
        items = [item for source in sources for item in items_of(source)]
        # A refused item is not put down as done: asked for otherwise, it may be taken.
        fresh = [item for item in items if item.key not in writer.done]
        asked = [_licensed(item, options) for item in fresh]
        wanted = [item for item in asked if not refusal(item, options)]
        with closing(
            ordered_map(partial(prepare_item, options=options), wanted, helpers)
        ) as results:
            for result in track(results, "Preparing", total=len(wanted)):
                writer.add(result.item.key, _facts(result.item), result.crops, dict(result.rejects))
    pack = Pack(out)
    pack.rejects.update(filter(None, (refusal(item, options) for item in asked)))
    return pack


def refusal(item: Item, options: Options) -> str:
    """Why an item may not be taken at all, or nothing."""
    if options.split is None:
        return ""
    if item.split != options.split:
        return f"split {item.split}"
    return "licence not stated" if item.licence == UNSTATED else ""


def _licensed(item: Item, options: Options) -> Item:
    if item.licence == UNSTATED and item.split != "measure":
        return replace(item, licence=options.licence)
    return item


def _facts(item: Item) -> dict[str, str]:
    names = ("identity", "clip", "source", "licence", "split", "expression")
    return {name: getattr(item, name) for name in names}


def prepare_item(item: Item, options: Options) -> Prepared:
    """Track and cut one picture or clip."""
    crops, rejects = [], Counter[str]()
    try:
        for moment, image, signal in _tracked(item, options):
            why = "no face" if signal is None else flaw(signal, options.size)
            if signal is None or why:
                rejects[why] += 1
            else:
                crop = cut(image, signal, moment, options.size)
                # By the many, and a twentieth of it to send.
                crops.append(replace(crop, image=jpeg_of(crop, options.quality)))
    except InputError:
        rejects["unreadable"] += 1
    return Prepared(item, crops, rejects)


def _tracked(item: Item, options: Options) -> Iterator[tuple[int, Image, Signal | None]]:
    """Frames to look at: index in the clip, picture, its largest face."""
    if not item.clip:
        image = read_picture(item.path)
        # No lock on one driver here: each picture shows somebody else.
        faces = _still_tracker().faces(image)
        yield 0, image, max(faces, key=lambda face: face.box[3] - face.box[1], default=None)
        return
    with Tracker() as tracker:
        taken = islice(open_source(item.path), 0, None, options.every)
        for frame in islice(taken, options.most or None):
            yield frame.index, frame.image, tracker.track(frame.image, frame.time)


_tracker: Tracker | None = None


def _still_tracker() -> Tracker:
    """One for all pictures of a process: opening it takes longer than using it."""
    global _tracker
    if _tracker is None:
        _tracker = Tracker("picture")
    return _tracker


def flaw(signal: Signal, size: int) -> str:
    """Why a tracked face is no use for training, or nothing."""
    width, height = signal.size
    left, top, right, bottom = signal.box
    over = (-left / width, -top / height, right / width - 1, bottom / height - 1)
    if max(over) > BORDER:
        return "face cut off"
    turn = rotation_vector(to_canonical(signal.landmarks).rotation)
    if abs(turn[0]) > WIDEST_TURN or abs(turn[1]) > WIDEST_TURN:
        return "turned away"
    if crop_around(signal.landmarks, CROP_SCALE).side < LEAST_QUALITY * size:
        return "too small"
    return ""


def cut(image: Image, signal: Signal, moment: int, size: int) -> Crop:
    """The aligned crop of a tracked face, with its landmarks in crop units."""
    crop = crop_around(signal.landmarks, CROP_SCALE)
    return Crop(
        image=crop.cut(image, size),
        landmarks=crop.to_crop(signal.landmarks),
        blendshapes=signal.blendshapes,
        moment=moment,
        matrix=tuple(round(float(value), 7) for value in crop.matrix.ravel()),
        quality=round(min(1.0, crop.side / size), 3),
    )
