"""What the offline runner needs from the transfer, and what the caller may choose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from rtxfer.frame import Frame, Image
from rtxfer.sinks import JsonValue


class StepResult(Protocol):
    """What the transfer makes of one frame."""

    @property
    def image(self) -> Image:
        """The moved portrait, RGB uint8 [H, W, 3], of the same size every time."""

    @property
    def face(self) -> bool:
        """Whether a face was found in the driver's frame."""

    @property
    def timings(self) -> Mapping[str, float]:
        """Milliseconds by stage."""


class Transfer(Protocol):
    """What turns the driver's frames into the target's."""

    @property
    def output_size(self) -> tuple[int, int]:
        """Width and height of every result."""

    def step(self, frame: Frame) -> StepResult:
        """Move the portrait as the driver in `frame`."""

    def reset(self) -> None:
        """Forget what was smoothed or held so far."""


@dataclass(frozen=True)
class VideoOptions:
    """How to process a clip.

    Attributes:
        resume: go on from what an interrupted run of the same work has left.
        fingerprint: text that differs whenever the frames made would differ: portrait,
            generator, settings. Unfinished work is gone on with only if it is the same.
        state: kept with unfinished work and given back by `saved_state`: the neutral.
        warm_up: seconds of driver stepped through before the first resumed frame is written,
            so that smoothing is where it would have been.
        side_by_side: put the driver's frame left of the result. The only place where a
            driver's own pixels are ever shown.
        audio: lay the driver's sound under a video.
        inputs: further files that must not be overwritten: the portrait.
        segment_frames: frames to a finished segment: what a crash can cost at most.
    """

    resume: bool = False
    fingerprint: str = ""
    state: JsonValue = None
    warm_up: float = 1.0
    side_by_side: bool = False
    audio: bool = True
    inputs: tuple[Path, ...] = ()
    segment_frames: int = 250
