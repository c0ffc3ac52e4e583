"""A building process watched from outside: its progress, its end, and the end of our patience."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import IO, Any, Final

from engines.building.worker import Request
from engines.errors import BuildError

PATIENCE: Final = 300.0
"""Seconds without progress after which a build is given up. In all it may take as long as it
likes."""

EVERY: Final = 0.2
"""Seconds between two questions whether a build shall go on; a phase may say nothing for long."""

LOG_LINES: Final = 20
"""Of what a failed process said, shown with the error."""


@dataclass(frozen=True, slots=True)
class BuildProgress:
    """Where a build is.

    Attributes:
        phase: as the library calls it.
        done: share of the whole, 0–1; never falls.
        left: seconds that it may still take; None while too little is known.
    """

    phase: str
    done: float
    left: float | None


Watch = Callable[[BuildProgress], bool]
"""Told of progress, several times a second in any case; False stops the build."""


def run_worker(
    request: Request, watch: Watch = lambda progress: True, *, patience: float = PATIENCE
) -> None:
    """Run a building process to its end.

    Args:
        request: what it is to build.
        watch: told of progress; may stop it.
        patience: seconds without any progress after which it is stopped.

    Raises:
        BuildError: it failed, was stopped, or made no progress; with what it said.
    """
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "engines.building.worker", request.to_json()],
            stdout=subprocess.PIPE,
            stderr=log,
            stdin=subprocess.PIPE,  # says nothing; ends when this process does
            text=True,
            encoding="utf-8",
            errors="replace",
        )
        try:
            problem = _watched(process, request, watch, patience)
        finally:
            if process.poll() is None:
                process.kill()
            process.wait()
            if process.stdin is not None:
                process.stdin.close()
        log.seek(0)
        said = "".join(log.readlines()[-LOG_LINES:]).strip()
    if problem is None and process.returncode:
        problem = BuildError(
            f"Building {request.flavour} for {request.architecture} ended with code "
            f"{process.returncode}.",
            "Perhaps the machine has too little memory: close what else uses it.",
        )
    if problem is not None:
        raise BuildError(problem.problem, "\n".join(filter(None, (problem.hint, said))))


def _watched(
    process: subprocess.Popen[str], request: Request, watch: Watch, patience: float
) -> BuildError | None:
    """Follow it to its end.

    Returns:
        What went wrong; None where nothing is known to have.
    """
    assert process.stdout is not None
    lines: queue.Queue[str | None] = queue.Queue()
    threading.Thread(target=_read, args=(process.stdout, lines), daemon=True).start()
    phases = _Phases()
    what = f"Building {request.flavour} for {request.architecture}"
    problem = None
    heard = monotonic()
    while True:
        try:
            line = lines.get(timeout=min(EVERY, patience))
        except queue.Empty:
            if monotonic() - heard > patience:
                return BuildError(
                    f"{what} made no progress for {patience:g} seconds (in {phases.latest}) "
                    "and was stopped.",
                    "Close what else uses the machine, and run it again.",
                )
            facts = {}
        else:
            heard = monotonic()
            if line is None:
                return problem
            facts = _facts(line)
        if "problem" in facts:
            problem = BuildError(str(facts["problem"]), str(facts["hint"]))
        elif not watch(phases.told(facts) if "phase" in facts else phases.now()):
            return BuildError(f"{what} was stopped as asked.")


def _read(stream: IO[str], lines: queue.Queue[str | None]) -> None:
    for line in stream:
        lines.put(line)
    lines.put(None)


def _facts(line: str) -> dict[str, Any]:
    """A report; empty for whatever else a library may print."""
    try:
        facts = json.loads(line)
    except ValueError:
        return {}
    return facts if isinstance(facts, dict) else {}


class _Phases:
    """Phases within phases, as one share of the whole."""

    def __init__(self) -> None:
        self.latest = "Starting"
        self._began = monotonic()
        self._ends: float | None = None
        self._phases: dict[str, tuple[str, int, int]] = {}
        self._done = 0.0

    def told(self, facts: dict[str, Any]) -> BuildProgress:
        self.latest = str(facts["phase"])
        steps, done = int(facts["steps"]), int(facts["done"])
        self._phases[self.latest] = (str(facts["parent"]), max(steps, 1), done)
        roots = [name for name, (parent, _, _) in self._phases.items() if not parent]
        whole = sum(self._share(name) for name in roots) / max(len(roots), 1)
        self._done = max(self._done, min(whole, 1.0))
        if self._done > 0.05:
            self._ends = self._began + (monotonic() - self._began) / self._done
        return self.now()

    def now(self) -> BuildProgress:
        """The latest, with what is left at this moment."""
        left = None if self._ends is None else self._ends - monotonic()
        if self._done >= 1:
            left = 0.0
        elif left is not None and left < 0:  # it was wrong
            left = None
        return BuildProgress(self.latest, self._done, left)

    def _share(self, phase: str) -> float:
        """Of one phase, what is done of the step that it is in included."""
        _, steps, done = self._phases[phase]
        if done >= steps:
            return 1.0
        within = [
            self._share(name) for name, (parent, _, _) in self._phases.items() if parent == phase
        ]
        running = [share for share in within if share < 1]
        return min((done + max(running, default=0.0)) / steps, 1.0)
