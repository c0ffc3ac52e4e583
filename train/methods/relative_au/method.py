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
from train.data.batch import Batch, strangers
from train.data.recipe import Recipe
from train.methods.carrier.carrier import GUIDES
from train.methods.carrier.game import UnitsGame
from train.methods.carrier.method import PAIRED
from train.methods.method import Graph, Networks, Phase, Step, Terms
from train.methods.relative_au.networks import LEVELS, Decoder, Encoder
from train.networks.au_discriminator import AuDiscriminator
from train.networks.losses import total_variation
from train.networks.shared import drawn, mean

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


class RelativeAu(UnitsGame):
    """The method; see `train.methods.method.Method`.

    Args:
        carrier: see `train.methods.carrier.carrier.Kind`.
        width: d, channels at full size; 16, the paper's is 64.
        condition: "film" or "concat".
        fusion: whether skips are fused across scales (MSF).
        relative: whether v is wanted − now; else wanted alone, for comparison, and not exported.
        cross: one sample in so many is also moved by a stranger.
        adversarial_from: step from which the discriminator plays along.
    """

    name = "relative_au"
    summary = "Redraws the face by how far each action unit has changed (Ling et al. 2020)."
    levels = LEVELS
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
        super().__init__(carrier, cross, adversarial_from)
        if condition not in ("film", "concat"):
            raise InputError(f"A condition cannot enter by {condition}.", "Known: film, concat.")
        self._width, self._way, self._fusion = width, condition, fusion
        self._relative = relative

    def build(self) -> dict[str, nn.Module]:
        """Encoder, decoder and discriminator."""
        guides = 0 if self.kind == "none" else GUIDES
        return {
            "encoder": Encoder(self._width),
            "decoder": Decoder(self._width, guides, self._way, self._fusion),  # type: ignore[arg-type]
            "discriminator": AuDiscriminator(),
        }

    def phases(self) -> tuple[Phase, ...]:
        """The generator, then its game."""
        generator = Phase("generator", self.generator, self._generator_losses)
        return generator, *self._game_phases()

    def _generator_losses(self, step: Step) -> Terms:
        """Pairs, then strangers."""
        batch, networks = step.batch, step.networks
        portrait = self.portrait(networks, batch.target_image, batch.target_landmarks)
        wanted = self._wanted(batch, _noisy(batch.action_units, NOW_NOISE))
        terms = self.paired_terms(step, self.show(networks, portrait, batch.landmarks, wanted))
        crossed = self._cross(networks, batch, portrait)
        step.keep({"fake": crossed.shown.seen})
        terms |= self._cross_terms(step, crossed)
        if step.weighs("tv"):
            terms |= total_variation(crossed.shown.window.rgb)
        if step.weighs("unmoved"):
            few = crossed.portrait
            still = self._wanted(batch, torch.zeros_like(crossed.change))
            rest = self.show(networks, few, few.landmarks, still)
            own = self.carrier.own_window(few.image, few.landmarks)
            terms["unmoved"] = mean((rest.window.rgb - own).abs())
        return terms

    def _change(self, batch: Batch) -> Tensor:
        """The strangers', as a little more or less."""
        return _noisy(super()._change(batch), WANTED_NOISE)

    def _wanted(self, batch: Batch, change: Tensor) -> Tensor:
        """The condition of a change: itself, or what then is wanted."""
        return change if self._relative else self._shall(batch, change)

    def _back(self, batch: Batch, change: Tensor) -> Tensor:
        """The condition that undoes it."""
        return self._wanted(batch, -change if self._relative else torch.zeros_like(change))

    def samples(self, networks: Networks, batch: Batch) -> dict[str, Tensor]:
        """A pair in all its stages, and the portrait moved by the stranger."""
        portrait = self.portrait(networks, batch.target_image, batch.target_landmarks)
        wanted = self._wanted(batch, batch.action_units)
        shown = self.show(networks, portrait, batch.landmarks, wanted)
        theirs = self._wanted(batch, strangers(batch.action_units))
        crossed = self.show(networks, portrait, batch.cross_landmarks, theirs)
        return self._pair_and_stranger(batch, shown, crossed)

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
    return units + amount * (2 * drawn(torch.rand, *units.shape, device=units.device) - 1)
