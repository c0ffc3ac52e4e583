"""Motions and resting faces as named arrays, so that a state can be kept and taken up again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from rtxfer.face.action_units import action_units
from rtxfer.face.code import Code
from rtxfer.motion.neutral import Neutral
from rtxfer.motion.relative import Motion

Arrays: TypeAlias = Mapping[str, npt.NDArray[Any]]


def under(name: str, arrays: Arrays) -> dict[str, npt.NDArray[Any]]:
    """The same, each name behind `name/`."""
    return {f"{name}/{key}": value for key, value in arrays.items()}


def within(name: str, arrays: Arrays) -> dict[str, npt.NDArray[Any]]:
    """What lies behind `name/`."""
    start = f"{name}/"
    return {k.removeprefix(start): v for k, v in arrays.items() if k.startswith(start)}


def code_arrays(code: Code) -> dict[str, npt.NDArray[Any]]:
    """A code's reader and values."""
    return {"reader": np.array(code.reader), "values": code.values}


def code_of(arrays: Arrays) -> Code:
    """What `code_arrays` gave."""
    return Code(str(arrays["reader"]), arrays["values"])


def motion_arrays(motion: Motion) -> dict[str, npt.NDArray[Any]]:
    """All of a motion."""
    parts = {f.name: getattr(motion, f.name) for f in fields(motion) if f.name != "code"}
    return parts | under("code", code_arrays(motion.code))


def motion_of(arrays: Arrays) -> Motion:
    """What `motion_arrays` gave."""
    parts: dict[str, Any] = {f.name: arrays[f.name] for f in fields(Motion) if f.name != "code"}
    return Motion(**parts, code=code_of(within("code", arrays)))


def neutral_arrays(neutral: Neutral) -> dict[str, npt.NDArray[Any]]:
    """All of a neutral that does not follow from the rest."""
    parts = {name: getattr(neutral, name) for name in ("shape", "blendshapes", "rotation")}
    return parts | under("code", code_arrays(neutral.code))


def neutral_of(arrays: Arrays) -> Neutral:
    """What `neutral_arrays` gave."""
    shape, blendshapes = arrays["shape"], arrays["blendshapes"]
    units = action_units(blendshapes, shape, shape)
    code = code_of(within("code", arrays))
    return Neutral(shape, blendshapes, units, arrays["rotation"], code)
