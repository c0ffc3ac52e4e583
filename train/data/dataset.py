"""Samples without end: the n-th is always the same, whoever asks for it and when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt
from pydantic import ConfigDict
from pydantic.dataclasses import dataclass
from torch.utils.data import DataLoader, Dataset, Sampler

from rtxfer.errors import InputError
from rtxfer.face.action_units import action_units
from rtxfer.face.geometry import to_canonical
from train.data.batch import PAIR, RESTORE, Batch, Sample, collate
from train.data.cross_reenactment import with_cross_motion
from train.data.degradation import Degradation
from train.data.elastic_warp import ElasticWarp
from train.data.face import Affine, Colours, Face, small_move, warped
from train.data.masks import SCALE, Mask, eyes_mask, face_mask, mouth_mask
from train.data.pack import Pack
from train.data.pair_sampler import PairSampler
from train.data.pseudo_pairs import PseudoPairs
from train.data.recipe import EVERYTHING, Recipe

COUNTED: Final = 4000

UNITS: Final = frozenset({"action_units", "absolute_action_units", "target_action_units"})

OUTSIDE: Final = 0.05
"""Crop units by which a landmark may leave the crop when a frame is seen from another's."""


@dataclass(frozen=True, config=ConfigDict(extra="forbid"))
class Mix:
    """What samples are made of.

    Attributes:
        pairs: share of real pairs; the rest is hide-and-restore.
        head_motion: how often the frames of a clip keep the head's motion between them, instead
            of each being aligned by itself.
        least_likeness, open_mouth, shut_eyes, most_doubt, left_out: see `PairSampler`.
        scale, turn, shift: see `small_move`; 0 for measuring.
        elastic: how often both pictures show a face of other proportions, see `ElasticWarp`.
        colour: see `Colours`.
        degraded: how often both pictures look as if one camera and codec had made them, see
            `Degradation`.
        face_only: trust the frames of a clip within the face only, as other pictures always are:
            what passes behind it follows from no motion of it.
    """

    pairs: float = 0.6
    head_motion: float = 0.5
    least_likeness: float = 0.5
    open_mouth: float = 3.0
    shut_eyes: float = 4.0
    most_doubt: float = 1.0
    left_out: str = ""
    scale: float = 0.08
    turn: float = 0.12
    shift: float = 0.02
    elastic: float = 0.5
    colour: float = 0.6
    degraded: float = 0.5
    face_only: bool = True


class Faces(Dataset[Sample]):
    """Samples by number.

    Args:
        pack: to draw from.
        size: side of the pictures in pixels, a multiple of 4.
        seed: another one gives other samples.
        mix: what they are made of.
        recipe: what they must hold.
    """

    def __init__(
        self,
        pack: Pack,
        size: int = 256,
        seed: int = 0,
        mix: Mix | None = None,
        recipe: Recipe = EVERYTHING,
    ) -> None:
        self._pack = pack
        self._size = size
        self._seed = seed
        mix = self._mix = mix or Mix()
        self.recipe = recipe
        chosen = (mix.least_likeness, mix.open_mouth, mix.shut_eyes, mix.most_doubt, mix.left_out)
        self._sampler = PairSampler(pack, *chosen)
        self._pseudo = PseudoPairs()

    def shares(self) -> dict[str, float]:
        """Set → share of all samples, counted over the first thousands, for a manifest."""
        rngs = (np.random.default_rng((self._seed, n)) for n in range(COUNTED))
        draw = self._draw if self.recipe.paired else self._sampler.anyone
        shown = (drawn[-1] if isinstance(drawn := draw(rng), tuple) else drawn for rng in rngs)
        sets = Counter(self._pack.rows[row].source for row in shown)
        return {name: sets[name] / COUNTED for name in sorted(sets)}

    def __getitem__(self, number: int) -> Sample:
        # Threads of cv2 would fight with the workers for the same cores.
        cv2.setNumThreads(0)
        rng = np.random.default_rng((self._seed, number))
        if not self.recipe.paired:
            return self._alone(self._sampler.anyone(rng), rng)
        kind, source, truth = self._draw(rng)
        make = self._paired if kind == PAIR else self._restored
        label = np.array(self._pack.emotion(truth), np.int64)
        return make(source, truth, rng) | {"emotion": label}

    def _draw(self, rng: np.random.Generator) -> tuple[int, int, int]:
        """Kind of sample, row of the portrait (or of the hidden expression), row of the truth.

        Where no pair is to be had, a still is hidden and restored, and the other way round.
        """
        ways = [(PAIR, self._sampler.pair), (RESTORE, self._sampler.still)]
        if rng.random() >= self._mix.pairs:
            ways.reverse()
        for kind, draw in ways * 4:
            rows = draw(rng)
            if rows is not None:
                return kind, *rows
        raise InputError("No two pictures in the pack are alike enough to be one person's.")

    def _alone(self, row: int, rng: np.random.Generator) -> Sample:
        """One picture of somebody."""
        face = self._face(row).moved(self._move(rng), self._size)
        if self._mix.colour:
            face = face.redrawn(Colours(rng, self._mix.colour))
        if rng.random() < self._mix.degraded:
            face = face.redrawn(Degradation(rng))
        rest = to_canonical(face.landmarks)(face.landmarks)
        made: Sample = {
            "target_image": _channels_first(face.image),
            "target_landmarks": face.landmarks,
            "target_action_units": action_units(face.blendshapes, rest, rest),
        }
        return {name: made[name] for name in self.recipe.fields}

    def _face(self, row: int) -> Face:
        pack = self._pack
        return Face(pack.image(row), pack.landmarks(row), pack.blendshapes(row))

    def _paired(self, source_row: int, truth_row: int, rng: np.random.Generator) -> Sample:
        source, truth = self._face(source_row), self._face(truth_row)
        move = self._move(rng)
        across = self._seen_from(source_row, truth_row, truth, rng)
        source = source.moved(move, self._size)
        moved = truth.moved(move @ across, self._size)
        inside = np.full((self._size // SCALE,) * 2, 255, np.uint8)
        valid = warped(inside, move @ across, len(inside), outside=0)
        if rng.random() < self._mix.elastic:
            warp = ElasticWarp(rng)
            source, moved = source.warped_by(warp), moved.warped_by(warp)
            valid = warp(valid)
        if self._mix.face_only or not self._pack.rows[truth_row].clip:
            # Two photographs, or two edits of a synthetic one, differ in hair and light too.
            hull = face_mask((moved.landmarks, source.landmarks), self._size // SCALE)
            valid = np.minimum(valid, hull)
        return self._sample(source, moved, valid, PAIR, rng)

    def _restored(self, other: int, row: int, rng: np.random.Generator) -> Sample:
        still = self._face(row)
        hidden = self._pseudo(still, self._pack.blendshapes(other), rng)
        move = self._move(rng)
        everywhere = np.full((self._size // SCALE,) * 2, 255, np.uint8)
        return self._sample(
            hidden.moved(move, self._size), still.moved(move, self._size), everywhere, RESTORE, rng
        )

    def _move(self, rng: np.random.Generator) -> Affine:
        mix = self._mix
        if not (mix.scale or mix.turn or mix.shift):
            return np.eye(3)
        return small_move(rng, mix.scale, mix.turn, mix.shift)

    def _seen_from(self, source_row: int, truth_row: int, truth: Face,
                   rng: np.random.Generator) -> Affine:  # fmt: skip
        """The truth's crop → the portrait's, as the camera saw both; or no move at all."""
        still = np.eye(3)
        if not self._pack.rows[truth_row].clip or rng.random() >= self._mix.head_motion:
            return still
        across = _matrix(self._pack, source_row) @ np.linalg.inv(_matrix(self._pack, truth_row))
        seen = truth.landmarks[:, :2] @ across[:2, :2].T + across[:2, 2]
        return across if seen.min() > -OUTSIDE and seen.max() < 1 + OUTSIDE else still

    def _sample(self, source: Face, truth: Face, valid: Mask, kind: int,
                rng: np.random.Generator) -> Sample:  # fmt: skip
        if self._mix.colour:
            colours = Colours(rng, self._mix.colour)
            source, truth = source.redrawn(colours), truth.redrawn(colours)
        if rng.random() < self._mix.degraded:
            degraded = Degradation(rng)
            source, truth = source.redrawn(degraded), truth.redrawn(degraded)
        faces, small = (truth.landmarks, source.landmarks), self._size // SCALE
        asked = self.recipe.fields
        sample: Sample = {
            "target_image": _channels_first(source.image),
            "target_landmarks": source.landmarks,
            "image": _channels_first(truth.image),
            "landmarks": truth.landmarks,
            "blendshapes": truth.blendshapes - source.blendshapes,
            "absolute_blendshapes": truth.blendshapes,
            "valid": valid[None],
            "kind": np.array(kind, np.int64),
        }
        for name, mask in (("mouth", mouth_mask), ("eyes", eyes_mask)):
            if name in asked:
                sample[name] = mask(faces, small)[None]
        return sample | (_units(source, truth) if asked & UNITS else {})


def _units(source: Face, truth: Face) -> Sample:
    """`UNITS` of a sample."""
    rest = to_canonical(source.landmarks)(source.landmarks)
    shape = to_canonical(truth.landmarks, rest)(truth.landmarks)
    units = action_units(truth.blendshapes, shape, rest)
    own = action_units(source.blendshapes, rest, rest)
    return {
        "action_units": units - own,
        "absolute_action_units": units,
        "target_action_units": own,
    }


def _matrix(pack: Pack, row: int) -> Affine:
    """Picture pixels → crop units, [3, 3]."""
    return np.vstack([np.array(pack.rows[row].matrix).reshape(2, 3), [0, 0, 1]])


def _channels_first(image: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    return np.ascontiguousarray(image.transpose(2, 0, 1))


class Numbers(Sampler[int]):
    """The numbers of the samples from one step to another, shared out among processes.

    Args:
        start, stop: steps.
        batch: samples per step and process.
        rank, world: which process of how many.
    """

    def __init__(self, start: int, stop: int, batch: int, rank: int = 0, world: int = 1) -> None:
        self._own = range(start * batch * world + rank, stop * batch * world, world)

    def __iter__(self) -> Iterator[int]:
        return iter(self._own)

    def __len__(self) -> int:
        return len(self._own)


def batches(faces: Faces, numbers: Numbers, batch: int, workers: int = 0) -> DataLoader[Sample]:
    """The samples in batches; iterate to get a `Batch` of bytes for each step."""
    return DataLoader(
        faces,
        batch_size=batch,
        sampler=numbers,
        num_workers=workers,
        collate_fn=partial(together, recipe=faces.recipe),
        drop_last=True,
        persistent_workers=False,
        multiprocessing_context="spawn" if workers else None,
        prefetch_factor=4 if workers else None,
    )


def one_batch(faces: Faces, numbers: range) -> Batch:
    """The samples of these numbers, as one batch of bytes."""
    return together([faces[number] for number in numbers], faces.recipe)


def together(samples: Sequence[Sample], recipe: Recipe = EVERYTHING) -> Batch:
    """Samples as a batch of bytes, with what follows from their neighbours."""
    if "cross_landmarks" in recipe.fields:
        samples = with_cross_motion(samples)
    return collate(samples, recipe.fields)
