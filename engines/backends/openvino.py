"""OpenVINO: the CPU, where it is mostly faster than ONNX Runtime, and Intel's GPUs and NPUs."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final

import numpy as np

from engines.backends.branches import branched
from engines.backends.openvino_compiled import DEVICE, compiled, key_of
from engines.engine import Engine, Plan, Tensor, Tensors
from engines.errors import BackendError, MissingLibraryError

INSTALL: Final = "pip install openvino"


def library() -> Any:
    """The openvino module, kept from reporting its use.

    Raises:
        MissingLibraryError: it is not installed.
    """
    # The package reports its use over the network as soon as it is imported. A program that
    # watches faces must not; without this module, which is made for that, it is silent.
    sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
    try:
        import openvino
    except ImportError as error:
        raise MissingLibraryError("OpenVINO", INSTALL, error) from error
    return openvino


@cache
def core() -> Any:
    """Its core, one for as long as the process lives.

    On CPUs with AVX-512 its first use gives the calling thread another stack for signals, and its
    end frees that stack without taking it back: the next Ctrl-C would end the process by SIGSEGV.

    Raises:
        MissingLibraryError: it is not installed.
    """
    return library().Core()


def version() -> str:
    """Of the library."""
    return str(library().__version__)


def count(kind: str) -> int:
    """How many devices of a kind OpenVINO finds."""
    return sum(name.split(".")[0] == kind.upper() for name in core().available_devices)


def check(plan: Plan) -> None:
    """See whether the device is there, and computes at the plan's precision."""
    device = _device(plan)
    listed = list(core().available_devices)
    # Where there is one of a kind alone it has no number; the first is known without it.
    found = sorted({*listed, *(name.split(".")[0] for name in listed)})
    if device not in found:
        raise BackendError(
            f"OpenVINO finds no {device} here (it finds {', '.join(found) or 'nothing'}).",
            "Install the device's driver, or take another backend.",
        )
    able = core().get_property(device, "OPTIMIZATION_CAPABILITIES")
    if plan.precision.upper() not in able:
        raise BackendError(
            f"This {device} does not compute in {plan.precision.upper()}.",
            "Take the openvino backend, which computes in FP32.",
        )


def _device(plan: Plan) -> str:
    """As OpenVINO calls it: "CPU", "GPU", "GPU.1"."""
    return plan.kind.upper() + (f".{plan.number}" if plan.number else "")


def open_graph(plan: Plan) -> Engine:
    """Make a graph runnable."""
    check(plan)
    return OpenVinoEngine(plan)


class OpenVinoEngine(Engine):
    """See `engines.engine.Engine`."""

    backend = "openvino"

    def __init__(self, plan: Plan) -> None:
        self._library = library()
        self._core = core()
        self._device = _device(plan)
        # FP32 wherever the graph says nothing else: `mixed_precision` says it node by node.
        self._options = {"INFERENCE_PRECISION_HINT": "f32", "PERFORMANCE_HINT": "LATENCY"}
        if plan.device == "cpu":
            # Threads nailed to cores would be in the way of tracker and encoder.
            self._options |= {"ENABLE_CPU_PINNING": "NO"}
            self._options |= {"INFERENCE_NUM_THREADS": str(plan.threads)} if plan.threads else {}
        try:
            content = plan.graph.read_bytes()
            if plan.precision != "fp32":
                from engines.backends.mixed_precision import mixed

                content = mixed(content, plan.precision, plan.fp32_ops)
            if plan.device == "cpu":
                content = branched(content, plan.skips)
            self._name, self._content = f"{plan.graph.parent.name} {plan.graph.stem}", content
            self._model: Any = self._core.read_model(content, b"")
            self._results = {output.any_name: output for output in self._model.outputs}
            self.inputs: Mapping[str, tuple[int, ...]] = {
                node.any_name: tuple(node.shape) for node in self._model.inputs
            }
            self.outputs: Mapping[str, tuple[int, ...]] = {
                name: tuple(node.shape) for name, node in self._results.items()
            }
            self._requests: dict[tuple[str, ...], Any] = {}
            self._request(tuple(self.outputs))
        except (RuntimeError, OSError) as error:
            raise BackendError(
                f"OpenVINO cannot run {plan.graph}: {error}", "Take the onnxruntime backend."
            ) from error

    def run(self, inputs: Tensors, wanted: Sequence[str] | None = None) -> dict[str, Tensor]:
        """Compute the `wanted` outputs (None: all)."""
        if self._model is None:
            raise RuntimeError("This engine is closed.")
        names = tuple(self.outputs if wanted is None else wanted)
        feed = {name: np.ascontiguousarray(inputs[name], np.float32) for name in self.inputs}
        try:
            found = self._request(names).infer(feed, share_inputs=True)
            return {name: np.array(found[name]) for name in names}
        except RuntimeError as error:
            raise BackendError(f"OpenVINO failed: {error}") from error

    def close(self) -> None:
        """Free all it holds."""
        self._requests.clear()
        self._model = None

    def _request(self, wanted: tuple[str, ...]) -> Any:
        """Compiled for just these outputs: OpenVINO would compute all that a model has."""
        if wanted not in self._requests:
            self._requests[wanted] = self._compiled(wanted).create_infer_request()
        return self._requests[wanted]

    def _compiled(self, wanted: tuple[str, ...]) -> Any:
        def model() -> Any:
            if set(wanted) == set(self.outputs):
                return self._model
            results = [self._results[name].node.input_value(0) for name in wanted]
            return self._library.Model(results, self._model.get_parameters(), "part")

        if self._device != DEVICE:
            return self._core.compile_model(model(), self._device, self._options)
        key = key_of(self._name, self._content, wanted, self._options, version())
        return compiled(self._core, key, self._options, model)
