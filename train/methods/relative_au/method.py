"""`relative_au`: edit an expression by how far each action unit shall change.

Ling, Xue, Song, Yang, Xie, Gu: "Toward Fine-grained Facial Expression Manipulation", ECCV 2020.
What a driver's units are does not matter, only what they have changed by: v = wanted − now. No
change gives the input back, so a network need not learn what it shall leave alone.

The paper's: the generator (`networks.py`), its fusion of scales, relative units, a discriminator
with a head for units, the Wasserstein game with its penalty as a step of its own, and a generator
that is descended every n-th step (`--set phases.generator.every=4`). Its losses are the terms
`cross/adversarial`, `cross/units`, `cross/cycle` (back again by −v), `unmoved` (v = 0) and `tv`.

Ours: a carrier below it (`carrier=none` takes it away), FiLM in place of planes
(`condition=concat`), 41 units with sides in place of OpenFace's 17, pairs of one person with a
truth beside strangers without, and likeness by SFace. Weights are the paper's ratios at an L1 of 4.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import torch
from torch import Tensor, nn

from engines.contract import GraphName
from rtxfer.errors import InputError
from train.data.batch import Batch
from train.data.recipe import Recipe
from train.methods.carrier.carrier import GUIDES, PIXELS
from train.methods.carrier.method import PAIRED, CarriedMethod, Portrait, Shown
from train.methods.method import Graph, Networks, Phase, Step, Terms
from train.methods.phase import straight_fall
from train.methods.relative_au.networks import LEVELS, Decoder, Encoder
from train.networks.au_discriminator import AuDiscriminator, gradient_penalty, wasserstein
from train.networks.losses import total_variation
from train.networks.windows import sample, window_points

NOW_NOISE: Final = 0.02
WANTED_NOISE: Final = 0.1
"""What is added to the units that a face shows and to those that it shall show, either way."""

PAPER: Final = (
    "Ling et al., Toward Fine-grained Facial Expression Manipulation, ECCV 2020, arXiv 2004.03132"
)
ADAPTED: Final = (
    "a carrier of landmarks below the network; FiLM without biases in place of condition planes; "
    "repeated pixels and a convolution in place of transposed ones; a bottleneck of 8 d; 41 units "
    "with sides; pairs with a truth, LPIPS and SFace in training"
)


class RelativeAu(CarriedMethod):
    """The method; see `train.methods.method.Method`.

    Args:
        carrier: see `train.methods.carrier.carrier.Kind`.
        width: d, channels at full size; 16, the paper's is 64.
        condition: "film" or "concat".
        fusion: whether skips are fused across scales (MSF).
        relative: whether v is wanted − now; else wanted alone, for comparison, and not exported.
        cross: one sample in so many is also moved by the next one's person.
        adversarial_from: step from which the discriminator plays along.
    """

    name = "relative_au"
    levels = LEVELS
    condition = "action_units"
    recipe = Recipe(
        frozenset({
            *("action_units", "absolute_action_units", "target_action_units"),
            *("valid", "mouth", "eyes", "cross_landmarks"),
        })
    )  # fmt: skip
    weights: Mapping[str, float] = {
        **PAIRED,
        "unmoved": 4.0,
        "cross/adversarial": 0.1,
        "cross/units": 20.0,
        "cross/cycle": 4.0,
        "tv": 0.05,
        "identity": 0.6,
        "discriminator/units": 150.0,
        "penalty/penalty": 10.0,
    }
    presets: Mapping[str, Sequence[str]] = {
        "smoke": ("size=256", "mix.pairs=1"),
        # Back again and v = 0 cost as much as all else, and gates hold most of it already.
        "cpu": (
            *("mix.pairs=1", "learning_rate=4e-4", "betas=0.5,0.999", "weights.cross/cycle=0"),
            *("weights.unmoved=0", "weights.tv=0", "method.cross=4", "method.adversarial_from=400"),
        ),
        "gpu": ("mix.pairs=1", "learning_rate=2e-4", "betas=0.5,0.999"),
    }

    def __init__(
        self,
        carrier: str = "face",
        width: int = 16,
        condition: str = "film",
        fusion: bool = True,
        relative: bool = True,
        cross: int = 2,
        adversarial_from: int = 0,
    ) -> None:
        super().__init__(carrier)
        if condition not in ("film", "concat"):
            raise InputError(f"A condition cannot enter by {condition}.", "Known: film, concat.")
        self._width, self._way, self._fusion = width, condition, fusion
        self._relative, self._every, self._from = relative, cross, adversarial_from

    def build(self) -> dict[str, nn.Module]:
        """Encoder, decoder and discriminator."""
        guides = 0 if self.kind == "none" else GUIDES
        return {
            "encoder": Encoder(self._width),
            "decoder": Decoder(self._width, guides, self._way, self._fusion),  # type: ignore[arg-type]
            "discriminator": AuDiscriminator(),
        }

    def phases(self) -> tuple[Phase, ...]:
        """The generator, the discriminator on what that drew, and its penalty alone."""
        told = ("discriminator",)
        return (
            Phase("generator", self.generator, self._generator_losses),
            Phase("discriminator", told, self._discriminator_losses, 1e-4, (0.5, 0.999),
                  schedule=straight_fall(0.6, 0.1), exact=True),
            Phase("penalty", told, self._penalty, 1e-4, (0.5, 0.999),
                  schedule=straight_fall(0.6, 0.1), exact=True, optimiser="discriminator"),
        )  # fmt: skip

    def _generator_losses(self, step: Step) -> Terms:
        """Pairs, then strangers."""
        batch, networks = step.batch, step.networks
        portrait = self.portrait(networks, batch.target_image, batch.target_landmarks)
        wanted = self._wanted(batch, _noisy(batch.action_units, NOW_NOISE))
        terms = self.paired_terms(step, self.show(networks, portrait, batch.landmarks, wanted))
        few = portrait.first(-(-len(batch) // self._every))
        change = self._cross_units(batch)[: len(few.image)]
        wanted = self._wanted(batch, change)
        crossed = self.show(networks, few, batch.cross_landmarks[: len(change)], wanted)
        step.keep({"fake": crossed.seen})
        terms |= self.likeness(step, few, crossed)
        if step.number >= self._from and step.weighs("cross/adversarial", "cross/units"):
            realness, units = networks["discriminator"](crossed.seen)
            terms["cross/adversarial"] = -realness.mean()
            shall = (batch.target_action_units[: len(change)] + change).clamp(0, 1)
            terms["cross/units"] = (units - shall).square().mean()
        if step.weighs("tv"):
            terms |= total_variation(crossed.window.rgb)
        if step.weighs("cross/cycle"):
            terms |= self._cycle(step, few, crossed, change)
        if step.weighs("unmoved"):
            still = self._still(batch, few)
            rest = self.show(networks, few, few.landmarks, still)
            own = self.carrier.own_window(few.image, few.landmarks)
            terms["unmoved"] = (rest.window.rgb - own).abs().mean()
        return terms

    def _cycle(self, step: Step, portrait: Portrait, crossed: Shown, change: Tensor) -> Terms:
        """`cross/cycle`: moved back by −v, the portrait is there again."""
        there = self.portrait(step.networks, self.whole(portrait, crossed), crossed.driven[..., :3])
        back = self._wanted(step.batch, -change)
        again = self.show(step.networks, there, portrait.landmarks, back)
        own = self.carrier.own_window(portrait.image, portrait.landmarks)
        return {"cross/cycle": (again.seen - own).abs().mean()}

    def _discriminator_losses(self, step: Step) -> Terms:
        """Real windows against drawn ones; units are told of real ones alone, from the start."""
        network, batch = step.networks["discriminator"], step.batch
        real = self._real(batch)
        realness, units = network(real)
        terms = {"units": (units - batch.absolute_action_units[: len(real)]).square().mean()}
        if step.number >= self._from:
            terms |= wasserstein(realness, network(self._fake(step))[0])
        return terms

    def _penalty(self, step: Step) -> Terms:
        """A step of its own, as in the authors' code."""
        if step.number < self._from:
            return {}
        fake = self._fake(step)
        real = self._real(step.batch)[: len(fake)]
        return gradient_penalty(step.networks["discriminator"], real, fake)

    def _real(self, batch: Batch) -> Tensor:
        """Windows of the truths."""
        return self.carrier.own_window(batch.image, batch.landmarks)

    @torch.no_grad()
    def _fake(self, step: Step) -> Tensor:
        """Windows of strangers' portraits: those of this step's generator, or made anew."""
        if "fake" not in step.kept:
            batch = step.batch
            portrait = self.portrait(step.networks, batch.target_image, batch.target_landmarks)
            few = portrait.first(-(-len(batch) // self._every))
            change = self._cross_units(batch)[: len(few.image)]
            driven = batch.cross_landmarks[: len(change)]
            shown = self.show(step.networks, few, driven, self._wanted(batch, change))
            step.keep({"fake": shown.seen})
        return step.kept["fake"]

    def _cross_units(self, batch: Batch) -> Tensor:
        """By how much the next sample's person changed, as a little more or less."""
        return _noisy(batch.action_units.roll(-1, 0), WANTED_NOISE)

    def _wanted(self, batch: Batch, change: Tensor) -> Tensor:
        """The condition of a change: itself, or what then is wanted."""
        if self._relative:
            return change
        return (batch.target_action_units[: len(change)] + change).clamp(0, 1)

    def _still(self, batch: Batch, portrait: Portrait) -> Tensor:
        count = len(portrait.image)
        return self._wanted(batch, torch.zeros_like(batch.action_units[:count]))

    def samples(self, networks: Networks, batch: Batch) -> dict[str, Tensor]:
        """A pair in all its stages, and the portrait moved by the next sample's person."""
        portrait = self.portrait(networks, batch.target_image, batch.target_landmarks)
        wanted = self._wanted(batch, batch.action_units)
        shown = self.show(networks, portrait, batch.landmarks, wanted)
        theirs = self._wanted(batch, batch.action_units.roll(-1, 0))
        crossed = self.show(networks, portrait, batch.cross_landmarks, theirs)
        driver = sample(batch.image.roll(-1, 0), _window_of(crossed), PIXELS)
        return self.pictures(batch, shown) | {"stranger": driver, "moved by": crossed.seen}

    def manifest(self) -> dict[str, Any]:
        """What the method knows of the bundle."""
        return self._manifest(PAPER, ADAPTED)

    def graphs(self, networks: Networks) -> dict[GraphName, Graph]:
        """See `train.methods.carrier.graphs`.

        Raises:
            InputError: its condition is absolute, which the contract does not have.
        """
        if not self._relative:
            raise InputError("Absolute units are for comparison only and are not exported.")
        return super().graphs(networks)


def _noisy(units: Tensor, amount: float) -> Tensor:
    return units + amount * (2 * torch.rand_like(units) - 1)


def _window_of(shown: Shown) -> Tensor:
    return window_points(shown.window.centre, shown.window.span, PIXELS)
