"""A graph of OpenVINO's intermediate representation (IR) as a torch module, batched.

Enough operators for MobileStyleGAN. The files were written for a batch of one, but find the
batch in the shape of their input, so any batch runs.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from xml.etree import ElementTree

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

_TYPES: Final = {"f32": np.float32, "i64": np.int64, "i32": np.int32}

Source = tuple[int, int]
"""Number of a layer, and which of its outputs."""

Options = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Step:
    """One layer to run: `spent` are those whose outputs nobody needs after it."""

    number: int
    kind: str
    options: Options
    sources: tuple[Source, ...]
    spent: tuple[int, ...]


class IrNet(nn.Module):
    """Runs an IR of version 10 or 11 with one result; float weights are its buffers.

    Args:
        xml: content of the `.xml` file.
        weights: content of the `.bin` file.

    Raises:
        ValueError: the graph has an operator that is not known here.
    """

    def __init__(self, xml: bytes, weights: bytes) -> None:
        super().__init__()
        root = ElementTree.fromstring(xml)
        layers = {int(layer.attrib["id"]): layer for layer in root.iterfind("layers/layer")}
        unknown = {layer.attrib["type"] for layer in layers.values()} - {*_OPERATORS, *_ENDS}
        if unknown:
            raise ValueError(f"Operators not known: {', '.join(sorted(unknown))}.")
        # Whole numbers are axes and shapes: they are wanted on the CPU, wherever the rest runs.
        self._settings: dict[int, Tensor] = {}
        self._inputs: dict[int, str] = {}
        for number, layer in layers.items():
            if layer.attrib["type"] == "Parameter":
                self._inputs[number] = layer.attrib["name"]
            elif layer.attrib["type"] == "Const":
                values = _constant(layer, weights)
                if values.dtype.kind == "f":
                    self.register_buffer(f"constant{number}", torch.from_numpy(values))
                else:
                    self._settings[number] = torch.from_numpy(values.astype(np.int64))
        self._steps, self._result = _plan(root, layers)

    def forward(self, **inputs: Tensor) -> Tensor:
        """The graph's result.

        Args:
            inputs: tensors [N, ...] by the names that the file gives them.
        """
        values: dict[int, Sequence[Tensor]] = {n: (s,) for n, s in self._settings.items()}
        values |= {number: (inputs[name],) for number, name in self._inputs.items()}
        for name, buffer in self.named_buffers():
            values[int(name.removeprefix("constant"))] = (buffer,)
        for step in self._steps:
            given = [values[number][output] for number, output in step.sources]
            made = _OPERATORS[step.kind](step.options, *given)
            values[step.number] = (made,) if isinstance(made, Tensor) else made
            for number in step.spent:
                del values[number]
        number, output = self._result
        return values[number][output]


def split_input(xml: bytes, name: str, parts: Mapping[str, Sequence[str]]) -> bytes:
    """Give some consumers of an input an input of their own.

    Args:
        xml: content of the `.xml` file.
        name: of the input.
        parts: name of a new input → starts of the names of the weights that are multiplied
            with it from now on. What is in no part goes on consuming the old input.

    Returns:
        The changed `.xml`; the weights stay as they are.

    Raises:
        ValueError: no weights of that name are multiplied with the input.
    """
    root = ElementTree.fromstring(xml)
    layers = _child(root, "layers")
    by_number = {layer.attrib["id"]: layer for layer in layers}
    (old,) = [n for n, layer in by_number.items() if layer.attrib["name"] == name]
    partners: dict[str, list[str]] = {}
    for edge in root.iterfind("edges/edge"):
        source = by_number[edge.attrib["from-layer"]].attrib["name"]
        partners.setdefault(edge.attrib["to-layer"], []).append(source)
    for offset, (part, starts) in enumerate(parts.items()):
        new = str(max(map(int, by_number)) + 1 + offset)
        moved = 0
        for edge in root.iterfind("edges/edge"):
            names = partners[edge.attrib["to-layer"]]
            if edge.attrib["from-layer"] == old and any(n.startswith(tuple(starts)) for n in names):
                edge.attrib["from-layer"] = new
                moved += 1
        if not moved:
            raise ValueError(f"Nothing of {', '.join(starts)} is multiplied with {name}.")
        layer = copy.deepcopy(by_number[old])
        layer.attrib |= {"id": new, "name": part}
        for port in layer.iterfind("output/port"):
            port.attrib["names"] = part
        layers.insert(0, layer)
    return ElementTree.tostring(root)


def _child(element: ElementTree.Element, tag: str) -> ElementTree.Element:
    found = element.find(tag)
    if found is None:
        raise ValueError(f"This is no IR: {element.tag} has no {tag}.")
    return found


def _constant(layer: ElementTree.Element, weights: bytes) -> np.ndarray[Any, Any]:
    data = _child(layer, "data").attrib
    kind = np.dtype(_TYPES[data["element_type"]])
    count, start = int(data["size"]) // kind.itemsize, int(data["offset"])
    values = np.frombuffer(weights, kind, count, start)
    return values.reshape(_whole(data.get("shape", ""))).copy()


def _whole(text: str) -> list[int]:
    return [int(part) for part in text.split(",") if part.strip()]


def _plan(
    root: ElementTree.Element, layers: dict[int, ElementTree.Element]
) -> tuple[list[_Step], Source]:
    """The layers in an order in which each finds its inputs made, and what the result is."""
    sources: dict[int, tuple[Source, ...]] = {}
    ports = {n: [p.attrib["id"] for p in layer.iterfind("output/port")]
             for n, layer in layers.items()}  # fmt: skip
    edges = sorted(root.iterfind("edges/edge"), key=lambda edge: int(edge.attrib["to-port"]))
    for edge in edges:
        start, end = int(edge.attrib["from-layer"]), int(edge.attrib["to-layer"])
        source = start, ports[start].index(edge.attrib["from-port"])
        sources[end] = (*sources.get(end, ()), source)
    (result,) = [n for n, layer in layers.items() if layer.attrib["type"] == "Result"]
    order = _sorted(result, sources)
    last = {number: at for at, n in enumerate(order) for number, _ in sources.get(n, ())}
    steps = []
    for at, number in enumerate(order):
        layer = layers[number]
        if layer.attrib["type"] in _ENDS:
            continue
        data = layer.find("data")
        spent = dict.fromkeys(n for n, _ in sources[number] if last[n] == at)
        options = {} if data is None else dict(data.attrib)
        steps.append(_Step(number, layer.attrib["type"], options, sources[number], tuple(spent)))
    return steps, sources[result][0]


def _sorted(result: int, sources: Mapping[int, Sequence[Source]]) -> list[int]:
    """Depth first and without recursion: these graphs are hundreds of layers deep."""
    order: dict[int, None] = {}
    waiting = [result]
    while waiting:
        number = waiting[-1]
        ahead = [n for n, _ in sources.get(number, ()) if n not in order]
        if ahead:
            waiting += ahead
        else:
            order[waiting.pop()] = None
    return list(order)


def _mat_mul(options: Options, x: Tensor, y: Tensor) -> Tensor:
    x = x.mT if options.get("transpose_a") == "true" else x
    return x @ (y.mT if options.get("transpose_b") == "true" else y)


def _unsqueeze(_: Options, x: Tensor, axes: Tensor) -> Tensor:
    for axis in sorted(axes.flatten().tolist()):
        x = x.unsqueeze(axis)
    return x


def _reshape(options: Options, x: Tensor, shape: Tensor) -> Tensor:
    sizes = shape.tolist()
    if options.get("special_zero") == "true":
        sizes = [size or x.shape[axis] for axis, size in enumerate(sizes)]
    return x.reshape(sizes)


def _broadcast(_: Options, x: Tensor, shape: Tensor) -> Tensor:
    return x.expand(np.broadcast_shapes(x.shape, shape.tolist()))


def _pads(options: Options) -> list[int]:
    pads = _whole(options["pads_begin"])
    if pads != _whole(options["pads_end"]):
        raise ValueError("Padding that differs from side to side is not known.")
    return pads


def _convolution(options: Options, x: Tensor, weight: Tensor) -> Tensor:
    return functional.conv2d(x, weight, None, _whole(options["strides"]), _pads(options))


def _group_convolution(options: Options, x: Tensor, weight: Tensor) -> Tensor:
    strides, groups = _whole(options["strides"]), len(weight)
    return functional.conv2d(x, weight.flatten(0, 1), None, strides, _pads(options), 1, groups)


def _transposed_convolution(options: Options, x: Tensor, weight: Tensor) -> Tensor:
    strides, groups = _whole(options["strides"]), len(weight)
    flat = weight.flatten(0, 1)
    return functional.conv_transpose2d(x, flat, None, strides, _pads(options), 0, groups)


_ENDS: Final = frozenset({"Const", "Parameter", "Result"})
"""Layers that nothing is computed for."""

_OPERATORS: Final[dict[str, Callable[..., Tensor | Sequence[Tensor]]]] = {
    "Add": lambda _, x, y: x + y,
    "Multiply": lambda _, x, y: x * y,
    "Power": lambda _, x, y: x**y,
    "MatMul": _mat_mul,
    "ReduceMean": lambda options, x, axes: x.mean(
        axes.flatten().tolist(), keepdim=options.get("keep_dims") == "true"
    ),
    "PReLU": lambda _, x, slope: functional.prelu(x, slope.flatten()),
    "Convolution": _convolution,
    "GroupConvolution": _group_convolution,
    "GroupConvolutionBackpropData": _transposed_convolution,
    "ShapeOf": lambda _, x: torch.tensor(x.shape),
    # Only shapes are gathered from, and they have one axis.
    "Gather": lambda _, x, indices, axis: x.take(indices),
    "Unsqueeze": _unsqueeze,
    "Squeeze": lambda _, x, axes: x.squeeze(axes.flatten().tolist()),
    "Concat": lambda options, *parts: torch.cat(parts, int(options["axis"])),
    "Reshape": _reshape,
    "VariadicSplit": lambda _, x, axis, sizes: x.split(sizes.tolist(), int(axis)),
    "Broadcast": _broadcast,
    "Tile": lambda _, x, repeats: x.repeat(repeats.tolist()),
}
