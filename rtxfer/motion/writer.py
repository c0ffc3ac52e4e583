"""Gathers what is seen of a driver, for a motion file."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from rtxfer.errors import InputError
from rtxfer.face.code import NOTHING, Code
from rtxfer.face.motion_file import MotionFile
from rtxfer.face.signal import Signal
from rtxfer.frame import Frame
from rtxfer.motion.neutral import Neutral


@dataclass(slots=True)
class MotionWriter:
    """Gathers what was seen, frame by frame.

    Args:
        name: of the clip or camera.
        time_base: unit of the frames' moments, seconds.
        rate: nominal frames per second; None if unknown.
    """

    name: str
    time_base: Fraction
    rate: Fraction | None
    _rows: list[tuple[int, Signal | None, tuple[int, int], bool]] = field(default_factory=list)
    _neutrals: list[tuple[int, Neutral]] = field(default_factory=list)

    @classmethod
    def live(cls, name: str, rate: int | None) -> MotionWriter:
        """Of frames as a live source gives them."""
        return cls(name, Fraction(1, 1_000_000), None if rate is None else Fraction(rate))

    def __len__(self) -> int:
        return len(self._rows)

    def rest(self, neutral: Neutral) -> None:
        """The driver's resting face, with which playing begins."""
        self._neutrals = [(-1, neutral), *[one for one in self._neutrals if one[0] != -1]]

    def add(
        self,
        frame: Frame,
        signal: Signal | None,
        *,
        shot: bool = False,
        neutral: Neutral | None = None,
    ) -> None:
        """One frame, of which nothing but what was seen in it is kept."""
        if neutral is not None:
            self._neutrals.append((len(self._rows), neutral))
        height, width = frame.image.shape[:2]
        size = signal.size if signal is not None else (max(1, width), max(1, height))
        self._rows.append((frame.pts, signal, size, shot))

    def motion(self, generator: str = "") -> MotionFile:
        """All of it; codes are kept where one reader read them all.

        Args:
            generator: the bundle that the reader of the codes belongs to.

        Raises:
            InputError: there is no frame.
        """
        if not self._rows:
            raise InputError("No frame came, so there is no motion.", "Check the driver.")
        signals = [signal for _, signal, _, _ in self._rows if signal is not None]
        rests = [neutral for _, neutral in self._neutrals]
        arrays: dict[str, npt.NDArray[Any]] = {
            "pts": np.array([row[0] for row in self._rows], np.int64),
            "face": np.array([row[1] is not None for row in self._rows], np.bool_),
            "size": np.array([row[2] for row in self._rows], np.int32).reshape(-1, 2),
            "shot": np.array([row[3] for row in self._rows], np.bool_),
            "landmarks": _stacked([one.landmarks for one in signals], (478, 3)),
            "blendshapes": _stacked([one.blendshapes for one in signals], (52,)),
            "pose": _stacked([one.pose for one in signals], (4, 4)),
            "neutral_at": np.array([at for at, _ in self._neutrals], np.int64),
            "neutral_shape": _stacked([one.shape for one in rests], (478, 3)),
            "neutral_blendshapes": _stacked([one.blendshapes for one in rests], (52,)),
            "neutral_rotation": _stacked([one.rotation for one in rests], (3, 3)),
        }
        readers = {one.code.reader for one in signals}
        reader = readers.pop() if len(readers) == 1 else ""
        if reader:
            shape = signals[0].code.values.shape
            arrays["code"] = _stacked([one.code.values for one in signals], shape)
            arrays["neutral_code"] = _stacked([_code(one, reader, shape) for one in rests], shape)
        made = (self.name, self.time_base, self.rate, arrays, reader)
        return MotionFile(*made, generator if reader else "")


def _stacked(parts: list[npt.NDArray[np.float32]], shape: tuple[int, ...]) -> npt.NDArray[Any]:
    return np.array(parts, np.float32).reshape(len(parts), *shape)


def _code(neutral: Neutral, reader: str, shape: tuple[int, ...]) -> npt.NDArray[np.float32]:
    code: Code = neutral.code if neutral.code.reader == reader else NOTHING
    return code.values if code.values.shape == shape else np.zeros(shape, np.float32)
