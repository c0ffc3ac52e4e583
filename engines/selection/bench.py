"""Every backend that can be had here on every bundle, each in a process of its own.

`python -m engines.selection.bench BUNDLE BACKEND SECONDS` is that process; its row is JSON.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter
from typing import Any, Final

import psutil

from engines.backends.registry import BACKENDS, REFERENCE, find_backend
from engines.bundle import Bundle, installed, open_bundle
from engines.contract import GraphName
from engines.engine import Engine, Tensors
from engines.errors import EngineError
from engines.opening import open_engine, plan_on
from engines.selection.graphs import open_graphs
from engines.selection.parity import Parity, compare
from engines.selection.sample import samples_of, target_sample
from engines.selection.timing import Timing, race

SECONDS: Final = 2.0
"""For which each graph is timed."""

LIMIT: Final = 600.0
"""Seconds after which a backend is given up."""


@dataclass(frozen=True, slots=True)
class BackendResult:
    """One bundle on one backend; milliseconds.

    Attributes:
        bundle: its name.
        backend: its name.
        precision: of the network.
        version: of the library.
        median: of a run of the render graph; None where it cannot be had.
        p95: 95 in 100 runs were faster.
        driver: of a run of the driver graph, median; None where the bundle has none.
        target: of a run of the target graph, median; the reference always runs it.
        cold_start: from nothing loaded to engines that are open.
        first_frame: the first run.
        memory: of the whole process while it runs, MB.
        psnr: of the worst output against the reference, decibels.
        shift: largest error of the flow, pixels of the crop.
        missing: whether it cannot be had here at all.
        problem: why there are no numbers, or why they are of no use.
    """

    bundle: str
    backend: str
    precision: str
    version: str = ""
    median: float | None = None
    p95: float | None = None
    driver: float | None = None
    target: float | None = None
    cold_start: float | None = None
    first_frame: float | None = None
    memory: float | None = None
    psnr: float | None = None
    shift: float | None = None
    missing: bool = False
    problem: str = ""

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


def rows(
    bundles: Sequence[str] = (), backends: Sequence[str] = (), *, seconds: float = SECONDS
) -> Iterator[BackendResult]:
    """Measure, one after the other.

    Args:
        bundles: names or folders; none: all that are installed.
        backends: names; none: all that there are.
        seconds: for which each graph is timed.

    Yields:
        A row as soon as it is known; what cannot be had here is a row with its reason.

    Raises:
        BackendError: a backend of that name does not exist.
        BundleError: a bundle is not there, or damaged.
    """
    for name in bundles or installed():
        bundle = open_bundle(name)
        for backend in map(find_backend, backends or BACKENDS):
            empty = BackendResult(bundle.manifest.name, backend.name, backend.precision)
            try:
                for graph in bundle.running:
                    backend.check(plan_on(backend, bundle, graph))
            except EngineError as error:
                yield _failed(empty, error.problem, missing=True)
            else:
                yield _in_process(empty, bundle.folder, seconds)


def measured(folder: Path, name: str, seconds: float) -> BackendResult:
    """One row, measured in this process, which should have done nothing else before.

    Args:
        folder: of the bundle.
        name: of the backend.
        seconds: for which each graph is timed.
    """
    begun = perf_counter()
    backend = find_backend(name)
    bundle = open_bundle(folder)
    with ExitStack() as opened:
        engines = open_graphs(bundle, name)
        for engine in engines.values():
            opened.enter_context(engine)
        cold_start = perf_counter() - begun
        samples = samples_of(bundle)
        begun = perf_counter()
        for engine in engines.values():
            engine.run(samples[0])
        first_frame = perf_counter() - begun
        timing = _timed(engines["render"], samples, seconds)
        reading = _timed(engines["driver"], samples, seconds / 4) if "driver" in engines else None
        memory = psutil.Process().memory_info().rss / 1024**2
        parities = {graph: _compared(bundle, graph, engines[graph], samples) for graph in engines}
        problems = [note for engine in engines.values() for note in engine.notes]
        problems += [problem for parity in parities.values() for problem in parity.problems]
    with open_engine(bundle.graph("target"), REFERENCE) as target:
        prepared = _timed(target, [target_sample(bundle.manifest.size)], seconds / 4)
    return BackendResult(
        bundle.manifest.name,
        name,
        backend.precision,
        backend.module().version(),
        timing.median,
        timing.p95,
        reading.median if reading else None,
        prepared.median,
        cold_start * 1000,
        first_frame * 1000,
        memory,
        min(parity.psnr for parity in parities.values()),
        parities["render"].shift,
        problem="; ".join(problems),
    )


def _compared(
    bundle: Bundle, graph: GraphName, engine: Engine, samples: Sequence[Tensors]
) -> Parity:
    with open_engine(bundle.graph(graph), REFERENCE) as reference:
        return compare(engine, reference, samples)


def _timed(engine: Engine, samples: Sequence[Tensors], seconds: float) -> Timing:
    def failed(name: str, error: Exception) -> None:
        raise error

    return race({"": engine}, samples, seconds=seconds, failed=failed)[""]


def _in_process(empty: BackendResult, folder: Path, seconds: float) -> BackendResult:
    command = [
        sys.executable,
        "-m",
        "engines.selection.bench",
        str(folder),
        empty.backend,
        str(seconds),
    ]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT, check=False)
    except subprocess.TimeoutExpired:
        return _failed(empty, f"No answer for {LIMIT:g} seconds.")
    if done.returncode:
        said = done.stderr.strip().splitlines()
        return _failed(empty, said[-1] if said else f"It ended with code {done.returncode}.")
    return BackendResult(**json.loads(done.stdout.splitlines()[-1]))


def _failed(empty: BackendResult, problem: str, *, missing: bool = False) -> BackendResult:
    return BackendResult(
        empty.bundle, empty.backend, empty.precision, missing=missing, problem=problem
    )


if __name__ == "__main__":
    given = sys.argv[1:]
    print(json.dumps(measured(Path(given[0]), given[1], float(given[2])).to_json()))
