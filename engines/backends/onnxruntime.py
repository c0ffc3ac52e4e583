"""ONNX Runtime: on the CPU it runs everywhere, and is the truth others are held against.

Other devices need another build of the package (onnxruntime-gpu, onnxruntime-directml).
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np

from engines.backends import cuda
from engines.backends.branches import branched
from engines.engine import Engine, Plan, Tensor, Tensors
from engines.errors import BackendError, MissingLibraryError

CPU: Final = "CPUExecutionProvider"
PROVIDERS: Final = {
    "cpu": CPU,
    "cuda": "CUDAExecutionProvider",
    "directml": "DmlExecutionProvider",
    "coreml": "CoreMLExecutionProvider",
}
INSTALL: Final = {
    "cpu": "pip install onnxruntime",
    "cuda": "pip install onnxruntime-gpu",
    "directml": "pip install onnxruntime-directml",
    "coreml": "pip install onnxruntime",
}
"""Only one of these packages can be installed at a time."""

# TensorFloat-32 keeps ten bits of each factor: too few for coordinates.
OPTIONS: Final = {"cuda": {"use_tf32": "0"}}


def version() -> str:
    """Of the library."""
    return str(_library("cpu").__version__)


def count(kind: str) -> int:
    """How many GPUs there are; 1 where nothing here can tell."""
    try:
        return cuda.count() if kind == "cuda" else 1
    except BackendError:
        return 1


def check(plan: Plan) -> None:
    """See whether the installed build knows the device."""
    known = _library(plan.kind).get_available_providers()
    if PROVIDERS[plan.kind] not in known:
        raise BackendError(
            f"This build of ONNX Runtime does not run on {plan.kind}.",
            f"Run: pip uninstall onnxruntime, then: {INSTALL[plan.kind]}",
        )


def open_graph(plan: Plan) -> Engine:
    """Make a graph runnable."""
    check(plan)
    return OnnxRuntimeEngine(plan)


class OnnxRuntimeEngine(Engine):
    """See `engines.engine.Engine`."""

    backend = "onnxruntime"

    def __init__(self, plan: Plan) -> None:
        onnxruntime = _library(plan.kind)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = plan.threads
        options.log_severity_level = 3
        # Idle workers that spin take the cores from tracker and encoder.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        if plan.kind == "directml":  # which can do neither
            options.enable_mem_pattern = False
            options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
        provider = PROVIDERS[plan.kind]
        # What the device cannot run is left to the CPU.
        providers = dict.fromkeys([provider, CPU])
        try:
            content = plan.graph.read_bytes()
            if plan.kind == "cpu":
                content = branched(content, plan.skips)
            # Bytes rather than a path: not every build opens every non-ASCII path.
            self._session: Any = onnxruntime.InferenceSession(
                content,
                options,
                providers=list(providers),
                provider_options=[_options(plan), {}][: len(providers)],
            )
        except Exception as error:  # its error classes share no public base
            raise BackendError(
                f"ONNX Runtime cannot run {plan.graph}: {error}", "Install the bundle again."
            ) from error
        if provider not in self._session.get_providers():
            raise BackendError(
                f"ONNX Runtime could not start on {plan.device} and took the CPU instead.",
                "See that the device's driver and libraries are those that its build asks for.",
            )
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
        try:
            found = self._session.run(names, feed)
        except Exception as error:
            raise BackendError(f"ONNX Runtime failed: {error}") from error
        return dict(zip(names, found, strict=True))

    def close(self) -> None:
        """Free the session."""
        self._session = None


def _options(plan: Plan) -> dict[str, str]:
    chosen = {"device_id": str(plan.number)} if plan.number else {}
    return OPTIONS.get(plan.kind, {}) | chosen


def _library(device: str) -> Any:
    """The onnxruntime module, kept from reporting its use.

    Raises:
        MissingLibraryError: it is not installed.
    """
    # From 1.29 on the official builds report every session over the network, under a number that
    # they keep in the user's cache folder, unless this is set before they are loaded. A program
    # that watches faces must not. On Windows the system reports; the second line is for there.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    try:
        import onnxruntime
    except ImportError as error:
        raise MissingLibraryError("ONNX Runtime", INSTALL[device], error) from error
    onnxruntime.disable_telemetry_events()
    return onnxruntime
