"""Every backend that can be had here on every bundle, each in a process of its own.

`python -m engines.selection.bench BUNDLE BACKEND SECONDS` is that process; its row is JSON.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter
from typing import Any, Final

import psutil

from engines.backends.registry import BACKENDS, REFERENCE, find_backend
from engines.bundle import installed, open_bundle
from engines.engine import Engine, Tensors
from engines.errors import EngineError
from engines.opening import open_engine, plan_on
from engines.selection.parity import compare
from engines.selection.render import open_render
from engines.selection.sample import render_samples, target_sample
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
        target: of a run of the target graph, median; the reference always runs it.
        cold_start: from nothing loaded to an engine that is open.
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
                backend.check(plan_on(backend, bundle))
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
    with open_render(bundle, name) as engine:
        cold_start = perf_counter() - begun
        samples = render_samples(bundle)
        begun = perf_counter()
        engine.run(samples[0])
        first_frame = perf_counter() - begun
        timing = _timed(engine, samples, seconds)
        memory = psutil.Process().memory_info().rss / 1024**2
        with open_engine(bundle.graph("render"), REFERENCE) as reference:
            parity = compare(engine, reference, samples)
        problems = [*engine.notes, *parity.problems]
    with open_engine(bundle.graph("target"), REFERENCE) as target:
        prepared = _timed(target, [target_sample(bundle.manifest.size)], seconds / 4)
    return BackendResult(
        bundle.manifest.name,
        name,
        backend.precision,
        backend.module().version(),
        timing.median,
        timing.p95,
        prepared.median,
        cold_start * 1000,
        first_frame * 1000,
        memory,
        parity.psnr,
        parity.shift,
        problem="; ".join(problems),
    )


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
