"""What a stranger's ONNX file may hold: nothing that runs code, reads other files, or never ends.

Looked at before any library parses it. Sizes of what a graph computes on its way are not bounded
here: a graph can ask for more memory than there is, and then fails.

Source: onnx.proto of ONNX, whose field numbers never change.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from engines.errors import BundleError
from engines.protobuf import Message, fields, parts, text

MOST_BYTES: Final = 512 * 1024**2
"""Of a graph; the largest that is shipped has 13 MB."""

MOST_NODES: Final = 20_000
"""Of a graph, those within its branches included; the largest that is shipped has 2079."""

MOST_PARTS: Final = 2_000_000
"""Fields of all that is looked at: a small file can be made of nothing else."""

DEEPEST: Final = 4
"""Branches within branches."""

MOST_VALUES: Final = 1 << 28
"""Numbers in one input or output: 1 GB."""

DOMAINS: Final = ("", "ai.onnx")
"""Of operators: ONNX's own, which every backend brings and none loads a library for."""

ENDLESS: Final = ("Loop", "Scan")
"""Operators that may go on for as long as a number says."""

_MODEL_GRAPH, _MODEL_OPSET, _MODEL_TRAINING, _MODEL_FUNCTION = 7, 8, 20, 25
_OPSET_DOMAIN = 1
_GRAPH_NODE, _GRAPH_TENSOR, _GRAPH_SPARSE = 1, 5, 15
_NODE_OPERATOR, _NODE_ATTRIBUTE, _NODE_DOMAIN = 4, 5, 7
_TENSORS, _GRAPHS, _SPARSES = (5, 10), (6, 11), (22, 23)
"""Fields of an attribute: one, and several."""
_SPARSE_TENSORS = (1, 2)
_TENSOR_EXTERNAL, _TENSOR_PLACE = 13, 14
_ENTRY_VALUE = 2


def refuse_unsafe(path: Path) -> None:
    """See that a graph holds nothing that a stranger could do harm with.

    Args:
        path: an ONNX file.

    Raises:
        BundleError: it does, in a sentence; or it is none.
    """
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise BundleError(
            f"{path} has {size / 1024**2:.0f} MB, and {MOST_BYTES // 1024**2} MB are allowed.",
            "No generator needs as much: ask whoever made it.",
        )
    try:
        problem = _Reader().problem(memoryview(path.read_bytes()))
    except (ValueError, IndexError) as error:
        raise BundleError(
            f"{path} is no ONNX graph ({error}).", "Export it again; see engines/contract.py."
        ) from error
    if problem:
        raise BundleError(
            f"{path} is not run: {problem}.",
            "Bundles from strangers may only compute. See engines/onnx_limits.py, and ask whoever "
            "made it.",
        )


class _Reader:
    """Goes through a model once, and counts."""

    def __init__(self) -> None:
        self._nodes = 0
        self._parts = 0

    def problem(self, model: Message) -> str:
        """The first, in words; empty where there is none."""
        if parts(model, _MODEL_FUNCTION) or parts(model, _MODEL_TRAINING):
            return "it brings functions of its own"
        for opset in parts(model, _MODEL_OPSET):
            for domain in parts(opset, _OPSET_DOMAIN):
                if str(domain, "utf-8") not in DOMAINS:
                    return f"it uses the operators of {str(domain, 'utf-8')[:40]!r}"
        found = (self._graph(graph, 0) for graph in parts(model, _MODEL_GRAPH))
        return next(filter(None, found), "")

    def _graph(self, graph: Message, depth: int) -> str:
        if depth > DEEPEST:
            return f"its branches are nested more than {DEEPEST} deep"
        for number, part in fields(graph):
            if self._is_too_much():
                return f"it has more than {MOST_PARTS} parts"
            problem = ""
            if not isinstance(part, memoryview):
                continue
            if number == _GRAPH_NODE:
                problem = self._node(part, depth)
            elif number == _GRAPH_TENSOR:
                problem = self._tensor(part)
            elif number == _GRAPH_SPARSE:
                problem = self._sparse(part)
            if problem:
                return problem
        return ""

    def _node(self, node: Message, depth: int) -> str:
        self._nodes += 1
        if self._nodes > MOST_NODES:
            return f"it has more than {MOST_NODES} nodes"
        for number, part in fields(node):
            if self._is_too_much():
                return f"it has more than {MOST_PARTS} parts"
            problem = ""
            if not isinstance(part, memoryview):
                continue
            if number == _NODE_DOMAIN and str(part, "utf-8") not in DOMAINS:
                problem = f"it uses an operator of {str(part, 'utf-8')[:40]!r}"
            elif number == _NODE_OPERATOR and str(part, "utf-8") in ENDLESS:
                problem = f"it uses {str(part, 'utf-8')}, which need not end"
            elif number == _NODE_ATTRIBUTE:
                problem = self._attribute(part, depth)
            if problem:
                return problem
        return ""

    def _attribute(self, attribute: Message, depth: int) -> str:
        for number, part in fields(attribute):
            if self._is_too_much():
                return f"it has more than {MOST_PARTS} parts"
            problem = ""
            if not isinstance(part, memoryview):
                continue
            if number in _GRAPHS:
                problem = self._graph(part, depth + 1)
            elif number in _TENSORS:
                problem = self._tensor(part)
            elif number in _SPARSES:
                problem = self._sparse(part)
            if problem:
                return problem
        return ""

    def _sparse(self, sparse: Message) -> str:
        tensors = [part for number in _SPARSE_TENSORS for part in parts(sparse, number)]
        return next(filter(None, map(self._tensor, tensors)), "")

    def _tensor(self, tensor: Message) -> str:
        for number, part in fields(tensor):
            if self._is_too_much():
                return f"it has more than {MOST_PARTS} parts"
            if number == _TENSOR_EXTERNAL and isinstance(part, memoryview):
                return f"numbers of it lie in another file ({text(part, _ENTRY_VALUE)[:60]!r})"
            if number == _TENSOR_PLACE and part != 0:
                return "numbers of it lie in another file"
        return ""

    def _is_too_much(self) -> bool:
        self._parts += 1
        return self._parts > MOST_PARTS
