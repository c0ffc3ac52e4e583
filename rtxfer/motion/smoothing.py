"""Steady when the driver is still, prompt when they move.

Source: Casiez, Roussel and Vogel, "1€ Filter: a simple speed-based low-pass filter for noisy
input in interactive systems", CHI 2012.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from rtxfer.face.code import Code
from rtxfer.motion.kept import Arrays, under, within
from rtxfer.motion.relative import Motion

Array = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class OneEuroParameters:
    """How one kind of channel is filtered.

    Attributes:
        cutoff: Hz at rest; lower is steadier and later.
        beta: how fast the cutoff rises with speed, Hz per unit per second.
    """

    cutoff: float
    beta: float


PARAMETERS: Final = {
    "displacement": OneEuroParameters(1.5, 3.0),
    "eyes": OneEuroParameters(4.0, 6.0),  # a blink lasts a tenth of a second: it may not lag
    "lips": OneEuroParameters(3.0, 6.0),  # nor may lips that close on a consonant
    "head": OneEuroParameters(1.2, 16.0),
    # How near a face is is seen by its size, which trembles; shoulders are slow.
    "sway": OneEuroParameters(0.8, 0.6),
    "blendshapes": OneEuroParameters(1.5, 8.0),
    "action_units": OneEuroParameters(1.5, 8.0),
    # It says what is seen between lips, which may not lag them.
    "code": OneEuroParameters(3.0, 4.0),
}

SPEED_CUTOFF: Final = 1.0


def _blend(cutoff: npt.NDArray[np.floating] | float, step: float) -> Array:
    rate = 2 * np.pi * np.asarray(cutoff, np.float32) * np.float32(step)
    return (rate / (rate + 1)).astype(np.float32)


class OneEuro:
    """A One-Euro filter over an array of channels; the points of a row share one speed."""

    def __init__(self, parameters: OneEuroParameters) -> None:
        self._parameters = parameters
        self._value: Array | None = None
        self._speed: Array | None = None

    def arrays(self) -> dict[str, Array]:
        """What it remembers."""
        if self._value is None or self._speed is None:
            return {}
        return {"value": self._value, "speed": self._speed}

    def restore(self, arrays: Arrays) -> None:
        """Remember what `arrays` gave."""
        self._value, self._speed = arrays.get("value"), arrays.get("speed")

    def __call__(self, value: Array, step: float, amount: float = 1.0) -> Array:
        """The filtered value.

        Args:
            value: the new sample, any shape.
            step: seconds since the last one, > 0.
            amount: 0 passes everything through, 1 is normal, 2 twice as steady.
        """
        if self._value is None or self._speed is None or amount < 1e-3:
            self._value, self._speed = value, np.zeros_like(value)
            return value
        speed = (value - self._value) / np.float32(step)
        self._speed = self._speed + _blend(SPEED_CUTOFF, step) * (speed - self._speed)
        size = np.abs(self._speed)
        if value.ndim > 1:
            size = np.linalg.norm(self._speed, axis=-1, keepdims=True)
        cutoff = (self._parameters.cutoff + self._parameters.beta * size) / np.float32(amount)
        self._value = self._value + _blend(cutoff, step) * (value - self._value)
        return self._value


class MotionSmoother:
    """One filter for each part of a motion, blink and lips with less lag than the rest."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Forget the past: the next motion passes unchanged."""
        self._filters = {name: OneEuro(parameters) for name, parameters in PARAMETERS.items()}
        self._reader = ""
        self._time: float | None = None

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """What it remembers."""
        kept = [under(name, one.arrays()) for name, one in self._filters.items()]
        moment = {} if self._time is None else {"time": np.array(self._time)}
        return (
            {name: a for one in kept for name, a in one.items()}
            | moment
            | {"reader": np.array(self._reader)}
        )

    def restore(self, arrays: Arrays) -> None:
        """Remember what `arrays` gave."""
        self.reset()
        for name, one in self._filters.items():
            one.restore(within(name, arrays))
        self._reader = str(arrays["reader"])
        self._time = float(arrays["time"]) if "time" in arrays else None

    def __call__(self, motion: Motion, time: float, amount: float = 1.0) -> Motion:
        """The steadied motion.

        Args:
            motion: this frame's.
            time: its moment in seconds; a step back or a gap over a second starts afresh.
            amount: see `OneEuro`.
        """
        step = 0.0 if self._time is None else time - self._time
        if not 0 < step < 1:
            self.reset()
            step = 1 / 30
        self._time = time
        if motion.code.reader != self._reader:
            self._filters["code"] = OneEuro(PARAMETERS["code"])
            self._reader = motion.code.reader
        parts: dict[str, Any] = {f.name: getattr(motion, f.name) for f in fields(motion)}
        parts["code"] = motion.code.values
        steady: dict[str, Any] = {
            name: self._filters[name](part, step, amount) for name, part in parts.items()
        }
        return replace(motion, **steady | {"code": Code(self._reader, steady["code"])})
