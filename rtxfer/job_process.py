"""A job in a process of its own, so that a window stays smooth and a crash stays there."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.synchronize import Event
from time import monotonic
from typing import Final, TypeAlias

from engines.errors import EngineError
from rtxfer.errors import RtxferError
from rtxfer.job import Job, Kept, run
from rtxfer.shortage import shortage
from rtxfer.video import Summary, VideoProgress

EVERY: Final = 0.1
"""Seconds between two reports of progress."""

GRACE: Final = 5.0
"""Seconds that a cancelled job has to end by itself, so that it can be gone on with."""

_context = multiprocessing.get_context("spawn")  # a forked child would inherit Qt and its threads


@dataclass(frozen=True, slots=True)
class Phase:
    """A new phase has begun.

    Attributes:
        title: a few words.
    """

    title: str


@dataclass(frozen=True, slots=True)
class Failure:
    """The job could not be done.

    Attributes:
        problem: what happened.
        hint: what to do about it; may be empty.
    """

    problem: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The job was cancelled; a video can be gone on with."""


News: TypeAlias = Phase | VideoProgress | Summary | Failure | Cancelled


class JobProcess:
    """Starts a job at once.

    Args:
        job: what to do.
    """

    def __init__(self, job: Job) -> None:
        self._stop = _context.Event()
        self._stopped_at: float | None = None
        self._pipe, theirs = _context.Pipe(duplex=False)
        self._process = _context.Process(
            target=_work, args=(job, theirs, self._stop), name="rtxfer job", daemon=True
        )
        self._process.start()
        theirs.close()  # so that the pipe ends when the process does

    def news(self) -> Iterator[News]:
        """What happens, as it happens; the last is a `Summary`, `Failure` or `Cancelled`."""
        last: News | None = None
        while not isinstance(last, Summary | Failure | Cancelled):
            try:
                if not self._pipe.poll(EVERY):
                    self._lose_patience()
                    continue
                last = self._pipe.recv()
            except (EOFError, OSError):
                last = self._ended()
            yield last
        self._process.join()

    def cancel(self) -> None:
        """Have it end soon; returns at once, from any thread."""
        self._stopped_at = monotonic()
        self._stop.set()

    def kill(self) -> None:
        """End it now."""
        self._process.kill()

    def _lose_patience(self) -> None:
        if self._stopped_at is not None and monotonic() - self._stopped_at > GRACE:
            self.kill()

    def _ended(self) -> Cancelled | Failure:
        """What an end without a last word means."""
        self._process.join()
        if self._stopped_at is not None:
            return Cancelled()
        return Failure(
            f"The job's process ended by itself (exit code {self._process.exitcode}).",
            "It may have run out of memory: close other programs, or choose a smaller size.",
        )


class _Stopped(Exception):  # noqa: N818 - asked for, so no error
    pass


def end_with_parent() -> None:
    """Have this process end as soon as the one that started it is gone, however that came.

    It would go on with what nobody waits for, and hold the lock on a result that whoever starts
    anew is then refused. Finished parts stay, as after any kill.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        watch = threading.Thread(target=_end_after, args=(parent.sentinel,), daemon=True)
        watch.start()


def _end_after(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def _work(job: Job, pipe: Connection, stop: Event) -> None:
    """The process: do the job and say how it goes."""
    end_with_parent()
    with suppress(AttributeError, OSError):
        os.nice(5)  # a live run beside it comes first
    with suppress(BrokenPipeError):
        pipe.send(work_on(job, pipe.send, stop.is_set))


def work_on(
    job: Job,
    tell: Callable[[Phase | VideoProgress], object],
    stopped: Callable[[], bool],
    kept: Kept | None = None,
) -> Summary | Failure | Cancelled:
    """Do a job for somebody in another process, so that no error leaves it but as words.

    Args:
        job: what to do.
        tell: how it goes, a few times a second.
        stopped: whether it shall end.
        kept: see `rtxfer.job.run`.
    """
    told = 0.0

    def on_phase(title: str) -> None:
        if stopped():
            raise _Stopped
        tell(Phase(title))

    def on_progress(progress: VideoProgress) -> None:
        nonlocal told
        if stopped():
            raise _Stopped
        if monotonic() - told >= EVERY or progress.done == progress.total:
            told = monotonic()
            tell(progress)

    try:
        return run(job, on_progress, on_phase, kept)
    except _Stopped:
        return Cancelled()
    except (RtxferError, EngineError) as error:
        known = shortage(error) or error
        return Failure(known.problem, known.hint)
    except Exception as error:  # a bug of ours must not leave the window waiting
        if short := shortage(error):
            return Failure(short.problem, short.hint)
        return Failure(f"{type(error).__name__}: {error}", "This is a bug of rtxfer.")
