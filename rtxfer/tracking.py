"""From a clip to a motion file: what its driver does, kept as numbers to be played again."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from rtxfer.driver_part import DriverPart
from rtxfer.errors import OutputError
from rtxfer.face.motion_file import SUFFIX, MotionFile
from rtxfer.frame import Frame
from rtxfer.generator import Generator, open_generator
from rtxfer.look import Look, Looked
from rtxfer.motion.kept import Arrays
from rtxfer.motion.writer import MotionWriter
from rtxfer.resting import RestingFaces
from rtxfer.sinks.destination import check_destination
from rtxfer.sources import Source, open_source
from rtxfer.video import VideoProgress
from rtxfer.video.relay import Relay

OnPhase = Callable[[str], None]
OnProgress = Callable[[VideoProgress], None]


@dataclass(frozen=True, slots=True)
class TrackJob(DriverPart):
    """What to track.

    Attributes:
        out: a motion file.
        generator: name or folder of the bundle whose driver graph, if it has one, reads codes that
            are kept, too; None for the default one.
        backend: what runs that.
    """

    out: Path
    generator: str | None = None
    backend: str = "auto"


@dataclass(frozen=True, slots=True)
class Seen:
    """What there is to know of a clip beside its motion.

    Attributes:
        crowded: frames with more than one face.
        notes: see `Source.notes`.
        skipped: see `Source.skipped`.
    """

    crowded: int
    notes: tuple[str, ...]
    skipped: int


def track(
    job: TrackJob,
    on_progress: OnProgress | None = None,
    on_phase: OnPhase = lambda phase: None,
    kept: Generator | None = None,
    on_end: Callable[[Seen], object] = lambda seen: None,
) -> MotionFile:
    """Track a clip and write what was seen.

    Args:
        job: what to do.
        on_progress: called after each frame.
        on_phase: called with a few words when a new phase begins.
        kept: the generator, where it is open already.
        on_end: told in the end what else there is to know of the clip.

    Raises:
        RtxferError: anything the user can mend; `job.out` is as it was then.
    """
    check_motion_path(job.out, [job.driver])
    on_phase("Opening the generator")
    with (
        open_source(job.driver, job.start, job.end, rate=job.rate) as source,
        (
            nullcontext(kept)
            if kept is not None
            else open_generator(job.generator, job.backend, tell=on_phase)
        ) as generator,
    ):
        on_phase("Finding the driver's resting face")
        rests = RestingFaces(job, generator, source)
        neutral = rests.find()
        on_phase("Tracking")
        writer = MotionWriter(
            job.driver.name,
            source.info.time_base,
            source.info.rate,
        )
        writer.rest(neutral)
        crowded = _watch(job, source, rests, generator, writer, on_progress)
        on_end(Seen(crowded, tuple(source.notes), source.skipped))
        motion = writer.motion(generator.manifest.name)
        motion.save(job.out)
    return motion


def check_motion_path(path: Path, inputs: list[Path]) -> None:
    """Refuse a name early under which no motion file can be written.

    Raises:
        OutputError: another suffix, a missing folder, or one of the inputs.
    """
    if path.suffix.lower() != SUFFIX:
        raise OutputError(
            f"{path.name} is not the name of a motion file.",
            f"End it in {SUFFIX}: {path.with_suffix(SUFFIX)}",
        )
    check_destination(path, inputs)


class _Eyes:
    """Looks as a transfer does, and reads codes; for `Relay`."""

    def __init__(self, look: Look, generator: Generator, *, mirrored: bool) -> None:
        self._look, self._generator, self._mirrored = look, generator, mirrored

    def look(self, frame: Frame) -> Looked:
        looked = self._look(frame)
        if looked.signal is None:
            return looked
        read = self._generator.read(frame.image, looked.signal, mirrored=self._mirrored)
        return looked._replace(signal=read)

    def show_next(self, frame: Frame) -> None:
        self._look.show_next(frame)

    def change_over(self, kept: Arrays | None = None) -> Arrays:
        return self._look.change_over(kept)


def _watch(
    job: TrackJob,
    source: Source,
    rests: RestingFaces,
    generator: Generator,
    writer: MotionWriter,
    on_progress: OnProgress | None,
) -> int:
    """Frame after frame; gives how many showed more than one face."""
    began = time.perf_counter()
    with Look(
        mirrored=job.mirrored,
        shots=job.shots,
        on_shot=rests.of_shot,
        number=job.driver_face,
        lock=rests.lock,
    ) as look:
        relay = Relay[Looked](_Eyes(look, generator, mirrored=job.mirrored), {})
        for frame in source:
            seen, _ = relay.look(frame)
            if seen is None:
                continue
            writer.add(frame, seen.signal, shot=seen.shot, neutral=seen.neutral)
            if on_progress is not None:
                fps = len(writer) / max(1e-6, time.perf_counter() - began)
                total = source.info.frames
                eta = None if total is None else max(0, total - len(writer)) / fps
                on_progress(VideoProgress(len(writer), total, fps, eta))
        return look.crowded
