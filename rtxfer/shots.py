"""Where another shot begins in what a camera gives: a cut, or another person in the old scene.

All motion is measured against one person's resting face. Measured against another person's, the
difference between two faces would be taken for an expression, and the portrait would deform.

A cut is seen by the whole picture: it changes at once, and its pattern too (a lamp switched on
changes the first only). A person is told by their likeness, see `rtxfer.face.likeness`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from typing import Any, Final

import cv2
import numpy as np
import numpy.typing as npt

from rtxfer.face.likeness import (
    CERTAINLY_SAME,
    STRANGER,
    Likeness,
    Plane,
    correlation,
    likeness,
    likeness_arrays,
    likenesses_of,
    strangeness,
)
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

SURE_SECONDS: Final = 0.8
"""For how long a face must be a stranger's where the picture did not jump: longer than a hand is
before it."""

REFERENCE_FACES: Final = 8
"""Frames at the beginning of a shot that say who is in it."""

_THUMB: Final = (64, 36)


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
        self._known: list[Likeness] = []
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
        return kept | likeness_arrays(self._known)

    def restore(self, arrays: Mapping[str, npt.NDArray[Any]]) -> None:
        """Remember what `arrays` gave."""
        jumped, since = (float(value) for value in arrays["counts"])
        self._jumped, self._strange_since = bool(jumped), None if np.isnan(since) else since
        self._changes = deque((float(one) for one in arrays["changes"]), self._changes.maxlen)
        self._last_box = tuple(float(side) for side in arrays["box"])
        self._thumb = arrays.get("thumb")
        self._known = likenesses_of(arrays)

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
            if stands_out and correlation(thumb, self._thumb) < SAME_PICTURE:
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
        seen = signal.unmirrored() if self._mirrored else signal
        face, box = likeness(frame.image, seen), seen.place
        jumped, self._jumped = self._jumped, False
        strange = strangeness(face, self._known)
        stranger = None if strange is None else strange > STRANGER
        if jumped and self._known:
            same = strange is not None and strange < CERTAINLY_SAME
            begins = not (same and _near(box, self._last_box))
        else:
            begins = self._sure(stranger, frame.time)
        if begins:
            self._known, self._strange_since = [], None
        if len(self._known) < REFERENCE_FACES and (begins or not stranger):
            self._known.append(face)
        self._last_box = box
        return begins

    def _sure(self, stranger: bool | None, time: float) -> bool:
        if stranger is False:
            self._strange_since = None
        elif stranger and self._strange_since is None:
            self._strange_since = time
        since = self._strange_since
        return bool(stranger) and since is not None and time - since >= SURE_SECONDS


def _near(box: tuple[float, ...], before: tuple[float, ...]) -> bool:
    """Whether a face is about where one was before a jump, and about as large."""
    size, size_before = box[3] - box[1], before[3] - before[1]
    across, down = (box[i] + box[i + 2] - before[i] - before[i + 2] for i in (0, 1))
    return bool(
        np.hypot(across, down) / 2 < 0.5 * size_before
        and 0.67 < size / max(size_before, 1e-6) < 1.5
    )
