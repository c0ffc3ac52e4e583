"""LPIPS: how different two pictures look.

Source: Zhang et al., "The Unreasonable Effectiveness of Deep Features as a Perceptual Metric",
CVPR 2018. Weights: see `weights.py`.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from train.pretrained.safe_pickle import load_arrays

Net = Literal["alex", "vgg"]


class Lpips(nn.Module):
    """Perceptual distance.

    Args:
        path: `lpips-alex.pkl` or `lpips-vgg.pkl`.
        net: AlexNet is ten times quicker, VGG16 closer to the eye and the usual one in reports.
    """

    shift: Tensor
    scale: Tensor

    def __init__(self, path: Path, net: Net) -> None:
        super().__init__()
        tree = load_arrays(path)
        convolutions = tree[{"alex": "AlexNet_0", "vgg": "VGG16_0"}[net]]
        self.stages = nn.ModuleList(_alexnet() if net == "alex" else _vgg16())
        layers = [m for m in self.stages.modules() if isinstance(m, nn.Conv2d)]
        for number, layer in enumerate(layers):
            layer.weight = _weight(convolutions[f"Conv_{number}"]["kernel"])
            layer.bias = nn.Parameter(torch.from_numpy(convolutions[f"Conv_{number}"]["bias"]))
        for number in range(len(self.stages)):
            kernel = tree[f"NetLinLayer_{number}"]["Conv_0"]["kernel"]
            self.register_buffer(f"importance{number}", _weight(kernel).data.view(1, -1, 1, 1))
        # Of ImageNet, for pictures in [-1, 1].
        self.register_buffer("shift", torch.tensor([-0.030, -0.088, -0.188]).view(1, 3, 1, 1))
        self.register_buffer("scale", torch.tensor([0.458, 0.448, 0.450]).view(1, 3, 1, 1))

    def forward(self, image: Tensor, other: Tensor) -> Tensor:
        """Distance [B] of two batches [B, 3, H, W] in [-1, 1]; H, W ≥ 64."""
        total = torch.zeros(len(image), device=image.device)
        for number, stage in enumerate(self.features(torch.cat([image, other]))):
            one, two = stage.chunk(2)
            importance = getattr(self, f"importance{number}")
            difference = (one - two).square() * importance
            total = total + difference.sum(1).mean((1, 2))
        return total

    def features(self, image: Tensor) -> list[Tensor]:
        """What the body sees of a batch [B, 3, H, W] in [-1, 1], stage by stage, [B, C, h, w]
        each; of length 1 along the channels."""
        x, seen = (image - self.shift) / self.scale, []
        for stage in self.stages:
            x = stage(x)
            # Half precision cannot hold the squares of activations in the hundreds.
            seen.append(_unit(x.float()))
        return seen


def _unit(features: Tensor) -> Tensor:
    """Features [B, C, H, W] of length 1 along the channels."""
    return features / (features.square().sum(1, keepdim=True) + 1e-10).sqrt()


def _weight(kernel: npt.NDArray[np.float32]) -> nn.Parameter:
    """A kernel [h, w, in, out] as torch has it [out, in, h, w]."""
    return nn.Parameter(torch.from_numpy(np.ascontiguousarray(kernel.transpose(3, 2, 0, 1))))


def _alexnet() -> list[nn.Module]:
    def convolution(into: int, out: int, kernel: int, **more: Any) -> list[nn.Module]:
        return [nn.Conv2d(into, out, kernel, **more), nn.ReLU()]

    return [
        nn.Sequential(*convolution(3, 64, 11, stride=4, padding=2)),
        nn.Sequential(nn.MaxPool2d(3, 2), *convolution(64, 192, 5, padding=2)),
        nn.Sequential(nn.MaxPool2d(3, 2), *convolution(192, 384, 3, padding=1)),
        nn.Sequential(*convolution(384, 256, 3, padding=1)),
        nn.Sequential(*convolution(256, 256, 3, padding=1)),
    ]


_VGG16: Final = ((3, 64, 64), (64, 128, 128), (128, 256, 256, 256), (256, 512, 512, 512))


def _vgg16() -> list[nn.Module]:
    stages: list[nn.Module] = []
    for widths in (*_VGG16, (512, 512, 512, 512)):
        layers: list[nn.Module] = [nn.MaxPool2d(2)] if stages else []
        for into, out in pairwise(widths):
            layers += [nn.Conv2d(into, out, 3, padding=1), nn.ReLU()]
        stages.append(nn.Sequential(*layers))
    return stages
