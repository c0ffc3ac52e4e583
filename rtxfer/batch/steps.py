"""The steps of one long clip: look at it once, make its parts anywhere, join them.

What a driver does must be seen frame after frame, and how a portrait moves depends on the frames
before. Both cost little. So one worker does them for the whole clip, and leaves a motion file and
the state of the motion at each cut; what costs, drawing the frames, is done part by part.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Final

import numpy as np

from engines.bundle import DEFAULT, open_bundle
from rtxfer.driver_part import DriverPart
from rtxfer.errors import OutputError
from rtxfer.face.motion_file import MotionFile
from rtxfer.job import Job, Kept, Part, told_of_crowd, told_of_shots
from rtxfer.motion.kept import neutral_of
from rtxfer.provenance import Origin, publish
from rtxfer.sinks import check_output, locked
from rtxfer.sinks.codecs import codec_for
from rtxfer.sinks.destination import explained
from rtxfer.sinks.journal import Journal, Segment
from rtxfer.sinks.mux import Joining
from rtxfer.sinks.parts import Parts
from rtxfer.sources import open_source
from rtxfer.sources.motion import MotionSource
from rtxfer.tracking import TrackJob, track
from rtxfer.transfer import Transfer
from rtxfer.video import Summary, VideoProgress

MOTION: Final = "driver.motion"
PLAN: Final = "plan.json"

OnProgress = Callable[[VideoProgress], None]
OnPhase = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Look:
    """The first step.

    Attributes:
        job: the whole.
        folder: to work in; see `rtxfer.batch.cut`.
        length: frames of a part.
    """

    job: Job
    folder: Path
    length: int

    @property
    def out(self) -> Path:
        """What is there when it is done."""
        return self.folder / PLAN

    def do(self, on_progress: OnProgress, on_phase: OnPhase, kept: Kept) -> Summary:
        """Leave the motion file, the states, and the plan, which is written last."""
        job, began = self.job, time.perf_counter()
        crowd: list[int] = []
        self.folder.mkdir(exist_ok=True)
        part = {one.name: getattr(job, one.name) for one in fields(DriverPart)}
        tracked = TrackJob(
            out=self.folder / MOTION, generator=job.generator, backend=job.backend, **part
        )
        generator = kept.generator(job.generator, job.backend, on_phase)
        motion = track(tracked, on_progress, on_phase, generator, crowd.append)
        on_phase("Following the motion")
        cuts = range(0, len(motion), self.length)
        with (
            MotionSource(tracked.out) as source,
            Transfer(
                kept.target(job.target, job.face),
                generator,
                job.settings,
                neutral=neutral_of(motion.neutral(-1) or {}),
                shots=job.shots,
            ) as transfer,
        ):
            for number, frame in enumerate(source):
                if number and number in cuts:
                    with explained(self.folder), _state(self.folder, number).open("wb") as file:
                        np.savez(file, allow_pickle=False, **transfer.motion_arrays())
                transfer.follow(transfer.look(frame))
        plan = {"frames": len(motion), "length": self.length, "crowd": crowd[0]}
        draft = self.out.with_suffix(".new")
        with explained(self.folder), draft.open("w", encoding="utf-8") as file:
            json.dump(plan, file)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.out)
        passed = time.perf_counter() - began
        return Summary(self.out, len(motion), 0.0, passed, 0.0, 0, 0, "none", {}, None, ())


def parts_of(job: Job, folder: Path) -> list[Job]:
    """The jobs of the second step, in their order.

    Raises:
        OutputError: the first one was not done, or what it left is damaged.
    """
    try:
        plan = json.loads((folder / PLAN).read_text("utf-8"))
        frames, length = int(plan["frames"]), int(plan["length"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise OutputError(f"{folder} is damaged.", "Remove it, and begin again.") from error
    return [
        replace(
            job,
            driver=folder / MOTION,
            out=folder / f"{first:08}{job.out.suffix.lower()}",
            neutral="auto",
            start=None,
            end=None,
            mirrored=False,
            audio=False,
            part=Part(first, min(first + length, frames), _state(folder, first) if first else None),
        )
        for first in range(0, frames, length)
    ]


@dataclass(frozen=True, slots=True)
class Join:
    """The last step.

    Attributes:
        job: the whole.
        folder: where its parts lie.
    """

    job: Job
    folder: Path

    @property
    def out(self) -> Path:
        """The result."""
        return self.job.out

    def do(self, on_progress: OnProgress, on_phase: OnPhase, kept: Kept) -> Summary:
        """Put the parts together, without compressing a frame again, with the driver's sound."""
        job, began = self.job, time.perf_counter()
        on_phase("Joining the parts")
        motion = MotionFile.load(self.folder / MOTION)
        pts = motion.arrays["pts"]
        parts = [(one.out.name, one.part) for one in parts_of(job, self.folder) if one.part]
        segments = [Segment(name, int(pts[p.first]), p.last - p.first) for name, p in parts]
        journal = Journal({}, None, int(pts[0]), int(pts[-1]), len(pts), segments=segments)
        alpha = job.settings.output.clear
        codec = codec_for(job.out.suffix, job.encoder, alpha=alpha)
        joining = Joining(self.folder, journal, motion.time_base, motion.rate, codec)
        check_output(job.out, [job.driver, job.target], job.encoder, alpha=alpha)
        target = kept.target(job.target, job.face)
        origin = Origin.of(open_bundle(job.generator or DEFAULT).manifest, target.path)
        with open_source(job.driver, job.start, job.end, rate=job.rate) as source:
            info, notes, skipped = source.info, source.notes, source.skipped
        sound = info.path if job.audio is not False and info.has_audio else None
        with locked(job.out), explained(job.out):
            work = Parts.temporary(job.out)
            try:
                draft = work.folder / f"joined{job.out.suffix.lower()}"
                audio = joining.into(draft, sound, job.audio)
                publish(draft, job.out, origin)
            finally:
                work.remove()
        shots = [float(pts[n] * motion.time_base) for n in np.flatnonzero(motion.arrays["shot"])]
        plan = json.loads((self.folder / PLAN).read_text("utf-8"))
        crowd = told_of_crowd(plan["crowd"]) if job.driver_face is None else []
        said = [*target.notes, *crowd, *told_of_shots(shots), *notes]
        if audio.startswith("failed"):
            said.append(f"The driver's sound is missing from the result ({audio}).")
        span = float((pts[-1] - pts[0]) * motion.time_base + 1 / (motion.rate or 25))
        return Summary(
            output=job.out,
            frames=len(pts),
            seconds=span,
            wall_seconds=time.perf_counter() - began,
            fps=0.0,
            frames_without_face=int((~motion.arrays["face"]).sum()),
            skipped_packets=skipped,
            audio=audio,
            stages={},
            resumed_from=None,
            warnings=tuple(said),
            shots=tuple(shots),
        )


def _state(folder: Path, first: int) -> Path:
    return folder / f"{first:08}.npz"
