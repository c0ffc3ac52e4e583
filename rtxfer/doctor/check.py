"""One check of the chain: what it finds, and a time limit that nothing gets past."""

from __future__ import annotations

import multiprocessing
import queue
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from multiprocessing.connection import Connection
from time import perf_counter
from typing import Any, Final, Literal, TypeAlias

from engines.errors import EngineError
from rtxfer.errors import RtxferError

Verdict: TypeAlias = Literal["works", "fails", "absent"]

Link: TypeAlias = Literal["main", "live", "extra"]
"""What needs it: everything, live use, or only those who want it."""

LIMIT: Final = 20.0
"""Seconds for a check that names no limit of its own."""

_context = multiprocessing.get_context("spawn")  # a fork of a process with threads may hang


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check found.

    Attributes:
        verdict: "absent" is for what is not there and need not be.
        detail: in a few words.
        mend: the command or the deed that mends it; empty where there is nothing to mend.
    """

    verdict: Verdict
    detail: str
    mend: str = ""


def works(detail: str) -> Outcome:
    """It is as it should be."""
    return Outcome("works", detail)


def fails(detail: str, mend: str) -> Outcome:
    """It is broken, and this mends it."""
    return Outcome("fails", detail, mend)


def absent(detail: str, mend: str = "") -> Outcome:
    """It is not there; this brings it."""
    return Outcome("absent", detail, mend)


@dataclass(frozen=True, slots=True)
class Check:
    """Something to look at.

    Attributes:
        name: for scripts.
        title: for people.
        run: looks; a function of a module, where it is run apart.
        link: what needs it.
        seconds: how long it may take.
        apart: run it in a process of its own, since it loads what may crash or hang for good.
    """

    name: str
    title: str
    run: Callable[[], Outcome]
    link: Link = "main"
    seconds: float = LIMIT
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """What came of one check.

    Attributes:
        name: of the check.
        title: likewise.
        link: likewise.
        verdict: see `Outcome`.
        detail: likewise.
        mend: likewise.
        seconds: that it took.
    """

    name: str
    title: str
    link: Link
    verdict: Verdict
    detail: str
    mend: str
    seconds: float

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


def perform(check: Check) -> Finding:
    """Run one check; whatever happens in it becomes a finding, and in time."""
    began = perf_counter()
    found = (_apart if check.apart else _beside)(check)
    seconds = round(perf_counter() - began, 3)
    return Finding(
        check.name, check.title, check.link, found.verdict, found.detail, found.mend, seconds
    )


def _guarded(check: Check) -> Outcome:
    try:
        return check.run()
    except (RtxferError, EngineError) as error:
        return fails(error.problem, error.hint)
    except Exception as error:  # a check that cannot even look has found something, too
        return fails(f"{type(error).__name__}: {error}", "Report this with all that is shown here.")


def _late(check: Check) -> Outcome:
    return fails(
        f"no answer within {check.seconds:g} seconds",
        "Close programs that use it or keep the computer busy, and run again; else restart it.",
    )


def _beside(check: Check) -> Outcome:
    """In a thread, which is left behind if it hangs."""
    answer: queue.Queue[Outcome] = queue.Queue(1)
    thread = threading.Thread(
        target=lambda: answer.put(_guarded(check)), name=f"doctor {check.name}", daemon=True
    )
    thread.start()
    try:
        return answer.get(timeout=check.seconds)
    except queue.Empty:
        return _late(check)


def _apart(check: Check) -> Outcome:
    """In a process, which is ended if it hangs and may crash."""
    pipe, theirs = _context.Pipe(duplex=False)
    process = _context.Process(target=_answer, args=(check, theirs), daemon=True)
    process.start()
    theirs.close()  # so that the pipe ends when the process does
    try:
        if not pipe.poll(check.seconds):
            return _late(check)
        found: Outcome = pipe.recv()
        return found
    except EOFError:
        process.join(1)
        return fails(
            f"its process crashed (exit code {process.exitcode})",
            "pip install --force-reinstall --no-cache-dir rtxfer",
        )
    finally:
        process.kill()
        process.join()


def _answer(check: Check, pipe: Connection) -> None:
    pipe.send(_guarded(check))
