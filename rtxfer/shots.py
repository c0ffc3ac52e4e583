"""Where another shot begins in what a camera gives: a cut, or another person in the old scene.

All motion is measured against one person's resting face. Measured against another person's, the
difference between two faces would be taken for an expression, and the portrait would deform.

A cut is seen by the whole picture: it changes at once, and its pattern too (a lamp switched on
changes the first only). A person is told by the proportions of points that hardly move with
expression and by the look of the face, laid straight and made small. Both were read off sixteen
clips of fifteen people: of frames of the same person in about the same pose 199 in 200 lie
below `STRANGER`, of others' frames 19 in 20 above it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import cv2
import numpy as np
import numpy.typing as npt

from rtxfer.face.geometry import Matrix, Points, canonical_face, rotation_vector, to_canonical
from rtxfer.face.landmarks import RIGID
from rtxfer.face.signal import Signal
from rtxfer.frame import Frame, Image

JUMP: Final = 8.0
"""Mean change of a pixel, 0–255, from which a picture may be another one; frames that follow each
other stay below 6.4, pictures of different scenes are above 11."""

SAME_PICTURE: Final = 0.9
"""Correlation above which a changed picture is the same in another light."""

RESTLESS: Final = 3.0
"""A jump stands out among the changes just before it by this factor: pictures of a slow camera
that is carried about differ much, each from the last."""

STRANGER: Final = -0.4
"""Centimetres that proportions differ by, less the correlation of the looks."""

CERTAINLY_SAME: Final = -0.65
"""The same, below which a face is the old one though the picture around it jumped."""

SAME_POSE: Final = np.radians(20.0)
"""Only faces turned alike can be compared."""

SURE_SECONDS: Final = 0.8
"""For how long a face must be a stranger's where the picture did not jump: longer than a hand is
before it."""

REFERENCE_FACES: Final = 8
"""Frames at the beginning of a shot that say who is in it."""

_THUMB: Final = (64, 36)
_LOOK: Final = 32  # pixels a side of a face laid straight
_LOOK_CM: Final = (14.0, 16.0)  # width and height of what it shows

Plane = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class _Face:
    """One frame's face.

    Attributes:
        shape: [478, 3] canonical centimetres.
        look: [32, 32] grey, laid straight.
        rotation: [3, 3], canonical → picture axes.
        box: left, top, right, bottom, see `Signal.place`.
    """

    shape: Points
    look: Plane
    rotation: Matrix
    box: tuple[float, ...]


class Shots:
    """Tells where a shot begins; frames in their order, each first to `look`, then to `begins`.

    Args:
        on_jump: called in `look` where the picture jumps, for a tracker that is used to find the
            face where it was.
        mirrored: the pictures come from a mirrored camera, and the signals were un-mirrored.
    """

    def __init__(
        self, *, mirrored: bool = False, on_jump: Callable[[], None] = lambda: None
    ) -> None:
        self._on_jump = on_jump
        self._mirrored = mirrored
        self._thumb: Plane | None = None
        self._changes: deque[float] = deque(maxlen=8)
        self._jumped = False
        self._known: list[_Face] = []
        self._last_box: tuple[float, ...] = ()
        self._strange_since: float | None = None

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """What it remembers."""
        since = np.nan if self._strange_since is None else self._strange_since
        kept: dict[str, npt.NDArray[Any]] = {
            "counts": np.array([float(self._jumped), since]),
            "changes": np.array(self._changes, np.float64),
            "box": np.array(self._last_box, np.float64),
        }
        if self._thumb is not None:
            kept["thumb"] = self._thumb
        for name in ("shape", "look", "rotation", "box") if self._known else ():
            kept[f"known_{name}"] = np.stack([np.asarray(getattr(f, name)) for f in self._known])
        return kept

    def restore(self, arrays: Mapping[str, npt.NDArray[Any]]) -> None:
        """Remember what `arrays` gave."""
        jumped, since = (float(value) for value in arrays["counts"])
        self._jumped, self._strange_since = bool(jumped), None if np.isnan(since) else since
        self._changes = deque((float(one) for one in arrays["changes"]), self._changes.maxlen)
        self._last_box = tuple(float(side) for side in arrays["box"])
        self._thumb = arrays.get("thumb")
        names = [f"known_{name}" for name in ("shape", "look", "rotation", "box")]
        known = zip(*(arrays[name] for name in names), strict=True) if names[0] in arrays else ()
        self._known = [
            _Face(shape, look, rotation, tuple(float(side) for side in box))
            for shape, look, rotation, box in known
        ]

    def look(self, image: Image) -> None:
        """Compare a picture with the one before.

        Args:
            image: RGB uint8 [H, W, 3] of any size.
        """
        thumb = cv2.resize(image, _THUMB, interpolation=cv2.INTER_AREA).astype(np.float32)
        if self._thumb is not None:
            change = float(np.abs(thumb - self._thumb).mean())
            usual = float(np.mean(self._changes)) if self._changes else 0.0
            stands_out = change > max(JUMP, RESTLESS * usual)
            if stands_out and _correlation(thumb, self._thumb) < SAME_PICTURE:
                self._jumped = True
                self._on_jump()
            self._changes.append(change)
        self._thumb = thumb

    def begins(self, frame: Frame, signal: Signal | None) -> bool:
        """Whether another shot begins with this frame.

        Args:
            frame: that was looked at last.
            signal: of the driver's face in it. After a cut to nobody the shot begins, for us, when
                a face is seen.
        """
        if signal is None:
            return False
        face = _face(frame.image, signal.unmirrored() if self._mirrored else signal)
        jumped, self._jumped = self._jumped, False
        strangeness = self._strangeness(face)
        stranger = None if strangeness is None else strangeness > STRANGER
        if jumped and self._known:
            same = strangeness is not None and strangeness < CERTAINLY_SAME
            begins = not (same and _near(face.box, self._last_box))
        else:
            begins = self._sure(stranger, frame.time)
        if begins:
            self._known, self._strange_since = [], None
        if len(self._known) < REFERENCE_FACES and (begins or not stranger):
            self._known.append(face)
        self._last_box = face.box
        return begins

    def _strangeness(self, face: _Face) -> float | None:
        """How unlike this shot's person the face is; None if that cannot be told."""
        if not self._known:
            return None
        turn = rotation_vector(face.rotation @ self._known[0].rotation.T)
        if float(np.linalg.norm(turn)) > SAME_POSE:
            return None
        known = np.mean([one.shape for one in self._known], axis=0).astype(np.float32)
        apart = (to_canonical(face.shape, known)(face.shape) - known)[RIGID]
        proportions = float(np.sqrt(np.square(apart).sum(1).mean()))
        look = _correlation(face.look, np.mean([one.look for one in self._known], axis=0))
        return proportions - look

    def _sure(self, stranger: bool | None, time: float) -> bool:
        if stranger is False:
            self._strange_since = None
        elif stranger and self._strange_since is None:
            self._strange_since = time
        since = self._strange_since
        return bool(stranger) and since is not None and time - since >= SURE_SECONDS


def _face(image: Image, signal: Signal) -> _Face:
    lay = to_canonical(signal.landmarks)
    back = lay.inverse()
    # A plane through the face, as it lies in the picture.
    depth = canonical_face()[RIGID, 2].mean()
    corner = back.scale * back.rotation[:2, 2] * depth + back.translation[:2]
    plane = np.column_stack([back.scale * back.rotation[:2, :2], corner])
    wide, high = _LOOK_CM
    grid = np.array([[wide / _LOOK, 0, -wide / 2], [0, high / _LOOK, -high / 2], [0, 0, 1]])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    # Colours are averaged once the face is small: far cheaper than greying the whole picture.
    look = cv2.warpAffine(image, plane @ grid, (_LOOK, _LOOK), flags=flags).mean(2)
    shape = lay(signal.landmarks)
    return _Face(shape, look.astype(np.float32), lay.rotation.T, signal.place)


def _correlation(one: Plane, other: Plane) -> float:
    a, b = one - one.mean(), other - other.mean()
    return float((a * b).sum() / np.sqrt((a * a).sum() * (b * b).sum() + 1e-6))


def _near(box: tuple[float, ...], before: tuple[float, ...]) -> bool:
    """Whether a face is about where one was before a jump, and about as large."""
    size, size_before = box[3] - box[1], before[3] - before[1]
    across, down = (box[i] + box[i + 2] - before[i] - before[i + 2] for i in (0, 1))
    return bool(
        np.hypot(across, down) / 2 < 0.5 * size_before
        and 0.67 < size / max(size_before, 1e-6) < 1.5
    )
