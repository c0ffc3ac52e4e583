"""How much arithmetic an ONNX graph cannot do without: its convolutions and matrix products."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from math import prod
from pathlib import Path
from typing import Any, Final, TypeAlias

import numpy as np

from engines.errors import BundleError
from engines.opening import open_engine

Shapes: TypeAlias = Mapping[str, Sequence[int]]

COUNTED: Final = ("Conv", "ConvTranspose", "Gemm", "MatMul")
"""Operators whose multiplications are counted, each with its addition. All others do a handful of
operations for a number, and wait for memory longer than they compute: they are left out."""


def flops(graph: Path, wanted: Sequence[str] | None = None) -> int:
    """Floating-point operations of one run, two for each product that is summed up.

    Args:
        graph: an ONNX file whose inputs have static shapes.
        wanted: outputs that are computed; None: all. What leads to none of them is not counted.

    Raises:
        BundleError: a part of it runs as often as its inputs say.
    """
    import onnx

    body = onnx.load(graph).graph
    names = [output.name for output in body.output] if wanted is None else wanted
    nodes = _leading_to(names, body.node)
    for node in nodes:
        if any(attribute.HasField("g") for attribute in node.attribute):
            raise BundleError(f"{node.name} in {graph} branches.", "Export it without branches.")
    counted = [node for node in nodes if node.op_type in COUNTED]
    shapes = _shapes(graph, counted) if counted else {}
    return sum(_of(node, shapes) for node in counted)


def _leading_to(names: Sequence[str], nodes: Sequence[Any]) -> list[Any]:
    """The nodes that some outputs need."""
    needed, found = set(names), []
    for node in reversed(nodes):  # ONNX keeps them in an order that they can run in
        if needed & set(node.output):
            found.append(node)
            needed.update(node.input)
    return found


def _shapes(graph: Path, nodes: Sequence[Any]) -> Shapes:
    """What goes into some nodes and comes out, as one run shows: inference by the rules of ONNX
    loses its way where a graph computes with shapes."""
    import onnx

    model = onnx.load(graph)
    shapes: dict[str, Sequence[int]] = {
        weight.name: weight.dims for weight in model.graph.initializer
    }
    shapes |= {value.name: _sides(value) for value in model.graph.input if value.name not in shapes}
    touched = dict.fromkeys(name for node in nodes for name in (*node.input[:2], *node.output))
    shown = [name for name in touched if name not in shapes]
    given = {output.name for output in model.graph.output}
    model.graph.output.extend(onnx.ValueInfoProto(name=name) for name in shown if name not in given)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "shown.onnx"
        onnx.save(model, path)
        with open_engine(path) as engine:
            zeros = {name: np.zeros(shape, np.float32) for name, shape in engine.inputs.items()}
            found = engine.run(zeros, shown)
    return shapes | {name: tensor.shape for name, tensor in found.items()}


def _sides(value: Any) -> list[int]:
    return [side.dim_value for side in value.type.tensor_type.shape.dim]


def _of(node: Any, shapes: Shapes) -> int:
    first, second, out = (shapes[name] for name in (*node.input[:2], node.output[0]))
    if node.op_type == "Conv":  # weights [out, in / groups, kernel…]
        return 2 * prod(out) * prod(second[1:])
    if node.op_type == "ConvTranspose":  # weights [in, out / groups, kernel…]
        return 2 * prod(first) * prod(second[1:])
    across = any(attribute.name == "transA" and attribute.i for attribute in node.attribute)
    return 2 * prod(out) * (first[0] if across else first[-1])
