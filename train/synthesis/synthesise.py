"""Make a set: draw people, render them, keep what is still the same person."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from rich.progress import track

from rtxfer.face.geometry import Points
from rtxfer.face.tracker import Tracker
from rtxfer.frame import Image
from train.critics import Recogniser
from train.synthesis.directions import Directions, find_directions
from train.synthesis.network import FaceGenerator
from train.synthesis.pair_set import PairSet, Shot
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


def synthesise(
    out: Path,
    options: Options,
    generator: FaceGenerator,
    recogniser: Recogniser,
    styles: Path | None = None,
) -> Made:
    """Make the set at `out`, or go on with it.

    Args:
        out: folder of the set; its layout is in `pair_set.py`.
        options: what to make.
        generator: renders.
        recogniser: scores.
        styles: folder of tracked styles; None for the user's cache.

    Raises:
        InputError: `out` holds a set that was made otherwise.
    """
    made = asdict(options)
    del made["identities"], made["seed"], made["quality"]
    with (
        PairSet(out, options.seed, made, options.quality) as pairs,
        Tracker("picture", faces=1) as tracker,
    ):
        directions = find_directions(tracked_styles(generator, options.styles, styles))
        todo = [number for number in range(options.identities) if number not in pairs.done]
        studio = _Studio(options, generator, directions, recogniser, tracker)
        for number in track(todo, "Drawing people"):
            shots, rejects = studio.shots(number)
            pairs.add(number, shots, rejects)
    return Made(pairs.scores, pairs.rejects, dict(directions.held_out))


@dataclass(frozen=True, slots=True)
class _Studio:
    """Takes the pictures of one person after the other."""

    options: Options
    generator: FaceGenerator
    directions: Directions
    recogniser: Recogniser
    tracker: Tracker

    def shots(self, number: int) -> tuple[list[Shot | None], dict[str, int]]:
        """All pictures of a person, None for what is no use, and why it is not."""
        options = self.options
        seed = (options.seed, number)
        person = draw_person(self.generator, self.directions, options.edits, seed)
        images = as_images(self.generator.pictures(person.styles, options.size))
        faces = [self.tracker.faces(image) for image in images]
        landmarks = {row: found[0].landmarks for row, found in enumerate(faces) if found}
        scores = self._likeness(images, landmarks) if 0 in landmarks else {}
        kept = {row for row, score in scores.items() if score >= options.least_likeness}
        unlike = len(scores) - len(kept)
        rejects = {"no face": len(images) - len(landmarks), "not the same person": unlike}
        if len(kept) < 2:
            rejects["without its pair"] = len(landmarks) - unlike
            kept = set()
        shots = [
            Shot(image, strengths, scores[row]) if row in kept else None
            for row, (image, strengths) in enumerate(zip(images, person.strengths, strict=True))
        ]
        return shots, {reason: count for reason, count in rejects.items() if count}

    def _likeness(self, images: list[Image], landmarks: dict[int, Points]) -> dict[int, float]:
        """Row → likeness to the first row, of those with landmarks [478, 3] in pixels."""
        seen = np.stack([images[row] for row in landmarks])
        where = np.stack(list(landmarks.values())) / np.float32(self.options.size)
        with torch.inference_mode():
            pictures = torch.from_numpy(seen).permute(0, 3, 1, 2) / 127.5 - 1
            codes = self.recogniser(pictures, torch.from_numpy(where))
        return dict(zip(landmarks, (codes @ codes[0]).tolist(), strict=True))
