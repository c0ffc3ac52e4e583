"""Where a driver sat when their resting face was taken, as lines to sit behind again."""

from __future__ import annotations

from typing import Final, TypeAlias

import numpy as np

from rtxfer.face import landmarks as lm
from rtxfer.face.geometry import Points
from rtxfer.face.signal import Signal

Outline: TypeAlias = tuple[Points, ...]
"""Lines of [N, 2] points, shares of the picture's width and height; each is closed."""

_CLOSED: Final = (
    lm.FACE_OVAL,
    *(np.concatenate([lm.EYE_UPPER[eye], lm.EYE_LOWER[eye][::-1]]) for eye in (0, 1)),
)


def outline_of(signal: Signal) -> Outline:
    """The outline of a face and of its eyes."""
    places = np.asarray(signal.landmarks[:, :2] / np.array(signal.size), np.float32)
    return tuple(np.asarray(places[line], np.float32) for line in _CLOSED)
