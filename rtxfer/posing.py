"""A still portrait edited by hand: the same stage as everything else, without a driver."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from engines.closing import Closing
from rtxfer.frame import Image
from rtxfer.generator import Generator, open_generator
from rtxfer.motion.neutral import measure_neutral
from rtxfer.motion.pose import Pose
from rtxfer.provenance import Origin
from rtxfer.scenery import check_background
from rtxfer.settings import MotionSettings, OutputSettings
from rtxfer.sinks.picture_file import check_picture, write_picture
from rtxfer.stage import Stage
from rtxfer.target import Target

OnPhase = Callable[[str], None]

AS_ASKED: Final = MotionSettings(head=1.0, head_limit=40.0)
"""What is set by hand is shown as it is set; the limit only softens what nears it."""


class Posing(Closing):
    """Shows one portrait in any pose; a context manager.

    The portrait is its own driver at rest, so no pose at all is the portrait, bit by bit.

    Args:
        target: the portrait.
        generator: an open one, which stays the caller's to close, or its name or folder.
        backend: what runs a generator that is given by name.
        output: size of the picture; None keeps the portrait's own.
        whole_head: hair and ears turn with the face.
        calibrated: measure how the portrait answers first, so that 0.5 looks like 0.5.
    """

    def __init__(
        self,
        target: Target,
        generator: Generator | str | Path | None = None,
        backend: str = "auto",
        output: OutputSettings | None = None,
        *,
        whole_head: bool = True,
        calibrated: bool = True,
    ) -> None:
        self._stage = Stage(target, generator, output, backend=backend)
        self._settings = AS_ASKED.model_copy(update={"whole_head": whole_head})
        try:
            self._stage.fit(measure_neutral([target.signal]), calibrated=calibrated)
        except BaseException:
            self._stage.close()
            raise

    @property
    def origin(self) -> Origin:
        """What its pictures are made with."""
        return self._stage.origin

    def show(self, pose: Pose) -> Image:
        """The portrait in a pose, RGB uint8 [H, W, 3]; with alpha where nothing is behind it."""
        return self._stage.show(pose.motion(), self._settings)[0]

    def close(self) -> None:
        """Free its engines; safe to call twice."""
        self._stage.close()


@dataclass(frozen=True, slots=True)
class PoseJob:
    """What to make of a portrait.

    Attributes:
        target: the portrait.
        out: a picture; its suffix says which kind.
        pose: what it shall show.
        face: which of its faces, see `Target.open`.
        generator: name or folder of a bundle; None for the default one.
        backend: what runs it.
        output: size of the picture.
        whole_head: hair and ears turn with the face.
    """

    target: Path
    out: Path
    pose: Pose
    face: int | None = None
    generator: str | None = None
    backend: str = "auto"
    output: OutputSettings = field(default_factory=OutputSettings)
    whole_head: bool = True


def make_picture(job: PoseJob, on_phase: OnPhase = lambda words: None) -> tuple[str, ...]:
    """Write the posed portrait.

    Args:
        job: what to do.
        on_phase: called with a few words when a new phase begins.

    Returns:
        What the user should know of the portrait.

    Raises:
        RtxferError: anything the user can mend; `job.out` is as it was then.
    """
    job.pose.motion()  # refused names and numbers cost no waiting
    check_picture(job.out, [job.target], alpha=job.output.clear)
    check_background(job.output.background)
    on_phase("Looking at the portrait")
    target = Target.open(job.target, face=job.face)
    on_phase("Opening the generator")
    with open_generator(job.generator, job.backend, tell=on_phase) as generator:
        on_phase("Seeing how the portrait answers")
        with Posing(target, generator, output=job.output, whole_head=job.whole_head) as posing:
            write_picture(posing.show(job.pose), job.out, posing.origin)
    return target.notes
