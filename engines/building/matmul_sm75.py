"""Matrix products without matrix hardware: TensorRT-RTX multiplies no FP32 matrices on sm_75."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from engines.errors import MissingLibraryError

if TYPE_CHECKING:
    import onnx

ARCHITECTURE: Final = "sm_75"


def spelled_out(content: bytes) -> bytes:
    """The graph with every FP32 MatMul written as a sum of products: the same numbers, but slower.

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
        if node.op_type == "MatMul" and kind == onnx.TensorProto.FLOAT:
            nodes.extend(_spelled(graph, node))
        else:
            nodes.append(node)
    del graph.node[:], graph.value_info[:]
    graph.node.extend(nodes)
    return bytes(model.SerializeToString(deterministic=True))


def _spelled(graph: onnx.GraphProto, node: onnx.NodeProto) -> list[onnx.NodeProto]:
    """[…, M, K] · [K, N] as the sum over K of [… M, K, 1] times [K, N]."""
    from onnx import helper, numpy_helper

    (left, right), product = node.input, node.output[0]
    last, middle = f"{product}/last", f"{product}/middle"
    graph.initializer.append(numpy_helper.from_array(np.array([-1]), last))
    graph.initializer.append(numpy_helper.from_array(np.array([-2]), middle))
    first = f"{product}/first"
    graph.initializer.append(numpy_helper.from_array(np.array([-3]), first))
    tall, wide, products = f"{product}/tall", f"{product}/wide", f"{product}/products"
    return [
        helper.make_node("Unsqueeze", [left, last], [tall], name=tall),
        helper.make_node("Unsqueeze", [right, first], [wide], name=wide),
        helper.make_node("Mul", [tall, wide], [products], name=products),
        helper.make_node("ReduceSum", [products, middle], [product], name=product, keepdims=0),
    ]
