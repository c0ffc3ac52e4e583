"""A network that draws in a small window which follows one part of the face.

It sees the warped portrait, the portrait's own part, and where the motion goes, and it draws
colour and alpha. It may also bend the warp a little, so that the photograph's own pixels come to
lie where landmarks do not say. Alpha and bend are multiplied by a gate that is exactly zero while
the part keeps its shape, and fade at the window's border and outside the face: zero motion is the
photograph by construction, and nobody gets a cheek where the wall is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

import torch
from torch import Tensor, nn

from train.methods.flow.mouth_nodes import MouthNodes
from train.methods.warp.margins import Margins
from train.networks.blocks import FilmUNet, conv
from train.networks.face_hull import FaceHull
from train.networks.nodes import FAINTEST
from train.networks.windows import (
    Window,
    as_picture,
    cut,
    resized,
    sample,
    smooth_bend,
    window_axes,
    window_points,
)

UNIT: Final = 0.38
"""Side of a window, in crop units, in which lengths are given as they are: others are scaled."""

OPEN: Final = 0.18
SHUT: Final = 0.08
"""Gaps between the lids, in widths of the eye, from which down an eye is drawn, and wholly so."""

SIDE_SCALE: Final = 0.03
"""Distance from a lip or lid, in a window of `UNIT`, at which a side feature is full."""

CODE_CELLS: Final = 32
"""Of a code along a window's side."""

BEND: Final = 3 / 256
"""How far the warp may be bent, crop units."""

GATE_SCALE: Final = 0.004
"""Crop units of movement over which alpha may begin to rise; about one pixel of the crop."""


@dataclass(frozen=True)
class Part:
    """A part of the face: its landmarks and blendshapes.

    Attributes:
        outline: landmarks that show its shape.
        middle: landmarks in whose midst the window lies.
        aperture: of `Margins`: 0 right eye, 1 left eye, 2 mouth.
        shapes: blendshapes that shape it.
        iris: landmarks of its iris, the centre first; empty for the mouth.
        mirrored: seen in a mirror, so that one network knows both eyes.
        lids: middles of an eye's upper and lower lid; it is drawn only as far as the lids are
            shut, in the portrait or in the motion. Until then the warp is the sharper one.
    """

    outline: tuple[int, ...]
    middle: tuple[int, ...]
    aperture: int
    shapes: tuple[int, ...]
    iris: tuple[int, ...] = ()
    mirrored: bool = False
    lids: tuple[int, ...] = ()


class _Place(NamedTuple):
    """Where a part is: the middle of its window, driven and in the portrait, [B, 1, 2], and its
    outline about its own middle in either, [B, K, 2]; crop units. The gate [B] is 0 while the
    outline keeps its shape."""

    centre: Tensor
    own: Tensor
    driven: Tensor
    source: Tensor
    span: Tensor
    gate: Tensor


class _View(NamedTuple):
    """What there is to see of one part: as in `Window`, before it is bent, the portrait warped
    [B, 3, P, P], and the network's input."""

    centre: Tensor
    span: Tensor
    points: Tensor
    origins: Tensor
    warped: Tensor
    features: Tensor
    condition: Tensor
    gate: Tensor


class WindowHead(nn.Module):
    """Draws the windows of one part, or of several that look alike.

    Args:
        parts: what it draws; all of as many landmarks and blendshapes.
        side: of a window, crop units. Where its pixels are as large as the crop's, they are the
            crop's own: nothing that is drawn is blurred on its way into the picture.
        pixels: of a window's side, an even number.
        cells: along a window's side, in which it is told how far lids and lips are.
        widths: of the U-Net.
        condition: length of the network's condition.
        cover: where in a window alpha may rise, see `square` and `oval`.
        code: channels of the codes that it takes, see `MouthNodes`; 0 for none.
        bends: whether it bends the warp.
    """

    cover: Tensor

    def __init__(self, parts: tuple[Part, ...], side: float, pixels: int, cells: int,
                 widths: tuple[int, ...], condition: int, cover: Tensor,
                 code: int = 0, bends: bool = False) -> None:  # fmt: skip
        super().__init__()
        self._parts, self._side, self._pixels, self._cells = parts, side, pixels, cells
        self.hull = FaceHull()
        self.margins = Margins()
        first = parts[0]
        self.condition = nn.Sequential(
            nn.Linear(len(first.shapes) + 4 * len(first.outline), 2 * condition),
            nn.LeakyReLU(0.2),
            nn.Linear(2 * condition, condition),
            nn.LeakyReLU(0.2),
        )
        self.net = FilmUNet(3 + 3 + 2 + 4 + bool(first.iris), 6 if bends else 4, widths, condition)
        self.register_buffer("cover", cover, persistent=False)
        if code:
            self.nodes = MouthNodes()
            self.code_stem = conv(code, widths[0])
            nn.init.zeros_(self.code_stem.weight)

    def forward(self, image: Tensor, source: Tensor, driven: Tensor, shapes: Tensor,
                flow: Tensor, code: Tensor | None = None) -> Window:  # fmt: skip
        """Draw.

        Args:
            image: the portrait's crop, [B, 3, S, S] in [-1, 1].
            source: its landmarks, [B, 478, ≥2], crop units.
            driven: where they go, likewise.
            shapes: relative blendshapes, [B, 52].
            flow: of the crop, [B, 2, F, F]; see `train.methods.warp.torch_flow.CropFlow`.
            code: at the driven nodes, [B, C, N, 1].
        """
        source, driven = source[..., :2], driven[..., :2]
        places = [self._place(part, source, driven) for part in self._parts]
        views = [
            self._view(part, place, flow, image, driven, shapes)
            for part, place in zip(self._parts, places, strict=True)
        ]
        view = _View(*(torch.cat(values) for values in zip(*views, strict=True)))
        hint = None
        if code is not None:
            cells = window_points(view.centre, view.span, CODE_CELLS)
            spread = self.nodes.laid(code, driven, cells)
            hint = self.code_stem(as_picture(spread, CODE_CELLS, self._pixels))
        drawn = self.net(view.features, self.condition(view.condition), hint)
        faces = driven.repeat(len(self._parts), 1, 1)
        face = as_picture(self.hull(faces, view.points), self._pixels, self._pixels)
        let = self.cover * view.gate[:, None, None, None] * face
        alpha = torch.sigmoid(drawn[:, 3:4] + 1) * let
        rgb = view.warped + drawn[:, :3]
        origins, bend = view.origins, None
        if drawn.shape[1] > 4:
            smooth = smooth_bend(drawn[:, 4:])
            forth = view.span.sign().transpose(1, 2)[..., None]  # a mirror's goes back
            bend = smooth * let * forth * BEND
            origins = origins + bend.flatten(2).transpose(1, 2)
        return Window(view.centre, view.span, view.points, origins, bend, rgb, alpha)

    def _place(self, part: Part, source: Tensor, driven: Tensor) -> _Place:
        middle, outline = list(part.middle), list(part.outline)
        centre, own = (face[:, middle].mean(1, keepdim=True) for face in (driven, source))
        span = source.new_tensor([-self._side if part.mirrored else self._side, self._side])
        about, about_own = driven[:, outline] - centre, source[:, outline] - own
        moved = ((about - about_own) ** 2).sum(-1).amax(1)
        gate = 1 - torch.exp((-moved / GATE_SCALE**2).clamp_min(FAINTEST))
        if part.lids:
            gate = gate * torch.maximum(_shut(part, driven), _shut(part, source))
        centre, own = self._on_pixels(centre), self._on_pixels(own)
        return _Place(centre, own, about, about_own, span.expand_as(centre), gate)

    def _on_pixels(self, middle: Tensor) -> Tensor:
        """The nearest corner of four pixels, so that windows share the crop's grid."""
        pixel = self._side / self._pixels
        return (middle / pixel).round() * pixel

    def _view(self, part: Part, place: _Place, flow: Tensor, image: Tensor,
              driven: Tensor, shapes: Tensor) -> _View:  # fmt: skip
        centre, pixels, zoom = place.centre, self._pixels, UNIT / self._side
        unit = place.span.abs() / place.span * zoom  # crop units → those of a window of `UNIT`
        points = window_points(centre, place.span, pixels)
        fine = cut(flow, centre, place.span, pixels)
        origins = points + fine.flatten(2).transpose(1, 2)
        warped = sample(image, origins, pixels)
        still = sample(image, window_points(place.own, place.span, pixels), pixels)
        below = self.margins.below(driven, window_axes(centre, place.span, self._cells))
        below = below[:, 2 * part.aperture : 2 * part.aperture + 2] * zoom / SIDE_SCALE
        sides = resized(below.clamp(-1, 1), pixels)
        gap = (sides[:, :1] * -sides[:, 1:]).clamp_min(0)
        height = as_picture((points - centre)[..., 1:], pixels, pixels) * zoom * 5
        flow_seen = fine * (unit / 0.05).transpose(1, 2)[..., None]
        features = [warped, still, flow_seen, sides, gap, height]
        if part.iris:
            away = _beyond(driven[:, list(part.iris)], points) * zoom / SIDE_SCALE
            features.append(as_picture(away.clamp(-1, 1), pixels, pixels))
        ways = [(way * unit * 10).flatten(1) for way in (place.driven, place.source)]
        return _View(
            centre,
            place.span,
            points,
            origins,
            warped,
            torch.cat(features, 1),
            torch.cat([shapes[:, list(part.shapes)], *ways], 1),
            place.gate,
        )


def _shut(part: Part, face: Tensor) -> Tensor:
    """How far the lids of an eye are shut, [B], 0–1."""
    gap, width = (
        (face[:, one] - face[:, other]).square().sum(-1).sqrt()
        for one, other in (part.lids, part.middle)
    )
    return ((OPEN - gap / width.clamp_min(1e-4)) / (OPEN - SHUT)).clamp(0, 1)


def _beyond(iris: Tensor, points: Tensor) -> Tensor:
    """How far outside the iris [B, 5, 2] each point lies, [B, P, 1], negative inside."""
    reach = (iris[:, 1:] - iris[:, :1]).square().sum(-1).sqrt().mean(1)[:, None]
    away = (points - iris[:, :1]).square().sum(-1).add(1e-8).sqrt()
    return (away - reach)[..., None]
