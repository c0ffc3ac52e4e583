"""What a bundle's features tell: linear probes for action units, and for who it is.

    python -m train probe eet aip_gan flow --data packs/train --out probe/

A ridge regression is fitted from features to the action units of crops, and to the identity vector
of `train score`, on some people, and asked about others. What it finds lies there plainly; what it
does not may still lie there, folded. Features are what the graphs give: `code`, of the driver
graph, and each `state_*` of the target graph, whose places are averaged in a grid of 4 × 4.

Two more rows stand for everything and for nothing: the picture itself, very small, and the code of
other crops.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt
from rich.progress import track

from engines.backends.registry import REFERENCE
from rtxfer.atomic import OPEN, replace_text
from rtxfer.errors import InputError
from rtxfer.face.action_units import action_units
from rtxfer.face.geometry import to_canonical
from rtxfer.frame import Image
from rtxfer.generator import Generator, open_generator
from train.data.face import Face
from train.data.pack import Pack
from train.data.people import people_of, resting_shape
from train.judging.measures import mean_of
from train.judging.pairs import face_of, signal_of
from train.judging.table import plain

Array = npt.NDArray[np.float32]

CELLS: Final = 4
"""A grid of so many places a side is left of a map."""

SMALL: Final = 24
"""Pixels a side of the picture as it is probed."""

FOLDS: Final = 5
PENALTIES: Final = (1.0, 10.0, 100.0, 1000.0, 10000.0)
"""Of squared weights, for features of unit variance; the best of these is found anew each time."""

USED: Final = 0.05
"""Standard deviation that a unit needs in the crops to be asked for."""

COPIES: Final = ("state_image", "state_code", "state_tokens")
"""States that are the picture itself, and the portrait's own code."""

PICTURE: Final = "the picture, 24²"
CHANCE: Final = "chance"


@dataclass(frozen=True, slots=True)
class Told:
    """What was found in one kind of features.

    Attributes:
        bundle: its name, empty for the two rows that have none.
        features: which.
        numbers: how many a face.
        units: mean correlation of told and true, over the units that are in use.
        identity: mean cosine of told and true identity vectors, both without the mean of all
            faces; nan for a pack without them.
    """

    bundle: str
    features: str
    numbers: int
    units: float
    identity: float


@dataclass(frozen=True, slots=True, eq=False)
class Questions:
    """Crops, and what their features are asked for.

    Attributes:
        rows: of the pack.
        people: number of each crop's person.
        units: [N, 41], with the person's calmest crop as their rest; only those in use.
        identity: [N, 128], or nothing: [N, 0].
    """

    rows: Sequence[int]
    people: npt.NDArray[np.intp]
    units: Array
    identity: Array


def questions(pack: Pack, most: int) -> Questions:
    """About `most` crops of a pack, people by people.

    Raises:
        InputError: fewer than `FOLDS` people have two crops.
    """
    several = people_of(pack)
    if len(several) < FOLDS:
        raise InputError(
            f"{pack.folder} has two crops each of {len(several)} people, and {FOLDS} are needed.",
            "Prepare more pictures, several of each person.",
        )
    several = several[:: -(-2 * len(several) // most)]
    each = -(-most // len(several))
    rows: list[int] = []
    persons: list[int] = []
    units: list[Array] = []
    for number, own in enumerate(several):
        kept = own[:: -(-len(own) // each)]
        rows += kept
        persons += [number] * len(kept)
        units += _units(pack, own, kept)
    asked = np.asarray(units, np.float32)
    return Questions(rows, np.array(persons), asked[:, asked.std(0) > USED], pack.identities(rows))


def _units(pack: Pack, own: Sequence[int], kept: Sequence[int]) -> Iterator[Array]:
    rest = resting_shape(pack, own)
    for index in kept:
        points = pack.landmarks(index)
        yield action_units(pack.blendshapes(index), to_canonical(points, rest)(points), rest)


def features_of(generator: Generator, face: Face) -> dict[str, Array]:
    """By name, each a vector: all that a generator keeps of a portrait and reads off a driver."""
    seen = face.moved(np.eye(3), generator.size)
    state = generator.prepare(seen.image, seen.landmarks)
    maps = {
        name: _pooled(tensor[0]) for name, tensor in state.tensors.items() if name not in COPIES
    }
    if generator.reads:
        maps["code"] = np.asarray(
            generator.read(face.image, signal_of(face)).code.values, np.float32
        )
    return {name: values.ravel() for name, values in maps.items()}


def _pooled(values: npt.NDArray[np.generic]) -> Array:
    """[C, H, W] → [C, 4, 4]; what is no map stays."""
    whole = np.asarray(values, np.float32)
    if whole.ndim != 3 or min(whole.shape[1:]) < CELLS:
        return whole
    places = np.ascontiguousarray(whole.transpose(1, 2, 0))
    layers = np.array_split(places, -(-places.shape[2] // 128), 2)  # OpenCV takes 128 at most
    small = [cv2.resize(p, (CELLS, CELLS), interpolation=cv2.INTER_AREA) for p in layers]
    return np.concatenate([part.reshape(CELLS, CELLS, -1) for part in small], 2)


def told(features: Array, questions: Questions) -> tuple[float, float]:
    """`Told.units` and `Told.identity` of features [N, K]."""
    own = questions.identity.shape[1]
    targets = np.hstack([questions.units, questions.identity]).astype(np.float64)
    targets -= targets.mean(0)
    found = np.zeros_like(targets)
    for fold in range(FOLDS):
        held = questions.people % FOLDS == fold
        tried = questions.people % FOLDS == (fold + 1) % FOLDS
        found[held] = _answers(features, targets, ~held & ~tried, tried, ~held)[held]
    pairs = np.array_split(np.stack([found, targets]), [targets.shape[1] - own], 2)
    units = mean_of([float(np.corrcoef(f, t)[0, 1]) for f, t in pairs[0].transpose(2, 0, 1)])
    if not own:
        return units, float("nan")
    one, two = pairs[1]
    lengths = np.linalg.norm(one, axis=1) * np.linalg.norm(two, axis=1)
    return units, float(((one * two).sum(1) / np.maximum(lengths, 1e-9)).mean())


Chosen = npt.NDArray[np.bool_]


def _answers(features: Array, targets: npt.NDArray[np.float64], fitted: Chosen, tried: Chosen,
             known: Chosen) -> npt.NDArray[np.float64]:  # fmt: skip
    """For all crops, by a fit to those that are `known`; penalties were `tried` on some of them."""
    x = features.astype(np.float64)
    x = (x - x[known].mean(0)) / (x[known].std(0) + 1e-6)
    errors = [
        ((x[tried] @ _ridge(x[fitted], targets[fitted], p) - targets[tried]) ** 2).sum()
        for p in PENALTIES
    ]
    answers: npt.NDArray[np.float64] = x @ _ridge(
        x[known], targets[known], PENALTIES[int(np.argmin(errors))]
    )
    return answers


def _ridge(
    x: npt.NDArray[np.float64], y: npt.NDArray[np.float64], penalty: float
) -> npt.NDArray[np.float64]:
    """Weights [K, T]; of the two equal forms, that with the smaller matrix."""
    count, width = x.shape
    if width < count:
        solved = np.linalg.solve(x.T @ x + penalty * np.eye(width), x.T @ y)
    else:
        solved = x.T @ np.linalg.solve(x @ x.T + penalty * np.eye(count), y)
    return np.asarray(solved)


def probe(bundles: Sequence[str], data: Path, out: Path, most: int = 2000) -> str:
    """Probe bundles; `probe.json` and `probe.md` go into `out`.

    Args:
        bundles: names or folders.
        data: a pack; its identity vectors are asked for where `train score` made them.
        out: a folder.
        most: crops.

    Returns:
        The table.
    """
    pack = Pack(data)
    asked = questions(pack, most)
    faces = [face_of(pack, index) for index in asked.rows]
    small = np.stack([_thumbnail(face.image) for face in faces])
    rows = [Told("", PICTURE, small.shape[1], *told(small, asked))]
    last = small
    for bundle in bundles:
        with open_generator(bundle, REFERENCE) as generator:
            found = [features_of(generator, face) for face in track(faces, bundle)]
        for name in found[0]:
            last = np.stack([one[name] for one in found])
            rows.append(Told(generator.manifest.name, name, last.shape[1], *told(last, asked)))
    other = np.random.default_rng(0).permutation(len(last))
    rows.append(Told("", CHANCE, last.shape[1], *told(last[other], asked)))
    out.mkdir(parents=True, exist_ok=True)
    facts = {"crops": len(faces), "people": int(asked.people[-1]) + 1,
             "units": asked.units.shape[1], "rows": [asdict(row) for row in rows]}  # fmt: skip
    replace_text(out / "probe.json", json.dumps(plain(facts), indent=1) + "\n", OPEN)
    table = _markdown(rows, f"{len(faces)} crops of {facts['people']} people; each fifth of the "
                      f"people is told by a fit to the others; {facts['units']} units")  # fmt: skip
    replace_text(out / "probe.md", table, OPEN)
    return table


def _thumbnail(image: Image) -> Array:
    middle = image[len(image) // 4 : -len(image) // 4, len(image) // 4 : -len(image) // 4]
    small = cv2.resize(middle, (SMALL, SMALL), interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.float32).ravel()


def _markdown(rows: Sequence[Told], note: str) -> str:
    lines = ["| bundle | features | numbers | action units, correlation | identity, cosine |",
             "| :-- | :-- | --: | --: | --: |"]  # fmt: skip
    lines += [
        f"| {row.bundle} | {row.features} | {row.numbers} | {row.units:z.2f} | "
        f"{row.identity:z.2f} |".replace("nan", "–")
        for row in rows
    ]
    return "\n".join([*lines, "", f"- {note}", ""])
