"""The graphs of `flow` by the contract: what is kept of a portrait, what is read off a driver, and
what is rendered."""

from __future__ import annotations

from typing import Final

import torch
from torch import Tensor, nn

from engines.contract import GraphName
from train.methods.method import Graph, Networks
from train.methods.warp import method as warp
from train.methods.warp.torch_flow import LandmarkFlow, grid_points
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
        "render": Graph(Render(networks), ASKED, ("rgb", "alpha", "flow")),
    }


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
        self.flow = LandmarkFlow()
        self.mouth, self.eyes = networks["mouth"], networks["eyes"]

    def forward(
        self, image: Tensor, own: Tensor, source: Tensor, driven: Tensor, shapes: Tensor,
        code: Tensor,
    ) -> tuple[Tensor, Tensor, Tensor]:  # fmt: skip
        """rgb [1, 3, S, S], alpha [1, 1, S, S], flow [1, 2, F, F] by the contract."""
        flow, _ = self.flow(source, driven, grid_points(1, warp.FLOW))
        flow = flow.transpose(1, 2).reshape(1, 2, warp.FLOW, warp.FLOW)
        face = (image, source, driven, shapes)
        windows: list[Window] = [self.mouth(*face, torch.cat([code, own], 1)), self.eyes(*face)]
        return composed(windows, flow, image.shape[-1])
