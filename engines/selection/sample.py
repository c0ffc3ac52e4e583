"""Real tensors to try an engine with: a photograph's crop, and where a person's face took it.

Recorded once by `scripts/record-sample` from the portrait and the clip that the program is
shipped with; random numbers would neither fold a flow nor open a mouth.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np
import numpy.typing as npt

from engines.bundle import Bundle
from engines.contract import OLD_NAMES
from engines.engine import Tensor, Tensors
from engines.opening import open_engine

FILE: Final = "sample.npz"
FRAMES: Final = 4
"""Rest, raised brows, an open jaw, a smile."""

RECORDED: Final = ("landmarks", "target_landmarks", "action_units", "blendshapes")
"""Inputs of render graphs that are in the file as they are."""


def samples_of(bundle: Bundle) -> list[dict[str, Tensor]]:
    """Inputs of a bundle's graphs, one set for each of `FRAMES` that serves them all."""
    face = target_sample(bundle.manifest.size)
    recorded = _recorded()
    with open_engine(bundle.graph("target")) as target:
        fixed = face | target.run(face)
    frames = [
        fixed | {name: recorded[name][n % len(recorded[name]), None] for name in RECORDED}
        for n in range(FRAMES)
    ]
    if bundle.has("driver"):
        _add_codes(bundle, face, frames)
    return [frame | {old: frame[name] for old, name in OLD_NAMES.items()} for frame in frames]


def _add_codes(bundle: Bundle, face: Tensors, frames: Sequence[dict[str, Tensor]]) -> None:
    """What the driver graph reads where it is told that the face has moved: of each size and kind
    that codes are, though the picture does not move with it."""
    with open_engine(bundle.graph("driver")) as driver:
        # The same face is portrait and driver, so its code is where an absolute one begins.
        absolute = bundle.manifest.code == "absolute"
        rest = np.float32(0) if absolute else driver.run(face)["code"]
        for frame in frames:
            frame["code"] = driver.run(frame)["code"] - rest


def target_sample(size: int) -> dict[str, Tensor]:
    """Inputs of a target graph whose crop has `size` pixels a side."""
    recorded = _recorded()
    picture = cv2.resize(recorded["image"], (size, size), interpolation=cv2.INTER_AREA)
    image = picture.astype(np.float32).transpose(2, 0, 1) / 127.5 - 1
    return {"image": image[None], "landmarks": recorded["target_landmarks"]}


def _recorded() -> Mapping[str, npt.NDArray[Any]]:
    path = Path(str(resources.files("engines").joinpath(FILE)))
    with np.load(path, allow_pickle=False) as file:
        return dict(file)
