"""Find the driver's resting face in a clip."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

import av
import numpy as np

from engines.cache import sha256_of
from rtxfer.driver_face import demand_one_face, driver_lock
from rtxfer.driver_part import DriverPart
from rtxfer.errors import InputError, NoFaceError
from rtxfer.face.code import NOTHING
from rtxfer.face.driver_lock import DriverLock
from rtxfer.face.model_file import landmark_model
from rtxfer.face.motion_file import SUFFIX, MotionFile
from rtxfer.face.signal import Signal
from rtxfer.face.tracker import MOST_FACES, MOST_NUMBERED, Tracker
from rtxfer.frame import Frame, Image
from rtxfer.motion.kept import Arrays, neutral_of
from rtxfer.motion.neutral import Neutral, calmest, measure_neutral
from rtxfer.remembered import remembered
from rtxfer.shots import Shots
from rtxfer.sources import Source, open_source

if TYPE_CHECKING:
    from rtxfer.generator import Generator

SCAN_SECONDS: Final = 60.0
"""How much of a clip is looked through for the calmest moment."""

SCAN_FRAMES: Final = 400
"""About how many frames of it are tracked."""

STEADY_SECONDS: Final = 0.12
"""Half the span around a given moment over which the face is averaged."""


class RestingFaces:
    """The resting face of a driver, and that of each of their shots, as a generator reads them.

    Args:
        part: the driver, and what of it is used.
        generator: what the neutrals are for.
        source: that part, opened.

    Attributes:
        lock: who drives, for a `Look`; None where nobody was chosen.

    Raises:
        InputError, NoFaceError: there is nobody of that number.
    """

    def __init__(self, part: DriverPart, generator: Generator, source: Source) -> None:
        self._part, self._generator = part, generator
        demand_one_face(part.driver, part.driver_face)
        self.lock: Arrays | None = None
        if part.driver_face is not None and part.driver.suffix.lower() != SUFFIX:
            self.lock = driver_lock(source, part.driver_face)

    def find(self, since: int | None = None, lock: Arrays | None = None) -> Neutral:
        """The one asked for, or that of the shot that begins at `since` ticks of the driver.

        Args:
            since: see `resting_face`.
            lock: who drives; None for `self.lock`.

        Raises:
            NoFaceError: no face where one was looked for.
        """
        part = self._part
        return resting_face(
            part.driver,
            part.neutral,
            start=part.start,
            end=part.end,
            rate=part.rate,
            mirrored=part.mirrored,
            read=partial(self._generator.read, mirrored=part.mirrored),
            reader=self._generator.reader,
            shots=part.shots,
            since=since,
            lock=self.lock if lock is None else lock,
        )

    def of_shot(self, first: Frame, signal: Signal) -> Neutral | None:
        """That of whoever was tracked so in a shot's first frame; None where they are hardly seen
        in it.
        """
        lock = None
        if self.lock is not None:
            seen = signal.unmirrored() if self._part.mirrored else signal
            lock = DriverLock.of(seen, first.time, first.image).arrays()
        with suppress(NoFaceError):
            return self.find(first.pts, lock)
        return None


Seen: TypeAlias = Callable[[Frame], Signal | None]

Read: TypeAlias = Callable[[Image, Signal], Signal]
"""Adds what a generator reads off a face to its signal, see `Generator.read`."""


def unread(picture: Image, signal: Signal) -> Signal:
    """The signal as it is."""
    return signal


def resting_face(
    driver: Path,
    choice: str | float = "auto",
    *,
    start: float | None = None,
    end: float | None = None,
    rate: Fraction = Fraction(25),
    mirrored: bool = False,
    model: Path | None = None,
    read: Read = unread,
    reader: str | None = None,
    shots: bool = False,
    since: int | None = None,
    lock: Arrays | None = None,
) -> Neutral:
    """The neutral of the person in a clip, or in a shot of it; looked for once and remembered.

    Args:
        driver: a video, a picture or a sequence.
        choice: "auto" for the calmest moment of the first minute, "first" for the first frame
            with a face, or a moment in seconds from the clip's own beginning.
        start: where the used part begins, seconds.
        end: where it ends.
        rate: pictures per second, for drivers that are pictures.
        mirrored: the clip comes from a mirrored camera.
        model: a landmark model to use instead of the shipped one.
        read: of the generator that the neutral is for.
        reader: its `reader`; where something is read and this is None, nothing is remembered.
        shots: look no further than the shot in which the first face is seen.
        since: `pts` of the frame with which to begin: a later shot's first. A `choice` that is a
            moment holds for the shot that it lies in; another one's calmest moment is taken.
        lock: who of several people it is, see `rtxfer.driver_face`; None for the largest face.

    Raises:
        NoFaceError: no face where one was looked for.
    """
    if not isinstance(choice, str) and not 0 <= choice < math.inf:
        raise InputError(
            f"{choice:g} s is no moment of a clip.", "Use auto, first, or such as 2.5."
        )
    if driver.suffix.lower() == SUFFIX:
        return _kept_in(MotionFile.load(driver), driver, choice)
    if not isinstance(choice, str) and since is None:
        start, end = max(0.0, choice - STEADY_SECONDS), choice + STEADY_SECONDS
    elif isinstance(choice, str) and choice not in ("auto", "first"):
        raise InputError(
            f"{choice!r} is no way to choose a neutral.",
            "Use auto, first, or a moment such as 2.5 or 0:02.5.",
        )
    if not isinstance(choice, str):
        _demand_within(driver, choice, rate)
    reader = "" if read is unread else reader
    with open_source(driver, start, end, rate=rate) as source:

        def parts() -> dict[str, str] | None:
            if reader is None:
                return None
            return {
                # A file that was changed in place may look the same at its samples.
                "clip": f"{source.identity} {driver.stat().st_mtime_ns if driver.exists() else ''}",
                "decoder": av.__version__,
                "choice": str(choice),
                "shots": str(shots),
                "since": str(since),
                "lock": _told(lock),
                "mirrored": str(mirrored),
                "model": sha256_of(landmark_model(model)),
                "reader": reader,
            }

        def find() -> Neutral:
            who = DriverLock()
            if lock is not None:
                who.restore(lock)
            faces = MOST_FACES if lock is None else MOST_NUMBERED
            with Tracker("video", mirrored=mirrored, model=model, faces=faces, lock=who) as tracker:
                seen = partial(_seen, tracker, read)
                cuts = Shots(mirrored=mirrored, on_jump=who.loosen) if shots else None
                return _found(source, choice, seen, cuts, since)

        return remembered("resting face", parts, find, Neutral.to_json, Neutral.from_json)


def _told(lock: Arrays | None) -> str:
    """All that a lock says, in a word."""
    if lock is None:
        return ""
    parts = [name.encode() + np.ascontiguousarray(lock[name]).tobytes() for name in sorted(lock)]
    return hashlib.sha256(b"\n".join(parts)).hexdigest()


def _kept_in(motion: MotionFile, path: Path, choice: str | float) -> Neutral:
    """The neutral that a motion file was tracked with; or that of its first face, or a moment."""
    kept = motion.neutral(-1)
    if choice == "auto" and kept:
        return neutral_of(kept)
    times = [
        float((one - motion.arrays["pts"][0]) * motion.time_base) for one in motion.arrays["pts"]
    ]
    seen = [(time, motion.signal(index), motion.codes(index)) for index, time in enumerate(times)]
    faces = [
        (time, replace(signal, code=codes.get(motion.reader, NOTHING)))
        for time, signal, codes in seen
        if signal is not None
    ]
    if isinstance(choice, float | int):
        faces = [one for one in faces if abs(one[0] - choice) <= STEADY_SECONDS]
    if not faces:
        raise NoFaceError(
            f"No face was seen where the resting face is asked for in {path}.",
            "Leave --neutral to auto, or choose another moment.",
        )
    signals = [signal for _, signal in faces]
    if isinstance(choice, float | int):
        return measure_neutral(signals)
    return measure_neutral(
        signals[:1] if choice == "first" else [signals[i] for i in calmest(signals)]
    )


def _demand_within(driver: Path, moment: float, rate: Fraction) -> None:
    with open_source(driver, rate=rate) as whole:
        length = whole.info.duration
    if length is not None and moment >= length:
        raise InputError(
            f"The resting face is asked for at {moment:g} s, but {driver} is only {length:.2f} s "
            "long.",
            f"Give a --neutral before {length:.2f} s, or leave it to auto.",
        )


def _seen(tracker: Tracker, read: Read, frame: Frame) -> Signal | None:
    signal = tracker.track(frame.image, frame.time)
    return None if signal is None else read(frame.image, signal)


class _Moment(NamedTuple):
    time: float
    signal: Signal


def _found(
    source: Source, choice: str | float, seen: Seen, shots: Shots | None, since: int | None
) -> Neutral:
    """The neutral of whoever is `seen` in a source."""
    if choice == "first":
        found = _first(source.frames(since), seen)
    elif choice == "auto" or since is not None:
        found = _look_through(source.frames(since), seen, _stride(source), shots)
        found = found or _first(source.frames(since), seen)
    else:
        found = _look_through(source, seen, 1, None)
    if not found:
        where = f"around {choice:g} s of" if not isinstance(choice, str) else "in"
        raise NoFaceError(
            f"No face was found {where} {source.info.path}.",
            "Check that a face is seen there, large enough and not turned away; "
            "--neutral, --start and --end choose another part.",
        )
    signals = [one.signal for one in found]
    if not isinstance(choice, str):
        chosen = [one.signal for one in found if abs(one.time - choice) <= STEADY_SECONDS]
        if chosen or since is None:
            return measure_neutral(chosen or signals)
    elif choice == "first":
        return measure_neutral(signals)
    return measure_neutral([signals[index] for index in calmest(signals)])


def _stride(source: Source) -> int:
    """Track every how many frames, so that about `SCAN_FRAMES` of the first minute are."""
    length = min(source.info.duration or SCAN_SECONDS, SCAN_SECONDS)
    return max(1, math.ceil(float(source.info.rate or 25) * length / SCAN_FRAMES))


def _look_through(
    frames: Iterable[Frame], seen: Seen, stride: int, shots: Shots | None
) -> list[_Moment]:
    """The driver in every `stride`-th frame of the first minute, and on until one is found.

    Where there are `shots`, only up to where the next one begins.
    """
    found: list[_Moment] = []
    begin: float | None = None
    for frame in frames:
        begin = frame.time if begin is None else begin
        if found and frame.time - begin > SCAN_SECONDS:
            break
        if shots is not None:
            shots.look(frame.image)
        if frame.index % stride:
            continue
        signal = seen(frame)
        if shots is not None and shots.begins(frame, signal):
            break
        found += [_Moment(frame.time, signal)] if signal else []
    return found


def _first(frames: Iterable[Frame], seen: Seen) -> list[_Moment]:
    """The driver in the first frame that shows them."""
    for frame in frames:
        signal = seen(frame)
        if signal:
            return [_Moment(frame.time, signal)]
    return []
