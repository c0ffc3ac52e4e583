"""The graphs of `aip_gan` by the contract: a carried method's, and a driver's that gives tokens."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from engines.contract import GraphName
from train.methods.aip_gan.face_nodes import FaceNodes
from train.methods.aip_gan.identity import LEVELS
from train.methods.carrier.carrier import Carrier
from train.methods.carrier.graphs import FACE, Render, Target
from train.methods.method import Graph, Networks

STATES = (
    "state_image",
    *(f"state_features_{level}" for level in range(LEVELS)),
    "state_tokens",
)


def graphs(carrier: Carrier, networks: Networks) -> dict[GraphName, Graph]:
    """All three; their weights bear the names of the networks.

    Args:
        carrier: what carries the portrait.
        networks: `encoder`, `decoder` and `expression`.
    """
    asked = (*STATES, "target_landmarks", "landmarks", "code")
    return {
        "target": Graph(TokenTarget(carrier, networks), FACE, STATES),
        "driver": Graph(Driver(carrier, networks["expression"]), FACE, ("code",)),
        "render": Graph(TokenRender(carrier, networks["decoder"]), asked, ("rgb", "alpha", "flow")),
    }


class TokenTarget(Target):
    """The portrait's crop as it is, the features of its window, and its own tokens."""

    def __init__(self, carrier: Carrier, networks: Networks) -> None:
        super().__init__(carrier, networks["encoder"])
        self.expression = networks["expression"]

    def forward(self, image: Tensor, landmarks: Tensor) -> tuple[Tensor, ...]:
        """The states."""
        own = self.expression(self.carrier.own_window(image, landmarks))
        return *super().forward(image, landmarks), own


class Driver(nn.Module):
    """The driver's tokens."""

    def __init__(self, carrier: Carrier, expression: nn.Module) -> None:
        super().__init__()
        self.carrier, self.expression = carrier, expression

    def forward(self, image: Tensor, landmarks: Tensor) -> Tensor:
        """[1, C, N, 1]."""
        tokens: Tensor = self.expression(self.carrier.own_window(image, landmarks))
        return tokens


class TokenRender(Render):
    """A render graph whose condition is tokens, laid at the driven landmarks."""

    def __init__(self, carrier: Carrier, decoder: nn.Module) -> None:
        super().__init__(carrier, decoder)
        self.nodes = FaceNodes()

    def forward(self, image: Tensor, *given: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """See `Render.forward`; given are the features, the portrait's own tokens, its landmarks,
        where they go, and how the driver's tokens changed."""
        *features, own, target, driven, change = given
        window = self.carrier.place(target, driven)
        laid = self.nodes.laid(torch.cat([change, own], 1), driven, *window)
        return super().forward(image, *features, target, driven, laid)
