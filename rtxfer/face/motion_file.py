"""A driver's motion as a file: numbers of what was tracked, frame by frame, and never a picture.

A `.npz` of plain arrays, as docs/motion-files.md lists them. It is
safe to load whoever made it: nothing in it is run, and every array is held to its name, type and
shape before it is used.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt

from engines.untrusted import first_problem, read_arrays, read_json
from rtxfer.atomic import replace_bytes
from rtxfer.errors import InputError, OutputError
from rtxfer.face.code import Code
from rtxfer.face.landmarks import BLENDSHAPES, LANDMARKS
from rtxfer.face.signal import Signal

SUFFIX: Final = ".motion"
FORMAT: Final = "rtxfer motion"
VERSION: Final = 1

MOST_FRAMES: Final = 2_000_000
"""Eighteen hours at 30 frames a second; more is a damaged file, or one that is meant to harm."""

MOST_CODE: Final = 4096
"""Numbers of one code."""

Arrays: TypeAlias = Mapping[str, npt.NDArray[Any]]

_HINT: Final = "Make it anew: rtxfer track me.mp4 --out me.motion"

_BY_FRAME: Final[dict[str, tuple[type, tuple[int, ...]]]] = {
    "pts": (np.int64, ()),
    "face": (np.bool_, ()),
    "size": (np.int32, (2,)),
    "shot": (np.bool_, ()),
}
_BY_FACE: Final[dict[str, tuple[type, tuple[int, ...]]]] = {
    "landmarks": (np.float32, (LANDMARKS, 3)),
    "blendshapes": (np.float32, (len(BLENDSHAPES),)),
    "pose": (np.float32, (4, 4)),
}
_BY_NEUTRAL: Final[dict[str, tuple[type, tuple[int, ...]]]] = {
    "neutral_at": (np.int64, ()),
    "neutral_shape": (np.float32, (LANDMARKS, 3)),
    "neutral_blendshapes": (np.float32, (len(BLENDSHAPES),)),
    "neutral_rotation": (np.float32, (3, 3)),
}


@dataclass(frozen=True, slots=True, eq=False)
class MotionFile:
    """What a driver did.

    Attributes:
        name: of the clip or camera it was tracked in.
        time_base: unit of `pts`, seconds.
        rate: nominal frames per second; None if unknown.
        arrays: by name; of N frames, F of them with a face, and K resting faces: `pts` [N], `face`
            [N], `size` [N, 2] and `shot` [N] (another one begins); `landmarks` [F, 478, 3],
            `blendshapes` [F, 52] and `pose` [F, 4, 4]; `neutral_at` [K] (−1 for the first one, else
            the frame with which another shot begins), `neutral_shape` [K, 478, 3],
            `neutral_blendshapes` [K, 52] and `neutral_rotation` [K, 3, 3]; `code` [F, …] and
            `neutral_code` [K, …] where a driver graph read any.
        reader: which driver graph read the codes; "" where none did.
        generator: the bundle that it belongs to, for people.
    """

    name: str
    time_base: Fraction
    rate: Fraction | None
    arrays: Arrays
    reader: str = ""
    generator: str = ""
    _rows: npt.NDArray[np.int64] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_rows", np.cumsum(self.arrays["face"]) - 1)

    def __len__(self) -> int:
        return len(self.arrays["pts"])

    def signal(self, index: int) -> Signal | None:
        """What was tracked in a frame, without its code."""
        if not self.arrays["face"][index]:
            return None
        row, size = self._rows[index], self.arrays["size"][index]
        landmarks, blendshapes, pose = (
            self.arrays[name][row] for name in ("landmarks", "blendshapes", "pose")
        )
        return Signal(landmarks, blendshapes, pose, (int(size[0]), int(size[1])))

    def codes(self, index: int) -> dict[str, Code]:
        """What was read off the face in it besides, by reader."""
        if not self.reader or not self.arrays["face"][index]:
            return {}
        return {self.reader: Code(self.reader, self.arrays["code"][self._rows[index]])}

    def neutral(self, at: int) -> dict[str, npt.NDArray[Any]] | None:
        """The resting face at −1, or at the frame with which another shot begins, named as
        `rtxfer.motion.kept.neutral_of` takes it; empty where none was found in that shot, and None
        where none begins."""
        found = np.flatnonzero(self.arrays["neutral_at"] == at)
        if not len(found):
            return {} if at >= 0 and self.arrays["shot"][at] else None
        row = found[0]
        parts = ("shape", "blendshapes", "rotation")
        made = {name: self.arrays[f"neutral_{name}"][row] for name in parts}
        code = self.arrays["neutral_code"][row] if self.reader else np.zeros(0, np.float32)
        return made | {"code/reader": np.array(self.reader), "code/values": code}

    def save(self, path: Path) -> None:
        """Write it; the old file or the new one is there at every moment.

        Raises:
            OutputError: the folder cannot be written to.
        """
        about = {
            "format": FORMAT,
            "version": VERSION,
            "name": self.name,
            "time_base": [self.time_base.numerator, self.time_base.denominator],
            "rate": None if self.rate is None else [self.rate.numerator, self.rate.denominator],
            "reader": self.reader,
            "generator": self.generator,
        }
        buffer = io.BytesIO()
        text = np.frombuffer(json.dumps(about).encode(), np.uint8)
        arrays: dict[str, Any] = {"about": text, **self.arrays}
        np.savez_compressed(buffer, **arrays)
        try:
            replace_bytes(path, buffer.getvalue())
        except OSError as error:
            raise OutputError(
                f"{path} cannot be written ({error.strerror or error}).",
                "Choose another folder, or free some space.",
            ) from error

    @classmethod
    def load(cls, path: Path) -> MotionFile:
        """Read one, whoever made it.

        Raises:
            InputError: missing, no motion file, damaged, of a newer version, or not to the format.
        """
        if not path.is_file():
            raise InputError(f"There is no file {path}.", "Check the name.")
        try:
            arrays = _read(path)
            about = read_json(arrays.pop("about").tobytes())
            if about["format"] != FORMAT:
                raise ValueError("it is another kind of file")
            if about["version"] > VERSION:
                raise InputError(
                    f"{path.name} is a motion file of version {about['version']}; this rtxfer "
                    f"knows up to {VERSION}.",
                    "Update rtxfer, or track the clip again with this one.",
                )
            _demand_format(arrays, about["reader"])
            base, rate = about["time_base"], about["rate"]
            return cls(
                str(about["name"]),
                Fraction(int(base[0]), int(base[1])),
                None if rate is None else Fraction(int(rate[0]), int(rate[1])),
                arrays,
                str(about["reader"]),
                str(about["generator"]),
            )
        except InputError:
            raise
        except (ArithmeticError, LookupError, OSError, TypeError, ValueError) as error:
            raise InputError(
                f"{path.name} is no whole motion file ({first_problem(error)}).", _HINT
            ) from error


def _read(path: Path) -> dict[str, npt.NDArray[Any]]:
    with path.open("rb") as file:
        arrays = read_arrays(file)
    known = {"about", "code", "neutral_code", *_BY_FRAME, *_BY_FACE, *_BY_NEUTRAL}
    if strange := sorted(set(arrays) - known):
        raise ValueError(f"it holds what no motion file does: {strange[0][:40]}")
    return arrays


def _demand_format(arrays: Arrays, reader: object) -> None:
    """Hold every array to its type and shape.

    Raises:
        ValueError, KeyError: one is not.
    """
    frames, faces = len(arrays["pts"]), int(np.count_nonzero(arrays["face"]))
    rests = len(arrays["neutral_at"])
    if not 0 < frames <= MOST_FRAMES:
        raise ValueError(f"it has {frames} frames")
    for table, count in ((_BY_FRAME, frames), (_BY_FACE, faces), (_BY_NEUTRAL, rests)):
        for name, (kind, shape) in table.items():
            _demand(name, arrays[name], kind, (count, *shape))
    if (np.diff(arrays["pts"]) <= 0).any():
        raise ValueError("its moments do not rise")
    if (arrays["size"] < 1).any() or (arrays["size"] > 100_000).any():
        raise ValueError("its pictures had no size")
    if reader:
        shape = arrays["code"].shape[1:]
        if int(np.prod(shape)) > MOST_CODE:
            raise ValueError("its codes are too long")
        _demand("code", arrays["code"], np.float32, (faces, *shape))
        _demand("neutral_code", arrays["neutral_code"], np.float32, (rests, *shape))


def _demand(name: str, array: npt.NDArray[Any], kind: type, shape: tuple[int, ...]) -> None:
    if array.dtype != kind or array.shape != shape:
        raise ValueError(f"{name} is {array.dtype} {array.shape} instead of {shape}")
    if array.dtype.kind == "f" and not np.isfinite(array).all():
        raise ValueError(f"{name} is not all numbers")
