"""A small graph in OpenVINO's format with every operator that the face generator has."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import numpy as np

WIDTH = 6
"""Numbers in the tiny style; its pictures are 8² with one channel."""

TYPES = {"float32": ("f32", "FP32"), "int64": ("i64", "I64")}

Output = tuple[int, int]


class Writer:
    """Writes an IR layer by layer; layers are named by number and output."""

    def __init__(self) -> None:
        self.root = ElementTree.Element("net", name="tiny", version="10")
        self.layers = ElementTree.SubElement(self.root, "layers")
        self.edges = ElementTree.SubElement(self.root, "edges")
        self.weights = b""

    def layer(self, kind: str, given: list[Output], outputs: int = 1, name: str = "",
              version: str = "opset1", **data: Any) -> int:  # fmt: skip
        number = len(self.layers)
        layer = ElementTree.SubElement(
            self.layers, "layer", id=str(number), name=name or f"{kind}_{number}", type=kind,
            version=version,
        )  # fmt: skip
        if data:
            ElementTree.SubElement(layer, "data", {key: str(v) for key, v in data.items()})
        if given:
            ports = ElementTree.SubElement(layer, "input")
            for port, (source, output) in enumerate(given):
                ElementTree.SubElement(ports, "port", id=str(port))
                first = int(self.layers[source].find("output")[0].attrib["id"])  # type: ignore[index]
                ElementTree.SubElement(
                    self.edges, "edge",
                    {"from-layer": str(source), "from-port": str(first + output),
                     "to-layer": str(number), "to-port": str(port)},
                )  # fmt: skip
        if outputs:
            ports = ElementTree.SubElement(layer, "output")
            for port in range(outputs):
                ElementTree.SubElement(ports, "port", id=str(len(given) + port), precision="FP32")
        return number

    def constant(self, values: Any, name: str = "") -> Output:
        array = np.asarray(values)
        array = array.astype(np.float32 if array.dtype.kind == "f" else np.int64)
        element, precision = TYPES[array.dtype.name]
        number = self.layer(
            "Const", [], name=name, element_type=element, offset=len(self.weights),
            shape=",".join(map(str, array.shape)), size=array.nbytes,
        )  # fmt: skip
        port = self.layers[number].find("output/port")
        assert port is not None
        port.attrib["precision"] = precision
        for size in array.shape:
            ElementTree.SubElement(port, "dim").text = str(size)
        self.weights += array.tobytes()
        return number, 0

    def parameter(self, name: str, shape: tuple[int, ...]) -> Output:
        number = self.layer(
            "Parameter", [], name=name, shape=",".join(map(str, shape)), element_type="f32"
        )
        port = self.layers[number].find("output/port")
        assert port is not None
        port.attrib["names"] = name
        for size in shape:
            ElementTree.SubElement(port, "dim").text = str(size)
        return number, 0

    def made(self, kind: str, *given: Output, version: str = "opset1", **data: Any) -> Output:
        return self.layer(kind, list(given), version=version, **data), 0

    def finish(self, result: Output) -> tuple[bytes, bytes]:
        self.layer("Result", [result], outputs=0)
        return ElementTree.tostring(self.root), self.weights


def tiny_ir() -> tuple[bytes, bytes]:
    """`.xml` and `.bin`: style [1, 6] → picture [1, 1, 8, 8]."""
    w, rng = Writer(), np.random.default_rng(0)

    def random(*shape: int, name: str = "") -> Output:
        return w.constant(0.4 * rng.standard_normal(shape), name)

    style = w.parameter("style", (1, WIDTH))
    power = w.made("Power", style, w.constant(2.0), auto_broadcast="numpy")
    mean = w.made("ReduceMean", power, w.constant([1]), keep_dims="true")
    eased = w.made("Add", mean, w.constant(1.0), auto_broadcast="numpy")
    gain = w.made("Power", eased, w.constant(-0.5), auto_broadcast="numpy")

    shape = w.made("ShapeOf", style, version="opset3", output_type="i64")
    batch = w.made("Gather", shape, w.constant(0), w.constant(0), version="opset7", batch_dims=0)
    sizes = w.made("Unsqueeze", batch, w.constant([0]))
    ones = w.constant([1])

    def modulation(name: str, channels: int) -> Output:
        weights = random(channels, WIDTH, name=f"{name}modulation.weight")
        made = w.made("MatMul", style, weights, transpose_a="false", transpose_b="true")
        tall = w.made("Concat", sizes, w.constant([channels]), ones, ones, axis=0)
        return w.made("Reshape", made, tall, special_zero="true")

    ground = w.made("Broadcast", random(1, 4, 2, 2), w.constant([1, 1, 1, 1]),
                    mode="bidirectional", version="opset3")  # fmt: skip
    repeats = w.made("Concat", sizes, ones, ones, ones, axis=0)
    x = w.made("Tile", ground, repeats)
    plain = {"strides": "1, 1", "dilations": "1, 1", "auto_pad": "explicit"}
    same = {**plain, "pads_begin": "1, 1", "pads_end": "1, 1"}
    x = w.made("Multiply", x, modulation("m.conv1.", 4), auto_broadcast="numpy")
    x = w.made("Convolution", x, random(4, 4, 3, 3), **same)
    x = w.made("PReLU", x, w.constant([0.2]))
    x = w.made("Multiply", x, modulation("m.layers.1.", 4), auto_broadcast="numpy")
    split = w.layer("VariadicSplit", [x, w.constant(1), w.constant([2, 2])], outputs=2)
    tall_data = {**plain, "pads_begin": "0, 0", "pads_end": "0, 0", "output_padding": "0, 0"}
    tall_data["strides"] = "2, 2"
    kernel = random(2, 1, 1, 2, 2)
    halves = [w.made("GroupConvolutionBackpropData", (split, half), kernel, **tall_data)
              for half in range(2)]  # fmt: skip
    x = w.made("Add", *halves, auto_broadcast="numpy")
    x = w.made("GroupConvolution", x, random(2, 1, 1, 3, 3), **same)
    deep = w.made("Concat", sizes, w.constant([2, 1, 4, 4]), axis=0)
    x = w.made("Squeeze", w.made("Reshape", x, deep, special_zero="true"), w.constant([2]))
    x = w.made("Multiply", x, modulation("m.layers.6.", 2), auto_broadcast="numpy")
    scale = w.made("Unsqueeze", gain, w.constant([2, 3]))
    x = w.made("Multiply", x, scale, auto_broadcast="numpy")
    up = random(2, 1, 1, 2, 2)
    x = w.made("GroupConvolutionBackpropData", x, up, **tall_data)
    return w.finish(w.made("Convolution", x, random(1, 2, 3, 3), **same))
