"""The graphs of `flow` by the contract: what is kept of a portrait, what is read off a driver, and
what is rendered."""

from __future__ import annotations

from typing import Final

import onnx
import torch
from torch import Tensor, nn

from engines.contract import GraphName, Skip
from train.methods.flow.heads import EYES
from train.methods.method import Graph, Networks
from train.methods.warp.torch_flow import CropFlow
from train.networks.windows import Window, composed

FACE: Final = ("image", "landmarks")
ASKED: Final = (
    *("state_image", "state_code", "target_landmarks", "landmarks"),
    *("blendshapes", "code"),
)


def graphs(networks: Networks) -> dict[GraphName, Graph]:
    """All three; their weights bear the names of the networks.

    Args:
        networks: `mouth`, `eyes` and `reader`.
    """
    return {
        "target": Graph(Target(networks), FACE, ("state_image", "state_code")),
        "driver": Graph(Driver(networks), FACE, ("code",)),
        "render": Graph(Render(networks), ASKED, ("rgb", "alpha", "flow"), eyes_skipped),
    }


def eyes_skipped(model: onnx.ModelProto) -> tuple[Skip, ...]:
    """The eyes' network has nothing to draw while no eye's gate is above 0, as with open eyes.

    Args:
        model: the exported render graph.
    """
    typed = onnx.shape_inference.infer_shapes(model).graph
    shapes = {v.name: [d.dim_value for d in v.type.tensor_type.shape.dim] for v in typed.value_info}
    (joined,) = [
        node
        for node in typed.node
        if node.op_type == "Concat"
        and node.name.startswith("/eyes/")
        and shapes[node.output[0]] == [len(EYES)] == [len(node.input)]
    ]
    return (Skip(nodes="/eyes/net/", unless=tuple(joined.input)),)


class Target(nn.Module):
    """The portrait's crop as it is, and its own code."""

    def __init__(self, networks: Networks) -> None:
        super().__init__()
        self.reader = networks["reader"]

    def forward(self, image: Tensor, landmarks: Tensor) -> tuple[Tensor, Tensor]:
        """The states."""
        return torch.clone(image), self.reader(image, landmarks)


class Driver(nn.Module):
    """The driver's code."""

    def __init__(self, networks: Networks) -> None:
        super().__init__()
        self.reader = networks["reader"]

    def forward(self, image: Tensor, landmarks: Tensor) -> Tensor:
        """[1, C, N, 1]."""
        code: Tensor = self.reader(image, landmarks)
        return code


class Render(nn.Module):
    """The flow of the crop, and the windows laid into it."""

    def __init__(self, networks: Networks) -> None:
        super().__init__()
        self.flow = CropFlow()
        self.mouth, self.eyes = networks["mouth"], networks["eyes"]

    def forward(
        self, image: Tensor, own: Tensor, source: Tensor, driven: Tensor, shapes: Tensor,
        code: Tensor,
    ) -> tuple[Tensor, Tensor, Tensor]:  # fmt: skip
        """rgb [1, 3, S, S], alpha [1, 1, S, S], flow [1, 2, F, F] by the contract."""
        flow = self.flow(source, driven)
        face = (image, source, driven, shapes, flow)
        windows: list[Window] = [self.mouth(*face, torch.cat([code, own], 1)), self.eyes(*face)]
        return composed(windows, flow, image.shape[-1])
