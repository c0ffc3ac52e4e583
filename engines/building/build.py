"""Engines built ahead: for this GPU, or for architectures that are not here at all."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from functools import cache, partial
from pathlib import Path
from time import monotonic
from typing import Any

from engines.backends import cuda
from engines.backends.cuda import Device
from engines.backends.mixed_precision import CAUTION, mixed
from engines.backends.registry import BACKENDS, REFERENCE, Backend, find_backend
from engines.backends.tensorrt import TensorRtEngine
from engines.backends.tensorrt_flavours import FLAVOURS, Flavour
from engines.building import matmul_sm75 as turing
from engines.building.process import PATIENCE, BuildProgress, Watch, run_worker
from engines.building.worker import Request
from engines.bundle import Bundle
from engines.cache import Cache, Key
from engines.contract import GraphName
from engines.drafts import OPEN, drafted
from engines.engine import Engine, Plan, Tensor
from engines.errors import BackendError, BuildError, EngineError, ParityError
from engines.opening import open_engine, plan_on
from engines.selection.parity import Parity, compare
from engines.selection.sample import samples_of


@dataclass(frozen=True, slots=True)
class BuildResult:
    """One engine.

    Attributes:
        bundle: its name.
        graph: its name.
        backend: its name.
        architecture: "sm_89".
        precision: of the network.
        bytes: of the engine.
        seconds: that the library took, comparison aside.
        why: why it was built; empty where the one in the cache was kept.
        psnr: of the worst output against the reference, decibels; None where not compared.
        compared: "engine" where the engine was run, "graph" where only the graph that it was
            built from could be, for lack of such a GPU.
        problem: why there is no engine; empty where there is one.
    """

    bundle: str
    graph: str
    backend: str
    architecture: str
    precision: str
    bytes: int = 0
    seconds: float = 0.0
    why: str = ""
    psnr: float | None = None
    compared: str = ""
    problem: str = ""

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


def buildable() -> list[str]:
    """Names of the backends whose engines are built."""
    return [name for name, backend in BACKENDS.items() if backend.library in FLAVOURS]


def architectures(backend: str) -> list[str]:
    """What engines of a backend can be built for here: the GPU at hand, or any that it knows.

    Raises:
        BackendError: the library is missing, or it needs a GPU and there is none; or it is no
            backend whose engines are built.
    """
    library = find_backend(backend).library
    if library not in FLAVOURS:
        known = ", ".join(buildable())
        raise BackendError(f"{backend} needs no building.", f"Engines are built for: {known}.")
    flavour = FLAVOURS[library]
    return flavour.architectures() or [cuda.device(find_backend(backend).number).architecture]


def build(
    bundle: Bundle,
    backend: str,
    targets: Sequence[str],
    *,
    watch: Watch = lambda progress: True,
    patience: float = PATIENCE,
) -> Iterator[BuildResult]:
    """Build a bundle's graphs for one backend, an engine of each for each architecture.

    The target graph has none: it runs once per portrait, on the reference, where it is exact and
    nobody waits for it. What is built is compared with the reference: the engine itself where its
    GPU is here, otherwise the mixed graph. One that gives another picture is built again with more
    of it in FP32, and in the end refused.

    Args:
        bundle: a verified bundle.
        backend: a name from `buildable()`.
        targets: architectures, as "sm_89".
        watch: told of progress; may stop it.
        patience: seconds without any progress after which a build is stopped.

    Yields:
        A row as soon as it is known; failures are rows too.
    """
    samples = cache(partial(samples_of, bundle))
    shares = len(bundle.running) * len(targets)
    for number, graph in enumerate(bundle.running):
        making = _Making(bundle, graph, find_backend(backend), samples, patience)
        for place, architecture in enumerate(targets, number * len(targets)):
            try:
                yield making.row(architecture, _of_all(watch, place, shares))
            except EngineError as error:
                problem = " ".join(filter(None, (error.problem, error.hint)))
                yield making.plain(architecture, problem=problem)


def _of_all(watch: Watch, place: int, shares: int) -> Watch:
    """Told of one build among several, tells of all."""

    def told(progress: BuildProgress) -> bool:
        return watch(replace(progress, done=(place + progress.done) / shares))

    return told


class _Making:
    """One graph of a bundle for one backend."""

    def __init__(
        self,
        bundle: Bundle,
        graph: GraphName,
        backend: Backend,
        samples: Callable[[], list[dict[str, Tensor]]],
        patience: float,
    ) -> None:
        self._name = bundle.manifest.name
        self._graph_name = graph
        self._backend = backend
        self._cache = Cache()
        self._watch: Watch = lambda progress: True
        self._patience = patience
        self._flavour: Flavour = FLAVOURS[backend.library]
        self._plan: Plan = plan_on(backend, bundle, graph)
        self._samples = samples
        self._seconds = 0.0
        self._graphs: dict[int, tuple[bytes, Parity | None]] = {}

    def plain(self, architecture: str, **facts: Any) -> BuildResult:
        """A row of this graph and backend."""
        return BuildResult(
            self._name,
            self._graph_name,
            self._backend.name,
            architecture,
            self._backend.precision,
            **facts,
        )

    def row(self, architecture: str, watch: Watch) -> BuildResult:
        """The engine for one architecture, from the cache or built now."""
        self._watch = watch
        here = _here(self._plan.number)
        key = self._flavour.key(self._plan, architecture, here)
        self._seconds = 0.0
        with self._cache.lock(key, partial(self._tell, "Waiting for another build")):
            content = self._cache.load(key)
            if content is not None:
                return self.plain(architecture, bytes=len(content))
            why = self._cache.why(key)
            runs_here = here is not None and here.architecture == architecture
            content, parity = self._passing(architecture, runs_here)
            self._cache.store(key, content)
        return self.plain(
            architecture,
            bytes=len(content),
            seconds=self._seconds,
            why=why,
            psnr=parity.psnr if parity else None,
            compared=("engine" if runs_here else "graph") if parity else "",
        )

    def _tell(self, phase: str, done: float = 0.0) -> None:
        """Say what is done in this process.

        Raises:
            BuildError: it shall be stopped.
        """
        if not self._watch(BuildProgress(phase, done, None)):
            raise BuildError(f"Building {self._backend.name} was stopped as asked.")

    def _passing(self, architecture: str, runs_here: bool) -> tuple[bytes, Parity | None]:
        """The least cautious engine that gives the same picture.

        Raises:
            ParityError: even the most cautious does not.
        """
        highest = 0 if self._backend.precision == "fp32" else CAUTION
        for caution in range(highest + 1):
            try:
                graph, parity = self._graph(caution)
                content = self._built(graph, architecture)
                if runs_here:
                    self._tell("Comparing pictures", 1.0)
                    parity = self._compared(self._running(content))
            except ParityError:
                if caution == highest:
                    raise
            else:
                return content, parity
        raise AssertionError("unreachable")

    def _running(self, content: bytes) -> Engine:
        return TensorRtEngine(self._flavour, content, self._name, self._plan.number)

    def _graph(self, caution: int) -> tuple[bytes, Parity | None]:
        """The graph that is built at a level of caution, compared where ONNX Runtime can."""
        if caution not in self._graphs:
            content = self._plan.graph.read_bytes()
            low = mixed(content, self._plan.precision, self._plan.fp32_ops, caution=caution)
            self._tell("Comparing pictures")
            # ONNX Runtime has no bfloat16 on the CPU; FP32 is the reference itself.
            parity = self._tried(low) if self._plan.precision == "fp16" else None
            self._graphs[caution] = (low, parity)
        return self._graphs[caution]

    def _tried(self, content: bytes) -> Parity:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "mixed.onnx"
            path.write_bytes(content)
            return self._compared(open_engine(path, REFERENCE))

    def _compared(self, engine: Engine) -> Parity:
        with engine, open_engine(self._plan.graph, REFERENCE) as reference:
            parity = compare(engine, reference, self._samples())
        parity.demand()
        return parity

    def _built(self, graph: bytes, architecture: str) -> bytes:
        needs_spelling = self._flavour.portable and architecture == turing.ARCHITECTURE
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            request = Request(
                self._flavour.name,
                architecture,
                str(folder / "graph.onnx"),
                str(folder / "engine"),
                str(folder / "timings"),
                0 if self._flavour.portable else self._plan.number,
            )
            given = turing.spelled_out(graph) if needs_spelling else graph
            Path(request.graph).write_bytes(given)
            with self._timings(Path(request.timings)):
                begun = monotonic()
                run_worker(request, self._watch, patience=self._patience)
                self._seconds += monotonic() - begun
            return Path(request.engine).read_bytes()

    @contextmanager
    def _timings(self, path: Path) -> Iterator[None]:
        """What was measured on this GPU by earlier builds, and then by this one."""
        here = _here(self._plan.number)
        if self._flavour.portable or here is None:
            yield
            return
        parts = {"library": self._backend.module().version(), "GPU": here.name}
        key = Key(f"{self._flavour.name} timings", parts)
        if (known := self._cache.load(key)) is not None:
            path.write_bytes(known)
        yield
        if path.is_file():
            self._cache.store(key, path.read_bytes())


def _here(gpu: int) -> Device | None:
    try:
        return cuda.device(gpu)
    except BackendError:
        return None


def export(bundle: Bundle, backend: str, targets: Sequence[str], folder: Path) -> list[Path]:
    """Copy engines out of the cache; those that are not there are left out.

    Args:
        bundle: a verified bundle.
        backend: a name from `buildable()`.
        targets: architectures, as "sm_89".
        folder: made if it is not there.

    Returns:
        The files.
    """
    folder.mkdir(parents=True, exist_ok=True)
    chosen = find_backend(backend)
    flavour, here = FLAVOURS[chosen.library], _here(chosen.number)
    files = []
    for graph in bundle.running:
        plan = plan_on(chosen, bundle, graph)
        for architecture in targets:
            content = Cache().load(flavour.key(plan, architecture, here))
            if content is not None:
                path = folder / f"{bundle.manifest.name}-{graph}-{backend}-{architecture}.engine"
                with drafted(path, OPEN) as part:
                    part.write_bytes(content)
                files.append(path)
    return files
