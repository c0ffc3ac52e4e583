"""A method small enough to train in a test: it tints the portrait, against a small critic."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import torch
from torch import Tensor, nn

from engines.contract import GraphName
from train.data.batch import Batch
from train.methods.method import Graph, Networks, Outputs, Terms
from train.networks import losses
from train.pretrained import Pretrained


class Painter(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        first, last = nn.Conv2d(5, 8, 3, padding=1), nn.Conv2d(8, 3, 3, padding=1)
        self.layers = nn.Sequential(first, nn.ReLU(), nn.BatchNorm2d(8), last)

    def forward(self, image: Tensor, mouth: Tensor, eyes: Tensor) -> Tensor:
        noise = 0.01 * torch.randn_like(image)  # so that the random state matters
        return image + self.layers(torch.cat([image + noise, mouth, eyes], 1))


class Tint:
    name = "tint"
    generator = ("painter",)
    weights: Mapping[str, float] = {"adversary": 0.05, "blendshapes": 0.0}

    def __init__(self, *, bad_from: int | None = None) -> None:
        self._bad_from = bad_from

    def build(self) -> dict[str, nn.Module]:
        return {"painter": Painter(), "critic": losses.PatchDiscriminator(3, width=4, depth=2)}

    def outputs(self, networks: Networks, batch: Batch, step: int) -> Outputs:
        output = networks["painter"](batch.target_image, batch.mouth, batch.eyes)
        if self._bad_from is not None and step >= self._bad_from:
            output = output * torch.nan
        return {"output": output}

    def generator_losses(
        self, networks: Networks, batch: Batch, outputs: Outputs, pretrained: Pretrained, step: int
    ) -> Terms:
        output = outputs["output"]
        terms = losses.reconstruction(output, batch.image, losses.emphasis(batch))
        return terms | losses.generator_loss(networks["critic"](output))

    def discriminator_losses(
        self, networks: Networks, batch: Batch, outputs: Outputs, step: int
    ) -> Terms:
        scores = networks["critic"](torch.cat([batch.image, outputs["output"]]))
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
