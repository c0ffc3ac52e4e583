"""Whose face it is: SFace for the loss, MobileFaceNet for the metric.

Two networks on purpose: what was trained to please one must be judged by the other.
Sources: Zhong et al., "SFace: Sigmoid-Constrained Hypersphere Loss for Robust Face
Recognition", IEEE TIP 2021; Chen et al., "MobileFaceNets", CCBR 2018 (weights of FaceX-Zoo).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn
from torch.nn import functional

from train.pretrained.mobilefacenet import MobileFaceNet
from train.pretrained.placing import fit_window, look_through
from train.pretrained.safe_pickle import load_module_tensors

SIZE: Final = 112
_ANCHORS: Final = (
    (38.2946, 51.6963),
    (73.5318, 51.5014),
    (56.0252, 71.7366),
    (41.5493, 92.3655),
    (70.7299, 92.2041),
)
"""Where eyes, nose tip and mouth corners lie in the 112² picture that both networks expect."""

_POINTS: Final = (468, 473, 4, 61, 291)
"""The same five of the 478 landmarks: iris centres stand in for the eyes'."""


class Recogniser(nn.Module):
    """Crops of faces → unit vectors; their dot product is the cosine of likeness.

    Args:
        body: [B, 3, 112, 112] in 0–255 → [B, K].
        colours: order in which the body wants them.
    """

    anchors: Tensor

    def __init__(self, body: nn.Module, colours: str) -> None:
        super().__init__()
        self.body = body
        self.blue_first = colours == "bgr"
        self.register_buffer("anchors", (torch.tensor(_ANCHORS) + 0.5) / SIZE)

    def forward(self, images: Tensor, landmarks: Tensor) -> Tensor:
        """Unit vectors [B, K].

        Args:
            images: [B, 3, S, S] in [-1, 1].
            landmarks: where the faces are, [B, 478, 3] in crop units.
        """
        window = fit_window(self.anchors, landmarks[:, _POINTS, :2])
        seen = look_through((images + 1) * 127.5, window, SIZE)
        code = self.body(seen.flip(1) if self.blue_first else seen)
        return functional.normalize(code.float(), dim=1)


def sface(path: Path) -> Recogniser:
    """SFace, 128 numbers, RGB; two faces are one person's from a cosine of 0.363 on."""
    return Recogniser(_sequence_of(path), "rgb")


def _sequence_of(path: Path) -> nn.Sequential:
    """The ONNX graph, a plain chain of layers, as the same chain in torch."""
    graph = onnx.load(path).graph
    weights = {w.name: torch.from_numpy(numpy_helper.to_array(w).copy()) for w in graph.initializer}
    layers: list[nn.Module] = []
    previous = graph.input[0].name
    for node in graph.node:
        if node.input[0] != previous:
            raise ValueError(f"{path} is not a plain chain: {node.name} branches off.")
        previous = node.output[0]
        options = {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}
        layers.append(_layer(node.op_type, [weights[name] for name in node.input[1:]], options))
    return nn.Sequential(*layers)


def _layer(kind: str, weights: list[Tensor], options: dict[str, Any]) -> nn.Module:
    if kind in ("Sub", "Mul"):
        return _Constant(weights[0], kind)
    if kind == "Conv":
        out, into, height, width = weights[0].shape
        groups, strides, pads = options["group"], options["strides"], options["pads"]
        layer: nn.Module = nn.Conv2d(
            into * groups, out, (height, width), strides[0], pads[0], groups=groups, bias=False
        )
        return _filled(layer, weight=weights[0])
    if kind == "BatchNormalization":
        names = ("weight", "bias", "running_mean", "running_var")
        norm = _Norm(len(weights[0]), eps=options["epsilon"])
        return _filled(norm, **dict(zip(names, weights, strict=True)))
    if kind == "PRelu":
        return _filled(nn.PReLU(weights[0].numel()), weight=weights[0].flatten())
    if kind == "Gemm":
        out, into = weights[0].shape
        return _filled(nn.Linear(into, out), weight=weights[0], bias=weights[1])
    simple: dict[str, nn.Module] = {"Dropout": nn.Identity(), "Flatten": nn.Flatten()}
    return simple[kind]


def _filled(layer: nn.Module, **weights: Tensor) -> nn.Module:
    layer.load_state_dict(weights, strict=False)
    return layer


class _Constant(nn.Module):
    value: Tensor

    def __init__(self, value: Tensor, kind: str) -> None:
        super().__init__()
        self.kind = kind
        self.register_buffer("value", value)

    def forward(self, x: Tensor) -> Tensor:
        return x - self.value if self.kind == "Sub" else x * self.value


class _Norm(nn.modules.batchnorm._BatchNorm):
    """Batch norm of vectors and of pictures alike."""

    def _check_input_dim(self, input: Tensor) -> None:
        pass


def mobilefacenet(path: Path) -> Recogniser:
    """MobileFaceNet, 512 numbers, BGR."""
    body = MobileFaceNet()
    tensors = load_module_tensors(path)
    body.load_state_dict({name.removeprefix("module."): t for name, t in tensors.items()})
    return Recogniser(body, "bgr")
