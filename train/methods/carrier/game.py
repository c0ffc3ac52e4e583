"""The game that methods driven by action units play where there is no truth.

A portrait is moved like a stranger, another sample's person. A discriminator looks at the window
that is drawn, says whether it is real, and tells units; moved back, the portrait must be there
again.

Source: Choi et al., "StarGAN", CVPR 2018, and those who followed with units in place of classes:
Pumarola et al., "GANimation", ECCV 2018; Ling et al., ECCV 2020.
"""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor

from train.data.batch import Batch, strangers
from train.methods.carrier.carrier import PIXELS
from train.methods.carrier.method import CarriedMethod, Portrait, Shown
from train.methods.method import Networks, Phase, Step, Terms
from train.methods.phase import straight_fall
from train.networks.au_discriminator import gradient_penalty, wasserstein
from train.networks.shared import first_of, mean
from train.networks.windows import sample, window_points


class Crossed(NamedTuple):
    """Portraits moved by strangers.

    Attributes:
        portrait: the few that are.
        change: of their action units, [n, 41].
        shown: what is drawn of them.
    """

    portrait: Portrait
    change: Tensor
    shown: Shown


class UnitsGame(CarriedMethod):
    """Half of a method; it has a network `discriminator`, see `AuDiscriminator`.

    Args:
        carrier: see `Kind`.
        cross: one sample in so many is also moved by a stranger.
        adversarial_from: step from which the discriminator plays along.
    """

    condition = "action_units"

    def __init__(self, carrier: str, cross: int, adversarial_from: int) -> None:
        super().__init__(carrier)
        self._every, self._from = cross, adversarial_from

    def _game_phases(self) -> tuple[Phase, ...]:
        """The discriminator on what the generator drew, and its penalty alone."""
        told = ("discriminator",)
        fall = straight_fall(0.6, 0.1)
        return (
            Phase("discriminator", told, self._discriminator_losses, 1e-4, (0.5, 0.999),
                  schedule=fall, exact=True),
            Phase("penalty", told, self._penalty, 1e-4, (0.5, 0.999),
                  schedule=fall, exact=True, optimiser="discriminator"),
        )  # fmt: skip

    def _change(self, batch: Batch) -> Tensor:
        """By how much the stranger changed its units, [B, 41]."""
        return strangers(batch.action_units)

    def _wanted(self, batch: Batch, change: Tensor) -> Tensor:
        """The decoder's condition of a change of the first samples."""
        return change

    def _back(self, batch: Batch, change: Tensor) -> Tensor:
        """The condition that undoes it."""
        return -change

    def _shall(self, batch: Batch, change: Tensor) -> Tensor:
        """What the discriminator shall tell of the first samples' portraits so changed."""
        return (batch.target_action_units[: len(change)] + change).clamp(0, 1)

    def _shows(self, batch: Batch) -> Tensor:
        """What it shall tell of the truths."""
        return batch.absolute_action_units

    def _apart(self, told: Tensor, shall: Tensor) -> Tensor:
        """How far what it tells is from what it shall tell."""
        return mean((told - shall).square())

    def _cross(self, networks: Networks, batch: Batch, portrait: Portrait) -> Crossed:
        """The first portraits moved by strangers."""
        few = portrait.first(first_of(len(batch), self._every))
        change = self._change(batch)[: len(few.image)]
        driven = batch.cross_landmarks[: len(change)]
        return Crossed(few, change, self.show(networks, few, driven, self._wanted(batch, change)))

    def _cross_terms(self, step: Step, crossed: Crossed) -> Terms:
        """`cross/adversarial`, `cross/units`, `cross/cycle` and `identity`."""
        shown = crossed.shown
        terms = self.likeness(step, crossed.portrait, shown)
        if step.number >= self._from and step.weighs("cross/adversarial", "cross/units"):
            realness, told = step.networks["discriminator"](shown.seen)
            terms["cross/adversarial"] = mean(-realness)
            terms["cross/units"] = self._apart(told, self._shall(step.batch, crossed.change))
        if step.weighs("cross/cycle"):
            terms |= self._cycle(step, crossed)
        return terms

    def _cycle(self, step: Step, crossed: Crossed) -> Terms:
        """`cross/cycle`: moved back, the portrait is there again."""
        portrait, change, shown = crossed
        # Its face lies where the carrier took it, which need not be where the motion wants it.
        lies = self.carrier.carried_landmarks(portrait.landmarks[..., :2], shown.driven[..., :2])
        there = self.portrait(step.networks, self.whole(portrait, shown), lies)
        back = self._back(step.batch, change)
        again = self.show(step.networks, there, portrait.landmarks, back)
        own = self.carrier.own_window(portrait.image, portrait.landmarks)
        return {"cross/cycle": mean((again.seen - own).abs())}

    def _discriminator_losses(self, step: Step) -> Terms:
        """Real windows against drawn ones; units are told of real ones alone, from the start."""
        network, batch = step.networks["discriminator"], step.batch
        realness, told = network(self._real(batch))
        terms = {"units": self._apart(told, self._shows(batch))}
        if step.number >= self._from:
            terms |= wasserstein(realness, network(self._fake(step))[0])
        return terms

    def _penalty(self, step: Step) -> Terms:
        """A step of its own, as in the code of Ling et al."""
        if step.number < self._from:
            return {}
        fake = self._fake(step)
        real = self._real(step.batch)[: len(fake)]
        return gradient_penalty(step.networks["discriminator"], real, fake, len(step.batch))

    def _real(self, batch: Batch) -> Tensor:
        """Windows of the truths."""
        return self.carrier.own_window(batch.image, batch.landmarks)

    @torch.no_grad()
    def _fake(self, step: Step) -> Tensor:
        """Windows of strangers' portraits: those of this step's generator, or made anew."""
        if "fake" not in step.kept:
            step.keep({"fake": self._cross_anew(step).shown.seen})
        return step.kept["fake"]

    def _cross_anew(self, step: Step) -> Crossed:
        """Portraits moved by strangers in a step without the generator."""
        batch = step.batch
        portrait = self.portrait(step.networks, batch.target_image, batch.target_landmarks)
        return self._cross(step.networks, batch, portrait)

    def _pair_and_stranger(self, batch: Batch, shown: Shown, crossed: Shown) -> dict[str, Tensor]:
        """Pictures by title: a pair in all its stages, the stranger, and the portrait
        moved by that."""
        window = crossed.window
        points = window_points(window.centre, window.span, PIXELS)
        driver = sample(strangers(batch.image), points, PIXELS)
        return self.pictures(batch, shown) | {"stranger": driver, "moved by": crossed.seen}
