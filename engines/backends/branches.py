"""Parts of a graph that have nothing to do in most frames, put behind a branch.

A head whose drawing is multiplied by a gate of exactly zero need not draw. ONNX says so with an
`If`, which CPUs run well. Bundles hold the plain graph, since GPUs gain nothing by it and not every
library builds a branch: it is made here, from what the manifest says may be skipped.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from engines.contract import Skip
from engines.errors import BundleError

if TYPE_CHECKING:
    import onnx

_log = logging.getLogger(__name__)


def branched(content: bytes, skips: Sequence[Skip]) -> bytes:
    """The graph with its parts skipped where they may be; what it computes is the same.

    Args:
        content: an ONNX graph.
        skips: what may be skipped, and when.

    Returns:
        The graph; as it was if nothing may be, or the onnx package is not installed.

    Raises:
        BundleError: the graph has no such nodes, or no such gate.
    """
    if not skips:
        return content
    try:
        import onnx
    except ImportError:
        _log.info("Nothing is skipped: the onnx package is not installed.")
        return content
    model = onnx.shape_inference.infer_shapes(onnx.load_from_string(content))
    for skip in skips:
        _branch(model.graph, skip)
    whole: bytes = model.SerializeToString()
    return whole


def _branch(graph: onnx.GraphProto, skip: Skip) -> None:
    """Move a part's nodes into an `If`, where the last of them stood.

    What they give must be read after it, and the gates be known before it, or the graph is out of
    order and no backend takes it.
    """
    from onnx import helper

    inside = [node for node in graph.node if node.name.startswith(skip.nodes)]
    made = {name for node in inside for name in node.output}
    others = [node for node in graph.node if not node.name.startswith(skip.nodes)]
    known = {name for node in others for name in node.output}
    if not inside or not known.issuperset(skip.unless):
        raise BundleError(
            f"The graph has no part {skip.nodes} that {', '.join(skip.unless)} could skip.",
            "Its manifest belongs to another graph: install the bundle again.",
        )
    leaving = sorted(made & _read(others, graph))
    types = {value.name: value for value in graph.value_info}
    drawn = helper.make_graph(inside, f"{skip.nodes} drawn", [], [types[n] for n in leaving])
    still = helper.make_graph(
        [_zeros(types[name]) for name in leaving],
        f"{skip.nodes} skipped",
        [],
        [helper.make_value_info(f"{name} skipped", types[name].type) for name in leaving],
    )
    asked = f"{skip.nodes} asked"
    branch = helper.make_node(
        "If", [asked], leaving, name=f"{skip.nodes}if", then_branch=drawn, else_branch=still
    )
    last = max(at for at, node in enumerate(graph.node) if node.name.startswith(skip.nodes))
    before = [node for node in graph.node[:last] if not node.name.startswith(skip.nodes)]
    after = list(graph.node[last + 1 :])
    nodes = [*before, *_question(skip, asked), branch, *after]
    del graph.node[:]
    graph.node.extend(nodes)


def _read(nodes: Iterable[onnx.NodeProto], graph: onnx.GraphProto) -> set[str]:
    """Names of tensors that these nodes read, or that the graph gives."""
    return {name for node in nodes for name in node.input} | {out.name for out in graph.output}


def _question(skip: Skip, asked: str) -> list[onnx.NodeProto]:
    """Whether any gate is above zero, as a scalar."""
    import numpy as np
    from onnx import helper, numpy_helper

    own = skip.nodes
    one = numpy_helper.from_array(np.array([-1], np.int64))
    nothing = numpy_helper.from_array(np.zeros((), np.float32))
    flat = [f"{own} gate {at}" for at in range(len(skip.unless))]
    return [
        helper.make_node("Constant", [], [f"{own} flat"], value=one),
        helper.make_node("Constant", [], [f"{own} nothing"], value=nothing),
        *(
            helper.make_node("Reshape", [gate, f"{own} flat"], [name])
            for gate, name in zip(skip.unless, flat, strict=True)
        ),
        helper.make_node("Concat", flat, [f"{own} gates"], axis=0),
        helper.make_node("ReduceMax", [f"{own} gates"], [f"{own} most"], keepdims=0),
        helper.make_node("Greater", [f"{own} most", f"{own} nothing"], [asked]),
    ]


def _zeros(value: onnx.ValueInfoProto) -> onnx.NodeProto:
    import numpy as np
    from onnx import helper, numpy_helper

    kind = value.type.tensor_type
    shape = [side.dim_value for side in kind.shape.dim]
    zeros = np.zeros(shape, helper.tensor_dtype_to_np_dtype(kind.elem_type))
    return helper.make_node(
        "Constant", [], [f"{value.name} skipped"], value=numpy_helper.from_array(zeros)
    )
