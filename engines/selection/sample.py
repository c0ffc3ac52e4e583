"""Real tensors to try an engine with: a photograph's crop, and where a person's face took it.

Recorded once by `scripts/record-sample` from the portrait and the clip that the program is
shipped with; random numbers would neither fold a flow nor open a mouth.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np
import numpy.typing as npt

from engines.bundle import Bundle
from engines.contract import RENDER_INPUTS, input_name
from engines.engine import Tensor
from engines.errors import BundleError
from engines.opening import open_engine

FILE: Final = "sample.npz"
FRAMES: Final = 4
"""Rest, raised brows, an open jaw, a smile."""


def render_samples(bundle: Bundle) -> list[dict[str, Tensor]]:
    """Inputs of the bundle's render graph, one set for each of `FRAMES`.

    Raises:
        BundleError: the graph asks for inputs that nothing gives.
    """
    recorded = {name: array for name, array in _recorded().items() if name in RENDER_INPUTS}
    if bundle.has("driver"):
        recorded["code"] = _codes(bundle)
    with open_engine(bundle.graph("target")) as target:
        states = target.run(target_sample(bundle.manifest.size))
    with open_engine(bundle.graph("render")) as render:
        asked = [name for name in render.inputs if name not in states]
    unknown = [name for name in asked if input_name(name) not in recorded]
    if unknown:
        raise BundleError(
            f"The bundle {bundle.manifest.name} asks for inputs that nothing gives: "
            f"{', '.join(unknown)}.",
            "It was made for another version of rtxfer; update rtxfer or the bundle.",
        )

    def of_frame(values: Tensor, frame: int) -> Tensor:
        return values[frame % len(values), None]

    return [
        states | {name: of_frame(recorded[input_name(name)], frame) for name in asked}
        for frame in range(FRAMES)
    ]


def _codes(bundle: Bundle) -> Tensor:
    """How the driver graph's code changes where it is told that the face has moved: of each size
    and kind that codes are, though the picture does not move with it."""
    face = target_sample(bundle.manifest.size)
    with open_engine(bundle.graph("driver")) as driver:
        rest = driver.run(face)["code"]
        moved = [
            driver.run(face | {"landmarks": landmarks[None]})["code"]
            for landmarks in _recorded()["landmarks"]
        ]
    return np.concatenate(moved) - rest


def target_sample(size: int) -> dict[str, Tensor]:
    """Inputs of a target graph whose crop has `size` pixels a side."""
    recorded = _recorded()
    picture = cv2.resize(recorded["image"], (size, size), interpolation=cv2.INTER_AREA)
    image = picture.astype(np.float32).transpose(2, 0, 1) / 127.5 - 1
    return {"image": image[None], "landmarks": recorded["target_landmarks"]}


def _recorded() -> Mapping[str, npt.NDArray[Any]]:
    path = Path(str(resources.files("engines").joinpath(FILE)))
    with np.load(path) as file:
        return dict(file)
