"""Which of a clip's people drives, where one is asked for by number."""

from __future__ import annotations

from pathlib import Path

from rtxfer.errors import InputError, NoFaceError
from rtxfer.face.driver_lock import SETTLING, DriverLock
from rtxfer.face.motion_file import SUFFIX
from rtxfer.face.tracker import MOST_NUMBERED, Tracker
from rtxfer.motion.kept import Arrays
from rtxfer.sources import Source


def driver_lock(source: Source, number: int, model: Path | None = None) -> Arrays:
    """Where the face of that number is when it is first seen, and what it looks like.

    Args:
        source: the used part of a driver.
        number: counted from 1 and from the left, among those who are seen in one frame.
        model: a landmark model to use instead of the shipped one.

    Returns:
        For `DriverLock.restore`.

    Raises:
        InputError: so many people are never seen at once.
        NoFaceError: nobody is.
    """
    most = 0
    for settling in (SETTLING, 0.0):  # a clip may be over before it is settled
        lock = DriverLock(number, settling)
        with Tracker("video", model=model, faces=MOST_NUMBERED, lock=lock) as tracker:
            for frame in source.frames():
                tracker.track(frame.image, frame.time)
                most = max(most, len(tracker.places))
                if lock.chosen:
                    return lock.arrays()
    name = source.info.path.name if source.info.path else "The driver"
    if not most:
        raise NoFaceError(
            f"No face was found in {name}.",
            "Check that a face is seen there, large enough and not turned away.",
        )
    raise InputError(
        f"{name} has no face number {number}: "
        f"{'one face was' if most == 1 else f'at most {most} faces were'} seen at once.",
        "Leave --driver-face out." if most == 1 else f"Write 1 to {most}, from the left.",
    )


def demand_one_face(driver: Path, number: int | None) -> None:
    """See that no second person is asked for of a motion file, which holds one.

    Raises:
        InputError: one is.
    """
    if number not in (None, 1) and driver.suffix.lower() == SUFFIX:
        raise InputError(
            f"{driver.name} holds one person's motion, and number {number} is asked for.",
            "Track the clip again with --driver-face, into a motion file for each person.",
        )
