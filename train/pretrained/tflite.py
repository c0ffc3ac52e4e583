"""A TFLite graph as a differentiable torch module.

Enough operators for the networks of MediaPipe's face landmarker and of its selfie segmentation.
Tensors keep the file's order (batch, height, width, channels); convolutions see them as
channels-last views, uncopied.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

_TYPES: Final = {0: np.float32, 1: np.float16, 2: np.int32, 4: np.int64}
_SAME: Final = 0
_ACTIVATIONS: Final[dict[int, Callable[[Tensor], Tensor]]] = {
    0: lambda x: x,
    1: torch.relu,
    3: functional.relu6,
}


class TfliteNet(nn.Module):
    """Runs the first subgraph of a TFLite file.

    Args:
        content: of the file.
    """

    def __init__(self, content: bytes) -> None:
        super().__init__()
        # The schema comes with MediaPipe, which rtxfer needs anyhow.
        from mediapipe.tasks.metadata import schema_py_generated as schema

        model = schema.ModelT.InitFromObj(schema.Model.GetRootAsModel(content, 0))
        self._graph = model.subgraphs[0]
        names = {number: name for name, number in vars(schema.BuiltinOperator).items()}
        codes = [
            names[max(c.builtinCode, c.deprecatedBuiltinCode)]
            if c.customCode is None
            else c.customCode.decode()
            for c in model.operatorCodes
        ]
        self._kinds = [codes[step.opcodeIndex] for step in self._graph.operators]
        self._settings: dict[int, list[int]] = {}
        for index, tensor in enumerate(self._graph.tensors):
            data = model.buffers[tensor.buffer].data
            if data is None or len(data) == 0:
                continue
            values = np.frombuffer(bytes(bytearray(data)), _TYPES[tensor.type])
            shape = [] if tensor.shape is None else [int(size) for size in tensor.shape]
            if values.dtype.kind == "f":
                constant = torch.from_numpy(values.astype(np.float32).reshape(shape))
                self.register_buffer(f"constant{index}", constant)
            else:
                self._settings[index] = values.reshape(-1).tolist()

    def forward(self, x: Tensor) -> list[Tensor]:
        """The graph's outputs for its one input, batched along the first axis."""
        values: dict[int, Tensor] = {int(self._graph.inputs[0]): x}

        def value(index: int) -> Any:
            if index in values:
                return values[index]
            if index in self._settings:
                return self._settings[index]
            return getattr(self, f"constant{index}")

        for kind, step in zip(self._kinds, self._graph.operators, strict=True):
            given = [value(int(index)) for index in step.inputs if index >= 0]
            values[int(step.outputs[0])] = _OPERATORS[kind](step.builtinOptions, *given)
        return [values[int(index)] for index in self._graph.outputs]


def _pads(size: int, kernel: int, stride: int, dilation: int = 1) -> tuple[int, int]:
    """TFLite's "same" padding: the odd pixel goes to the end."""
    total = max((-(-size // stride) - 1) * stride + (kernel - 1) * dilation + 1 - size, 0)
    return total // 2, total - total // 2


def _convolution(options: Any, x: Tensor, weight: Tensor, bias: Tensor | None = None,
                 *, depthwise: bool = False) -> Tensor:  # fmt: skip
    x = x.permute(0, 3, 1, 2)
    weight = weight.permute(3, 0, 1, 2) if depthwise else weight.permute(0, 3, 1, 2)
    stride = (options.strideH, options.strideW)
    dilation = (options.dilationHFactor, options.dilationWFactor)
    if options.padding == _SAME:
        top, bottom = _pads(x.shape[2], weight.shape[2], stride[0], dilation[0])
        left, right = _pads(x.shape[3], weight.shape[3], stride[1], dilation[1])
        x = functional.pad(x, (left, right, top, bottom))
    groups = x.shape[1] if depthwise else 1
    y = functional.conv2d(x, weight, bias, stride, 0, dilation, groups)
    return _ACTIVATIONS[options.fusedActivationFunction](y.permute(0, 2, 3, 1))


def _depthwise(options: Any, x: Tensor, weight: Tensor, bias: Tensor | None = None) -> Tensor:
    return _convolution(options, x, weight, bias, depthwise=True)


def _max_pool(options: Any, x: Tensor) -> Tensor:
    x = x.permute(0, 3, 1, 2)
    kernel, stride = (options.filterHeight, options.filterWidth), (options.strideH, options.strideW)
    if options.padding == _SAME:
        top, bottom = _pads(x.shape[2], kernel[0], stride[0])
        left, right = _pads(x.shape[3], kernel[1], stride[1])
        x = functional.pad(x, (left, right, top, bottom), value=-torch.inf)
    return functional.max_pool2d(x, kernel, stride).permute(0, 2, 3, 1)


def _average_pool(options: Any, x: Tensor) -> Tensor:
    # Over the whole picture in every network that is read here.
    if x.shape[1:3] != (options.filterHeight, options.filterWidth):
        raise NotImplementedError("an average over less than the whole picture")
    return x.mean((1, 2), keepdim=True)


def _resize(options: Any, x: Tensor, size: list[int]) -> Tensor:
    x = functional.interpolate(
        x.permute(0, 3, 1, 2), size, mode="bilinear", align_corners=bool(options.alignCorners)
    )
    return x.permute(0, 2, 3, 1)


def _transposed_convolution(_: Any, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    """MediaPipe's own operator, where windows do not overlap: the stride is the kernel's size."""
    y = functional.conv_transpose2d(
        x.permute(0, 3, 1, 2), weight.permute(3, 0, 1, 2), bias, stride=weight.shape[1:3]
    )
    return y.permute(0, 2, 3, 1)


def _pad(_: Any, x: Tensor, before_after: list[int]) -> Tensor:
    """`before_after` lists the first axis first, torch wants the last one first."""
    pairs = [before_after[i : i + 2] for i in range(0, len(before_after), 2)]
    return functional.pad(x, [pad for pair in reversed(pairs) for pad in pair])


def _arithmetic(combine: Callable[[Tensor, Tensor], Tensor]) -> Callable[..., Tensor]:
    def apply(options: Any, x: Tensor, y: Tensor) -> Tensor:
        return _ACTIVATIONS[options.fusedActivationFunction](combine(x, y))

    return apply


def _reshape(_: Any, x: Tensor, shape: list[int]) -> Tensor:
    # The file was written for a batch of one.
    return x.reshape(len(x), *shape[1:]) if shape[0] in (1, -1) else x.reshape(shape)


def _slice(options: Any, x: Tensor, begin: list[int], end: list[int], step: list[int]) -> Tensor:
    # The file was written for a batch of one, and may drop that axis: the batch stays whole.
    where: list[slice | int] = [slice(None)]
    for axis in range(1, len(begin)):
        if options.shrinkAxisMask >> axis & 1:
            where.append(begin[axis])
        else:
            low = None if options.beginMask >> axis & 1 else begin[axis]
            high = None if options.endMask >> axis & 1 else end[axis]
            where.append(slice(low, high, step[axis]))
    return x[tuple(where)]


def _concatenate(options: Any, *parts: Tensor) -> Tensor:
    # A constant joined on, such as a class token, is one for the whole batch.
    batch = max(len(part) for part in parts)
    return torch.cat([p.expand(batch, *p.shape[1:]) for p in parts], options.axis)


_OPERATORS: Final[dict[str, Callable[..., Tensor]]] = {
    "DEQUANTIZE": lambda _, x: x,
    "CONV_2D": _convolution,
    "DEPTHWISE_CONV_2D": _depthwise,
    "MAX_POOL_2D": _max_pool,
    "AVERAGE_POOL_2D": _average_pool,
    "RESIZE_BILINEAR": _resize,
    "Convolution2DTransposeBias": _transposed_convolution,
    "RELU": lambda _, x: x.relu(),
    "HARD_SWISH": lambda _, x: functional.hardswish(x),
    "PAD": _pad,
    "PRELU": lambda _, x, slope: torch.where(x >= 0, x, x * slope),
    "ADD": _arithmetic(torch.add),
    "SUB": _arithmetic(torch.sub),
    "MUL": _arithmetic(torch.mul),
    "DIV": _arithmetic(torch.div),
    "SQUARED_DIFFERENCE": lambda _, x, y: (x - y).square(),
    "MEAN": lambda options, x, axes: x.mean(axes, keepdim=bool(options.keepDims)),
    "SUM": lambda options, x, axes: x.sum(axes, keepdim=bool(options.keepDims)),
    "SQRT": lambda _, x: x.sqrt(),
    "RSQRT": lambda _, x: x.rsqrt(),
    "NEG": lambda _, x: -x,
    "LOGISTIC": lambda _, x: x.sigmoid(),
    "TRANSPOSE": lambda _, x, axes: x.permute(axes),
    "RESHAPE": _reshape,
    "CONCATENATION": _concatenate,
    "STRIDED_SLICE": _slice,
}
