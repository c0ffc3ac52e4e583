"""`auto`: which backend runs a bundle fastest on this machine, measured and not guessed."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from typing import Any, Final, TypeAlias

from engines.backends.registry import BACKENDS, REFERENCE, Backend
from engines.bundle import Bundle
from engines.cache import Cache, Key, sha256_of
from engines.contract import GraphName
from engines.engine import Engine
from engines.errors import BackendError, EngineError
from engines.opening import open_on, plan_on
from engines.processor import processor
from engines.selection.parity import Parity, compare
from engines.selection.sample import samples_of
from engines.selection.timing import race

SECONDS: Final = 1.0
"""For which a frame is timed on each backend."""

ENGINE_SECONDS: Final = 3
"""How long opening, comparing and timing one takes on two slow cores, for people."""


Progress: TypeAlias = Callable[[int, int], object]
"""Told how many steps of a measurement are done, and of how many."""


def silent(words: str) -> None:
    """Tells nobody."""


def unwatched(done: int, total: int) -> None:
    """Shows nobody how far it is."""


_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One backend in the race for one graph.

    Attributes:
        backend: its name.
        milliseconds: of a run, median; None where it was not timed.
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
    """What `auto` chose for one graph, and why.

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
    gpu: int = 0,
    threads: int = 0,
    cache: Cache | None = None,
    seconds: float = SECONDS,
    tell: Callable[[str], object] = silent,
    progress: Progress = unwatched,
) -> dict[GraphName, Choice]:
    """The fastest backend that gives the same picture as the reference, for each graph that runs
    in every frame.

    What is not known yet is measured all at once: the graphs take turns as they will in use.

    Args:
        bundle: a verified bundle.
        gpu: number of the GPU that backends on GPUs shall use.
        threads: CPU threads; 0 leaves the choice to the backend.
        cache: where choices are kept; None for the user's.
        seconds: for which a frame is timed on each backend.
        tell: told in a few words, for people, before something is measured.
        progress: told while it is.

    Raises:
        BackendError: nothing can run one of them.
    """
    cache = cache or Cache()
    choices, fields = _known(bundle, gpu, threads, cache)
    if fields:
        engines = sum(len(field.present) for field in fields.values())
        tell(f"Measuring this computer, once, about {engines * ENGINE_SECONDS} s")
        found = _measure(bundle, fields, threads, seconds, progress)
        for graph, field in fields.items():
            choices[graph] = _judged(bundle, graph, found[graph], field.absent)
            _keep(cache, _key(bundle, graph, field, threads), choices[graph])
    return choices


def is_known(bundle: Bundle, *, gpu: int = 0, threads: int = 0, cache: Cache | None = None) -> bool:
    """Whether `choose` would answer at once, for nothing is left to be measured."""
    _, fields = _known(bundle, gpu, threads, cache or Cache())
    return not fields


def _known(
    bundle: Bundle, gpu: int, threads: int, cache: Cache
) -> tuple[dict[GraphName, Choice], dict[GraphName, _Field]]:
    """What was chosen for each graph, and who could run those of which that is not known."""
    choices: dict[GraphName, Choice] = {}
    fields: dict[GraphName, _Field] = {}
    for graph in bundle.running:
        field = _field(bundle, graph, gpu)
        if [backend.name for backend in field.present] == [REFERENCE]:
            choices[graph] = Choice(REFERENCE, (Candidate(REFERENCE), *field.absent))
        elif (kept := _recall(cache, _key(bundle, graph, field, threads))) is not None:
            choices[graph] = kept
        else:
            fields[graph] = field
    return choices, fields


@dataclass(frozen=True, slots=True)
class _Field:
    """Who could run a graph here, and who cannot, with the reasons."""

    present: tuple[Backend, ...]
    absent: tuple[Candidate, ...]


def _field(bundle: Bundle, graph: GraphName, gpu: int) -> _Field:
    present, absent = [], []
    for backend in (known.on(gpu) for known in BACKENDS.values()):
        try:
            backend.check(plan_on(backend, bundle, graph))
        except BackendError as error:
            absent.append(Candidate(backend.name, refused=error.problem, missing=True))
        else:
            present.append(backend)
    return _Field(tuple(present), tuple(absent))


def _key(bundle: Bundle, graph: GraphName, field: _Field, threads: int) -> Key:
    return Key(
        f"{bundle.manifest.name} choice of {graph}",
        {
            "graph": sha256_of(bundle.graph(graph)),
            "backends": ", ".join(f"{b.name} {b.module().version()}" for b in field.present),
            "processor": processor(),
            "threads": str(threads),
            "outputs": ", ".join(bundle.wanted(graph) or ["all"]),
        },
    )


_Entry: TypeAlias = tuple[GraphName, str]
"""A graph, and the name of the backend that runs it."""


def _measure(
    bundle: Bundle,
    fields: Mapping[GraphName, _Field],
    threads: int,
    seconds: float,
    progress: Progress,
) -> dict[GraphName, list[Candidate]]:
    """Each backend compared with the reference, and those that pass timed in turns."""
    entries = {(graph, b.name): b for graph, field in fields.items() for b in field.present}
    names = ", ".join(dict.fromkeys(name for _, name in entries))
    _log.info("Timing %s, once on this machine.", names)
    samples = samples_of(bundle)
    parities: dict[_Entry, Parity] = {}
    refused: dict[_Entry, str] = {}

    def failed(entry: _Entry, error: Exception) -> None:
        refused[entry] = error.problem if isinstance(error, EngineError) else str(error)

    with ExitStack() as opened:

        def running(graph: GraphName, backend: Backend) -> Engine:
            return opened.enter_context(open_on(backend, bundle, graph, threads=threads))

        engines = {(graph, REFERENCE): running(graph, BACKENDS[REFERENCE]) for graph in fields}
        for step, (entry, backend) in enumerate(entries.items()):
            progress(step, len(entries) + 1)  # the race is the last
            if entry in engines:
                continue
            try:
                engine = running(entry[0], backend)
                parities[entry] = compare(engine, engines[entry[0], REFERENCE], samples)
                parities[entry].demand()
                engines[entry] = engine
            except BackendError as error:
                failed(entry, error)
        wanted = {entry: bundle.wanted(entry[0]) for entry in engines}
        progress(len(entries), len(entries) + 1)
        # A graph beside another takes no second more.
        share = seconds / len(fields)
        timings = race(engines, samples, wanted, seconds=share, failed=failed)

    def candidate(entry: _Entry) -> Candidate:
        timing, parity = timings.get(entry), parities.get(entry)
        return Candidate(
            entry[1],
            timing.median if timing else None,
            timing.p95 if timing else None,
            parity.psnr if parity else None,
            refused.get(entry, ""),
        )

    return {graph: [candidate(entry) for entry in entries if entry[0] == graph] for graph in fields}


def _judged(
    bundle: Bundle, graph: GraphName, found: Sequence[Candidate], absent: Sequence[Candidate]
) -> Choice:
    able = sorted((c for c in found if not c.refused), key=lambda c: c.milliseconds or 0)
    refused = [c for c in found if c.refused]
    if not able:
        reasons = "\n".join(f"{c.backend}: {c.refused}" for c in refused)
        raise BackendError(
            f"Nothing can run the {graph} graph of {bundle.manifest.name} here.", reasons
        )
    return Choice(able[0].backend, (*able, *refused, *absent))


def _keep(cache: Cache, key: Key, choice: Choice) -> None:
    try:
        cache.store(key, json.dumps(asdict(choice)).encode())
    except OSError as error:
        _log.warning("The choice of %s could not be kept: %s", choice.backend, error)


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
