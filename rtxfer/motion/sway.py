"""How far the driver's head has moved from where it usually is: aside, up and down, nearer.

It is told by the neck, which stays where it is while the head turns. Where it usually is follows
slowly, so that a driver who sits down elsewhere does not leave the portrait leaning.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from rtxfer.face.geometry import Points, to_canonical
from rtxfer.face.signal import Signal
from rtxfer.motion.kept import Arrays

NECK: Final = np.array([0, 4, 8], np.float32)
"""Where the head turns on the neck, canonical centimetres: below and behind the face."""

HABIT: Final = 8.0
"""Seconds in which the usual place comes nearer to the present one by two thirds."""

LONGEST: Final = 1.0
"""Seconds between two frames after which nothing more is made of the time between them."""

Vector = npt.NDArray[np.float32]


class Sway:
    """Follows one driver."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Forget the usual place; the next one seen is it."""
        self._usual: npt.NDArray[np.float64] | None = None
        self._time = 0.0

    def arrays(self) -> dict[str, npt.NDArray[np.float64]]:
        """What it remembers."""
        return {} if self._usual is None else {"usual": np.append(self._usual, self._time)}

    def restore(self, arrays: Arrays) -> None:
        """Remember what `arrays` gave."""
        self.reset()
        if "usual" in arrays:
            self._usual, self._time = arrays["usual"][:3].copy(), float(arrays["usual"][3])

    def __call__(self, signal: Signal, shape: Points, time: float) -> Vector:
        """How far it has moved, see `rtxfer.motion.relative.Motion.sway`.

        Args:
            signal: of this frame.
            shape: the driver's at rest, [478, 3] canonical.
            time: seconds.
        """
        back = to_canonical(signal.landmarks, shape).inverse()
        width, height = signal.size
        x, y, _ = back(NECK[None])[0]
        # In heights of the picture, so that a source may change its size; and the size as a
        # logarithm, whose differences are what nearer means.
        place = np.array(
            [(x - width / 2) / height, y / height - 0.5, np.log(back.scale / height)], np.float64
        )
        usual = place if self._usual is None else self._usual
        step = min(max(0.0, time - self._time), LONGEST)
        self._usual, self._time = usual + (place - usual) * (1 - np.exp(-step / HABIT)), time
        moved = place - usual
        moved[:2] /= np.exp(usual[2])  # to centimetres
        return moved.astype(np.float32)
