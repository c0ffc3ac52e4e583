"""`auto`: which backend runs a bundle fastest on this machine, measured and not guessed."""

from __future__ import annotations

import json
import logging
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from engines.backends.registry import BACKENDS, REFERENCE, Backend
from engines.bundle import Bundle
from engines.cache import Cache, Key, sha256_of
from engines.engine import Engine
from engines.errors import BackendError, EngineError
from engines.opening import open_on, plan_on
from engines.selection.parity import Parity, compare
from engines.selection.sample import render_samples
from engines.selection.timing import race

SECONDS: Final = 1.0
"""For which each backend is timed."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One backend in the race.

    Attributes:
        backend: its name.
        milliseconds: of a run of the render graph, median; None where it was not timed.
        p95: likewise; 95 in 100 runs were faster.
        psnr: of the worst output against the reference, decibels; None where not compared.
        refused: why it was passed over; empty where it may be used.
        missing: whether it is only not installed, which is nothing to worry about.
    """

    backend: str
    milliseconds: float | None = None
    p95: float | None = None
    psnr: float | None = None
    refused: str = ""
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """What `auto` chose, and why.

    Attributes:
        backend: name of the fastest that gives the same picture.
        candidates: all backends that there are, the fastest first, those refused last.
        remembered: whether this was measured earlier rather than now.
    """

    backend: str
    candidates: tuple[Candidate, ...]
    remembered: bool = False

    @property
    def able(self) -> tuple[Candidate, ...]:
        """Those that may be used, the fastest first."""
        return tuple(c for c in self.candidates if not c.refused)

    @property
    def reason(self) -> str:
        """For people, one line."""
        timed = [c for c in self.able if c.milliseconds is not None]
        if not timed:
            return f"{self.backend}: nothing else can run this bundle here"
        times = ", ".join(f"{c.backend} {c.milliseconds:.1f} ms" for c in timed)
        when = "earlier" if self.remembered else "now"
        return f"{self.backend}: the fastest here (measured {when}: {times})"

    @property
    def notes(self) -> tuple[str, ...]:
        """Installed backends that were passed over, each with its reason; for people."""
        refused = [c for c in self.candidates if c.refused and not c.missing]
        return tuple(f"{c.backend} was passed over: {c.refused}" for c in refused)

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self) | {"reason": self.reason}


def choose(
    bundle: Bundle,
    *,
    wanted: Sequence[str] | None = None,
    threads: int = 0,
    cache: Cache | None = None,
    seconds: float = SECONDS,
) -> Choice:
    """The fastest backend that gives the same picture as the reference.

    Args:
        bundle: a verified bundle.
        wanted: outputs to time; parity is demanded of all.
        threads: CPU threads; 0 leaves the choice to the backend.
        cache: where the choice is kept; None for the user's.
        seconds: for which each backend is timed.
    """
    cache = cache or Cache()
    absent = {name: reason for name in BACKENDS if (reason := _absent(bundle, BACKENDS[name]))}
    missing = tuple(Candidate(name, refused=absent[name], missing=True) for name in absent)
    present = [backend for name, backend in BACKENDS.items() if name not in absent]
    if [backend.name for backend in present] == [REFERENCE]:
        return Choice(REFERENCE, (Candidate(REFERENCE), *missing))
    key = Key(
        f"{bundle.manifest.name} choice",
        {
            "graph": sha256_of(bundle.graph("render")),
            "backends": ", ".join(f"{b.name} {b.module().version()}" for b in present),
            "processor": f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores",
            "threads": str(threads),
            "outputs": ", ".join(wanted or ["all"]),
        },
    )
    if (kept := _recall(cache, key)) is not None:
        return kept
    _log.info("Timing %s, once on this machine.", ", ".join(b.name for b in present))
    measured = _measure(bundle, present, wanted, threads, seconds)
    able = sorted((c for c in measured if not c.refused), key=lambda c: c.milliseconds or 0)
    refused = [c for c in measured if c.refused]
    if not able:
        reasons = "\n".join(f"{c.backend}: {c.refused}" for c in refused)
        raise BackendError(f"Nothing can run the bundle {bundle.manifest.name} here.", reasons)
    choice = Choice(able[0].backend, (*able, *refused, *missing))
    try:
        cache.store(key, json.dumps(asdict(choice)).encode())
    except OSError as error:
        _log.warning("The choice of %s could not be kept: %s", choice.backend, error)
    return choice


def _measure(
    bundle: Bundle,
    backends: Sequence[Backend],
    wanted: Sequence[str] | None,
    threads: int,
    seconds: float,
) -> list[Candidate]:
    """Each backend compared with the reference, and those that pass timed in turns."""
    samples = render_samples(bundle)
    engines: dict[str, Engine] = {}
    parities: dict[str, Parity] = {}
    refused: dict[str, str] = {}

    def failed(name: str, error: Exception) -> None:
        refused[name] = error.problem if isinstance(error, EngineError) else str(error)

    try:
        reference = open_on(BACKENDS[REFERENCE], bundle, threads=threads)
        engines[REFERENCE] = reference
        for backend in backends:
            if backend.name == REFERENCE:
                continue
            try:
                engine = open_on(backend, bundle, threads=threads)
                engines[backend.name] = engine
                parities[backend.name] = compare(engine, reference, samples)
                parities[backend.name].demand()
            except BackendError as error:
                failed(backend.name, error)
        racing = {name: engine for name, engine in engines.items() if name not in refused}
        timings = race(racing, samples, wanted, seconds=seconds, failed=failed)
    finally:
        for engine in engines.values():
            engine.close()
    found = []
    for backend in backends:
        timing, parity = timings.get(backend.name), parities.get(backend.name)
        found.append(
            Candidate(
                backend.name,
                timing.median if timing else None,
                timing.p95 if timing else None,
                parity.psnr if parity else None,
                refused.get(backend.name, ""),
            )
        )
    return found


def _absent(bundle: Bundle, backend: Backend) -> str:
    """Why a backend cannot be had here; empty if it can."""
    try:
        backend.check(plan_on(backend, bundle))
    except BackendError as error:
        return error.problem
    return ""


def _recall(cache: Cache, key: Key) -> Choice | None:
    content = cache.load(key)
    if content is None:
        return None
    kept = json.loads(content)
    try:
        candidates = tuple(Candidate(**row) for row in kept["candidates"])
    except TypeError:  # written by another version of this program
        return None
    return Choice(kept["backend"], candidates, remembered=True)
