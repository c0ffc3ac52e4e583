"""Who takes part, and the race."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import Any, Final

import torch
from rich.console import Console
from rich.table import Table

from engines.backends.registry import BACKENDS, REFERENCE, Backend
from engines.bundle import Bundle, open_bundle
from engines.engine import Engine, Precision, Tensors
from engines.errors import EngineError
from engines.opening import open_on, plan_on
from engines.selection.parity import compare
from engines.selection.sample import samples_of
from engines.selection.timing import LEAST_RUNS, race
from rtxfer.errors import RtxferError
from train.benchmark.networks import (
    NetworkCost,
    bundle_graph,
    liveportrait_graph,
    liveportrait_sample,
    network_cost,
)
from train.benchmark.torch_engine import TorchEngine, check
from train.methods.method import Graph

SECONDS: Final = 2.0
"""For which each is timed, in `LEAST_RUNS` turns; a slow one makes that many runs."""

SHARE_RUNS: Final = 50
"""From which shares are taken."""

LIVEPORTRAIT: Final = "LivePortrait"


@dataclass(frozen=True, slots=True)
class ContenderResult:
    """One contender; milliseconds.

    Attributes:
        bundle: whose render graph is the measure.
        network: what the contender computes: the bundle's name, or LivePortrait.
        contender: a backend of `engines.backends`, or `torch[-cuda][-precision][-graph]`.
        precision: of the network.
        median: of a run; None where it cannot be had.
        p95: 95 in 100 runs were faster.
        runs: how many were timed.
        ratio: of the median to the reference's in the same run.
        fps: pictures per second, one after the other.
        upload: share of a run that inputs take to the GPU, 0–1; of PyTorch on one only.
        download: likewise, of outputs to the host.
        gflop: per picture; None where the network is not known in PyTorch.
        parameters: millions; likewise.
        psnr: of the worst output against the reference, decibels; None for another network.
        problem: why there are no numbers, or why they are of no use.
    """

    bundle: str
    network: str
    contender: str
    precision: str
    median: float | None = None
    p95: float | None = None
    runs: int = 0
    ratio: float | None = None
    fps: float | None = None
    upload: float | None = None
    download: float | None = None
    gflop: float | None = None
    parameters: float | None = None
    psnr: float | None = None
    problem: str = ""

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Way:
    """One way to run a network in PyTorch.

    Attributes:
        name: of the contender.
        device: "cpu" or "cuda".
        precision: of the network.
        replayed: as a CUDA graph.
    """

    name: str
    device: str
    precision: Precision
    replayed: bool = False


WAYS: Final = (
    Way("torch", "cpu", "fp32"),
    Way("torch-bf16", "cpu", "bf16"),
    Way("torch-cuda-fp16", "cuda", "fp16"),
    Way("torch-cuda-fp16-graph", "cuda", "fp16", replayed=True),
)


def measure(
    name: str, *, seconds: float = SECONDS, liveportrait: bool = True, threads: int = 0
) -> list[ContenderResult]:
    """Time every backend of a bundle and the other contenders beside it, in turns.

    Args:
        name: name or folder of a bundle.
        seconds: for each.
        liveportrait: with its renderer, which takes seconds a picture on a CPU.
        threads: of each on the CPU; 0 leaves the choice to each.

    Returns:
        A row for each; what cannot be had here is a row with its reason.

    Raises:
        BundleError: the bundle is not there, or damaged.
    """
    bundle = open_bundle(name)
    beside = liveportrait_sample() if liveportrait else {}
    samples = [sample | beside for sample in samples_of(bundle)]
    rows: dict[str, ContenderResult] = {}
    engines: dict[str, Engine] = {}

    def failed(key: str, error: Exception) -> None:
        said = str(error).splitlines() or [type(error).__name__]
        rows[key] = replace(rows[key], problem=said[0])

    with ExitStack() as closing:
        closing.callback(torch.set_num_threads, torch.get_num_threads())
        torch.set_num_threads(threads or torch.get_num_threads())
        truth = closing.enter_context(open_on(BACKENDS[REFERENCE], bundle))
        for row, opened in _contenders(bundle, samples[0], threads, liveportrait=liveportrait):
            key = f"{row.network} {row.contender}"
            rows[key] = row
            try:
                engines[key] = closing.enter_context(opened())
            except (EngineError, RtxferError, RuntimeError) as error:  # the last is PyTorch's
                failed(key, error)
                continue
            if row.network == row.bundle:
                parity = compare(engines[key], truth, samples)
                rows[key] = replace(row, psnr=parity.psnr, problem="; ".join(parity.problems))
        timings = race(engines, samples, seconds=seconds, turn=seconds / LEAST_RUNS, failed=failed)
        reference = timings[f"{bundle.manifest.name} {REFERENCE}"].median
        for key, timing in timings.items():
            rows[key] = replace(
                rows[key],
                median=timing.median,
                p95=timing.p95,
                runs=timing.runs,
                ratio=timing.median / reference,
                fps=1000 / timing.median,
                **_shares(engines[key], samples),
            )
    return list(rows.values())


def _contenders(
    bundle: Bundle, sample: Tensors, threads: int, *, liveportrait: bool
) -> Iterator[tuple[ContenderResult, Callable[[], Engine]]]:
    """All that there are: what is known of each before, and what makes it ready."""
    name = bundle.manifest.name
    graphs: dict[str, Callable[[Precision], Graph]] = {name: partial(bundle_graph, bundle)}
    if liveportrait:
        graphs[LIVEPORTRAIT] = liveportrait_graph
    counts = {network: _counted(graph, sample) for network, graph in graphs.items()}
    for backend in BACKENDS.values():
        row = ContenderResult(name, name, backend.name, backend.precision, **counts[name])
        yield row, partial(_opened, backend, bundle, threads)
    for network, graph in graphs.items():
        for way in WAYS:
            row = ContenderResult(name, network, way.name, way.precision, **counts[network])
            yield row, partial(_in_torch, way, graph, sample)


def _counted(graph: Callable[[Precision], Graph], sample: Tensors) -> dict[str, Any]:
    """Columns about the network; none where it cannot be had in PyTorch."""
    try:
        found: NetworkCost = network_cost(graph("fp32"), sample)
    except RtxferError:
        return {}
    return asdict(found)


def _opened(backend: Backend, bundle: Bundle, threads: int) -> Engine:
    plan = plan_on(backend, bundle, threads=threads)
    backend.check(plan)
    return backend.open(plan)


def _in_torch(way: Way, graph: Callable[[Precision], Graph], sample: Tensors) -> Engine:
    check(way.device, way.precision)
    return TorchEngine(graph(way.precision), sample, way.device, replayed=way.replayed)


def _shares(engine: Engine, samples: Sequence[Tensors]) -> dict[str, Any]:
    if not isinstance(engine, TorchEngine) or not engine.on_gpu:
        return {}
    found = engine.shares(samples, SHARE_RUNS)
    whole = found.upload + found.render + found.download
    return {"upload": found.upload / whole, "download": found.download / whole}


def show(rows: Sequence[ContenderResult]) -> None:
    """Print a table for people, and below it what does not fit in, with the reasons."""
    table = Table("network", "contender", "ms", "95%", "× reference", "a second", "PSNR")
    notes = [f"{row.network} on {row.contender}: {row.problem}" for row in rows if row.problem]
    for row in rows:
        if row.median is None:
            continue
        numbers = (row.median, row.p95, row.ratio, row.fps, row.psnr)
        cells = ["" if value is None else f"{value:.2f}" for value in numbers]
        table.add_row(row.network, row.contender, *cells)
        if row.upload is not None and row.download is not None:
            shares = f"{row.upload:.0%} upload, {row.download:.0%} download"
            notes.append(f"{row.network} on {row.contender}: {shares}")
    for network, row in {row.network: row for row in rows}.items():
        if row.gflop is not None and row.parameters is not None:
            count = f"{row.gflop:.1f} GFLOP a picture, {row.parameters:.1f} million parameters"
            notes.append(f"{network}: {count}")
    console = Console()
    console.print(table)
    console.print("\n".join(notes), highlight=False)
