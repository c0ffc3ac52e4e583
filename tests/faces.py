"""Faces made by hand: canonical ones laid into a picture, with any shape, pose and size."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import strategies as st

from rtxfer.face.geometry import Points, canonical_face, rotation_matrix
from rtxfer.face.signal import Signal
from rtxfer.motion.relative import Motion, still


def vector(*values: float) -> Any:
    return np.array(values, np.float32)


def laid(
    shape: Points | None = None,
    *,
    scale: float = 20,
    turn: tuple[float, float, float] = (0, 0, 0),
    at: tuple[float, float] = (320, 240),
) -> Points:
    """A canonical shape in a picture: `scale` pixels per centimetre, turned, centred on `at`."""
    points = canonical_face() if shape is None else shape
    turned = points @ rotation_matrix(vector(*turn)).T
    return (turned * scale + vector(*at, 0)).astype(np.float32)


def signal_of(
    landmarks: Points | None = None, blendshapes: Any = None, size: tuple[int, int] = (640, 480)
) -> Signal:
    return Signal(
        laid() if landmarks is None else landmarks,
        np.zeros(52, np.float32) if blendshapes is None else blendshapes,
        np.eye(4, dtype=np.float32),
        size,
    )


def boxed(x: float, y: float, side: float) -> Signal:
    """A face whose landmarks just fill a square around (x, y)."""
    face = canonical_face()
    low, high = face.min(0), face.max(0)
    landmarks = (face - low) / (high - low) * side + vector(x - side / 2, y - side / 2, 0)
    return signal_of(landmarks.astype(np.float32))


def moved(**parts: Any) -> Motion:
    """No motion but for the named parts."""
    rest = still()
    arrays = {
        name: np.broadcast_to(np.asarray(part, np.float32), getattr(rest, name).shape).copy()
        for name, part in parts.items()
    }
    return replace(rest, **arrays)


def numbers(low: float, high: float) -> st.SearchStrategy[float]:
    return st.floats(low, high, allow_nan=False)


def vectors(low: float, high: float) -> st.SearchStrategy[tuple[float, float, float]]:
    return st.tuples(*[numbers(low, high)] * 3)
