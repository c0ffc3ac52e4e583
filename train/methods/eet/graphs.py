"""The graphs of `eet` by the contract: a portrait is kept as what it is and what it does, a driver
is read for what they do, and the portrait does that since the driver's rest besides."""

from __future__ import annotations

from typing import Final

import torch
from torch import Tensor, nn

from engines.contract import GraphName
from train.methods.carrier import graphs as carried
from train.methods.carrier.carrier import Carrier
from train.methods.carrier.graphs import FACE
from train.methods.eet.networks import Decoder, Encoder
from train.methods.method import Graph

STATES: Final = ("state_image", "state_features_0", "state_code")
ASKED: Final = (*STATES, "target_landmarks", "landmarks", "code")


def graphs(carrier: Carrier, encoder: Encoder, decoder: Decoder) -> dict[GraphName, Graph]:
    """All three; weights bear the names `encoder` and `decoder`."""
    return {
        "target": Graph(carried.Target(carrier, encoder), FACE, STATES),
        "driver": Graph(Driver(carrier, encoder), FACE, ("code",)),
        "render": Graph(Render(carrier, decoder), ASKED, ("rgb", "alpha", "flow")),
    }


class Driver(nn.Module):
    """What a driver does: r of their own window."""

    def __init__(self, carrier: Carrier, encoder: Encoder) -> None:
        super().__init__()
        self.carrier, self.encoder = carrier, encoder

    def forward(self, image: Tensor, landmarks: Tensor) -> Tensor:
        """[1, UNITS, TOKEN, 1]."""
        return self.encoder.code(self.carrier.own_window(image, landmarks))


class Render(carried.Render):
    """The portrait's own code and the driver's change are one condition: r_a + (r_b − r_b,rest)."""

    def forward(self, image: Tensor, *given: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """As `carried.Render`.

        Args:
            image: the portrait's crop.
            given: its f and its r, its landmarks, where they go, and the change of the code.
        """
        free, own, target, driven, change = given
        return super().forward(image, free, target, driven, torch.add(own, change))
