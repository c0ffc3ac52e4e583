"""What lies below a published network: the portrait carried to where the motion puts it."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from rtxfer.face import landmarks as lm
from train.methods.warp.margins import Margins
from train.methods.warp.torch_flow import CropFlow
from train.networks.disguise import Disguise
from train.networks.face_hull import FaceHull
from train.networks.nodes import FAINTEST
from train.networks.windows import (
    Window,
    as_picture,
    cut,
    resized,
    sample,
    smooth_bend,
    square,
    window_axes,
    window_points,
)

Kind = Literal["face", "pose", "none"]
"""What the carrier knows of the motion.

- `face`: all landmarks. The network draws what they do not say. This is what is shipped.
- `pose`: how the head moves as a rigid thing. The network must also say how the face moves.
- `none`: nothing. The network makes the whole picture, as published.
"""

KINDS: Final = ("face", "pose", "none")

CROP: Final = 256
PIXELS: Final = 128
"""Of the crop's side, and of the window's, which has the crop's own pixels."""

SIDE: Final = PIXELS / CROP
STEP: Final = 2 / CROP
"""Windows move by two pixels of the crop, so that their cells are those of the crop's flow."""

CELLS: Final = PIXELS // 2
"""Along the window's side, in which mouth and eyes are told: those of the crop's flow."""

BETWEEN: Final = (9, 152)
"""Landmarks in whose middle the window lies: between the brows, and the chin, open jaw or not."""

GUIDES: Final = 3 + 2 + 3
"""Channels of `Carried.guide`."""

GATE_SCALE: Final = 0.004
"""Crop units of movement over which anything may begin to be drawn; one pixel of the crop."""

BEND: Final = 0.02
"""How far the network may bend the warp, crop units: five pixels."""

SIDE_SCALE: Final = 0.04
"""Distance from a lip or lid at which a guide is full, crop units."""

FLOW_SCALE: Final = 0.05
"""Flow that a guide shows as 1, crop units."""

DRAWN: Final = 3 + 1 + 2
"""Channels that a network draws: change, alpha, bend."""


class Carried(NamedTuple):
    """A portrait as the carrier leaves it, in a window of P pixels that follows the face.

    Attributes:
        centre: middle of the window, [B, 1, 2], crop units.
        span: its width and height, likewise.
        points: of its pixels' centres, [B, P², 2], crop units.
        origins: where in the portrait's crop the carrier finds them, likewise.
        within: the same as a grid of the portrait's own window, [B, P, P, 2] in [-1, 1].
        warped: what is seen there, [B, 3, P, P] in [-1, 1].
        guide: the same, the flow, and where mouth and eyes are open, [B, GUIDES, P, P].
        let: where and how much may be drawn, [B, 1, P, P], 0–1; 0 all over at rest.
    """

    centre: Tensor
    span: Tensor
    points: Tensor
    origins: Tensor
    within: Tensor
    warped: Tensor
    guide: Tensor
    let: Tensor

    def features(self, own: Tensor) -> Tensor:
        """Features of the portrait's own window [B, C, s, s], carried along."""
        side = own.shape[-1]
        grid = self.within.permute(0, 3, 1, 2)
        grid = functional.avg_pool2d(grid, self.within.shape[1] // side).permute(0, 2, 3, 1)
        carried = functional.grid_sample(
            own.float(), grid.float(), "bilinear", "border", align_corners=False
        )
        return carried.to(own.dtype)


class Carrier(nn.Module):
    """Carries portraits; nothing in it is learned.

    Args:
        kind: see `Kind`.
    """

    cover: Tensor

    def __init__(self, kind: Kind = "face") -> None:
        super().__init__()
        self.kind = kind
        self.flow, self.margins = CropFlow(), Margins()
        self.hull = FaceHull()
        self.register_buffer("cover", square(PIXELS), persistent=False)

    def own_window(
        self, image: Tensor, landmarks: Tensor, disguise: Disguise | None = None
    ) -> Tensor:
        """A face's own window [B, 3, P, P], which encoders see.

        Args:
            image: its crop, [B, 3, S, S] in [-1, 1].
            landmarks: its own, [B, 478, ≥2] in crop units.
            disguise: of a driver, in training.
        """
        centre, span = _place(landmarks[..., :2])
        points = window_points(centre, span, PIXELS)
        if disguise is None:
            return sample(image, points, PIXELS)
        return disguise(sample(image, disguise.bent(points, centre), PIXELS))

    def place(self, target: Tensor, driven: Tensor) -> tuple[Tensor, Tensor]:
        """Middle and span of the window in which a moved portrait is drawn, [B, 1, 2], crop units;
        of its own window, where nothing moves.

        Args:
            target: the portrait's landmarks, [B, 478, ≥2] in crop units.
            driven: where the motion takes them, likewise.
        """
        return _place(self.carried_landmarks(target[..., :2].float(), driven[..., :2].float()))

    def carried_landmarks(self, target: Tensor, driven: Tensor) -> Tensor:
        """Where the carrier takes the portrait's landmarks, [B, 478, 2].

        Args:
            target: the portrait's own, [B, 478, 2] in crop units.
            driven: where the motion takes them, likewise.
        """
        if self.kind == "face":
            return driven
        if self.kind == "none":
            return target
        with torch.autocast(target.device.type, enabled=False):  # bf16 is off by a pixel
            return _rigidly(target.float(), driven.float())

    def forward(
        self, image: Tensor, target: Tensor, driven: Tensor, flow: Tensor | None = None
    ) -> Carried:
        """Carry a portrait.

        Args:
            image: the portrait's crop, [B, 3, S, S] in [-1, 1].
            target: its landmarks, [B, 478, ≥2], crop units.
            driven: where the motion takes them, likewise.
            flow: of the crop, [B, 2, F, F], where it is known already.
        """
        target, driven = target[..., :2].float(), driven[..., :2].float()
        to = self.carried_landmarks(target, driven)
        centre, span = _place(to)
        if flow is None:
            with torch.no_grad():  # nothing in it is learned
                flow = self.flow(target, to)
        fine = cut(flow, centre, span, PIXELS)
        points = window_points(centre, span, PIXELS)
        origins = points + fine.flatten(2).transpose(1, 2)
        own, _ = _place(target)
        within = ((origins - own) * (2 / SIDE)).reshape(-1, PIXELS, PIXELS, 2)
        warped = sample(image, origins, PIXELS)
        below = self.margins.below(to, window_axes(centre, span, CELLS))
        gaps = resized(_gaps(below), PIXELS)
        return Carried(
            centre, span, points, origins, within, warped,
            torch.cat([warped, fine / FLOW_SCALE, gaps], 1),
            self._let(target, driven, to, points),
        )  # fmt: skip

    def draw(self, carried: Carried, drawn: Tensor) -> Window:
        """What a network has drawn, as colour, alpha and bend.

        Args:
            carried: what it was drawn on.
            drawn: [B, DRAWN, P, P]; of `none` only the first three channels count.
        """
        if self.kind == "none":
            rgb = torch.tanh(drawn[:, :3].float())
            bend = None
            origins = carried.origins
            alpha = carried.let
        else:
            rgb = carried.warped + 2 * torch.tanh(drawn[:, :3].float())
            alpha = torch.sigmoid(drawn[:, 3:4].float()) * carried.let
            bend = smooth_bend(drawn[:, 4:6]) * carried.let * BEND
            origins = carried.origins + bend.flatten(2).transpose(1, 2)
        return Window(carried.centre, carried.span, carried.points, origins, bend, rgb, alpha)

    def _let(self, target: Tensor, driven: Tensor, to: Tensor, points: Tensor) -> Tensor:
        """Gate, cover and hull. The gate is exactly 0 while the face keeps its shape and place."""
        moved = ((driven - target) ** 2).sum(-1).amax(1)
        gate = 1 - torch.exp((-moved / GATE_SCALE**2).clamp_min(FAINTEST))
        let = self.cover * gate[:, None, None, None]
        if self.kind == "none":
            return let
        return let * as_picture(self.hull(to, points), PIXELS, PIXELS)


def _place(landmarks: Tensor) -> tuple[Tensor, Tensor]:
    """Middle and span of the window around a face, [B, 1, 2]; the middle in whole `STEP`s."""
    middle = landmarks[:, list(BETWEEN)].float().mean(1, keepdim=True)
    centre = (middle / STEP).round() * STEP
    return centre, torch.full_like(centre, SIDE)


def _gaps(below: Tensor) -> Tensor:
    """How far inside each aperture a cell lies, [B, 3, …]: right eye, left eye, mouth; 0–1.

    Args:
        below: how far it lies below the margins, [B, 6, …], crop units.
    """
    below = (below / SIDE_SCALE).clamp(-1, 1)
    return (below[:, 0::2] * -below[:, 1::2]).clamp_min(0)


def _rigidly(target: Tensor, driven: Tensor) -> Tensor:
    """The portrait's landmarks moved as its head is, and not its face: an affine change, fitted
    over points that hardly move with expression. No motion is exactly no change."""
    rigid = list(lm.RIGID)
    about = target - target[:, rigid].mean(1, keepdim=True)  # else the fit is ill-conditioned
    whole = torch.cat([about, torch.ones_like(about[..., :1])], -1)
    own = whole[:, rigid]
    # Normal equations, 3 × 3, inverted by cofactors: nothing that exports badly.
    squares = own.transpose(1, 2) @ own
    change = own.transpose(1, 2) @ (driven - target)[:, rigid]
    return target + whole @ (_inverse(squares) @ change)


def _inverse(matrix: Tensor) -> Tensor:
    """Of [B, 3, 3]."""
    a, b, c = matrix.unbind(1)
    rows = torch.stack([torch.cross(b, c, dim=1), torch.cross(c, a, dim=1),
                        torch.cross(a, b, dim=1)], 2)  # fmt: skip
    return rows / (a * torch.cross(b, c, dim=1)).sum(1)[:, None, None]
