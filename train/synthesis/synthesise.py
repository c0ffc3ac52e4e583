"""Make a set: draw people, render them, keep what is still the same person."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NamedTuple, Protocol, Self

import numpy as np
import torch
from rich.progress import track

from rtxfer.face.geometry import Points
from rtxfer.face.tracker import Tracker
from rtxfer.frame import Image
from train.ordered_map import ALONE, Helpers, ordered_map
from train.pretrained import Recogniser, fetch, open_pretrained
from train.synthesis.directions import find_directions
from train.synthesis.network import Device, FaceGenerator, open_generator
from train.synthesis.pair_set import PairSet, PersonPicture
from train.synthesis.people import draw_person
from train.synthesis.styles import as_images, tracked_styles


@dataclass(frozen=True, slots=True)
class Options:
    """What to make.

    Attributes:
        identities: how many people; a set grows when it is asked for more.
        edits: pictures of each besides the neutral one.
        size: side of a picture, pixels.
        seed: another one gives other people.
        least_likeness: cosine to the neutral picture below which an edit is not taken; two
            pictures are one person's from 0.363 on.
        quality: of the JPEGs, 1–100.
        styles: how many to learn the directions from.
    """

    identities: int
    edits: int = 4
    size: int = 512
    seed: int = 0
    least_likeness: float = 0.5
    quality: int = 92
    styles: int = 2000


@dataclass(frozen=True, slots=True)
class Made:
    """What a set holds now.

    Attributes:
        scores: likeness of each edited picture to its person's neutral one.
        rejects: reason → how many pictures were not taken.
        held_out: attribute → correlation of its regression on styles not fitted on.
    """

    scores: list[float]
    rejects: Counter[str]
    held_out: dict[str, float]

    @property
    def mean_score(self) -> float:
        """0 where nothing was taken."""
        return sum(self.scores) / max(len(self.scores), 1)


class Equipment(Protocol):
    """What a studio is furnished with; can be pickled, for each process has its own."""

    def generator(self) -> FaceGenerator:
        """Renders."""
        ...

    def recogniser(self) -> Recogniser:
        """Scores."""
        ...


@dataclass(frozen=True, slots=True)
class Networks:
    """The real equipment.

    Attributes:
        device: see `open_generator`.
        pretrained: folder of the frozen networks; None looks where `train fetch` puts them.
    """

    device: Device = "auto"
    pretrained: Path | None = None

    def generator(self) -> FaceGenerator:
        """MobileStyleGAN, downloaded at its first use."""
        return open_generator(self.device, self.pretrained)

    def recogniser(self) -> Recogniser:
        """SFace, likewise."""
        fetch(self.pretrained, ["sface.onnx"])
        found = open_pretrained(self.pretrained).identity
        assert found is not None, "its weights were fetched"
        return found


def synthesise(
    out: Path,
    options: Options,
    equipment: Equipment,
    styles: Path | None = None,
    helpers: Helpers = ALONE,
) -> Made:
    """Make the set at `out`, or go on with it.

    Args:
        out: folder of the set; its layout is in `pair_set.py`.
        options: what to make.
        equipment: of the studio.
        styles: folder of tracked styles; None for the user's cache.
        helpers: each with a studio of its own; only this process writes.

    Raises:
        InputError: `out` holds a set that was made otherwise.
    """
    made = asdict(options)
    del made["identities"], made["seed"], made["quality"]
    with (
        PairSet(out, options.seed, made, options.quality) as pairs,
        # Styles are tracked here, before other processes begin, which then only read them.
        Studio(options, equipment, styles) as studio,
    ):
        todo = [number for number in range(options.identities) if number not in pairs.done]
        if helpers:
            sittings = ordered_map(_sitting, todo, helpers, _furnish, options, equipment, styles)
        else:
            sittings = ordered_map(studio.sitting, todo, helpers)
        with closing(sittings):
            for sitting in track(sittings, "Drawing people", total=len(todo)):
                pairs.add(sitting.person, sitting.pictures, sitting.rejects)
    return Made(pairs.scores, pairs.rejects, dict(studio.directions.held_out))


class Sitting(NamedTuple):
    """A person's number, the pictures of them, None for what is no use, and why it is not."""

    person: int
    pictures: list[PersonPicture | None]
    rejects: dict[str, int]


class Studio:
    """Takes the pictures of one person after the other; a context manager.

    Args:
        options: what to make.
        equipment: what to make it with.
        styles: folder of tracked styles; they are drawn and tracked where it has too few.

    Attributes:
        directions: along which people are edited.
    """

    def __init__(self, options: Options, equipment: Equipment, styles: Path | None) -> None:
        self._options = options
        self._generator = equipment.generator()
        self._recogniser = equipment.recogniser()
        self.directions = find_directions(tracked_styles(self._generator, options.styles, styles))
        self._tracker = Tracker("picture", faces=1)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._tracker.close()

    def sitting(self, number: int) -> Sitting:
        """Take all pictures of a person."""
        options = self._options
        seed = (options.seed, number)
        person = draw_person(self._generator, self.directions, options.edits, seed)
        images = as_images(self._generator.pictures(person.styles, options.size))
        faces = [self._tracker.faces(image) for image in images]
        landmarks = {row: found[0].landmarks for row, found in enumerate(faces) if found}
        scores = self._likeness(images, landmarks) if 0 in landmarks else {}
        kept = {row for row, score in scores.items() if score >= options.least_likeness}
        unlike = len(scores) - len(kept)
        rejects = {"no face": len(images) - len(landmarks), "not the same person": unlike}
        if len(kept) < 2:
            rejects["without its pair"] = len(landmarks) - unlike
            kept = set()
        pictures = [
            PersonPicture(image, strengths, scores[row]) if row in kept else None
            for row, (image, strengths) in enumerate(zip(images, person.strengths, strict=True))
        ]
        return Sitting(number, pictures, {why: count for why, count in rejects.items() if count})

    def _likeness(self, images: list[Image], landmarks: dict[int, Points]) -> dict[int, float]:
        """Row → likeness to the first row, of those with landmarks [478, 3] in pixels."""
        seen = np.stack([images[row] for row in landmarks])
        where = np.stack(list(landmarks.values())) / np.float32(self._options.size)
        with torch.inference_mode():
            pictures = torch.from_numpy(seen).permute(0, 3, 1, 2) / 127.5 - 1
            codes = self._recogniser(pictures, torch.from_numpy(where))
        return dict(zip(landmarks, (codes @ codes[0]).tolist(), strict=True))


_studio: Studio | None = None


def _furnish(options: Options, equipment: Equipment, styles: Path | None) -> None:
    """Open the studio of this process, which lasts as long as that."""
    global _studio
    _studio = Studio(options, equipment, styles)


def _sitting(number: int) -> Sitting:
    assert _studio is not None, "_furnish comes first"
    return _studio.sitting(number)
