"""Graphs and engines made by hand, to go wrong as told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest
from onnx import numpy_helper, parser

from engines.backends import registry as backends_module
from engines.backends.registry import Backend
from engines.engine import Engine, Plan, Tensor, Tensors
from engines.errors import BackendError

HEAD = '<ir_version: 8, opset_import: ["" : 18]>\n'

NETWORK = f"""{HEAD}
render (float[1,3,8,8] state_image, float[1,8,8,2] grid)
    => (float[1,3,8,8] rgb, float[1,8,8,2] flow)
<float[4,3,3,3] first, float[3,4,3,3] last>
{{
    k = Constant <value = float {{0.5}}> ()
    flow = Mul (grid, k)
    seen = GridSample <align_corners = 0, mode = "bilinear"> (state_image, flow)
    wide = Conv <pads = [1,1,1,1]> (seen, first)
    bent = LeakyRelu <alpha = 0.2> (wide)
    drawn = Conv <pads = [1,1,1,1]> (bent, last)
    rgb = Add (seen, drawn)
}}
"""
"""Geometry, a network of two convolutions, and what lays it over the picture."""


def network_graph(folder: Path, seed: int = 0) -> Path:
    """`NETWORK` with random weights, written to a file."""
    model = parser.parse_model(NETWORK)
    random = np.random.default_rng(seed)
    for value in model.graph.value_info:
        shape = [side.dim_value for side in value.type.tensor_type.shape.dim]
        weights = random.normal(0, 0.2, shape).astype(np.float32)
        model.graph.initializer.append(numpy_helper.from_array(weights, value.name))
    del model.graph.value_info[:]
    path = folder / "network.onnx"
    path.write_bytes(model.SerializeToString())
    return path


class Double(Engine):
    """An engine that computes by a function of the inputs; counts runs and closings."""

    def __init__(
        self,
        compute: Callable[[Tensors], dict[str, Tensor]],
        *,
        backend: str = "double",
        inputs: Mapping[str, tuple[int, ...]] | None = None,
        outputs: Mapping[str, tuple[int, ...]] | None = None,
    ) -> None:
        self.backend = backend
        self.inputs = inputs or {}
        self.outputs = outputs or {}
        self.runs = 0
        self.closings = 0
        self._compute = compute

    def run(self, inputs: Tensors, wanted: Sequence[str] | None = None) -> dict[str, Tensor]:
        self.runs += 1
        found = self._compute(inputs)
        return {name: found[name] for name in wanted or found}

    def close(self) -> None:
        self.closings += 1


class DoubleLibrary:
    """A library whose one backend changes what the reference computes.

    Args:
        change: name and array of an output → what this backend gives instead.
        missing: why it cannot be had; empty if it can.
        refuses: why it opens no graph; empty if it does.
        release: its version.
    """

    def __init__(
        self,
        change: Callable[[str, Tensor], Tensor] = lambda name, array: array,
        *,
        missing: str = "",
        refuses: str = "",
        release: str = "1.0",
    ) -> None:
        self._change = change
        self._missing = missing
        self.refuses = refuses
        self.release = release
        self.opened: list[Plan] = []

    def version(self) -> str:
        return self.release

    def check(self, plan: Plan) -> None:
        if self._missing:
            raise BackendError(self._missing)

    def open_graph(self, plan: Plan) -> Engine:
        self.check(plan)
        if self.refuses:
            raise BackendError(self.refuses)
        self.opened.append(plan)
        reference = Backend("truth", "onnxruntime", "cpu")
        truth = reference.open(reference.plan(plan.graph, threads=1))

        def compute(inputs: Tensors) -> dict[str, Tensor]:
            return {name: self._change(name, array) for name, array in truth.run(inputs).items()}

        return Double(compute, inputs=truth.inputs, outputs=truth.outputs)


def only(monkeypatch: pytest.MonkeyPatch, **libraries: DoubleLibrary) -> None:
    """Let the reference and these be all backends that there are."""
    reference = backends_module.BACKENDS[backends_module.REFERENCE]
    named = {name: Backend(name, name, "cpu") for name in libraries}
    real = Backend.module

    def module(self: Backend) -> object:
        return libraries[self.library] if self.library in libraries else real(self)

    monkeypatch.setattr(Backend, "module", module)
    known = {reference.name: reference, **named}
    for name in list(backends_module.BACKENDS):
        if name not in known:
            monkeypatch.delitem(backends_module.BACKENDS, name)
    for name, backend in known.items():
        monkeypatch.setitem(backends_module.BACKENDS, name, backend)
