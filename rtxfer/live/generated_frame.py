"""One generated frame and all that is known about it."""

from __future__ import annotations

from dataclasses import dataclass, field

from rtxfer.face.driver_lock import Box
from rtxfer.face.geometry import Points
from rtxfer.face.signal import Signal
from rtxfer.frame import Image
from rtxfer.motion.relative import Motion
from rtxfer.provenance import Origin
from rtxfer.target import Target


@dataclass(frozen=True, slots=True, eq=False)
class GeneratedFrame:
    """What the transfer made of the newest frame. Its pictures are shared: never change them.

    Attributes:
        image: the moved portrait, RGB uint8 [H, W, 3].
        driver: the camera's frame, RGB uint8; for a preview only, and None when none came. No
            sink is ever given it.
        signal: what was tracked in it, or None.
        motion: what was laid onto the portrait.
        landmarks: where the portrait's landmarks went, [478, 3], pixels of the portrait.
        captured: when the frame was captured, seconds of `time.monotonic()`.
        index: counts generated frames from 0.
        timings: milliseconds by stage.
        target: the portrait that moves in it.
        origin: what it was made with.
        faces: places of all faces in the camera's frame, the driver's first where there is a
            signal; see `Signal.place`.
    """

    image: Image
    driver: Image | None
    signal: Signal | None
    motion: Motion
    landmarks: Points
    captured: float
    index: int
    timings: dict[str, float]
    target: Target
    origin: Origin = field(default_factory=Origin)
    faces: tuple[Box, ...] = ()

    @property
    def face(self) -> bool:
        """Whether the driver's face was found."""
        return self.signal is not None
