"""Find the driver's resting face in a clip."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np

from rtxfer.errors import InputError, NoFaceError
from rtxfer.face.signal import Signal
from rtxfer.face.tracker import Tracker
from rtxfer.motion.neutral import Neutral, calmest, measure_neutral
from rtxfer.sources import open_source

SCAN_SECONDS: Final = 60.0
"""How much of a clip is looked through for the calmest moment."""

SCAN_FRAMES: Final = 400
"""About how many frames of it are tracked."""

STEADY_SECONDS: Final = 0.12
"""Half the span around a given moment over which the face is averaged."""


def resting_face(
    driver: Path,
    choice: str | float = "auto",
    *,
    start: float | None = None,
    end: float | None = None,
    mirrored: bool = False,
    model: Path | None = None,
) -> Neutral:
    """The neutral of the person in a clip.

    Args:
        driver: a video, a picture or a sequence.
        choice: "auto" for the calmest moment of the first minute, "first" for the first frame
            with a face, or a moment in seconds from the clip's own beginning.
        start: where the used part begins, seconds.
        end: where it ends.
        mirrored: the clip comes from a mirrored camera.
        model: a landmark model to use instead of the shipped one.

    Raises:
        NoFaceError: no face where one was looked for.
    """
    if isinstance(choice, float | int):
        start, end = max(0.0, choice - STEADY_SECONDS), choice + STEADY_SECONDS
    elif choice not in ("auto", "first"):
        raise InputError(
            f"{choice!r} is no way to choose a neutral.",
            "Use auto, first, or a moment such as 2.5 or 0:02.5.",
        )
    signals = _scan(driver, choice, start, end, mirrored, model)
    if not signals:
        where = f"around {choice} s of" if isinstance(choice, float | int) else "in"
        raise NoFaceError(
            f"No face was found {where} {driver}.",
            "Check that a face is seen there, large enough and not turned away; "
            "--neutral, --start and --end choose another part.",
        )
    if choice == "auto":
        return measure_neutral([signals[index] for index in calmest(signals)])
    return measure_neutral(signals)


def _scan(
    driver: Path,
    choice: str | float,
    start: float | None,
    end: float | None,
    mirrored: bool,
    model: Path | None,
) -> list[Signal]:
    signals: list[Signal] = []
    with (
        open_source(driver, start=start, end=end) as source,
        Tracker("video", mirrored=mirrored, model=model) as tracker,
    ):
        rate = float(source.info.rate or 25)
        length = min(source.info.duration or SCAN_SECONDS, SCAN_SECONDS)
        stride = max(1, int(np.ceil(rate * length / SCAN_FRAMES))) if choice == "auto" else 1
        first: float | None = None
        for count, frame in enumerate(source):
            first = frame.time if first is None else first
            if choice == "auto" and frame.time - first > SCAN_SECONDS and signals:
                break
            if count % stride:
                continue
            signal = tracker.track(frame.image, frame.time)
            if signal is not None:
                signals.append(signal)
                if choice == "first":
                    break
    return signals
