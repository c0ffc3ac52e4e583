"""What a step of the pipeline gives, part by part: what was seen, how that moves, the result."""

from __future__ import annotations

from dataclasses import dataclass

from rtxfer.face.driver_lock import Box
from rtxfer.face.geometry import Points
from rtxfer.face.signal import Signal
from rtxfer.frame import Frame, Image
from rtxfer.motion.neutral import Neutral
from rtxfer.motion.relative import Motion
from rtxfer.stage import Drawn, Stage


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """What was made of a driver's frame by looking at it: the first part of a step.

    Attributes:
        frame: the driver's.
        signal: what was tracked, with its code where the generator reads one; None without a face.
        timings: milliseconds by stage: track, read; those that ran.
        shot: whether another shot, or another person, begins with it.
        neutral: the resting face of whoever is in that shot, if it was looked for.
        faces: places of all faces in the picture, the driver's first; see `Signal.place`.
    """

    frame: Frame
    signal: Signal | None
    timings: dict[str, float]
    shot: bool = False
    neutral: Neutral | None = None
    faces: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Moved:
    """A frame's motion and what the generator made of it: the second part of a step.

    Attributes:
        seen: what it was made of; None for a step without a frame.
        motion: the driver's, after smoothing and easing, before any gains.
        drawn: not yet on the canvas.
        stage: whose canvas that is.
        timings: milliseconds by stage: track, read, motion, render; those that ran.
    """

    seen: Seen | None
    motion: Motion
    drawn: Drawn
    stage: Stage
    timings: dict[str, float]


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """What one step gives.

    Attributes:
        image: the moved portrait, RGB uint8 [H, W, 3], always of the transfer's output size.
        face: whether the driver's face was found in this frame.
        signal: what was tracked, or None.
        motion: the driver's, after smoothing and easing, before any gains.
        landmarks: where the portrait's landmarks went, [478, 3], pixels of the portrait.
        timings: milliseconds by stage: track, read, motion, render, composite, mark; those that
            ran.
        shot: whether another shot, or another person, began with this frame.
    """

    image: Image
    face: bool
    signal: Signal | None
    motion: Motion
    landmarks: Points
    timings: dict[str, float]
    shot: bool = False
