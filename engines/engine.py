"""One graph made runnable, whatever runs it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Literal, Protocol, Self

import numpy as np
import numpy.typing as npt

from engines.errors import BackendError

Tensor = npt.NDArray[np.float32]
Tensors = Mapping[str, Tensor]
Backend = Literal["auto", "onnxruntime"]


class Engine(Protocol):
    """Named tensors in, named tensors out; one per thread; a context manager.

    Attributes:
        backend: what runs it, for people ("onnxruntime cpu").
        inputs: name → shape of every input.
        outputs: name → shape of every output.
    """

    backend: str
    inputs: Mapping[str, tuple[int, ...]]
    outputs: Mapping[str, tuple[int, ...]]

    def run(self, inputs: Tensors, wanted: Sequence[str] | None = None) -> dict[str, Tensor]:
        """Compute the `wanted` outputs (None: all).

        Args:
            inputs: at least every name in `inputs`; others are ignored.
            wanted: names from `outputs`.
        """
        ...

    def close(self) -> None:
        """Free what it holds; safe to call twice."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


def open_engine(graph: Path, backend: Backend = "auto", *, threads: int = 0) -> Engine:
    """Make a graph runnable.

    Args:
        graph: an ONNX file.
        backend: "auto" takes the best that is installed here.
        threads: CPU threads; 0 leaves the choice to the backend.

    Raises:
        BackendError: unknown backend, not installed, or it cannot run this graph.
    """
    if backend in ("auto", "onnxruntime"):
        from engines.onnxruntime import OnnxRuntimeEngine

        return OnnxRuntimeEngine(graph, threads=threads)
    raise BackendError(f"There is no backend called {backend}.", "Known: auto, onnxruntime.")
