"""What the driver does in a live run, kept for a motion file."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

from rtxfer.face.motion_file import MotionFile
from rtxfer.motion.neutral import Neutral
from rtxfer.motion.writer import MotionWriter
from rtxfer.step import Seen

MOST_FRAMES: Final = 54_000
"""Half an hour at 30 frames a second, 330 MB; what comes after is not kept."""


class MotionRecorder:
    """Keeps what is seen between `begin` and `save`; in memory, numbers only.

    Args:
        neutral: the driver's resting face at the moment; None while it is not known, and then
            nothing is kept yet.
    """

    def __init__(self, neutral: Callable[[], Neutral | None]) -> None:
        self._neutral = neutral
        self._lock = threading.Lock()
        self._writer: MotionWriter | None = None
        self._rest: Neutral | None = None

    @property
    def recording(self) -> bool:
        """Whether anything is kept."""
        return self._writer is not None

    @property
    def frames(self) -> int:
        """How many are kept so far."""
        return 0 if self._writer is None else len(self._writer)

    def begin(self, name: str = "live", rate: int | None = None) -> None:
        """Keep what is seen from now on.

        Args:
            name: of the driver, for people.
            rate: nominal frames per second.
        """
        with self._lock:
            self._writer, self._rest = MotionWriter.live(name, rate), None

    def see(self, seen: Seen) -> None:
        """The next frame; called by the thread that moves the portrait."""
        with self._lock:
            neutral = self._neutral()
            writer = self._writer
            if writer is None or neutral is None or len(writer) >= MOST_FRAMES:
                return
            another = None
            if self._rest is None:
                writer.rest(neutral)
            elif neutral is not self._rest:  # another person, or the same one calibrated anew
                another = neutral
            self._rest = neutral
            writer.add(seen.frame, seen.signal, shot=another is not None, neutral=another)

    def save(self, path: Path, generator: str = "") -> MotionFile:
        """Write what was kept, and keep no more.

        Raises:
            InputError: nothing was seen.
            OutputError: the folder cannot be written to.
        """
        with self._lock:
            writer, self._writer = self._writer, None
        motion = (writer or MotionWriter.live("live", None)).motion(generator)
        motion.save(path)
        return motion
