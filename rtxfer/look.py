"""The first half of a step: what a driver's frame shows, and whether a shot begins with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from engines.closing import Closing
from rtxfer.face.driver_lock import Box, DriverLock
from rtxfer.face.signal import Signal
from rtxfer.face.tracked_frame import TrackedFrame
from rtxfer.face.tracker import MOST_FACES, MOST_NUMBERED, Tracker
from rtxfer.frame import Frame
from rtxfer.motion.kept import Arrays, neutral_of, under, within
from rtxfer.motion.neutral import Neutral
from rtxfer.shots import Shots

OnShot = Callable[[Frame, Signal], Neutral | None]


class Looked(NamedTuple):
    """What was seen.

    Attributes:
        signal: of the driver's face; None without one.
        shot: whether another shot, or another person, begins with it.
        neutral: the resting face of whoever is in that shot, if it was looked for.
        faces: places of all faces in the picture, the driver's first; see `Signal.place`.
    """

    signal: Signal | None
    shot: bool = False
    neutral: Neutral | None = None
    faces: tuple[Box, ...] = ()


class Look(Closing):
    """Looks at frames in their order; a context manager.

    Frames that were tracked before, out of a motion file, are taken as they were seen then.

    Args:
        mirrored: the frames come from a mirrored (selfie) camera.
        model: a landmark model to use instead of the shipped one.
        shots: notice cuts and changes of person.
        on_shot: finds the resting face of the shot that begins with the given frame, in which the
            driver was tracked so.
        number: which of several people drives, see `DriverLock`; None for the largest face.
        lock: where and who that is, if it is known; see `rtxfer.driver_face`.
    """

    def __init__(
        self,
        *,
        mirrored: bool = False,
        model: Path | None = None,
        shots: bool = False,
        on_shot: OnShot = lambda frame, signal: None,
        number: int | None = None,
        lock: Arrays | None = None,
    ) -> None:
        self._on_shot = on_shot
        faces = MOST_FACES if number is None else MOST_NUMBERED
        self._track = partial(Tracker, "video", mirrored=mirrored, model=model, faces=faces)
        self._lock = DriverLock(number)
        if lock is not None:
            self._lock.restore(lock)
        self._tracker = self._track(lock=self._lock)
        self._next: Tracker | None = None
        self._shots = Shots(mirrored=mirrored, on_jump=self._lock.loosen) if shots else None
        self._crowded = 0

    @property
    def crowded(self) -> int:
        """Frames so far in which it saw more than one face."""
        return self._crowded + self._tracker.crowded

    def __call__(self, frame: Frame) -> Looked:
        """What is seen in the next frame."""
        if isinstance(frame, TrackedFrame):
            return self._tracked(frame)
        if self._shots is not None:
            self._shots.look(frame.image)
        signal = self._tracker.track(frame.image, frame.time)
        shot = self._shots is not None and self._shots.begins(frame, signal)
        shot = shot or self._lock.switched
        neutral = self._on_shot(frame, signal) if shot and signal is not None else None
        return Looked(signal, shot, neutral, self._tracker.places)

    def choose(self, across: float, down: float) -> None:
        """Have whoever is at this point drive from the next frame on, see `DriverLock.choose`."""
        self._lock.choose(across, down)

    def lock_arrays(self) -> Arrays:
        """Who drives, for another look's `lock`."""
        return self._lock.arrays()

    def _tracked(self, frame: TrackedFrame) -> Looked:
        shot = self._shots is not None and frame.neutral is not None
        neutral = neutral_of(frame.neutral) if shot and frame.neutral else None
        return Looked(frame.signal, shot, neutral)

    def show_next(self, frame: Frame) -> None:
        """Show a frame to the tracker that takes over next, see `rtxfer.video.relay`."""
        if self._next is None:
            self._next = self._track()
        if not isinstance(frame, TrackedFrame):
            self._next.faces(frame.image, frame.time)

    def change_over(self, kept: Arrays | None = None) -> Arrays:
        """Have that tracker take over.

        Args:
            kept: what this gave at the same frame in an earlier run, whose look is gone on with.
        """
        if self._next is None:
            raise RuntimeError("There is no tracker that could take over.")
        if kept is None:
            kept = under("lock", self._lock.arrays())
            kept |= under("shots", self._shots.arrays()) if self._shots else {}
        elif self._shots is not None:
            self._shots.restore(within("shots", kept))
        self._crowded += self._tracker.crowded
        self._tracker.close()
        self._tracker, self._next = self._next, None
        self._lock.restore(within("lock", kept))
        self._tracker.lock = self._lock
        return kept

    def close(self) -> None:
        """Free the trackers; safe to call twice."""
        for tracker in (self._tracker, self._next):
            if tracker is not None:
                tracker.close()
