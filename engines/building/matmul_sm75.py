"""Matrix products without matrix hardware: TensorRT-RTX multiplies no FP32 matrices on sm_75."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from engines.errors import MissingLibraryError

if TYPE_CHECKING:
    import onnx

ARCHITECTURE: Final = "sm_75"


def spelled_out(content: bytes) -> bytes:
    """The graph with every FP32 MatMul and Gemm written as a sum of products: the same numbers, but
    slower.

    One whose type cannot be inferred is taken for FP32: a sum is right for any type.

    Args:
        content: an ONNX graph.

    Raises:
        MissingLibraryError: the onnx package is not installed.
    """
    try:
        import onnx
    except ImportError as error:
        raise MissingLibraryError("ONNX", "pip install onnx", error) from error
    model = onnx.shape_inference.infer_shapes(onnx.load_from_string(content))
    graph = model.graph
    kinds = {value.name: value.type.tensor_type.elem_type for value in graph.value_info}
    kinds |= {value.name: value.type.tensor_type.elem_type for value in graph.output}
    nodes: list[onnx.NodeProto] = []
    for node in graph.node:
        kind = kinds.get(node.output[0]) or onnx.TensorProto.FLOAT
        if node.op_type not in _SPELLED or kind != onnx.TensorProto.FLOAT:
            nodes.append(node)
            continue
        writing = _Writing(graph, node.output[0])
        _SPELLED[node.op_type](writing, node)
        nodes.extend(writing.nodes)
    del graph.node[:], graph.value_info[:]
    graph.node.extend(nodes)
    return bytes(model.SerializeToString(deterministic=True))


class _Writing:
    """Nodes in place of one whose output is `product`."""

    def __init__(self, graph: onnx.GraphProto, product: str) -> None:
        self.product, self.nodes = product, list[Any]()
        self._graph = graph

    def node(self, kind: str, inputs: Sequence[str], part: str, **attributes: Any) -> str:
        """Write one; gives the name of its output, of which `part` is the end."""
        from onnx import helper

        name = f"{self.product}/{part}" if part else self.product
        self.nodes.append(helper.make_node(kind, inputs, [name], name=name, **attributes))
        return name

    def constant(self, value: object, part: str) -> str:
        """Add one; gives its name."""
        from onnx import numpy_helper

        name = f"{self.product}/{part}"
        self._graph.initializer.append(numpy_helper.from_array(np.array(value), name))
        return name

    def sums(self, left: str, right: str, part: str) -> str:
        """[…, M, K] · [K, N] as the sum over K of [… M, K, 1] times [K, N]."""
        last, middle, first = (
            self.constant([axis], name)
            for axis, name in ((-1, "last"), (-2, "middle"), (-3, "first"))
        )
        tall = self.node("Unsqueeze", [left, last], "tall")
        wide = self.node("Unsqueeze", [right, first], "wide")
        products = self.node("Mul", [tall, wide], "products")
        return self.node("ReduceSum", [products, middle], part, keepdims=0)


def _matmul(writing: _Writing, node: onnx.NodeProto) -> None:
    writing.sums(node.input[0], node.input[1], "")


def _gemm(writing: _Writing, node: onnx.NodeProto) -> None:
    """alpha · A · B + beta · C, where A or B may be turned."""
    said = {attribute.name: attribute for attribute in node.attribute}

    def turned(matrix: str, name: str) -> str:
        if name not in said or not said[name].i:
            return matrix
        return writing.node("Transpose", [matrix], name, perm=[1, 0])

    def scaled(matrix: str, name: str) -> str:
        if name not in said or said[name].f == 1:
            return matrix
        scale = writing.constant(np.float32(said[name].f), f"{name}/scale")
        return writing.node("Mul", [matrix, scale], name)

    left, right, *offset = node.input
    left, right = scaled(turned(left, "transA"), "alpha"), turned(right, "transB")
    if not offset or not offset[0]:
        writing.sums(left, right, "")
        return
    product = writing.sums(left, right, "product")
    writing.node("Add", [product, scaled(offset[0], "beta")], "")


_SPELLED: Final = {"MatMul": _matmul, "Gemm": _gemm}
