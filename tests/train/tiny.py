"""Methods small enough to train in a test."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import torch
from torch import Tensor, nn

from engines.contract import GraphName
from train.data.batch import FIELDS, Batch
from train.data.recipe import Recipe
from train.methods.method import Graph, Networks, Phase, Step, Terms
from train.networks import losses
from train.networks.shared import drawn, everyones


def emphasis(batch: Batch, mouth: float = 4.0, eyes: float = 3.0) -> Tensor:
    """How much each pixel counts, [B, 1, S, S]: 0 where the truth is not to be trusted, 1 in
    the rest of the picture, more at mouth and eyes."""
    return batch.valid * (1 + mouth * batch.mouth + eyes * batch.eyes)


class Painter(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        first, last = nn.Conv2d(5, 8, 3, padding=1), nn.Conv2d(8, 3, 3, padding=1)
        self.layers = nn.Sequential(first, nn.ReLU(), nn.BatchNorm2d(8), last)

    def forward(self, image: Tensor, mouth: Tensor, eyes: Tensor) -> Tensor:
        noise = 0.01 * torch.randn_like(image)  # so that the random state matters
        return image + self.layers(torch.cat([image + noise, mouth, eyes], 1))


class Tint:
    """Tints the portrait, against a small discriminator."""

    name = "tint"
    generator: tuple[str, ...] = ("painter",)
    recipe = Recipe(FIELDS - {"cross_landmarks"})
    weights: Mapping[str, float] = {"adversarial": 0.05, "blendshapes": 0.0}
    presets: Mapping[str, Sequence[str]] = {}

    def __init__(self, *, bad_from: int | None = None) -> None:
        self._bad_from = bad_from

    def build(self) -> dict[str, nn.Module]:
        return {"painter": Painter(), "patches": losses.PatchDiscriminator(3, width=4, depth=2)}

    def phases(self) -> tuple[Phase, ...]:
        return (
            Phase("generator", ("painter",), self._generator_losses),
            Phase("discriminator", ("patches",), self._discriminator_losses, rate=2e-4),
        )

    def check(self, size: int) -> None:
        """Any size will do."""

    def _generator_losses(self, step: Step) -> Terms:
        batch = step.batch
        output = step.networks["painter"](batch.target_image, batch.mouth, batch.eyes)
        if self._bad_from is not None and step.number >= self._bad_from:
            output = output * torch.nan
        step.keep({"output": output})
        terms = losses.reconstruction(output, batch.image, emphasis(batch))
        return terms | losses.generator_loss(step.networks["patches"](output))

    def _discriminator_losses(self, step: Step) -> Terms:
        scores = step.networks["patches"](torch.cat([step.batch.image, step.kept["output"]]))
        return losses.discriminator_loss(*scores.chunk(2))

    def samples(self, networks: Networks, batch: Batch) -> dict[str, Tensor]:
        output = networks["painter"](batch.target_image, batch.mouth, batch.eyes)
        return {
            "target": batch.target_image,
            "driver": batch.image,
            "output": output,
            "mouth": batch.mouth,
        }

    def manifest(self) -> dict[str, Any]:
        return {"size": 64}

    def graphs(self, networks: Networks) -> dict[GraphName, Graph]:
        return {}


class Mapper(nn.Module):
    """A picture to another by one convolution, in a few hundred weights."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            nn.Conv2d(3, 6, 3, padding=1), nn.Tanh(), nn.Conv2d(6, channels, 3, padding=1)
        )

    def forward(self, image: Tensor) -> Tensor:
        drawn: Tensor = self.layers(image)
        return drawn


class Duel:
    """Unpaired pictures; two discriminators, one of them penalised in a phase of its own, five
    times as often descended as the generator; gradients accumulated."""

    name = "duel"
    generator: tuple[str, ...] = ("painter",)
    recipe = Recipe(frozenset({"target_action_units"}), paired=False)
    weights: Mapping[str, float] = {"penalty/penalty": 10.0, "edges/real": 0.5}
    presets: Mapping[str, Sequence[str]] = {"smoke": ("batch=4",)}

    def build(self) -> dict[str, nn.Module]:
        return {"painter": Mapper(3), "whole": Mapper(1), "edges": Mapper(1)}

    def phases(self) -> tuple[Phase, ...]:
        slow = {"betas": (0.5, 0.999), "rate": 1e-3}
        return (
            Phase("whole", ("whole",), self._told("whole"), accumulate=2, **slow),  # type: ignore[arg-type]
            Phase("penalty", ("whole",), self._penalty, exact=True, optimiser="whole", **slow),  # type: ignore[arg-type]
            Phase("edges", ("edges",), self._told("edges"), repeat=2),
            Phase("generator", ("painter",), self._generator_losses, every=5),
        )

    def check(self, size: int) -> None:
        """Any size will do."""

    def _fake(self, step: Step) -> Tensor:
        with torch.no_grad():
            image = step.batch.target_image
            noise = 0.1 * drawn(torch.randn, *image.shape, device=image.device)
            fake: Tensor = step.networks["painter"](image + noise)
        return fake

    def _told(self, name: str) -> Any:
        def terms(step: Step) -> Terms:
            network = step.networks[name]
            fake = self._fake(step)
            return {
                "real": -network(step.batch.target_image).mean(), "fake": network(fake).mean()
            }  # fmt: skip

        return terms

    def _penalty(self, step: Step) -> Terms:
        real = step.batch.target_image.clone().requires_grad_()
        score = step.networks["whole"](real).sum()
        (gradient,) = torch.autograd.grad(score, real, create_graph=True)
        return {"penalty": (gradient.flatten(1).norm(dim=1) - 1).square().mean()}

    def _generator_losses(self, step: Step) -> Terms:
        fake = step.networks["painter"](step.batch.target_image)
        units = everyones(step.batch.target_action_units.mean())
        return {
            "adversarial": -step.networks["whole"](fake).mean()
            - step.networks["edges"](fake).mean(),
            "l1": (fake - step.batch.target_image).abs().mean() * (1 + units),
        }

    def samples(self, networks: Networks, batch: Batch) -> dict[str, Tensor]:
        return {"target": batch.target_image, "output": networks["painter"](batch.target_image)}

    def manifest(self) -> dict[str, Any]:
        return {"size": 64}

    def graphs(self, networks: Networks) -> dict[GraphName, Graph]:
        return {}
