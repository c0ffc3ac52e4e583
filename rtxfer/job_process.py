"""A job for somebody in another process: how it fares, told in words, and no error leaves it."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import wait
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
        exit_code: of the command; see docs/cli.md.
    """

    problem: str
    hint: str = ""
    exit_code: int = RtxferError.exit_code


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The job was cancelled; a video can be gone on with."""


News: TypeAlias = Phase | VideoProgress | Summary | Failure | Cancelled


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


def work_on(
    job: Job,
    tell: Callable[[Phase | VideoProgress], object],
    stopped: Callable[[], bool],
    kept: Kept | None = None,
) -> Summary | Failure | Cancelled:
    """Do a job for somebody in another process, so that no error leaves it but as words.

    Args:
        job: what to do.
        tell, stopped: see `in_words`.
        kept: see `rtxfer.job.run`.
    """
    return in_words(partial(run, job, kept=kept), tell, stopped)


def in_words(
    do: Callable[[Callable[[VideoProgress], None], Callable[[str], None]], Summary],
    tell: Callable[[Phase | VideoProgress], object],
    stopped: Callable[[], bool],
) -> Summary | Failure | Cancelled:
    """Do something for somebody in another process, so that no error leaves it but as words.

    Args:
        do: called with who wants to know of progress, and of phases.
        tell: how it goes, a few times a second.
        stopped: whether it shall end.
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
        return do(on_progress, on_phase)
    except _Stopped:
        return Cancelled()
    except (RtxferError, EngineError) as error:
        known = shortage(error) or error
        return Failure(known.problem, known.hint, known.exit_code)
    except Exception as error:  # a bug of ours must not leave the window waiting
        if short := shortage(error):
            return Failure(short.problem, short.hint, short.exit_code)
        return Failure(f"{type(error).__name__}: {error}", "This is a bug of rtxfer.")
