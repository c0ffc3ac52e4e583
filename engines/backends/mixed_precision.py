"""Mixed precision, derived from the FP32 graph by what its nodes are for.

A render graph is two things: geometry, which computes where pixels go, and a network, which
computes colours. Geometry in 16 bits is ruined (bfloat16 places a pixel to within half a pixel,
and squares of small distances vanish in FP16), while the network loses nothing that can be seen.
They are told apart by structure: the network is what lies between convolutions. Of that, what
leads from the last convolution to the grid of a `GridSample` is geometry again.

The result is typed node by node, so every backend that honours types gives the same picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from engines.engine import Precision
from engines.errors import MissingLibraryError

if TYPE_CHECKING:
    import onnx

HEAVY: Final = frozenset({"Conv", "ConvTranspose", "Gemm"})
"""What makes a network; a MatMul does not, for geometry is full of them."""

SENSITIVE: Final = frozenset(
    "Exp GlobalAveragePool InstanceNormalization LayerNormalization Log Pow ReduceMean ReduceSum "
    "ReduceSumSquare Reciprocal Softmax Sqrt".split()
)
UNTYPED: Final = frozenset({"Cast", "Constant", "ConstantOfShape", "GridSample"})
"""Nodes whose own attributes set a type, or whose inputs must share one with a grid."""

CAUTION: Final = 2
"""Highest level of caution: 0 takes the whole network, 1 leaves out sums and exponentials,
2 takes convolutions alone."""

LARGEST: Final = 65504.0
"""Of FP16."""


def mixed(
    content: bytes, precision: Precision, fp32_ops: Sequence[str] = (), *, caution: int = 0
) -> bytes:
    """The graph with its network in another precision; inputs and outputs stay FP32.

    Args:
        content: an ONNX graph in FP32.
        precision: of the network; "fp32" gives the graph back.
        fp32_ops: names of nodes that stay FP32 besides.
        caution: 0 to `CAUTION`; each level keeps more in FP32.

    Raises:
        MissingLibraryError: the onnx package is not installed.
    """
    if precision == "fp32":
        return content
    try:
        import onnx
    except ImportError as error:
        raise MissingLibraryError("ONNX", "pip install onnx", error) from error
    model = onnx.shape_inference.infer_shapes(onnx.load_from_string(content))
    chosen = [node for node in network(model.graph, fp32_ops) if _taken(node, caution)]
    _retype(model.graph, chosen, precision)
    return bytes(model.SerializeToString(deterministic=True))


def network(graph: onnx.GraphProto, fp32_ops: Sequence[str] = ()) -> list[onnx.NodeProto]:
    """The nodes between convolutions, the convolutions among them, in the graph's order.

    Args:
        graph: nodes in an order in which they can be computed, as ONNX demands.
        fp32_ops: names of nodes to leave out.
    """
    makers = {name: node for node in graph.node for name in node.output}
    after: set[str] = set()
    for node in graph.node:
        if node.op_type in HEAVY or after.intersection(node.input):
            after.update(node.output)
    before: set[str] = set()
    for node in reversed(graph.node):
        if node.op_type in HEAVY or before.intersection(node.output):
            before.update(node.input)
    geometry = {name for node in graph.node if node.name in fp32_ops for name in node.output}
    path = [node.input[1] for node in graph.node if node.op_type == "GridSample"]
    while path:
        maker = makers.get(path.pop())
        if maker is not None and maker.op_type not in HEAVY and maker.output[0] not in geometry:
            geometry.update(maker.output)
            path.extend(maker.input)
    return [
        node
        for node in graph.node
        if after.intersection(node.output)
        and (node.op_type in HEAVY or before.intersection(node.output))
        and not geometry.intersection(node.output)
    ]


def _taken(node: onnx.NodeProto, caution: int) -> bool:
    if caution >= 2:
        return node.op_type in HEAVY
    return node.op_type not in (UNTYPED | SENSITIVE if caution else UNTYPED)


def _retype(graph: onnx.GraphProto, chosen: Iterable[onnx.NodeProto], precision: Precision) -> None:
    """Let the chosen nodes compute in `precision`, with casts wherever they meet the others."""
    from onnx import TensorProto, helper

    low = TensorProto.BFLOAT16 if precision == "bf16" else TensorProto.FLOAT16
    taken = {name for node in chosen for name in node.output}
    floats = _float_tensors(graph)
    constants = _float_constants(graph)
    asked = {value.name for value in graph.output}
    for node in graph.node:
        if not taken.intersection(node.output):
            asked.update(node.input)
    made: set[str] = set()
    nodes: list[onnx.NodeProto] = []

    def renamed(name: str) -> str:
        return f"{name}/{precision}"

    def cast(name: str, new: str, to: int) -> None:
        nodes.append(helper.make_node("Cast", [name], [new], name=f"/cast/{new}", to=to))

    for node in graph.node:
        if not taken.intersection(node.output):
            nodes.append(node)
            continue
        for position, name in enumerate(node.input):
            # The sizes that Resize takes beside the picture are FP32 in any case.
            if name not in floats or (node.op_type == "Resize" and position):
                continue
            node.input[position] = renamed(name)
            if renamed(name) in made:
                continue
            made.add(renamed(name))
            if name in constants:
                graph.initializer.append(_constant(renamed(name), constants[name], low))
            else:
                cast(name, renamed(name), low)
        nodes.append(node)
        for position, name in enumerate(node.output):
            if name in floats:
                node.output[position] = renamed(name)
                made.add(renamed(name))
                if name in asked:
                    cast(renamed(name), name, TensorProto.FLOAT)
    used = {name for node in nodes for name in node.input} | asked
    kept = [tensor for tensor in graph.initializer if tensor.name in used]
    del graph.node[:], graph.initializer[:], graph.value_info[:]
    graph.node.extend(node for node in nodes if used.intersection(node.output))
    graph.initializer.extend(kept)


def _float_tensors(graph: onnx.GraphProto) -> set[str]:
    """Names of all FP32 tensors; types must have been inferred."""
    from onnx import TensorProto

    typed = [*graph.value_info, *graph.input, *graph.output]
    kinds = {value.name: value.type.tensor_type.elem_type for value in typed}
    kinds |= {tensor.name: tensor.data_type for tensor in graph.initializer}
    return {name for name, kind in kinds.items() if kind == TensorProto.FLOAT}


def _float_constants(graph: onnx.GraphProto) -> dict[str, npt.NDArray[np.float32]]:
    from onnx import numpy_helper

    tensors = {tensor.name: tensor for tensor in graph.initializer}
    for node in graph.node:
        if node.op_type == "Constant" and node.attribute[0].name == "value":
            tensors[node.output[0]] = node.attribute[0].t
    arrays = {name: numpy_helper.to_array(tensor) for name, tensor in tensors.items()}
    return {name: array for name, array in arrays.items() if array.dtype == np.float32}


def _constant(name: str, values: npt.NDArray[np.float32], kind: int) -> onnx.TensorProto:
    from onnx import helper, numpy_helper

    finite = np.clip(values, -LARGEST, LARGEST)
    return numpy_helper.from_array(finite.astype(helper.tensor_dtype_to_np_dtype(kind)), name)
