"""What changed in the driver's face against its neutral."""

from __future__ import annotations

from dataclasses import dataclass, field, fields

import numpy as np
import numpy.typing as npt

from rtxfer.face.action_units import ACTION_UNITS, action_units
from rtxfer.face.code import NOTHING, Code
from rtxfer.face.geometry import Points, rotation_vector, to_canonical
from rtxfer.face.landmarks import LANDMARKS
from rtxfer.face.signal import Signal
from rtxfer.motion.aperture import eye_openness, lip_gap
from rtxfer.motion.neutral import Neutral

Vector = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Motion:
    """One moment of relative motion. Every part is a change, so zero is rest.

    That makes motions a vector space: half a motion is half the expression, and easing
    to neutral is multiplying by a falling weight.

    Attributes:
        displacement: [478, 3], how far each landmark moved in the driver's own canonical
            space (no pose, no size), centimetres.
        eyes: [2], change in openness of the right and the left eye: −1 shut, 0 as at rest,
            above 0 widened.
        lips: [9], change of the inner lips' gap at nine columns, centimetres.
        head: [3], turn of the head, axis times angle in picture axes, radians.
        blendshapes: [52], −1–1.
        action_units: [41], −1–1, in the order of `ACTION_UNITS`.
        code: what a generator reads off the face besides.
        sway: [3], how far the head has moved from where it usually is: to the right and down in
            the picture, centimetres, and nearer, the logarithm of how much larger it is seen. It is
            no part of one frame's `relative_motion`, see `rtxfer.motion.sway`.
    """

    displacement: Points
    eyes: Vector
    lips: Vector
    head: Vector
    blendshapes: Vector
    action_units: Vector
    code: Code = NOTHING
    sway: Vector = field(default_factory=lambda: np.zeros(3, np.float32))

    def __mul__(self, weight: float) -> Motion:
        """Less (or more) of the same."""
        return Motion(*(getattr(self, f.name) * np.float32(weight) for f in fields(self)))

    def __add__(self, other: Motion) -> Motion:
        """Both at once; head turns add as vectors, which holds for small ones."""
        return Motion(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))


def still() -> Motion:
    """No motion at all."""
    sizes = (2, 9, 3, 52, len(ACTION_UNITS))
    eyes, lips, head, blendshapes, units = (np.zeros(size, np.float32) for size in sizes)
    return Motion(np.zeros((LANDMARKS, 3), np.float32), eyes, lips, head, blendshapes, units)


def relative_motion(signal: Signal, neutral: Neutral) -> Motion:
    """The driver's motion against `neutral`.

    The frame is laid onto the driver's own neutral over points that hardly move with
    expression; position and size of the head drop out, and its turn out of everything but `head`.
    """
    lay = to_canonical(signal.landmarks, neutral.shape)
    shape = lay(signal.landmarks)
    openness = [eye_openness(shape, neutral.shape, eye) for eye in (0, 1)]
    units = action_units(signal.blendshapes, shape, neutral.shape)
    return Motion(
        displacement=shape - neutral.shape,
        eyes=np.array(openness, np.float32) - 1,
        lips=lip_gap(shape) - lip_gap(neutral.shape),
        head=rotation_vector(lay.rotation.T @ neutral.rotation.T),
        blendshapes=signal.blendshapes - neutral.blendshapes,
        action_units=units - neutral.action_units,
        code=signal.code.since(neutral.code),
    )
