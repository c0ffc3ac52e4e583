"""A motion file as a source: frames that were tracked before, without pictures."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator
from pathlib import Path

from engines.closing import Closing
from rtxfer.errors import InputError
from rtxfer.face.motion_file import MotionFile
from rtxfer.face.tracked_frame import NO_PICTURE, TrackedFrame
from rtxfer.sources.lookup import require_file
from rtxfer.sources.source import SourceInfo


class MotionSource(Closing):
    """See `Source`; every frame is a `TrackedFrame`.

    Args:
        path: of a motion file.
        start: seconds from the first frame at which to begin; None for the beginning.
        end: seconds from the first frame before which to stop; None for the end.
        part: of these frames, the number of the first to give and the number before which to stop;
            None for all.

    Raises:
        InputError: missing, damaged, or nothing lies between start and end.
    """

    skipped = 0
    notes: tuple[str, ...] = ()

    def __init__(
        self,
        path: Path,
        start: float | None = None,
        end: float | None = None,
        part: tuple[int, int] | None = None,
    ) -> None:
        require_file(path, "motion file")
        self.motion = MotionFile.load(path)
        self._path, self._cut = path, (start, end, part)
        pts, base = self.motion.arrays["pts"], self.motion.time_base
        first, last = (start or 0.0), (math.inf if end is None else end)
        times = [float((int(one) - int(pts[0])) * base) for one in pts]
        self._indices = [i for i, time in enumerate(times) if first <= time < last]
        if part is not None:
            self._indices = self._indices[slice(*part)]
        if not self._indices:
            raise InputError(
                f"Nothing of {path} lies between start and end; it is {times[-1]:.2f} s long.",
                "Give another --start or --end.",
            )

    @property
    def info(self) -> SourceInfo:
        """What is known beforehand; the size is that of the pictures it was tracked in."""
        motion, first, last = self.motion, self._indices[0], self._indices[-1]
        width, height = (int(side) for side in motion.arrays["size"][first])
        ticks = int(motion.arrays["pts"][last]) - int(motion.arrays["pts"][first])
        step = 1 / motion.rate if motion.rate else 0
        return SourceInfo(
            name=self._path.name,
            width=width,
            height=height,
            rate=motion.rate,
            time_base=motion.time_base,
            duration=float(ticks * motion.time_base + step),
            frames=len(self._indices),
            has_audio=False,
            path=self._path,
        )

    @property
    def identity(self) -> str:
        """Differs whenever the frames might."""
        content = hashlib.sha256(self._path.read_bytes()).hexdigest()
        return f"motion {content} {self._cut}"

    def frames(self, since: int | None = None) -> Iterator[TrackedFrame]:
        """Every frame, or those from `since` ticks on."""
        motion = self.motion
        begun = [i for i in self._indices if since is None or motion.arrays["pts"][i] >= since]
        for number, index in enumerate(begun):
            yield TrackedFrame(
                NO_PICTURE,
                number,
                int(motion.arrays["pts"][index]),
                motion.time_base,
                motion.signal(index),
                motion.codes(index),
                motion.neutral(index),
            )

    def __iter__(self) -> Iterator[TrackedFrame]:
        return self.frames()

    def close(self) -> None:
        """Nothing is held open."""
