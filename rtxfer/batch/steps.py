"""The steps of one long clip: look at it once, draw its parts anywhere, join them.

What a driver does must be seen frame after frame, and how a portrait moves depends on the frames
before. Both cost little. So one worker does them for the whole clip, and leaves a motion file and
the state of the motion at each cut; what costs, drawing the frames, is done part by part.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Final

import numpy as np

from engines.bundle import DEFAULT, open_bundle
from rtxfer.batch.store import NOWHERE, Places, at_hand
from rtxfer.batch.workplace import MOTION, PLAN, CutPlan, Workplace
from rtxfer.driver_part import DriverPart
from rtxfer.errors import OutputError
from rtxfer.face.motion_file import MotionFile
from rtxfer.job import Job, Kept, Part, check, demand_playable, run, told_of_crowd, told_of_shots
from rtxfer.motion.kept import neutral_of
from rtxfer.provenance import Origin, publish
from rtxfer.sinks import Parts, check_free, destination_of, locked
from rtxfer.sinks.codecs import codec_for
from rtxfer.sinks.destination import explained
from rtxfer.sinks.journal import Journal, Segment
from rtxfer.sinks.mux import Joining
from rtxfer.sources import open_source
from rtxfer.sources.motion import MotionSource
from rtxfer.tracking import Seen, TrackJob, track
from rtxfer.transfer import Transfer
from rtxfer.video import (
    Summary,
    VideoProgress,
    segment_frames,
    told_of_damage,
    told_of_size,
)

JOINED: Final = frozenset({".mp4", ".mov", ".mkv"})
"""What can be joined from parts, with every moment exact."""

OnProgress = Callable[[VideoProgress], None]
OnPhase = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Look:
    """The first step.

    Attributes:
        job: the whole.
        work: where to leave what others need.
        length: frames of a part, about.
        places: where the job's files lie, if elsewhere.
        least: a clip of fewer frames is made as a whole, here and now; 0 if its length is known.
    """

    job: Job
    work: Workplace
    length: int
    places: Places = NOWHERE
    least: int = 0

    def do(self, on_progress: OnProgress, on_phase: OnPhase, kept: Kept) -> Summary:
        """Leave the motion file, the states, and the plan, which comes last."""
        with at_hand(self.job, self.places) as here:
            if self.least and why_whole(here, self.least):
                left = Parts.left_by(destination_of(here.out)) is not None
                return run(replace(here, resume=left), on_progress, on_phase, kept)
            check(here)
            check_free(here.out)
            return self._look(here, on_progress, on_phase, kept)

    def _look(self, job: Job, on_progress: OnProgress, on_phase: OnPhase, kept: Kept) -> Summary:
        began, seen = time.perf_counter(), [Seen(0, (), 0)]
        folder = self.work.folder
        self.work.make()
        on_phase("Looking at the portrait")
        target = kept.target(job.target, job.face)
        part = {one.name: getattr(job, one.name) for one in fields(DriverPart)}
        tracked = TrackJob(
            out=folder / MOTION, generator=job.generator, backend=job.backend, **part
        )
        generator = kept.generator(job.generator, job.backend, on_phase)
        with open_source(job.driver, job.start, job.end, rate=job.rate) as source:
            if isinstance(source, MotionSource):
                demand_playable(job, source, generator)
        motion = track(tracked, on_progress, on_phase, generator, seen.append)
        on_phase("Following the motion")
        states = []
        with (
            MotionSource(tracked.out) as source,
            Transfer(
                target,
                generator,
                job.settings,
                neutral=neutral_of(motion.neutral(-1) or {}),
                shots=job.shots,
            ) as transfer,
        ):
            size = transfer.output_size
            length = whole_segments(self.length, size)
            for number, frame in enumerate(source):
                if number and number % length == 0:
                    states.append(_state(folder, number))
                    with explained(folder), states[-1].open("wb") as file:
                        np.savez(file, allow_pickle=False, **transfer.motion_arrays())
                transfer.follow(transfer.look(frame))
        told = seen[-1]
        plan = CutPlan(
            self.work.key, len(motion), length, size, told.crowded, told.notes, told.skipped
        )
        self.work.begin(plan, states)
        passed = time.perf_counter() - began
        return Summary(folder / PLAN, len(motion), 0.0, passed, 0.0, 0, 0, "none", {}, None, ())


@dataclass(frozen=True, slots=True)
class Draw:
    """The second step, of each part.

    Attributes:
        job: the whole.
        work: where the first step has left what is needed.
        number: of the part, from 0.
        places: where the job's files lie, if elsewhere.
    """

    job: Job
    work: Workplace
    number: int
    places: Places = NOWHERE

    def do(self, on_progress: OnProgress, on_phase: OnPhase, kept: Kept) -> Summary:
        """Make the part, going on from what another worker left of it."""
        self.work.take([PLAN, MOTION])
        folder = self.work.folder
        with at_hand(self.job, replace(self.places, driver="")) as here:
            job = parts_of(here, _planned(self.work), folder)[self.number]
            if job.part is not None and job.part.state is not None:
                self.work.take([job.part.state.name])
            left = Parts.left_by(job.out) is not None
            summary = run(replace(job, resume=left), on_progress, on_phase, kept)
        self.work.give([job.out.name])
        if self.work.meeting:
            job.out.unlink()
        return summary


@dataclass(frozen=True, slots=True)
class Join:
    """The last step.

    Attributes:
        job: the whole.
        work: where its parts lie.
        places: where the job's files lie, if elsewhere.
    """

    job: Job
    work: Workplace
    places: Places = NOWHERE

    def do(self, on_progress: OnProgress, on_phase: OnPhase, kept: Kept) -> Summary:
        """Put the parts together, without compressing a frame again, with the driver's sound."""
        self.work.take([PLAN])
        plan = _planned(self.work)
        with at_hand(self.job, self.places) as here:
            on_phase("Joining the parts")
            parts = parts_of(here, plan, self.work.folder)
            self.work.take([MOTION, *(part.out.name for part in parts)])
            return self._join(here, plan, parts, kept)

    def _join(self, job: Job, plan: CutPlan, parts: list[Job], kept: Kept) -> Summary:
        began, folder = time.perf_counter(), self.work.folder
        motion = MotionFile.load(folder / MOTION)
        pts = motion.arrays["pts"]
        lying = [(one.out.name, one.part) for one in parts if one.part]
        segments = [Segment(name, int(pts[p.first]), p.last - p.first) for name, p in lying]
        journal = Journal({}, None, int(pts[0]), int(pts[-1]), len(pts), segments=segments)
        codec = codec_for(job.out.suffix, job.encoder, alpha=job.settings.output.clear)
        joining = Joining(folder, journal, motion.time_base, motion.rate, codec)
        check(job)
        target = kept.target(job.target, job.face)
        origin = Origin.of(open_bundle(job.generator or DEFAULT).manifest, target.path)
        with open_source(job.driver, job.start, job.end, rate=job.rate) as source:
            info = source.info
        sound = info.path if job.audio is not False and info.has_audio else None
        with locked(job.out), explained(job.out):
            desk = Parts.temporary(job.out)
            try:
                draft = desk.folder / f"joined{job.out.suffix.lower()}"
                audio = joining.into(draft, sound, job.audio)
                publish(draft, job.out, origin)
            finally:
                desk.remove()
        shots = [float(pts[n] * motion.time_base) for n in np.flatnonzero(motion.arrays["shot"])]
        said = [
            *target.notes,
            *(told_of_crowd(plan.crowd) if job.driver_face is None else []),
            *told_of_shots(shots),
            *([f"The driver's sound is missing from the result ({audio})."]
              if audio.startswith("failed") else []),
            *plan.notes,
            *told_of_size(job.out, plan.size),
            *told_of_damage(plan.skipped),
        ]  # fmt: skip
        return Summary(
            output=job.out,
            frames=len(pts),
            seconds=float((pts[-1] - pts[0]) * motion.time_base + 1 / (motion.rate or 25)),
            wall_seconds=time.perf_counter() - began,
            fps=0.0,
            frames_without_face=int((~motion.arrays["face"]).sum()),
            skipped_packets=plan.skipped,
            audio=audio,
            stages={},
            resumed_from=None,
            warnings=tuple(said),
            shots=tuple(shots),
        )


def parts_of(job: Job, plan: CutPlan, folder: Path) -> list[Job]:
    """The jobs of the second step, in their order."""
    suffix = part_suffix(job.out)
    return [
        replace(
            job,
            driver=folder / MOTION,
            out=folder / f"{first:08}{suffix}",
            neutral="auto",
            start=None,
            end=None,
            mirrored=False,
            driver_face=None,  # the motion is one person's already
            audio=False,
            part=Part(first, last, _state(folder, first) if first else None),
        )
        for first, last in plan.parts
    ]


def part_suffix(out: Path) -> str:
    """How parts of a result end: Matroska itself counts in milliseconds."""
    suffix = out.suffix.lower()
    return ".mp4" if suffix == ".mkv" else suffix


def whole_segments(length: int, size: tuple[int, int]) -> int:
    """Frames of a part that ends where an undivided run has a segment end, so that even what is
    compressed is the same."""
    segment = segment_frames(size)
    return max(1, round(length / segment)) * segment


def why_whole(job: Job, least: int) -> str:
    """Why a clip is not cut; "" if it is.

    Args:
        job: whose files are on this machine.
        least: frames from which on it is worth it.

    Raises:
        RtxferError: the driver cannot be opened.
    """
    if job.out.suffix.lower() not in JOINED:
        return f"only .mp4, .mov and .mkv are joined from parts, and {job.out.name} is none"
    if job.side_by_side:
        return "parts are drawn without the driver's pictures, which --side-by-side shows"
    with open_source(job.driver, job.start, job.end, rate=job.rate) as source:
        frames = source.info.frames
    if frames is not None and frames < least:
        return f"it has {frames} frames, and parts of fewer than {least // 2} are not worth it"
    return ""


def _planned(work: Workplace) -> CutPlan:
    plan = work.plan()
    if plan is None:
        raise OutputError(f"{work.folder} is damaged.", "Remove it, and begin again.")
    return plan


def _state(folder: Path, first: int) -> Path:
    return folder / f"{first:08}.npz"
