"""What an ONNX file says of itself: its opset, and its inputs and outputs with types and shapes.

The few fields are read off the protocol buffer as it lies there. So any bundle can be checked
before it runs, without the onnx package, which is none of our dependencies, and without a backend,
which would need a second for the weights.

Source: onnx.proto of ONNX, whose field numbers never change.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from engines.errors import BundleError
from engines.protobuf import Message, number_of, parts, text

TYPES: Final = {
    **{1: "float32", 2: "uint8", 3: "int8", 4: "uint16", 5: "int16", 6: "int32", 7: "int64"},
    **{8: "string", 9: "bool", 10: "float16", 11: "float64", 12: "uint32", 13: "uint64"},
    **{16: "bfloat16"},
}
"""`TensorProto.DataType` by its numbers, as numpy calls them."""

FLOAT32: Final = "float32"

_MODEL_GRAPH, _MODEL_OPSET = 7, 8
_OPSET_DOMAIN, _OPSET_VERSION = 1, 2
_GRAPH_INITIALIZER, _GRAPH_INPUT, _GRAPH_OUTPUT = 5, 11, 12
_TENSOR_NAME = 8
_VALUE_NAME, _VALUE_TYPE = 1, 2
_TYPE_TENSOR = 1
_TENSOR_TYPE, _TENSOR_SHAPE = 1, 2
_SHAPE_DIM = 1
_DIM_VALUE, _DIM_NAME = 1, 2


@dataclass(frozen=True, slots=True)
class Port:
    """An input or output of a graph.

    Attributes:
        type: of its numbers, from `TYPES`; empty where it is no tensor.
        shape: sides; a name or "?" where one is not fixed.
    """

    type: str
    shape: tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class Header:
    """What a graph takes and gives, by name.

    Attributes:
        opset: version of ONNX's own operators.
        inputs: that must be given; weights are none.
        outputs: all of them.
    """

    opset: int
    inputs: Mapping[str, Port]
    outputs: Mapping[str, Port]


def read_header(path: Path) -> Header:
    """Of an ONNX file.

    Raises:
        BundleError: it is none.
    """
    try:
        return _header(memoryview(path.read_bytes()))
    except (ValueError, IndexError) as error:
        raise BundleError(
            f"{path} is no ONNX graph ({error}).", "Export it again; see engines/contract.py."
        ) from error


def _header(model: Message) -> Header:
    opsets = {
        text(one, _OPSET_DOMAIN): number_of(one, _OPSET_VERSION)
        for one in parts(model, _MODEL_OPSET)
    }
    (graph,) = parts(model, _MODEL_GRAPH)
    weights = {text(tensor, _TENSOR_NAME) for tensor in parts(graph, _GRAPH_INITIALIZER)}
    inputs = dict(map(_port, parts(graph, _GRAPH_INPUT)))
    outputs = dict(map(_port, parts(graph, _GRAPH_OUTPUT)))
    asked = {name: port for name, port in inputs.items() if name not in weights}
    return Header(opsets.get("", opsets.get("ai.onnx", 0)), asked, outputs)


def _port(value: Message) -> tuple[str, Port]:
    kind, sides = "", tuple[int | str, ...]()
    for whole in parts(value, _VALUE_TYPE):
        for tensor in parts(whole, _TYPE_TENSOR):
            number = number_of(tensor, _TENSOR_TYPE)
            kind = TYPES.get(number, f"type {number}")
            for shape in parts(tensor, _TENSOR_SHAPE):
                sides = tuple(map(_side, parts(shape, _SHAPE_DIM)))
    return text(value, _VALUE_NAME), Port(kind, sides)


def _side(dim: Message) -> int | str:
    return number_of(dim, _DIM_VALUE) or text(dim, _DIM_NAME) or "?"
