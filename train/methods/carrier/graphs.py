"""The graphs of a carried method by the contract, whatever its networks are.

An encoder sees the portrait's own window once; its features are `state_*`. A decoder sees them
carried along, the guide, and the condition, and draws.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import torch
from torch import Tensor, nn

from engines.contract import GraphName
from train.methods.carrier.carrier import Carrier
from train.methods.method import Graph
from train.networks.windows import composed

FACE: Final = ("image", "landmarks")


def graphs(
    carrier: Carrier,
    encoder: nn.Module,
    decoder: nn.Module,
    levels: int,
    condition: str,
    reading: nn.Module | None = None,
) -> dict[GraphName, Graph]:
    """`target` and `render`; weights bear the names `encoder` and `decoder`.

    Args:
        carrier: what carries the portrait.
        encoder: window [B, 3, P, P] → features, from the finest to the coarsest.
        decoder: features, guide, condition → what is drawn, see `Carrier.draw`.
        levels: how many features there are.
        condition: name of the contract's input that is the condition.
        reading: what makes the decoder's condition of it; None takes it as it is.
    """
    states = ("state_image", *(f"state_features_{level}" for level in range(levels)))
    asked = (*states, "target_landmarks", "landmarks", condition)
    return {
        "target": Graph(Target(carrier, encoder), FACE, states),
        "render": Graph(Render(carrier, decoder, reading), asked, ("rgb", "alpha", "flow")),
    }


class Target(nn.Module):
    """The portrait's crop as it is, and the features of its window."""

    def __init__(self, carrier: Carrier, encoder: nn.Module) -> None:
        super().__init__()
        self.carrier, self.encoder = carrier, encoder

    def forward(self, image: Tensor, landmarks: Tensor) -> tuple[Tensor, ...]:
        """The states."""
        features: Sequence[Tensor] = self.encoder(self.carrier.own_window(image, landmarks))
        return torch.clone(image), *features


class Render(nn.Module):
    """The flow of the crop, and the window laid into it."""

    def __init__(
        self, carrier: Carrier, decoder: nn.Module, reading: nn.Module | None = None
    ) -> None:
        super().__init__()
        self.carrier, self.decoder, self.reading = carrier, decoder, reading

    def forward(self, image: Tensor, *given: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """rgb [1, 3, S, S], alpha [1, 1, S, S], flow [1, 2, F, F] by the contract.

        Args:
            image: the portrait's crop.
            given: its features, its landmarks, where they go, and the condition.
        """
        *features, target, driven, condition = given
        to = self.carrier.carried_landmarks(target[..., :2], driven[..., :2])
        flow = self.carrier.flow(target, to)
        carried = self.carrier(image, target, driven, flow)
        moved = [carried.features(own) for own in features]
        if self.reading is not None:
            condition = self.reading(condition)
        window = self.carrier.draw(carried, self.decoder(moved, carried.guide, condition))
        return composed([window], flow, image.shape[-1])
