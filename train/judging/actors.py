"""Who is judged: bundles, and the two floors below which no generator should fall."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import Any, Final

import cv2
import numpy as np
import numpy.typing as npt

from engines.backends.registry import BACKENDS, REFERENCE
from engines.errors import EngineError
from rtxfer.errors import InputError
from rtxfer.frame import Image
from rtxfer.generator import Generator, Rendered, open_generator
from train.data.prepare import CROP_SCALE
from train.judging.pairs import Pair

COPY_TARGET: Final = "copy-target"
WARP: Final = "warp"

WARM_UP: Final = 5
TIMED: Final = 40
"""Renders before and during a measurement of latency."""


@dataclass(frozen=True, slots=True, eq=False)
class Actor:
    """One row of the table.

    Attributes:
        label: for people, unique.
        bundle: name or folder.
        generator: open.
        moves: False for `copy-target`, which shows the unmoved portrait whatever is asked.
    """

    label: str
    bundle: str
    generator: Generator
    moves: bool = True


def open_actors(bundles: Sequence[str], stack: ExitStack) -> list[Actor]:
    """The floors, then the bundles in the order given; `stack` closes them.

    All run on the reference, so that a report does not depend on what is the fastest here.

    Raises:
        InputError: a bundle wants another crop than the pairs are cut to.
    """
    named = [WARP, *(name for name in dict.fromkeys(bundles) if name != WARP)]
    generators = [stack.enter_context(open_generator(name, REFERENCE)) for name in named]
    for name, generator in zip(named, generators, strict=True):
        if abs(generator.crop_scale / CROP_SCALE - 1) > 0.01:
            raise InputError(
                f"{name} wants crops of {generator.crop_scale:g} faces, not {CROP_SCALE:g}.",
                "Pairs are cut to one scale, so that all rows are judged on the same pixels.",
            )
    names = [generator.manifest.name for generator in generators]
    # Two runs of one method may call their bundles alike; then their folders tell them apart.
    labels = [given if names.count(n) > 1 else n for given, n in zip(named, names, strict=True)]
    actors = map(Actor, labels, named, generators)
    return [Actor(COPY_TARGET, WARP, generators[0], moves=False), *actors]


def act(actor: Actor, pair: Pair) -> Image:
    """The pair's portrait, moved as its truth is; RGB uint8 [S, S, 3]."""
    if not actor.moves:
        return pair.source.image
    generator = actor.generator
    seen = pair.source.moved(np.eye(3), generator.size)
    state = generator.prepare(seen.image, seen.landmarks)
    motion = pair.motion(generator.read)
    return compose(generator.render(state, pair.truth.landmarks, motion), pair.source.image)


def compose(rendered: Rendered, crop: Image) -> Image:
    """The crop as the contract composes it: warped by the flow, the drawn picture over it.

    The product's compositor does the same on the whole portrait and fades it out at the crop's
    border; pairs are compared without that.

    Args:
        rendered: see `engines.contract`.
        crop: the portrait's, RGB uint8 [S, S, 3].
    """
    size = len(crop)
    result: npt.NDArray[Any] = crop
    if rendered.flow is not None:
        ys, xs = (np.mgrid[:size, :size] + 0.5) / size
        places = np.stack([xs, ys], -1).astype(np.float32)
        flow = np.ascontiguousarray(np.moveaxis(rendered.flow, 0, -1))
        result = _seen_at(crop, places + _seen_at(flow, places, cv2.INTER_LINEAR), cv2.INTER_CUBIC)
    if rendered.alpha is not None and rendered.rgb is not None:
        layer = cv2.resize(np.dstack([rendered.rgb, rendered.alpha]), (size, size))
        mixed = result + (layer[..., :3] - result) * layer[..., 3:]
        result = np.clip(np.rint(mixed), 0, 255)
    return np.asarray(result, np.uint8)


def _seen_at(
    picture: npt.NDArray[Any], places: npt.NDArray[np.float32], way: int
) -> npt.NDArray[Any]:
    """A square picture at places [H, W, 2] in units of its side; its edge repeats beyond it."""
    # cv2 puts pixel centres on integers, crop units put them on halves.
    pixels = places * np.float32(len(picture)) - np.float32(0.5)
    x, y = pixels[..., 0], pixels[..., 1]
    return np.asarray(cv2.remap(picture, x, y, way, borderMode=cv2.BORDER_REPLICATE))


def latency(actor: Actor, pair: Pair) -> dict[str, float]:
    """Median milliseconds of one render, by backend: those that are installed and can run it."""
    found = {}
    for backend in BACKENDS:
        try:
            generator = open_generator(actor.bundle, backend)
        except EngineError:
            continue
        with generator:
            found[generator.backend] = _timed(generator, pair)
    return found


def _timed(generator: Generator, pair: Pair) -> float:
    seen = pair.source.moved(np.eye(3), generator.size)
    state = generator.prepare(seen.image, seen.landmarks)
    motion = pair.motion(generator.read)
    times = []
    for _ in range(WARM_UP + TIMED):
        start = perf_counter()
        generator.render(state, pair.truth.landmarks, motion)
        times.append((perf_counter() - start) * 1000)
    return median(times[WARM_UP:])
