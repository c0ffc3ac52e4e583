"""Gaze: where a portrait's irises go.

An iris is moved as one piece, as far as it takes for its picture to go where the driver's went, and
never out of its eye.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from rtxfer.face import landmarks as lm
from rtxfer.face.geometry import Points

FOLLOWED: Final = 0.7
"""How far the picture of an iris goes along with its landmarks, for lids and corners around it hold
a warp back: 0.7 of the way sideways and 0.65 up and down (medians of both eyes of four portraits,
its picture matched in what `flow` renders). The tracker sees yet less of it, see
docs/evaluation.md, so this is not left to the response."""

SIDEWAYS: Final = 0.6
"""Iris radii that stay between a picture's iris's centre and a corner of the eye, softly."""

UPWARDS: Final = 0.6
"""Iris radii that it goes up or down at most: further, and lids would smear it."""


def aim(shape: Points, rest: Points, eye: int) -> None:
    """Send the iris of `shape` (changed in place) where its picture goes as far as was asked.

    Args:
        shape: [478, 3], canonical space, its iris moved as far as the driver's.
        rest: the same face at rest.
        eye: 0 for the subject's right, 1 for the left.
    """
    iris = lm.IRIS[eye]
    centre = rest[iris[0], :2]
    radius = float(np.linalg.norm(rest[iris[1:], :2] - centre, axis=1).mean())
    asked = (shape[iris] - rest[iris]).mean(0)
    first, last = rest[lm.EYE_CORNERS[eye], :2]
    across = (last - first) / max(float(np.linalg.norm(last - first)), 1e-6)
    upright = np.array([-across[1], across[0]])
    sideways, upwards = float(asked[:2] @ across), float(asked[:2] @ upright)
    corner = last if sideways > 0 else first
    room = abs(float((corner - centre) @ across)) - SIDEWAYS * radius
    held = _held(sideways, room) * across + _held(upwards, UPWARDS * radius) * upright
    shape[iris] = rest[iris] + np.array([*(held / FOLLOWED), asked[2]], np.float32)


def _held(way: float, room: float) -> float:
    """A way softly held below `room`."""
    room = max(room, 1e-3)
    return room * float(np.tanh(way / room))
