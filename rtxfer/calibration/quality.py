"""Whether a stretch of watching will make a good neutral, and if not, what to do about it.

All motion is measured against the neutral, so whatever is wrong with it is wrong in every frame
to come: a neutral with raised brows makes a portrait frown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from rtxfer.face.geometry import Points, rotation_vector, to_canonical
from rtxfer.face.landmarks import BLENDSHAPE, BLENDSHAPES
from rtxfer.face.signal import Signal
from rtxfer.motion.aperture import eye_aperture, lip_gap

GOOD: Final = 0.5
"""Score from which on an aspect will do."""

EXPRESSIVE: Final = tuple(
    index for index, name in enumerate(BLENDSHAPES) if not name.startswith(("eyeLook", "eyeBlink"))
)
"""Channels that should hold still; a glance or a blink does no harm."""

NOSE: Final = (6, 4, 168)


@dataclass(frozen=True, slots=True)
class Aspect:
    """One thing that a good neutral needs.

    Attributes:
        name: "seen", "size", "facing", "steady", "calm", "eyes" or "mouth".
        score: 0 useless to 1 as good as can be.
        advice: a sentence to the driver that mends it.
    """

    name: str
    score: float
    advice: str

    @property
    def good(self) -> bool:
        """Whether it will do."""
        return self.score >= GOOD


@dataclass(frozen=True, slots=True)
class NeutralQuality:
    """How good a stretch is.

    Attributes:
        aspects: the most pressing first; only "seen" where no face was.
    """

    aspects: tuple[Aspect, ...]

    @property
    def score(self) -> float:
        """That of the weakest aspect, 0–1: one flaw is enough to spoil a neutral."""
        return min(aspect.score for aspect in self.aspects)

    @property
    def usable(self) -> bool:
        """Whether every aspect will do."""
        return all(aspect.good for aspect in self.aspects)

    @property
    def advice(self) -> str:
        """What to mend first; empty when nothing has to be."""
        return next((aspect.advice for aspect in self.aspects if not aspect.good), "")


def judge(signals: Sequence[Signal | None]) -> NeutralQuality:
    """How good a neutral would be that is taken from these frames of one driver.

    Args:
        signals: about a second of them, in order; None where no face was found.
    """
    faces = [signal for signal in signals if signal is not None]
    share = len(faces) / len(signals) if signals else 0.0
    seen = Aspect("seen", _ramp(share, 0.4, 1.0), "Bring your whole face into the picture.")
    if not faces:
        return NeutralQuality((seen,))
    lays = [to_canonical(face.landmarks) for face in faces]
    shapes = [lay(face.landmarks) for lay, face in zip(lays, faces, strict=True)]
    turns = np.degrees([rotation_vector(lay.rotation) for lay in lays])
    blendshapes = np.stack([face.blendshapes for face in faces])
    return NeutralQuality(
        (
            seen,
            _size(faces),
            _facing(turns),
            _steady(faces, turns),
            _eyes(shapes),
            _mouth(shapes, blendshapes),
            _calm(blendshapes),
        )
    )


def _ramp(value: float, worst: float, best: float) -> float:
    """0 at `worst`, 1 at `best`, straight between and flat beyond, whichever is larger."""
    return float(np.clip((value - worst) / (best - worst), 0, 1))


def _size(faces: Sequence[Signal]) -> Aspect:
    """Pixels of face; and none of it beyond the picture's edge, where landmarks are guesses."""
    boxes = np.array([face.box for face in faces])
    left, top, right, bottom = np.median(boxes, axis=0)
    width, height = faces[-1].size
    outside = max(-left, -top, right - width, bottom - height) / max(bottom - top, 1e-6)
    if outside > 0.02:
        score = _ramp(outside, 0.2, 0.0)
        return Aspect("size", min(score, 0.4), "Move back, until your whole face is in view.")
    return Aspect("size", _ramp(bottom - top, 48, 120), "Come closer to the camera.")


def _facing(turns: npt.NDArray[np.floating]) -> Aspect:
    """Degrees between the face and the camera; a camera above or below a screen is usual."""
    away = float(np.linalg.norm(np.median(turns, axis=0)[:2]))
    return Aspect("facing", _ramp(away, 38, 14), "Turn your face towards the camera.")


def _steady(faces: Sequence[Signal], turns: npt.NDArray[np.floating]) -> Aspect:
    """Degrees that the head turns, and face heights that it drifts, as standard deviations."""
    sway = float(turns.std(0).max())
    # In heights of the picture: a camera may change its resolution meanwhile.
    noses = [(face.landmarks[list(NOSE), :2].mean(0), face.size) for face in faces]
    places = np.stack([(nose - np.array(size) / 2) / size[1] for nose, size in noses])
    height = np.median([face.place[3] - face.place[1] for face in faces])
    drift = float((places / max(float(height), 1e-6)).std(0).max())
    score = min(_ramp(sway, 3.2, 0.6), _ramp(drift, 0.08, 0.012))
    return Aspect("steady", score, "Hold your head still.")


def _eyes(shapes: Sequence[Points]) -> Aspect:
    """Aperture over width of the narrower eye; the median forgives a blink."""
    open_ = [min(eye_aperture(shape, eye) for eye in (0, 1)) for shape in shapes]
    return Aspect("eyes", _ramp(float(np.median(open_)), 0.09, 0.20), "Keep your eyes open.")


def _mouth(shapes: Sequence[Points], blendshapes: npt.NDArray[np.float32]) -> Aspect:
    """The inner lips' gap in centimetres, and the jaw."""
    gap = float(np.median([lip_gap(shape)[4] for shape in shapes]))
    jaw = float(np.median(blendshapes[:, BLENDSHAPE["jawOpen"]]))
    score = min(_ramp(gap, 0.7, 0.2), _ramp(jaw, 0.3, 0.08))
    return Aspect("mouth", score, "Close your mouth, teeth a little apart.")


def _calm(blendshapes: npt.NDArray[np.float32]) -> Aspect:
    """The liveliest channel's standard deviation, and no smile."""
    lively = float(blendshapes[:, EXPRESSIVE].std(0).max())
    smiles = blendshapes[:, [BLENDSHAPE["mouthSmileLeft"], BLENDSHAPE["mouthSmileRight"]]]
    smile = float(np.median(smiles.mean(1)))
    score = min(_ramp(lively, 0.18, 0.04), _ramp(smile, 0.55, 0.15))
    return Aspect("calm", score, "Relax your face, as if nobody looked.")
