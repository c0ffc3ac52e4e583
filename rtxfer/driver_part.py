"""Which part of a driver is used, and how it is taken: what all offline work says of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path


@dataclass(frozen=True, slots=True)
class DriverPart:
    """A driver, or a part of it.

    Attributes:
        driver: a video, an animation, a folder or pattern of pictures, or one picture.
        neutral: "auto", "first", or a moment of the driver in seconds.
        start: where the used part of the driver begins, seconds.
        end: where it ends.
        rate: pictures per second, for drivers that are pictures.
        mirrored: the driver was filmed by a mirrored camera.
        shots: give each shot of the driver its own resting face.
        driver_face: who drives where several people are seen: 1 is the one furthest left when
            they are first seen. None for the largest face.
    """

    driver: Path
    neutral: str | float = field(default="auto", kw_only=True)
    start: float | None = field(default=None, kw_only=True)
    end: float | None = field(default=None, kw_only=True)
    rate: Fraction = field(default=Fraction(25), kw_only=True)
    mirrored: bool = field(default=False, kw_only=True)
    shots: bool = field(default=True, kw_only=True)
    driver_face: int | None = field(default=None, kw_only=True)
