"""Named loss terms. Each function gives a dictionary of scalars, unweighted.

A term whose frozen network is not at hand is left out of the dictionary; what each term weighs is
the method's business (`train.methods.method.Method.weights`). Pictures are [B, 3, S, S] in
[-1, 1], masks [B, 1, S, S] in 0–1.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils.parametrizations import spectral_norm

from rtxfer.face import landmarks as lm
from train.networks.shared import everyones, mean
from train.pretrained import Pretrained

Terms = dict[str, Tensor]


def reconstruction(output: Tensor, truth: Tensor, weight: Tensor) -> Terms:
    """`l1`, and `gradient`: the same over differences of neighbouring pixels, for sharpness.

    Args:
        weight: how much each pixel counts, [B, 1, S, S]; its mean does not change the size of
            the terms.
    """
    weight = weight / everyones(weight.mean()).clamp_min(1e-6)
    error = output.float() - truth.float()
    along = error.diff(dim=3).abs() * weight[..., 1:]
    down = error.diff(dim=2).abs() * weight[..., 1:, :]
    return {"l1": mean(error.abs() * weight), "gradient": mean(along) + mean(down)}


def trusted(output: Tensor, truth: Tensor, valid: Tensor) -> Tensor:
    """The output, with the truth put where that is not to be trusted: no error arises there."""
    return truth + (output - truth) * valid


def perceptual(pretrained: Pretrained, output: Tensor, truth: Tensor, valid: Tensor,
               name: str = "perceptual") -> Terms:  # fmt: skip
    """LPIPS (Zhang et al., CVPR 2018), called `name`."""
    if pretrained.perceptual is None:
        return {}
    return {name: mean(pretrained.perceptual(trusted(output, truth, valid), truth))}


def identity(pretrained: Pretrained, output: Tensor, landmarks: Tensor, source: Tensor,
             target_landmarks: Tensor) -> Terms:  # fmt: skip
    """`identity`: 1 − cosine of the output's and the portrait's identity vectors, 0–2."""
    if pretrained.identity is None:
        return {}
    with torch.no_grad():
        wanted = pretrained.identity(source, target_landmarks)
    found = pretrained.identity(output, landmarks)
    return {"identity": mean(1 - (found * wanted).sum(1))}


_LIPS_AND_LIDS: Final = tuple(
    {*lm.INNER_LIPS.tolist(), *(i for e in (0, 1) for i in (*lm.EYE_UPPER[e], *lm.EYE_LOWER[e]))}
)


def expression(pretrained: Pretrained, output: Tensor, truth: Tensor, landmarks: Tensor) -> Terms:
    """What the tracker sees in the output against what it sees in the truth.

    `blendshapes` is the consistency of expression (every action unit but 25 is read off them),
    `landmarks` and `depth` that of dense geometry, in crop units · 100; lips and lids count
    threefold. Both pictures pass through the same window, so the tracker's own bias drops out.
    """
    if pretrained.tracker is None:
        return {}
    with torch.no_grad():
        points, shapes = pretrained.tracker(truth, landmarks)
    seen_points, seen_shapes = pretrained.tracker(output, landmarks)
    weight = torch.ones(points.shape[1], 1, device=points.device)
    weight[list(_LIPS_AND_LIDS)] = 3
    error = (seen_points - points).abs() * weight * 100
    return {
        "blendshapes": mean((seen_shapes - shapes).abs()),
        "landmarks": mean(error[..., :2]),
        "depth": mean(error[..., 2]),
    }


def total_variation(picture: Tensor) -> Terms:
    """`tv`: mean difference of neighbouring pixels."""
    return {"tv": mean(picture.diff(dim=3).abs()) + mean(picture.diff(dim=2).abs())}


class PatchDiscriminator(nn.Module):
    """Says of each patch whether it looks real, seeing what it should show besides.

    Source: Isola et al., "Image-to-Image Translation with Conditional Adversarial Networks",
    CVPR 2017 (PatchGAN), with spectral norm (Miyato et al., ICLR 2018) in place of batch norm.

    Args:
        channels: of the input: 3, and those of the conditions stacked onto it.
        width: channels of the first layer.
        depth: how often the resolution is halved; 3 gives patches of 70 pixels.
    """

    def __init__(self, channels: int = 3, width: int = 64, depth: int = 3) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        into, out = channels, width
        for level in range(depth + 1):
            stride = 2 if level < depth else 1
            layers += [spectral_norm(nn.Conv2d(into, out, 4, stride, 1)), nn.LeakyReLU(0.2)]
            into, out = out, min(2 * out, 8 * width)
        self.layers = nn.Sequential(*layers, spectral_norm(nn.Conv2d(into, 1, 4, 1, 1)))

    def forward(self, image: Tensor, *conditions: Tensor) -> Tensor:
        """Realness [B, 1, h, w] of pictures [B, 3, S, S] with conditions [B, C, S, S]."""
        scores: Tensor = self.layers(torch.cat([image, *conditions], 1))
        return scores


Game = Literal["hinge", "lsgan"]


def generator_loss(fake: Tensor | Iterable[Tensor], game: Game = "hinge") -> Terms:
    """`adversarial`: for the generator, from the discriminator's scores of its output."""
    scores = [fake] if isinstance(fake, Tensor) else list(fake)
    each = [mean(-s) if game == "hinge" else mean((s - 1).square()) for s in scores]
    return {"adversarial": torch.stack(each).mean()}


def discriminator_loss(real: Tensor, fake: Tensor, game: Game = "hinge") -> Terms:
    """`real` and `fake`: for the discriminator, from its scores of truths and detached outputs."""
    if game == "hinge":
        return {"real": mean(functional.relu(1 - real)), "fake": mean(functional.relu(1 + fake))}
    return {"real": mean((real - 1).square()), "fake": mean(fake.square())}
