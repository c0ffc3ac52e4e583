"""`flow`: ours. Move the photograph's own pixels, and draw only what it does not show.

The flow of `warp` carries shapes without a learned part. What is left is what must be
*invented*, and nearly all of it is in and around the mouth: teeth, tongue, the dark between
them, lips that were pressed together, the fold from nose to mouth. So the network is a head
that looks at one window following the driven lips, and draws there, gated by an alpha that
is zero wherever the lips are where they were: zero motion gives back the photograph.

Takes one idea from each paper: relative conditions that leave alone what does not move
(Ling et al.), an explicit change of expression between two faces (EET), attention supervised
by landmarks (AIP-GAN), geometry as guide (Bodur et al.). The rest is ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from engines.contract import GraphName
from rtxfer.face import landmarks as lm
from train.blocks import FilmUNet
from train.critics import Critics
from train.data.batch import Batch
from train.landmark_flow import LandmarkFlow, grid_points
from train.losses import PatchCritic, fooling, perceptual, reconstruction, telling, trusted
from train.method import Graph, Networks, Outputs, Terms
from train.methods import warp

WINDOW: Final = 0.38
"""Side of the mouth's window in crop units: from the base of the nose to the chin when open."""

PIXELS: Final = 96
FLOW_CELLS: Final = 40
WIDTHS: Final = (32, 64, 96, 128)
CONDITION: Final = 96
LIPS: Final = [*lm.LIP_UPPER.ravel().tolist(), *lm.LIP_LOWER.ravel().tolist(), 61, 291, 78, 308]
MOUTH_SHAPES: Final = [
    index for name, index in lm.BLENDSHAPE.items() if name.startswith(("mouth", "jaw", "cheek"))
]
SIDE_SCALE: Final = 0.03
"""Crop units of distance from a lip at which a side feature is full."""

GATE_SCALE: Final = 0.004
"""Crop units of lip movement over which alpha may begin to rise; about one pixel of the crop."""


class Window(NamedTuple):
    """What the head sees and draws; pictures are [B, 3, P, P] in [-1, 1].

    Attributes:
        centre: [B, 1, 2], crop units.
        warped: the portrait warped, as `warp` shows it.
        rgb: what the head draws.
        alpha: [B, 1, P, P], how much of it is laid over the warped portrait.
    """

    centre: Tensor
    warped: Tensor
    rgb: Tensor
    alpha: Tensor

    @property
    def seen(self) -> Tensor:
        """What is seen in the end."""
        return self.warped + self.alpha * (self.rgb - self.warped)


class MouthHead(nn.Module):
    """Draws the mouth's window.

    Args:
        pixels: side of the window.
    """

    feather: Tensor
    shapes: Tensor
    lips: Tensor

    def __init__(self, pixels: int = PIXELS) -> None:
        super().__init__()
        self._pixels = pixels
        self.flow = LandmarkFlow(around=LIPS)
        self.condition = nn.Sequential(
            nn.Linear(len(MOUTH_SHAPES) + 4 * len(LIPS), 192),
            nn.LeakyReLU(0.2),
            nn.Linear(192, CONDITION),
            nn.LeakyReLU(0.2),
        )
        self.net = FilmUNet(3 + 3 + 2 + 4, 4, WIDTHS, CONDITION)
        ramp = (torch.arange(pixels) + 0.5) / pixels
        edge = (torch.minimum(ramp, 1 - ramp) / 0.12).clamp(0, 1)
        edge = edge * edge * (3 - 2 * edge)
        self.register_buffer("feather", (edge[:, None] * edge[None])[None, None], persistent=False)
        self.register_buffer("shapes", torch.tensor(MOUTH_SHAPES), persistent=False)
        self.register_buffer("lips", torch.tensor(LIPS), persistent=False)

    def forward(self, image: Tensor, source: Tensor, driven: Tensor, shapes: Tensor) -> Window:
        """Draw.

        Args:
            image: the portrait's crop, [B, 3, S, S] in [-1, 1].
            source: its landmarks, [B, 478, ≥2], crop units.
            driven: where they go, likewise.
            shapes: relative blendshapes, [B, 52].
        """
        source, driven = source[..., :2], driven[..., :2]
        source_lips, driven_lips = source[:, self.lips], driven[:, self.lips]
        centre, own = driven_lips.mean(1, keepdim=True), source_lips.mean(1, keepdim=True)
        cells = window_points(centre, FLOW_CELLS)
        with torch.no_grad():  # nothing in it is learned
            flow, below = self.flow(source, driven, cells)
        points = window_points(centre, self._pixels)
        fine = _to_grid(flow, FLOW_CELLS, self._pixels)
        warped = sample(image, points + fine.flatten(2).transpose(1, 2), self._pixels)
        still = sample(image, window_points(own, self._pixels), self._pixels)
        sides = _to_grid((below[..., 4:] / SIDE_SCALE).clamp(-1, 1), FLOW_CELLS, self._pixels)
        height = _to_grid(points[..., 1:] - centre[..., 1:], self._pixels, self._pixels)
        gap = (sides[:, :1] * -sides[:, 1:]).clamp_min(0)
        features = [warped, still, fine / 0.05, sides, gap, height * 5]
        condition = self.condition(
            torch.cat(
                [
                    shapes[:, self.shapes],
                    ((driven_lips - centre) * 10).flatten(1),
                    ((source_lips - own) * 10).flatten(1),
                ],
                1,
            )
        )
        drawn = self.net(torch.cat(features, 1), condition)
        moved = (driven_lips - centre) - (source_lips - own)
        gate = 1 - torch.exp(-((moved**2).sum(-1).amax(1) / GATE_SCALE**2))
        alpha = torch.sigmoid(drawn[:, 3:] + 1) * self.feather * gate[:, None, None, None]
        return Window(centre, warped, warped + drawn[:, :3], alpha)


def window_points(centre: Tensor, count: int) -> Tensor:
    """Cell centres of a window, [B, count², 2], crop units; `centre` is [B, 1, 2]."""
    step = ((torch.arange(count, device=centre.device) + 0.5) / count - 0.5) * WINDOW
    y, x = torch.meshgrid(step, step, indexing="ij")
    return centre + torch.stack([x, y], -1).reshape(1, -1, 2)


def sample(image: Tensor, points: Tensor, side: int) -> Tensor:
    """The picture at `points` [B, side², 2] in crop units, [B, C, side, side]."""
    grid = (points * 2 - 1).reshape(len(points), side, side, 2)
    return functional.grid_sample(
        image.float(), grid.float(), "bilinear", "border", align_corners=False
    )


def _to_grid(values: Tensor, cells: int, pixels: int) -> Tensor:
    """Values [B, cells², C] as a picture [B, C, pixels, pixels]."""
    picture = values.transpose(1, 2).reshape(len(values), -1, cells, cells)
    if cells == pixels:
        return picture
    return functional.interpolate(picture, (pixels, pixels), mode="bilinear", align_corners=False)


class Flow:
    """The method; see `train.method.Method`.

    Args:
        adversary_from: step from which on the patch critic plays along. Before that it would
            only teach what colour a mouth has, which L1 does faster.
    """

    name = "flow"
    generator = ("mouth",)
    weights: Mapping[str, float] = {
        "l1": 4.0,
        "gradient": 2.0,
        "drawn_l1": 2.0,
        "drawn_gradient": 1.0,
        "perceptual": 2.0,
        "adversary": 0.05,
        "alpha": 0.05,
    }

    def __init__(self, adversary_from: int = 1000) -> None:
        self._adversary_from = adversary_from

    def build(self) -> dict[str, nn.Module]:
        """The mouth's head and its adversary, which sees what was there before besides."""
        return {"mouth": MouthHead(), "patches": PatchCritic(3 + 3, width=48, depth=2)}

    def outputs(self, networks: Networks, batch: Batch, step: int) -> Outputs:
        """The window as drawn, and the truth in the same window."""
        window: Window = networks["mouth"](
            batch.source_image, batch.source_landmarks, batch.landmarks, batch.blendshapes
        )
        points = window_points(window.centre, PIXELS)
        truth, valid, mouth = (
            sample(picture, points, PIXELS) for picture in (batch.image, batch.valid, batch.mouth)
        )
        return {
            "warped": window.warped.float(),
            "drawn": window.rgb.float(),
            "alpha": window.alpha.float(),
            "seen": window.seen.float(),
            "truth": truth,
            "valid": valid,
            "mouth": mouth,
        }

    def generator_losses(
        self, networks: Networks, batch: Batch, outputs: Outputs, critics: Critics, step: int
    ) -> Terms:
        """What is seen must be the truth; so must what is drawn, or alpha would starve it."""
        seen, truth, valid = outputs["seen"], outputs["truth"], outputs["valid"]
        weight = valid * (1 + 4 * outputs["mouth"])
        terms = reconstruction(seen, truth, weight)
        drawn = reconstruction(outputs["drawn"], truth, weight)
        terms |= {f"drawn_{name}": term for name, term in drawn.items()}
        terms |= perceptual(critics, seen, truth, valid)
        terms["alpha"] = (outputs["alpha"] * (1 - 0.5 * outputs["mouth"])).mean()
        if step >= self._adversary_from:
            fake = trusted(seen, truth, valid)
            terms |= fooling(networks["patches"](fake, outputs["warped"]))
        return terms

    def critic_losses(self, networks: Networks, batch: Batch, outputs: Outputs, step: int) -> Terms:
        """Real mouths against drawn ones."""
        if step < self._adversary_from:
            return {}
        truth, warped = outputs["truth"], outputs["warped"]
        fake = trusted(outputs["seen"], truth, outputs["valid"])
        patches = networks["patches"]
        return telling(patches(truth, warped), patches(fake, warped))

    def samples(self, networks: Networks, batch: Batch) -> dict[str, Tensor]:
        """The window in all its stages."""
        out = self.outputs(networks, batch, 0)
        return {
            "warped": out["warped"],
            "drawn": out["drawn"],
            "alpha": out["alpha"],
            "seen": out["seen"],
            "truth": out["truth"],
        }

    def manifest(self) -> dict[str, Any]:
        """What the method knows of the bundle."""
        return warp.manifest() | {
            "name": self.name,
            "method": self.name,
            "fidelity": "original",
            "adapted": "ours, with ideas of Ling 2020, EET 2021, AIP-GAN 2020 and Bodur 2021",
            "precision": "Coordinates, distances, softmax and grids stay FP32; the U-Net need not.",
        }

    def graphs(self, networks: Networks) -> dict[GraphName, Graph]:
        """The portrait's crop as it is, and the render graph."""
        head = networks["mouth"]
        assert isinstance(head, MouthHead)
        takes = ("state_image", "source_landmarks", "landmarks", "blendshapes")
        return {
            "target": Graph(nn.Identity(), ("image",), ("state_image",)),
            "render": Graph(Render(head), takes, ("rgb", "alpha", "flow")),
        }


class Render(nn.Module):
    """The whole render graph: the flow of the crop, and the mouth laid into it."""

    def __init__(self, head: MouthHead) -> None:
        super().__init__()
        self.flow = LandmarkFlow()
        self.head = head

    def forward(
        self, image: Tensor, source: Tensor, driven: Tensor, shapes: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """rgb [1, 3, S, S], alpha [1, 1, S, S], flow [1, 2, F, F] by the contract."""
        size = image.shape[-1]
        flow, _ = self.flow(source, driven, grid_points(1, warp.FLOW))
        flow = flow.transpose(1, 2).reshape(1, 2, warp.FLOW, warp.FLOW)
        window: Window = self.head(image, source, driven, shapes)
        # The window's own units at every pixel of the crop; beyond it alpha is 0.
        place = (grid_points(1, size) - window.centre) / WINDOW * 2
        grid = place.reshape(1, size, size, 2)
        layer = torch.cat([window.rgb, window.alpha], 1)
        spread = functional.grid_sample(layer, grid, "bilinear", "border", align_corners=False)
        inside = (place.abs().amax(-1) < 1).float().reshape(1, 1, size, size)
        return spread[:, :3].clamp(-1, 1), spread[:, 3:] * inside, flow
