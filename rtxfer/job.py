"""One piece of offline work, from the paths a person gives to the finished file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, TypeAlias

import numpy as np

from engines.closing import Closing
from rtxfer.driver_part import DriverPart
from rtxfer.errors import InputError
from rtxfer.generator import Generator, open_generator
from rtxfer.motion.neutral import Neutral
from rtxfer.resting import RestingFaces
from rtxfer.scenery import check_background
from rtxfer.settings import TransferSettings, background_file
from rtxfer.sinks import Arrays, Sound, check_free, check_output, check_sound, destination_of
from rtxfer.sources import Source, open_source
from rtxfer.sources.motion import MotionSource
from rtxfer.target import Target
from rtxfer.threads import for_rendering
from rtxfer.transfer import Transfer
from rtxfer.video import Summary, VideoOptions, VideoProgress, process, saved_state

OnPhase: TypeAlias = Callable[[str], None]

CROWD: Final = 3
"""Frames with a second face that are worth a word; one may be a pattern on a wall."""

PORTRAITS: Final = 8
"""So many are kept; a large one takes a hundred megabytes."""

TOLD: Final = 5
"""How many cuts are told by their moments."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some frames of a motion file, made as if all before them had been.

    Attributes:
        first: number of the first of them, from 0.
        last: number of the first that is not.
        state: file of the motion's state before the first, by `numpy.savez`; None at the beginning.
    """

    first: int
    last: int
    state: Path | None = None

    def arrays(self) -> Arrays:
        """The state; empty at the beginning."""
        if self.state is None:
            return {}
        with np.load(self.state, allow_pickle=False) as file:
            return dict(file)


@dataclass(frozen=True, slots=True)
class Job(DriverPart):
    """What to make of what.

    Attributes:
        target: the portrait.
        out: a video, GIF, WebP, folder, or pattern such as `frames/%04d.png`.
        generator: name or folder of a bundle; None for the default one.
        backend: what runs it.
        settings: gains, smoothing, output size.
        audio: see `VideoOptions`.
        side_by_side: show the driver beside the result.
        resume: go on from an interrupted run.
        encoder: of a video; see `rtxfer.sinks.codecs.codec_for`.
        face: which of the portrait's faces moves; see `Target.open`.
        part: make only these frames of a motion file; see `Part`.
    """

    target: Path
    out: Path
    generator: str | None = None
    backend: str = "auto"
    settings: TransferSettings = field(default_factory=TransferSettings)
    audio: Sound = True
    side_by_side: bool = False
    resume: bool = False
    encoder: str = "x264"
    face: int | None = None
    part: Part | None = None


class Kept(Closing):
    """What one worker keeps from job to job: open generators, and portraits with their faces found.

    Not for several threads.
    """

    def __init__(self) -> None:
        self._opened = ExitStack()
        self._generators: dict[tuple[str | None, str], Generator] = {}
        self._targets: dict[tuple[Path, int, int | None], Target] = {}

    def generator(self, name: str | None, backend: str, tell: OnPhase) -> Generator:
        """See `rtxfer.generator.open_generator`; opened when first asked for."""
        if (name, backend) not in self._generators:
            opened = open_generator(name, backend, beside=True, threads=for_rendering(), tell=tell)
            self._generators[name, backend] = self._opened.enter_context(opened)
        return self._generators[name, backend]

    def target(self, path: Path, face: int | None = None) -> Target:
        """See `rtxfer.target.Target.open`; a picture that was changed is opened anew."""
        try:
            key = path, path.stat().st_mtime_ns, face
        except OSError:
            return Target.open(path, face=face)  # which says what is wrong with it
        if key not in self._targets:
            opened = Target.open(path, face=face)
            while len(self._targets) >= PORTRAITS:
                del self._targets[next(iter(self._targets))]
            self._targets[key] = opened
        return self._targets[key]

    def close(self) -> None:
        """Let go of all; what is asked for later is opened anew."""
        self._generators.clear()
        self._targets.clear()
        self._opened.close()


def run(
    job: Job,
    on_progress: Callable[[VideoProgress], None] | None = None,
    on_phase: OnPhase = lambda phase: None,
    kept: Kept | None = None,
    on_note: OnPhase = lambda note: None,
) -> Summary:
    """Do the work.

    Args:
        job: what to do.
        on_progress: called after each frame.
        on_phase: called with a few words when a new phase begins.
        kept: of the jobs before it; None where there are none.
        on_note: told what should be known of the portrait before the work begins; these notes
            are among the summary's, too.

    Raises:
        RtxferError: anything the user can mend; nothing half-written is left at `job.out`.
    """
    check(job)
    check_free(destination_of(job.out))
    with (
        nullcontext(kept) if kept is not None else Kept() as kept,
        _opened(job) as source,
    ):
        on_phase("Looking at the portrait")
        target = kept.target(job.target, job.face)
        for note in target.notes:
            on_note(note)
        on_phase("Opening the generator")
        generator = kept.generator(job.generator, job.backend, on_phase)
        if isinstance(source, MotionSource):
            demand_playable(job, source, generator)
        options = _options(job, target, generator)
        on_phase("Finding the driver's resting face")
        rests = RestingFaces(job, generator, source)
        neutral = _saved(job, source, options) or rests.find()
        on_phase("Seeing how the portrait answers")
        with Transfer(
            target,
            generator,
            job.settings,
            neutral=neutral,
            mirrored=job.mirrored,
            shots=job.shots,
            on_shot=rests.of_shot,
            number=job.driver_face,
            lock=rests.lock,
        ) as transfer:
            on_phase("Moving the portrait")
            resumable = replace(options, state=neutral.to_json(), origin=transfer.origin)
            summary = process(source, transfer, job.out, resumable, on_progress)
    notes = (
        *target.notes,
        *(told_of_crowd(transfer.crowded) if job.driver_face is None else ()),
        *told_of_shots(transfer.cuts),
        *summary.warnings,
    )
    return replace(summary, warnings=notes, shots=tuple(transfer.cuts))


def check(job: Job) -> None:
    """Refuse at once what could only fail, or do harm, after hours of work.

    Raises:
        RtxferError: it could.
    """
    alpha = job.settings.output.clear
    check_output(job.out, [job.driver, job.target], job.encoder, alpha=alpha)
    if alpha and job.side_by_side:
        raise InputError(
            "Side by side with the driver nothing is transparent.",
            "Leave --side-by-side out, or choose another --background than none.",
        )
    check_background(job.settings.output.background)
    check_sound(job.driver, job.audio)


def _opened(job: Job) -> Source:
    if job.part is not None:
        return MotionSource(job.driver, job.start, job.end, (job.part.first, job.part.last))
    return open_source(job.driver, job.start, job.end, rate=job.rate)


def demand_playable(job: Job, source: MotionSource, generator: Generator) -> None:
    """See that a motion file has all that the job asks for.

    Raises:
        InputError: it has not.
    """
    if job.side_by_side:
        raise InputError(
            f"{job.driver.name} holds no picture that could be shown beside the portrait.",
            "Leave --side-by-side out, or use the clip itself.",
        )
    if generator.code_reader not in ("", source.motion.reader):
        name = generator.manifest.name
        kept = f"was tracked for {source.motion.generator}" if source.motion.reader else "has none"
        raise InputError(
            f"{name} reads the driver's picture, and {job.driver.name} keeps no picture, only what "
            f"a generator read when it was tracked; it {kept}.",
            f"Track the clip again with --generator {name}, or use a generator that reads "
            "landmarks alone, such as --generator warp.",
        )


def told_of_crowd(frames: int) -> list[str]:
    """What to say of so many frames with more than one face."""
    if frames < CROWD:
        return []
    return [
        f"The driver shows more than one face in {frames} frames: the one that was largest at "
        "first is followed. --driver-face 1 takes the one furthest left, 2 the next."
    ]


def told_of_shots(shots: Sequence[float]) -> list[str]:
    """What to say of shots that begin at these moments, seconds."""
    if not shots:
        return []
    few = ", ".join(f"{moment:.1f}" for moment in shots[:TOLD])
    more = f" and {len(shots) - TOLD} more" if len(shots) > TOLD else ""
    return [
        f"Another shot or another person begins at {few}{more} s: each got a resting face of its "
        "own, to which the portrait eases. --shots off keeps the first one."
    ]


def _saved(job: Job, source: Source, options: VideoOptions) -> Neutral | None:
    """The neutral of the run that is resumed."""
    saved = saved_state(source, job.out, options) if job.resume else None
    return Neutral.from_json(saved) if isinstance(saved, dict) else None


def _options(job: Job, target: Target, generator: Generator) -> VideoOptions:
    picture = hashlib.sha256(target.image.tobytes()).hexdigest()
    graphs = [graph.sha256 for graph in generator.manifest.graphs.values()]
    settings = (job.settings.model_dump_json(), job.neutral, job.mirrored, job.shots, job.encoder)
    parts = (picture, target.face, *graphs, *settings, _background(job), job.driver_face)
    return VideoOptions(
        resume=job.resume,
        fingerprint="\n".join(str(part) for part in parts),
        side_by_side=job.side_by_side,
        audio=job.audio,
        inputs=(job.target,),
        encoder=job.encoder,
        alpha=job.settings.output.clear,
        begin={} if job.part is None else job.part.arrays(),
    )


def _background(job: Job) -> str:
    """Differs whenever the picture does that the person is set before."""
    path = background_file(job.settings.output.background)
    return "" if path is None else hashlib.sha256(path.read_bytes()).hexdigest()
