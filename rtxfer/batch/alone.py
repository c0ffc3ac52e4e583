"""One clip that is all there is to do, by many workers: what `rtxfer video --workers` does."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import Final

from rtxfer import job as whole
from rtxfer.batch.cut import LEAST, part_length
from rtxfer.batch.line import JobByWorker
from rtxfer.batch.long_clip import workplace
from rtxfer.batch.plan import Piece, key_of
from rtxfer.batch.steps import parts_of, why_whole
from rtxfer.batch.workplace import PLAN, beside
from rtxfer.errors import InputError, RtxferError
from rtxfer.job import Job, OnPhase
from rtxfer.job_process import Cancelled, Failure, Phase
from rtxfer.sinks import Parts, destination_of, locked
from rtxfer.sinks.parts import parts_folder
from rtxfer.sources import open_source
from rtxfer.video import Summary, VideoProgress

SHORT: Final = 2 * LEAST
"""Frames below which a clip is not cut."""


def run(
    job: Job,
    workers: int,
    on_progress: Callable[[VideoProgress], None] = lambda progress: None,
    on_phase: OnPhase = lambda phase: None,
    on_note: OnPhase = lambda note: None,
) -> Summary:
    """Do the work; what cannot be cut is made by one worker, and why is told.

    Args:
        job: what to do.
        workers: how many; with one of them it is `rtxfer.job.run`.
        on_progress, on_phase, on_note: see there.

    Raises:
        RtxferError: anything the user can mend; nothing half-written is left at `job.out`.
        KeyboardInterrupt: it was stopped; what is finished is kept.
    """
    if workers == 1:
        _demand_whole(job)
        return whole.run(job, on_progress, on_phase, on_note=on_note)
    whole.check(job)
    reason = why_whole(job, SHORT) or _begun_whole(job)
    if reason:
        on_note(f"One worker makes {job.out.name}: {reason}.")
        return whole.run(job, on_progress, on_phase, on_note=on_note)
    note = _prepare(job)
    if note:
        on_note(note)
    with open_source(job.driver, job.start, job.end, rate=job.rate) as source:
        length = part_length(source.info.frames, workers)
    process = JobByWorker(job, workers, length)
    for news in process.news():
        try:
            if isinstance(news, Phase):
                on_phase(news.title)
            elif isinstance(news, VideoProgress):
                on_progress(news)
            else:
                end = news
        except KeyboardInterrupt:
            process.cancel()
    if isinstance(end, Cancelled):
        raise KeyboardInterrupt
    if isinstance(end, Failure):
        error = RtxferError(end.problem, end.hint)
        error.exit_code = end.exit_code
        raise error
    return end


def finished(job: Job) -> int | None:
    """Frames of the parts that are finished; None where the driver was not even looked at."""
    work = workplace(_piece(job))
    plan = work.plan()
    if plan is None:
        return None
    parts = zip(parts_of(job, plan, work.folder), plan.parts, strict=True)
    return sum(last - first for part, (first, last) in parts if part.out.exists())


def _piece(job: Job) -> Piece:
    return Piece(job.out.name, job, key_of(job))


def _demand_whole(job: Job) -> None:
    """What several workers began, one alone does not go on with.

    Raises:
        InputError: it is asked to.
    """
    folder = beside(job.out)
    if not folder.is_dir():
        return
    if job.resume and Parts.left_by(destination_of(job.out)) is None:
        raise InputError(
            f"{job.out.name} was begun by several workers.",
            "Add --workers to go on from there, or leave --resume out to begin anew.",
        )
    if not job.resume:
        with locked(folder, job.out):
            shutil.rmtree(folder, ignore_errors=True)


def _begun_whole(job: Job) -> str:
    begun = job.resume and Parts.left_by(destination_of(job.out)) is not None
    return "it was begun by one, and is gone on with" if begun else ""


def _prepare(job: Job) -> str:
    """Remove what is not to be gone on with; gives what to say of it."""
    folder = beside(job.out)
    with locked(folder, job.out), locked(job.out):
        if not job.resume:
            shutil.rmtree(folder, ignore_errors=True)
            shutil.rmtree(parts_folder(job.out), ignore_errors=True)
            return ""
        if workplace(_piece(job)).plan() is not None:
            return ""
        other = (folder / PLAN).exists()
        reason = "it was made with another driver or other settings" if other else "there is none"
        return f"Unfinished work on {job.out.name} cannot be resumed: {reason}. Starting anew."
