"""The driver's resting face, against which all motion is measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from rtxfer.face.action_units import action_units
from rtxfer.face.code import NOTHING, Code, mean_code
from rtxfer.face.geometry import Matrix, Points, to_canonical
from rtxfer.face.landmarks import BLENDSHAPE, BLENDSHAPES, LANDMARKS
from rtxfer.face.signal import Signal


@dataclass(frozen=True, slots=True, eq=False)
class Neutral:
    """A resting face.

    Attributes:
        shape: [478, 3], canonical centimetres.
        blendshapes: [52], what the tracker reports at rest (never all zero).
        action_units: [41], likewise.
        rotation: [3, 3], the head's turn at rest, canonical → picture axes.
        code: what a generator reads off the face at rest, if one did.
    """

    shape: Points
    blendshapes: npt.NDArray[np.float32]
    action_units: npt.NDArray[np.float32]
    rotation: Matrix
    code: Code = NOTHING

    def to_json(self) -> dict[str, Any]:
        """Plain lists, for journals and profiles."""
        arrays = {name: getattr(self, name).tolist() for name in _ARRAYS}
        return arrays | {"code": self.code.to_json()}

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Neutral:
        """What `to_json` gave, now or before there were codes.

        Raises:
            KeyError: a part is missing.
            ValueError: a part has another size.
        """
        arrays = {name: np.array(values[name], np.float32) for name in _ARRAYS}
        for name, size in _ARRAYS.items():
            if arrays[name].shape != size:
                raise ValueError(f"the {name} of the neutral has not the shape {size}")
            if not np.isfinite(arrays[name]).all():
                raise ValueError(f"the {name} of the neutral is not all numbers")
        shape, blendshapes, rotation = arrays.values()
        # Units follow from the rest, so a profile made with another list of them stays good.
        units = action_units(blendshapes, shape, shape)
        code = Code.from_json(values["code"]) if "code" in values else NOTHING
        return cls(shape, blendshapes, units, rotation, code)


_ARRAYS: Final = {
    "shape": (LANDMARKS, 3),
    "blendshapes": (len(BLENDSHAPES),),
    "rotation": (3, 3),
}


def measure_neutral(signals: Sequence[Signal]) -> Neutral:
    """The mean of one or more frames of a resting face."""
    first = to_canonical(signals[0].landmarks)(signals[0].landmarks)
    lays = [to_canonical(signal.landmarks, first) for signal in signals]
    shapes = [lay(signal.landmarks) for lay, signal in zip(lays, signals, strict=True)]
    shape = np.mean(shapes, axis=0).astype(np.float32)
    blendshapes = np.mean([signal.blendshapes for signal in signals], axis=0).astype(np.float32)
    u, _, vt = np.linalg.svd(np.mean([lay.rotation.T for lay in lays], axis=0))
    return Neutral(
        shape,
        blendshapes,
        action_units(blendshapes, shape, shape),
        (u @ vt).astype(np.float32),
        mean_code([signal.code for signal in signals]),
    )


def calmest(signals: Sequence[Signal]) -> list[int]:
    """Indices of the calmest frames, calmest first: a fiftieth of all, at least three.

    Rest is where every channel is near its own floor for this person (the tracker's floor
    differs from face to face), nothing moves, the eyes are as open as usual and the head is
    near its usual turn. An open jaw counts more, since a talking mouth is the commonest false
    neutral.

    Args:
        signals: frames of one driver in order, at least one.
    """
    values = np.stack([signal.blendshapes for signal in signals])
    weight = np.array([0.3 if name.startswith("eyeLook") else 1.0 for name in BLENDSHAPES])
    weight[BLENDSHAPE["jawOpen"]] = 3.0
    floor = np.percentile(values, 10, axis=0)
    unrest = ((values - floor) ** 2 * weight).sum(1)
    if len(values) > 1:
        step = (np.diff(values, axis=0) ** 2).sum(1)
        unrest += np.maximum(np.append(step, step[-1]), np.append(step[0], step))
    blink = values[:, [BLENDSHAPE["eyeBlinkLeft"], BLENDSHAPE["eyeBlinkRight"]]].mean(1)
    unrest += 4 * np.maximum(0, blink - np.percentile(blink, 40)) ** 2
    facing = np.stack([to_canonical(signal.landmarks).rotation[2] for signal in signals])
    usual = np.median(facing, axis=0)
    unrest += 2 * ((facing - usual) ** 2).sum(1)
    count = min(len(values), max(3, len(values) // 50))
    return [int(index) for index in np.argsort(unrest, kind="stable")[:count]]
