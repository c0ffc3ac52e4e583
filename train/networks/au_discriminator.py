"""A discriminator that also tells action units, as GANimation and its followers have it."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from rtxfer.face.action_units import ACTION_UNITS
from train.networks.losses import Terms
from train.networks.shared import drawn, mean


class AuDiscriminator(nn.Module):
    """Whether patches are real, and which action units a face shows; no normalisation.

    Source: Pumarola et al., "GANimation", ECCV 2018; Ling et al., "Toward Fine-grained Facial
    Expression Manipulation", ECCV 2020.

    Args:
        width: channels behind the first convolution; they double with each halving.
        depth: how often the picture is halved.
        most: channels at most.
        units: how many action units it tells.
    """

    def __init__(
        self, width: int = 16, depth: int = 6, most: int = 512, units: int = len(ACTION_UNITS)
    ) -> None:
        super().__init__()
        layers: list[nn.Module] = [nn.Conv2d(3, width, 5, 2, 2), nn.LeakyReLU(0.01)]
        channels = width
        for _ in range(depth - 1):
            wider = min(2 * channels, most)
            layers += [nn.Conv2d(channels, wider, 4, 2, 1), nn.LeakyReLU(0.01)]
            channels = wider
        self.layers = nn.Sequential(*layers)
        self.real = nn.Conv2d(channels, 1, 3, 1, 1, bias=False)
        self.units = nn.Linear(channels, units)

    def forward(self, image: Tensor) -> tuple[Tensor, Tensor]:
        """[B, 3, P, P] → realness [B, 1, h, w], and action units [B, U], about 0–1."""
        features = self.layers(image.float())
        return self.real(features), self.units(features.mean((2, 3)))


def wasserstein(real: Tensor, fake: Tensor) -> Terms:
    """`real` and `fake` of a discriminator (Arjovsky et al., ICML 2017)."""
    return {"real": mean(-real), "fake": mean(fake)}


def gradient_penalty(
    network: nn.Module, real: Tensor, fake: Tensor, batch: int | None = None
) -> Terms:
    """`penalty`: the slope between real and fake pictures should be 1.

    Source: Gulrajani et al., "Improved Training of Wasserstein GANs", NeurIPS 2017.

    Args:
        network: gives scores, and something else.
        real, fake: as many of each.
        batch: samples of the step in this process, of which these are the first; None if these
            are all.
    """
    share = drawn(torch.rand, batch or len(real), 1, 1, 1, device=real.device)[: len(real)]
    between = (share * real + (1 - share) * fake).detach().requires_grad_()
    scores = network(between)[0].sum()
    (gradient,) = torch.autograd.grad(scores, between, create_graph=True)
    return {"penalty": mean((gradient.flatten(1).norm(dim=1) - 1).square())}
