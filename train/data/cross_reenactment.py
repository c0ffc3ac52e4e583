"""Portraits moved by somebody else, as in use, where no picture shows what then must be seen."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from rtxfer.face.geometry import Points
from rtxfer.face.signal import Signal
from rtxfer.motion.amplify import amplify
from rtxfer.motion.neutral import measure_neutral
from rtxfer.motion.relative import relative_motion
from rtxfer.motion.retarget import Retarget
from rtxfer.settings import MotionSettings
from train.data.batch import Sample


def with_cross_motion(samples: Sequence[Sample]) -> list[Sample]:
    """The samples, each with the motion of its stranger, see `strangers`.

    Adds `cross_landmarks`, see `Batch`: what the product's own retargeting makes of it.
    """
    half = len(samples) // 2
    drivers = [*samples[half:], *samples[:half]]
    return [
        sample | {"cross_landmarks": _driven(sample["target_landmarks"], driver)}
        for sample, driver in zip(samples, drivers, strict=True)
    ]


def _driven(portrait: Points, driver: Sample) -> Points:
    """Where the portrait's landmarks go when it moves as the driver does, crop units."""
    shapes = driver["absolute_blendshapes"]
    rest = measure_neutral([_signal(driver["target_landmarks"], shapes - driver["blendshapes"])])
    settings = MotionSettings()
    motion = amplify(relative_motion(_signal(driver["landmarks"], shapes), rest), settings)
    return Retarget(portrait, rest)(motion, settings)


def _signal(landmarks: Points, shapes: npt.NDArray[np.float32]) -> Signal:
    """A face in a picture of one by one: crop units are its pixels."""
    return Signal(landmarks, shapes, np.eye(4, dtype=np.float32), (1, 1))
