"""`eet`: tell what a face does from what it is, and swap what two faces do.

Shao et al.: "Explicit Facial Expression Transfer via Fine-Grained Representations", IEEE TIP 30,
2021. Two unpaired pictures go in and come out with their expressions swapped; nothing else guides
it at run time. Only the abstract could be read, and code of the same group for another paper.

From the abstract: features that are AU-related (r) and AU-free (f), parted by an adversary by
classes (term `free`, phase `guesser`); new pictures of one's f and the other's r; pictures put
together again of their own parts (`self`); and swap consistency: what was swapped cannot be told
from these (`swap`, phase `discriminator`).
From the same group's code: units told from r, weighted by 1 / occurrence (`units`); the errors of
the adversary by classes; the swap undone by a second one (`cycle`).

Our own: all networks' sizes; a carrier below (`carrier=none` takes it away); one token of r for
each of 41 units; r as FiLM; a driver's change since rest in place of what the driver's face shows
(`relative=false` swaps outright, as published); drivers in disguise, so that r does not tell who
it is (`disguise=false`); units read again off what is drawn (`again/units`); pairs of one person
with a truth, and likeness by SFace.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, cast

import torch
from torch import Tensor, nn

from engines.contract import GraphName
from train.data.batch import Batch, strangers
from train.data.recipe import Recipe
from train.methods.carrier.carrier import GUIDES, PIXELS, Carrier
from train.methods.carrier.method import PAIRED, CarriedMethod, Portrait, Shown
from train.methods.eet.graphs import graphs
from train.methods.eet.networks import Decoder, Encoder, OwnTokenHead, UnitGuesser
from train.methods.eet.swap import Driver, Face, Swap, both_ways, held, one_way
from train.methods.method import Graph, Networks, Phase, Step, Terms
from train.networks.disguise import Disguise
from train.networks.losses import PatchDiscriminator, discriminator_loss, generator_loss
from train.networks.shared import drawn, first_of, mean

UNREAD: Final = 0.15
"""How often the driver of a pair is not read: a neutral may be without a code. Landmarks then
say what there is to say."""

LEAST: Final = 0.1
"""Of the adversary by classes, at the first step: f must be worth something before it may lose."""

GUESSER: Final = 1e-3
"""Learning rate of the adversary by classes. At that of the other it lagged behind: it was fooled
while a fresh probe still told .64 of what the picture tells."""

DISCRIMINATOR: Final = 2e-4
"""Learning rate of the discriminator of swaps."""

PAPER: Final = (
    "Shao et al., Explicit Facial Expression Transfer via Fine-Grained Representations, "
    "IEEE TIP 30 (2021), arXiv 1909.02967"
)
ADAPTED: Final = (
    "networks of our own sizes; a carrier of landmarks below; a token for each of 41 units, which "
    "enter by FiLM; the driver's change since rest in place of the whole expression; drivers in "
    "disguise; pairs with a truth, LPIPS and SFace in training"
)


class Eet(CarriedMethod):
    """The method; see `train.methods.method.Method`.

    Args:
        carrier: see `train.methods.carrier.carrier.Kind`.
        width: d, channels at full size.
        relative: whether a portrait takes on how the driver's code changed; else, in training, the
            driver's code itself, as published.
        disguise: whether drivers are seen in disguise in training.
        cross: one sample in so many also swaps with a stranger.
        ramp: steps over which the adversary by classes comes to its full weight.
        adversarial_from: step from which the discriminator of swaps plays along.
    """

    name = "eet"
    summary = "Draws the expression as it is read off the driver's picture (Shao et al. 2021)."
    recipe = Recipe(
        frozenset({
            *("action_units", "absolute_action_units", "target_action_units"),
            *("valid", "mouth", "eyes", "cross_landmarks"),
        })
    )  # fmt: skip
    weights: Mapping[str, float] = {
        **PAIRED,
        "units": 1.0,
        "again/units": 1.0,
        "free": 1.0,
        "self": 4.0,
        "cycle": 4.0,
        "swap": 0.1,
        "identity": 0.6,
    }
    presets: Mapping[str, Sequence[str]] = {
        "smoke": ("size=256", "mix.pairs=1"),
        # The second swap costs as much as all else.
        "cpu": (
            *("mix.pairs=1", "learning_rate=4e-4", "betas=0.5,0.999", "weights.cycle=0"),
            *("method.cross=4", "method.adversarial_from=400"),
        ),
        "gpu": ("mix.pairs=1", "learning_rate=2e-4", "betas=0.5,0.999"),
    }

    def __init__(
        self,
        carrier: str = "face",
        width: int = 24,
        relative: bool = True,
        disguise: bool = True,
        cross: int = 2,
        ramp: int = 2000,
        adversarial_from: int = 0,
    ) -> None:
        super().__init__(carrier)
        self._width, self._relative, self._disguise = width, relative, disguise
        self._every, self._ramp, self._from = cross, ramp, adversarial_from

    def build(self) -> dict[str, nn.Module]:
        """Encoder and decoder, the head for units beside them, and two adversaries."""
        guides = 0 if self.kind == "none" else GUIDES
        return {
            "encoder": Encoder(self._width),
            "decoder": Decoder(self._width, guides),
            "head": OwnTokenHead(),
            "guesser": UnitGuesser(self._width),
            "discriminator": PatchDiscriminator(3, 4 * self._width // 3, depth=3),
        }

    def phases(self) -> tuple[Phase, ...]:
        """The generator, then its adversaries on what it left; without it they rest."""
        learning = (*self.generator, "head")
        return (
            Phase("generator", learning, self._generator_losses),
            Phase("guesser", ("guesser",), self._guesser_losses, GUESSER, exact=True),
            Phase("discriminator", ("discriminator",), self._discriminator_losses, DISCRIMINATOR,
                  exact=True),
        )  # fmt: skip

    def _generator_losses(self, step: Step) -> Terms:
        """Codes, pairs, then strangers."""
        batch, networks = step.batch, step.networks
        own = self._face(networks, batch.target_image, batch.target_landmarks)
        driver = self._driver(networks, batch, own)
        terms = self._parted(step, own, driver)
        asked = self._asked(own.code, driver)
        if self._relative and self.kind != "none":
            read = drawn(torch.rand, len(batch), 1, 1, 1, device=asked.device) > UNREAD
            asked = torch.where(read, asked, own.code)
        terms |= self.paired_terms(step, self.show(networks, own.portrait, batch.landmarks, asked))
        return terms | self._strangers(step, own, driver)

    def _parted(self, step: Step, own: Face, driver: Driver) -> Terms:
        """`units`: r tells them; `free`: f does not."""
        batch, networks, terms = step.batch, step.networks, Terms()
        (free,) = own.portrait.features
        step.keep({"free": free})
        if step.weighs("units"):
            resting = batch.target_action_units
            codes = torch.cat([own.code, driver.rest, driver.now])
            units = torch.cat([resting, resting, batch.absolute_action_units])
            terms["units"] = _head(networks).loss(codes, units, count=True)
        if step.weighs("free"):
            share = LEAST + (1 - LEAST) * min(1.0, step.number / max(self._ramp, 1))
            terms["free"] = share * _guesser(networks).untold(free)
        return terms

    def _strangers(self, step: Step, own: Face, driver: Driver) -> Terms:
        """Swaps, to which there is no truth: `identity`, `again/units`, `self`, `swap`, `cycle`."""
        networks = step.networks
        count = first_of(len(step.batch), self._every)
        both = self.kind == "none" or step.weighs("cycle")
        swap = self._swap(networks, step.batch, own, driver, count, both)
        shown = self._swapped(networks, swap)
        terms = self.likeness(step, swap.faces.portrait, shown)
        if step.weighs("again/units"):
            with held(networks["encoder"], networks["head"]):  # they might agree on secret signs
                code = _encoder(networks).code(shown.seen)
                terms["again/units"] = _head(networks).loss(code, swap.units)
        plays = step.number >= self._from and step.weighs("swap")
        if plays or step.weighs("self"):
            few = own.first(count)
            rest = self.show(networks, few.portrait, few.portrait.landmarks, few.code)
            window = self.carrier.own_window(few.portrait.image, few.portrait.landmarks)
            terms["self"] = mean((rest.window.rgb - window).abs())
        if plays:
            step.keep({"swapped": shown.seen, "rebuilt": rest.window.rgb})
            scores = networks["discriminator"](shown.seen)
            terms["swap"] = generator_loss(scores)["adversarial"]
        if step.weighs("cycle"):
            terms["cycle"] = self._cycle(networks, swap, shown)
        return terms

    def _cycle(self, networks: Networks, swap: Swap, shown: Shown) -> Tensor:
        """Swapped once more, each face is what it was."""
        portrait = swap.faces.portrait
        place = self.carrier.carried_landmarks(portrait.landmarks[..., :2], shown.driven[..., :2])
        free, code = networks["encoder"](shown.seen)
        there = Portrait(self.whole(portrait, shown), place, (free,))
        asked = self._asked(swap.rest, Driver(swap.partners(swap.rest), swap.partners(code)))
        again = self.show(networks, there, portrait.landmarks, asked)
        window = self.carrier.own_window(portrait.image, portrait.landmarks)
        return mean((again.seen - window).abs())

    def _guesser_losses(self, step: Step) -> Terms:
        """`told`: units from f. Where `free` weighs nothing this is only a probe."""
        if "free" not in step.kept:
            return {}
        guesser = _guesser(step.networks)
        return {"told": guesser.told(step.kept["free"].float(), step.batch.target_action_units)}

    def _discriminator_losses(self, step: Step) -> Terms:
        """What was swapped against what was only put together again."""
        if "swapped" not in step.kept:
            return {}
        network = step.networks["discriminator"]
        scores = (network(step.kept[name].float()) for name in ("rebuilt", "swapped"))
        return discriminator_loss(*scores)

    def _face(self, networks: Networks, image: Tensor, landmarks: Tensor) -> Face:
        """Crops [B, 3, S, S] and landmarks [B, 478, ≥2], encoded."""
        self.carrier.to(image.device)
        free, code = networks["encoder"](self.carrier.own_window(image, landmarks))
        return Face(Portrait(image, landmarks, (free,)), code)

    def _driver(self, networks: Networks, batch: Batch, own: Face) -> Driver:
        """The drivers' codes: those of the truths, which rest as the portraits do."""
        encoder = _encoder(networks)
        if not (self._disguise and encoder.training):
            now = self.carrier.own_window(batch.image, batch.landmarks)
            return Driver(own.code, encoder.code(now))
        disguise = Disguise.drawn(len(batch), 2, batch.image.device, PIXELS)
        pictures = torch.cat([batch.target_image, batch.image])
        faces = torch.cat([batch.target_landmarks, batch.landmarks])
        return Driver(*encoder.code(self.carrier.own_window(pictures, faces, disguise)).chunk(2))

    def _asked(self, own: Tensor, driver: Driver) -> Tensor:
        """The code that faces of the code `own` shall show."""
        return own + (driver.now - driver.rest) if self._relative else driver.now

    def _swap(
        self, networks: Networks, batch: Batch, own: Face, driver: Driver, count: int, both: bool
    ) -> Swap:
        """So many portraits with the stranger's driver."""
        if not both:
            return one_way(count, batch, own, driver, self._relative)
        pictures = (strangers(batch.image)[:count], strangers(batch.landmarks)[:count])
        theirs = self._face(networks, *pictures)
        return both_ways(count, batch, own, driver, theirs, self._relative)

    def _swapped(self, networks: Networks, swap: Swap) -> Shown:
        asked = self._asked(swap.rest, swap.giver)
        return self.show(networks, swap.faces.portrait, swap.driven, asked)

    def samples(self, networks: Networks, batch: Batch) -> dict[str, Tensor]:
        """A pair in all its stages, the stranger's driver, and the two swapped."""
        own = self._face(networks, batch.target_image, batch.target_landmarks)
        driver = self._driver(networks, batch, own)
        asked = self._asked(own.code, driver)
        shown = self.show(networks, own.portrait, batch.landmarks, asked)
        swap = self._swap(networks, batch, own, driver, len(batch), both=True)
        there, back = self._swapped(networks, swap).seen.chunk(2)
        b = swap.faces.portrait
        stranger = self.carrier.own_window(b.image, b.landmarks).chunk(2)[1]
        swapped = {"stranger": stranger, "moved by": there, "the other way": back}
        return self.pictures(batch, shown) | swapped

    def manifest(self) -> dict[str, Any]:
        """What the method knows of the bundle."""
        return self._manifest(PAPER, ADAPTED)

    def graphs(self, networks: Networks) -> dict[GraphName, Graph]:
        """See `train.methods.eet.graphs`."""
        decoder = cast(Decoder, networks["decoder"])
        return graphs(Carrier(self.kind), _encoder(networks), decoder)


def _encoder(networks: Networks) -> Encoder:
    return cast(Encoder, networks["encoder"])


def _head(networks: Networks) -> OwnTokenHead:
    return cast(OwnTokenHead, networks["head"])


def _guesser(networks: Networks) -> UnitGuesser:
    return cast(UnitGuesser, networks["guesser"])
