"""ONNX Runtime on the CPU: runs everywhere, and is the truth other backends are held against."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np

from engines.engine import Tensor, Tensors
from engines.errors import BackendError


class OnnxRuntimeEngine:
    """See `engines.engine.Engine`.

    Args:
        graph: an ONNX file.
        threads: CPU threads; 0 leaves the choice to ONNX Runtime.
    """

    backend = "onnxruntime cpu"

    def __init__(self, graph: Path, *, threads: int = 0) -> None:
        try:
            import onnxruntime
        except ImportError as error:
            raise BackendError(
                f"ONNX Runtime cannot be loaded: {error}", "Run: pip install onnxruntime"
            ) from error
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        # Idle workers that spin take the cores from tracker and encoder.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        try:
            # Bytes rather than a path: not every build opens every non-ASCII path.
            self._session: Any = onnxruntime.InferenceSession(
                graph.read_bytes(), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # its error classes share no public base
            raise BackendError(
                f"ONNX Runtime cannot run {graph}: {error}", "Install the bundle again."
            ) from error
        self.inputs: Mapping[str, tuple[int, ...]] = {
            node.name: tuple(node.shape) for node in self._session.get_inputs()
        }
        self.outputs: Mapping[str, tuple[int, ...]] = {
            node.name: tuple(node.shape) for node in self._session.get_outputs()
        }

    def run(self, inputs: Tensors, wanted: Sequence[str] | None = None) -> dict[str, Tensor]:
        """Compute the `wanted` outputs (None: all)."""
        if self._session is None:
            raise RuntimeError("This engine is closed.")
        names = list(self.outputs if wanted is None else wanted)
        feed = {name: np.ascontiguousarray(inputs[name], np.float32) for name in self.inputs}
        return dict(zip(names, self._session.run(names, feed), strict=True))

    def close(self) -> None:
        """Free the session."""
        self._session = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
