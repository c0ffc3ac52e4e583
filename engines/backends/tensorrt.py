"""TensorRT and TensorRT-RTX: engines built ahead (`engines.building`), run on NVIDIA's GPUs."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from typing import Any, Final

from engines.backends import cuda
from engines.backends.cuda import Memory, Stream
from engines.backends.tensorrt_flavours import Flavour, listening
from engines.cache import Cache, Key
from engines.contract import STATE_PREFIX
from engines.engine import Engine, Plan, Tensor, Tensors
from engines.errors import BackendError, UnbuiltError

WARM_UP: Final = 2
"""Runs before one is captured: the first may still load kernels, which no capture allows."""

_log = logging.getLogger(__name__)


class TensorRt:
    """See `engines.backends.registry.Library`.

    Args:
        flavour: which of the two.
    """

    def __init__(self, flavour: Flavour) -> None:
        self._flavour = flavour

    def version(self) -> str:
        """Of the library."""
        return str(self._flavour.library().__version__)

    def count(self, kind: str) -> int:
        """How many GPUs there are."""
        return cuda.count()

    def check(self, plan: Plan) -> None:
        """See whether there is a GPU, and an engine for it in the cache."""
        self._content(plan)

    def open_graph(self, plan: Plan) -> Engine:
        """Run the engine in the cache."""
        content, name = self._content(plan), plan.graph.parent.name
        return TensorRtEngine(self._flavour, content, name, plan.number)

    def _content(self, plan: Plan) -> bytes:
        self._flavour.library()
        here = cuda.device(plan.number)
        key = self._flavour.key(plan, here.architecture, here)
        content = Cache().load(key)
        if content is None:
            suffix = "" if plan.precision == "fp32" else f"-{plan.precision}"
            suffix += f"@{plan.number}" if plan.number else ""
            raise UnbuiltError(
                f"No engine of {plan.graph.parent.name} was built for this {here.name} "
                f"({Cache().why(key)}).",
                f"Run: rtxfer build --backend {self._flavour.name}{suffix}",
            )
        return content


class TensorRtEngine(Engine):
    """See `engines.engine.Engine`.

    Memory is taken once. A state is uploaded when it is first seen, and stays on the device until
    another array comes in its place, so it must not be changed in place. From the third run on
    the whole computation is replayed as one graph.

    Args:
        flavour: of the engine.
        content: the engine as it was built.
        name: of what it belongs to, for people.
        gpu: number of the one it runs on.
    """

    backend = "tensorrt"

    def __init__(self, flavour: Flavour, content: bytes, name: str, gpu: int = 0) -> None:
        self._flavour = flavour
        self._gpu = gpu
        self._closing = ExitStack()
        self._kept: dict[str, Tensor] = {}
        self._runs = 0
        self._replays = False
        library = flavour.library()
        here = cuda.device(gpu)
        cuda.use(gpu)
        heard: list[str] = []
        self._runtime: Any = library.Runtime(listening(library, heard))
        self._engine: Any = self._runtime.deserialize_cuda_engine(content)
        if self._engine is None:
            raise BackendError(
                f"{flavour.title} cannot load the engine of {name} on this {here.name}: "
                f"{heard[-1] if heard else 'it gives no reason.'}",
                "Build it again: rtxfer build --clean",
            )
        kernels = Key(
            f"{name} {flavour.name} kernels",
            {"library": library.__version__, "GPU": here.name, "driver": here.driver},
        )
        try:
            self._context: Any = self._executing(kernels)
            self._stream = Stream()
            self._closing.callback(self._stream.close)
            self._memory = {tensor: self._bound(tensor) for tensor in self._tensors()}
        except BaseException:
            self.close()
            raise
        mode = library.TensorIOMode.INPUT
        shapes = {tensor: memory.host.shape for tensor, memory in self._memory.items()}
        takes = {tensor for tensor in shapes if self._engine.get_tensor_mode(tensor) == mode}
        self.inputs: Mapping[str, tuple[int, ...]] = {n: shapes[n] for n in shapes if n in takes}
        self.outputs: Mapping[str, tuple[int, ...]] = {
            n: shapes[n] for n in shapes if n not in takes
        }

    def run(self, inputs: Tensors, wanted: Sequence[str] | None = None) -> dict[str, Tensor]:
        """Compute the `wanted` outputs (None: all)."""
        if self._context is None:
            raise RuntimeError("This engine is closed.")
        cuda.use(self._gpu)  # the thread may be another than the one it was opened in
        for name in self.inputs:
            if name in self._kept and self._kept[name] is inputs[name]:
                continue
            self._memory[name].host[...] = inputs[name]
            self._stream.upload(self._memory[name])
            if name.startswith(STATE_PREFIX):
                self._kept[name] = inputs[name]
        self._compute()
        names = list(self.outputs if wanted is None else wanted)
        for name in names:
            self._stream.download(self._memory[name])
        self._stream.wait()
        return {name: self._memory[name].host.copy() for name in names}

    def close(self) -> None:
        """Free the device's memory."""
        self._context = None
        self._kept.clear()
        self._closing.close()
        self._engine = None

    def _compute(self) -> None:
        if self._runs == WARM_UP:
            self._replays = self._stream.capture(self._enqueued)
            if not self._replays:
                _log.info("%s cannot be replayed as a graph here.", self._flavour.title)
        self._runs += 1
        if self._replays:
            self._stream.replay()
        elif not self._enqueued():
            raise BackendError(f"{self._flavour.title} could not start the computation.")

    def _enqueued(self) -> bool:
        return bool(self._context.execute_async_v3(self._stream.handle))

    def _executing(self, kernels: Key) -> Any:
        """An execution context; TensorRT-RTX compiles its kernels for this GPU only now."""
        if not self._flavour.portable:
            return self._engine.create_execution_context()
        config = self._engine.create_runtime_config()
        compiled = config.create_runtime_cache()
        cache = Cache()
        known = cache.load(kernels)
        loaded = known is not None and compiled.deserialize(known)
        config.set_runtime_cache(compiled)
        context = self._engine.create_execution_context(config)
        if not loaded:
            with contextlib.suppress(OSError):
                cache.store(kernels, bytes(compiled.serialize()))
        return context

    def _tensors(self) -> list[str]:
        return [self._engine.get_tensor_name(n) for n in range(self._engine.num_io_tensors)]

    def _bound(self, tensor: str) -> Memory:
        memory = Memory(tuple(self._engine.get_tensor_shape(tensor)))
        self._closing.callback(memory.close)
        self._context.set_tensor_address(tensor, memory.address)
        return memory
