"""What the offline runner needs from the transfer, and what the caller may choose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeVar, runtime_checkable

from rtxfer.frame import Frame, Image
from rtxfer.provenance import Origin
from rtxfer.sinks import Arrays, JsonValue, Sound

SeenT = TypeVar("SeenT")
"""What looking at a driver's frame gives."""

DrawnT = TypeVar("DrawnT")
"""What drawing makes of that."""


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


class Transfer(Protocol[SeenT, DrawnT]):
    """What turns the driver's frames into the target's, in three parts that run beside each other.

    Each sees all frames, in their order.
    """

    @property
    def output_size(self) -> tuple[int, int]:
        """Width and height of every result."""

    def look(self, frame: Frame) -> SeenT:
        """See what the driver does in `frame`; runs beside `draw` of earlier frames."""

    def draw(self, seen: SeenT) -> DrawnT:
        """Have the portrait drawn so; runs beside `compose` of earlier frames."""

    def compose(self, drawn: DrawnT) -> StepResult:
        """Lay what was drawn on the canvas."""

    def reset(self) -> None:
        """Forget what was smoothed or held so far."""


_GivenT = TypeVar("_GivenT", covariant=True)


class Relayed(Protocol[_GivenT]):
    """What looks at frames with one tracker after the other; see `rtxfer.video.relay`."""

    def look(self, frame: Frame) -> _GivenT:
        """See what the driver does in `frame`."""

    def show_next(self, frame: Frame) -> None:
        """Show a frame to the tracker that takes over next."""

    def change_over(self, kept: Arrays | None = None) -> Arrays:
        """Have it take over; gives the state of `look`, or begins with the one given."""


@runtime_checkable
class Resumable(Transfer[SeenT, DrawnT], Relayed[SeenT], Protocol[SeenT, DrawnT]):
    """A transfer whose work can be gone on with bit by bit; see `rtxfer.video.relay`."""

    def motion_arrays(self) -> Arrays:
        """The state of `draw`."""

    def restore_motion(self, kept: Arrays) -> None:
        """Go on from such a state."""


@dataclass(frozen=True)
class VideoOptions:
    """How to process a clip.

    Attributes:
        resume: go on from what an interrupted run of the same work has left.
        fingerprint: text that differs whenever the frames made would differ: portrait,
            generator, settings. Unfinished work is gone on with only if it is the same.
        state: kept with unfinished work and given back by `saved_state`: the neutral.
        warm_up: seconds of driver stepped through before the first resumed frame is written,
            so that smoothing is about where it would have been; only for a transfer that is
            not `Resumable`, which needs none.
        side_by_side: put the driver's frame left of the result. The only place where a
            driver's own pixels are ever shown.
        audio: which of the driver's sounds to lay under a video: the default one, none, one by its
            number from 1, or all.
        inputs: further files that must not be overwritten: the portrait.
        segment_frames: frames to a finished segment: what a crash can cost at most. None: 50,
            fewer of pictures over 720p, which take longer. Their number does not follow the
            clock, or no two runs would compress alike.
        encoder: see `rtxfer.sinks.codecs.codec_for`.
        alpha: frames have an alpha channel.
        origin: what the frames are made with, which the result then says.
        begin: state of a `Resumable` transfer's `draw` before the first frame, where the source is
            the middle of something; empty: it begins afresh.
    """

    resume: bool = False
    fingerprint: str = ""
    state: JsonValue = None
    warm_up: float = 1.0
    side_by_side: bool = False
    audio: Sound = True
    inputs: tuple[Path, ...] = ()
    segment_frames: int | None = None
    encoder: str = "x264"
    alpha: bool = False
    origin: Origin = field(default_factory=Origin)
    begin: Arrays = field(default_factory=dict)
