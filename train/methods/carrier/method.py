"""What the four published methods share in training: pictures, and terms that need a truth.

A method brings its networks and its phases. Here is how its generator's drawing is seen, what
pairs of one person ask of it, and what is asked where another person moves the portrait, to which
no picture shows the truth.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

import torch
from torch import Tensor, nn

from engines.contract import GraphName
from rtxfer.errors import InputError
from rtxfer.face import landmarks as lm
from train.data.batch import Batch
from train.methods.carrier.carrier import CROP, KINDS, PIXELS, Carried, Carrier, Kind
from train.methods.carrier.graphs import graphs
from train.methods.method import Graph, Networks, Step, Terms
from train.methods.warp import method as warp
from train.methods.warp.whole_face import whole_face
from train.networks.losses import identity, perceptual, reconstruction
from train.networks.windows import Window, sample, window_points

MOUTH: Final = (*lm.LIP_CORNERS, lm.LIP_UPPER[0][4], lm.LIP_LOWER[0][4])
CLOSE_UP: Final = 72 / CROP
CLOSE_UP_PIXELS: Final = 96
"""Of the square around the mouth that is looked at from nearby: crop units, and pixels."""

IMPORTANCE: Final = 3.0
"""How much more mouth and eyes count than the skin around them."""

PAIRED: Final = {
    "l1": 4.0,
    "gradient": 2.0,
    "drawn_l1": 1.0,
    "perceptual": 4.0,
    "close_up": 2.0,
    "alpha": 0.05,
}
"""What the terms of pairs weigh."""


class Portrait(NamedTuple):
    """Crops, their landmarks, and the features that an encoder made of their windows."""

    image: Tensor
    landmarks: Tensor
    features: Sequence[Tensor]

    def first(self, count: int) -> Portrait:
        """Only the first ones."""
        own = [feature[:count] for feature in self.features]
        return Portrait(self.image[:count], self.landmarks[:count], own)


class Shown(NamedTuple):
    """A portrait moved.

    Attributes:
        window: what is drawn, and where.
        warped: what the compositor shows below it, [B, 3, P, P] in [-1, 1].
        seen: what is seen in the end, likewise.
        driven: where its landmarks went.
    """

    window: Window
    warped: Tensor
    seen: Tensor
    driven: Tensor

    def first(self, count: int) -> Shown:
        """Only the first ones."""
        window, bend = self.window, self.window.bend
        kept = Window(
            window.centre[:count], window.span[:count], window.points[:count],
            window.origins[:count], None if bend is None else bend[:count],
            window.rgb[:count], window.alpha[:count],
        )  # fmt: skip
        return Shown(kept, self.warped[:count], self.seen[:count], self.driven[:count])


class CarriedMethod:
    """Half of a method; see `train.methods.method.Method`.

    Args:
        carrier: see `Kind`.

    Attributes:
        summary: one sentence for people who choose among generators.
        levels: how many features the encoder gives.
        condition: the contract's input that is the decoder's condition, or is read into it.
        reading: what reads it, exported before the decoder; None where it is taken as it is.
    """

    name: str
    summary: str
    generator: tuple[str, ...] = ("encoder", "decoder")
    presets: Mapping[str, Sequence[str]] = {}
    levels: int
    condition: str
    reading: nn.Module | None = None

    def __init__(self, carrier: str = "face") -> None:
        if carrier not in KINDS:
            raise InputError(f"There is no carrier {carrier}.", f"Known: {', '.join(KINDS)}.")
        self.kind: Kind = carrier  # type: ignore[assignment]
        self.carrier = Carrier(self.kind)

    def check(self, size: int) -> None:
        """Windows have the pixels of a crop of `CROP`."""
        if size != CROP:
            raise InputError(
                f"{self.name} cannot train on crops of {size} pixels.", f"--set size={CROP}"
            )

    def portrait(self, networks: Networks, image: Tensor, landmarks: Tensor) -> Portrait:
        """Portraits, encoded once for all that they are made to show.

        Args:
            networks: with the encoder.
            image: crops, [B, 3, S, S] in [-1, 1].
            landmarks: [B, 478, ≥2] in crop units.
        """
        self.carrier.to(image.device)
        own = self.carrier.own_window(image, landmarks)
        return Portrait(image, landmarks, networks["encoder"](own))

    def show(
        self, networks: Networks, portrait: Portrait, driven: Tensor, condition: Tensor
    ) -> Shown:
        """Portraits moved.

        Args:
            networks: with the decoder.
            portrait: B of them.
            driven: where their landmarks go, [B, 478, ≥2] in crop units.
            condition: as the decoder takes it.
        """
        carried = self.carrier(portrait.image, portrait.landmarks, driven)
        moved = [carried.features(own) for own in portrait.features]
        drawn = networks["decoder"](moved, carried.guide, condition)
        return self._shown(portrait, carried, drawn, driven)

    def _shown(self, portrait: Portrait, carried: Carried, drawn: Tensor, driven: Tensor) -> Shown:
        window = self.carrier.draw(carried, drawn)
        # As the compositor warps: what is laid over a softer picture would be asked to mend that.
        warped = sample(portrait.image, window.origins, PIXELS, "bicubic").clamp(-1, 1)
        seen = window.rgb if self.kind == "none" else window.over(warped)
        return Shown(window, warped, seen, driven)

    def paired_terms(self, step: Step, shown: Shown) -> Terms:
        """What a pair of one person asks: what is seen must be the truth, and what is drawn too,
        or alpha would starve it. `l1`, `gradient`, `drawn_l1`, `perceptual`, `close_up`, `alpha`.
        """
        batch, window = step.batch, shown.window
        asked = (batch.image, batch.valid, torch.maximum(batch.mouth, batch.eyes))
        truth, valid, important = (sample(a, window.points, PIXELS) for a in asked)
        weight = valid * (1 + IMPORTANCE * important)
        terms = reconstruction(shown.seen, truth, weight)
        terms["drawn_l1"] = reconstruction(window.rgb, truth, weight)["l1"]
        if step.weighs("perceptual"):
            terms |= perceptual(step.pretrained, shown.seen, truth, valid)
        if step.weighs("close_up"):
            near = close_up(window, shown.driven)
            seen, shall, counts = (
                sample(picture, near, CLOSE_UP_PIXELS) for picture in (shown.seen, truth, valid)
            )
            terms |= perceptual(step.pretrained, seen, shall, counts, "close_up")
        terms["alpha"] = (window.alpha * (1 - 0.5 * important)).mean()
        return terms

    def likeness(self, step: Step, portrait: Portrait, shown: Shown) -> Terms:
        """`identity`: whoever moves a portrait, it stays who it is."""
        if not step.weighs("identity"):
            return {}
        face = self.whole(portrait, shown)
        own = (portrait.image, portrait.landmarks)
        return identity(step.pretrained, face, shown.driven, *own)

    def whole(self, portrait: Portrait, shown: Shown) -> Tensor:
        """The crops as they are seen, [B, 3, S, S]."""
        own, driven = portrait.landmarks[..., :2], shown.driven[..., :2]
        with torch.no_grad():  # nothing in it is learned
            flow = self.carrier.flow(own, self.carrier.carried_landmarks(own, driven))
        return whole_face(flow, shown.window, portrait.image)

    def pictures(self, batch: Batch, shown: Shown) -> dict[str, Tensor]:
        """What is worth seeing of a pair, by title."""
        window = shown.window
        own = self.carrier.own_window(batch.target_image, batch.target_landmarks)
        return {
            "portrait": own,
            "truth": sample(batch.image, window.points, PIXELS),
            "warped": shown.warped,
            "drawn": window.rgb,
            "alpha": window.alpha,
            "seen": shown.seen,
        }

    def graphs(self, networks: Networks) -> dict[GraphName, Graph]:
        """`target` and `render`; see `train.methods.carrier.graphs`."""
        encoder, decoder = networks["encoder"], networks["decoder"]
        carrier = Carrier(self.kind)
        return graphs(carrier, encoder, decoder, self.levels, self.condition, self.reading)

    def _manifest(self, paper: str, adapted: str) -> dict[str, Any]:
        return warp.shared_facts() | {
            "name": self.name,
            "method": self.name,
            "summary": self.summary,
            "paper": paper,
            "fidelity": "adapted",
            "adapted": adapted,
            "precision": "Coordinates, softmax, grids and statistics stay FP32; convolutions "
            "need not.",
        }


def close_up(window: Window, driven: Tensor) -> Tensor:
    """Points around the mouth [B, CLOSE_UP_PIXELS², 2], in shares of the window's side."""
    middle = driven[:, list(MOUTH), :2].float().mean(1, keepdim=True)
    points = window_points(middle, torch.full_like(middle, CLOSE_UP), CLOSE_UP_PIXELS)
    return (points - window.centre) / window.span + 0.5
