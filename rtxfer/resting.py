"""Find the driver's resting face in a clip."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Final, TypeAlias

from rtxfer.errors import InputError, NoFaceError
from rtxfer.face.signal import Signal
from rtxfer.face.tracker import Tracker
from rtxfer.frame import Frame, Image
from rtxfer.motion.neutral import Neutral, calmest, measure_neutral
from rtxfer.sources import Source, open_source

SCAN_SECONDS: Final = 60.0
"""How much of a clip is looked through for the calmest moment."""

SCAN_FRAMES: Final = 400
"""About how many frames of it are tracked."""

STEADY_SECONDS: Final = 0.12
"""Half the span around a given moment over which the face is averaged."""


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
) -> Neutral:
    """The neutral of the person in a clip.

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

    Raises:
        NoFaceError: no face where one was looked for.
    """
    if not isinstance(choice, str):
        start, end = max(0.0, choice - STEADY_SECONDS), choice + STEADY_SECONDS
    elif choice not in ("auto", "first"):
        raise InputError(
            f"{choice!r} is no way to choose a neutral.",
            "Use auto, first, or a moment such as 2.5 or 0:02.5.",
        )
    with (
        open_source(driver, start, end, rate=rate) as source,
        Tracker("video", mirrored=mirrored, model=model) as tracker,
    ):

        def seen(frame: Frame) -> Signal | None:
            signal = tracker.track(frame.image, frame.time)
            return None if signal is None else read(frame.image, signal)

        if choice == "auto":
            signals = _look_through(source, seen, _stride(source)) or _first(source, seen)
        elif choice == "first":
            signals = _first(source, seen)
        else:
            signals = _look_through(source, seen, 1)
    if not signals:
        where = f"around {choice:g} s of" if not isinstance(choice, str) else "in"
        raise NoFaceError(
            f"No face was found {where} {driver}.",
            "Check that a face is seen there, large enough and not turned away; "
            "--neutral, --start and --end choose another part.",
        )
    if choice == "auto":
        return measure_neutral([signals[index] for index in calmest(signals)])
    return measure_neutral(signals)


def _stride(source: Source) -> int:
    """Track every how many frames, so that about `SCAN_FRAMES` of the first minute are."""
    length = min(source.info.duration or SCAN_SECONDS, SCAN_SECONDS)
    return max(1, math.ceil(float(source.info.rate or 25) * length / SCAN_FRAMES))


Seen: TypeAlias = Callable[[Frame], Signal | None]


def _look_through(source: Source, seen: Seen, stride: int) -> list[Signal]:
    """The driver in every `stride`-th frame of the first minute, and on until one is found."""
    signals: list[Signal] = []
    begin: float | None = None
    for frame in source:
        begin = frame.time if begin is None else begin
        if signals and frame.time - begin > SCAN_SECONDS:
            break
        if frame.index % stride == 0:
            signal = seen(frame)
            signals += [signal] if signal else []
    return signals


def _first(source: Source, seen: Seen) -> list[Signal]:
    """The driver in the first frame that shows them."""
    for frame in source:
        signal = seen(frame)
        if signal:
            return [signal]
    return []
