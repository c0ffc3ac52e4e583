"""One piece of offline work, from the paths a person gives to the finished file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import TypeAlias

from rtxfer.generator import Generator, open_generator
from rtxfer.motion.neutral import Neutral
from rtxfer.resting import Read, resting_face
from rtxfer.settings import TransferSettings
from rtxfer.sinks import check_output
from rtxfer.sources import Source, open_source
from rtxfer.target import Target
from rtxfer.transfer import Transfer
from rtxfer.video import Summary, VideoOptions, VideoProgress, process, saved_state

OnPhase: TypeAlias = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Job:
    """What to make of what.

    Attributes:
        driver: a video, an animation, a folder or pattern of pictures, or one picture.
        target: the portrait.
        out: a video, GIF, WebP, folder, or pattern such as `frames/%04d.png`.
        generator: name or folder of a bundle; None for the default one.
        backend: what runs it.
        settings: gains, smoothing, output size.
        neutral: "auto", "first", or a moment of the driver in seconds.
        start: where the used part of the driver begins, seconds.
        end: where it ends.
        rate: pictures per second, for drivers that are pictures.
        mirrored: the driver was filmed by a mirrored camera.
        audio: lay the driver's sound under a video.
        side_by_side: show the driver beside the result.
        resume: go on from an interrupted run.
    """

    driver: Path
    target: Path
    out: Path
    generator: str | None = None
    backend: str = "auto"
    settings: TransferSettings = field(default_factory=TransferSettings)
    neutral: str | float = "auto"
    start: float | None = None
    end: float | None = None
    rate: Fraction = Fraction(25)
    mirrored: bool = False
    audio: bool = True
    side_by_side: bool = False
    resume: bool = False


def run(
    job: Job,
    on_progress: Callable[[VideoProgress], None] | None = None,
    on_phase: OnPhase = lambda phase: None,
) -> Summary:
    """Do the work.

    Args:
        job: what to do.
        on_progress: called after each frame.
        on_phase: called with a few words when a new phase begins.

    Raises:
        RtxferError: anything the user can mend; nothing half-written is left at `job.out`.
    """
    check_output(job.out, [job.driver, job.target])
    on_phase("Looking at the portrait")
    target = Target.open(job.target)
    on_phase("Opening the generator")
    with (
        open_source(job.driver, job.start, job.end, rate=job.rate) as source,
        open_generator(job.generator, job.backend) as generator,
    ):
        options = _options(job, target, generator)
        on_phase("Finding the driver's resting face")
        neutral = _neutral(job, source, options, partial(generator.read, mirrored=job.mirrored))
        on_phase("Seeing how the portrait answers")
        with Transfer(
            target, generator, job.settings, neutral=neutral, mirrored=job.mirrored
        ) as transfer:
            on_phase("Moving the portrait")
            kept = replace(options, state=neutral.to_json())
            summary = process(source, transfer, job.out, kept, on_progress)
    return replace(summary, warnings=(*target.notes, *summary.warnings))


def _neutral(job: Job, source: Source, options: VideoOptions, read: Read) -> Neutral:
    """The neutral of the run that is resumed, else the one asked for."""
    saved = saved_state(source, job.out, options) if job.resume else None
    if isinstance(saved, dict):
        return Neutral.from_json(saved)
    return resting_face(
        job.driver,
        job.neutral,
        start=job.start,
        end=job.end,
        rate=job.rate,
        mirrored=job.mirrored,
        read=read,
    )


def _options(job: Job, target: Target, generator: Generator) -> VideoOptions:
    picture = hashlib.sha256(target.image.tobytes()).hexdigest()
    graphs = [graph.sha256 for graph in generator.manifest.graphs.values()]
    parts = (picture, *graphs, job.settings.model_dump_json(), job.neutral, job.mirrored)
    return VideoOptions(
        resume=job.resume,
        fingerprint="\n".join(str(part) for part in parts),
        side_by_side=job.side_by_side,
        audio=job.audio,
        inputs=(job.target,),
    )
