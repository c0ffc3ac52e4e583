"""`aip_gan`: an attended driver's expression in an attended portrait's identity.

Ali, Hughes: "An Efficient Integration of Disentangled Attended Expression and Identity Features
For Facial Expression Transfer and Synthesis" (AIP-GAN), 2020, arXiv 2005.00499. Its abstract is all
that was read: every form and every number here is our own.

From the abstract: an expression encoder whose spatial and channel attention landmarks supervise
(term `heat_maps`), an identity encoder whose attention supervises itself by a picture of intrinsic
shape and appearance (`intrinsic`), and bilinear pooling across the two encoders into the decoder's
features (`networks.py`). `attention=false` and `bilinear=false` take these away.

Ours: a carrier below it (`carrier=none` takes it away); expression as tokens, used relative to
rest and laid down at the driven landmarks; a head that tells action units from them (`units`); a
driver in disguise in training; pairs with a truth beside strangers without; tokens read again off
what was drawn (`tokens`); likeness by SFace (`identity`); a patch adversary that sees the warp
besides (`adversarial`); and all weights.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

import torch
from torch import Tensor, nn
from torch.func import functional_call

from engines.contract import GraphName
from rtxfer.errors import InputError
from train.data.batch import Batch, strangers
from train.data.recipe import Recipe
from train.methods.aip_gan.expression import (
    CHANNELS,
    AllTokensHead,
    ExpressionEncoder,
    Seen,
    seen_in,
)
from train.methods.aip_gan.face_nodes import FaceNodes
from train.methods.aip_gan.graphs import graphs
from train.methods.aip_gan.identity import LEVELS, IdentityEncoder, Intrinsic, IntrinsicHead
from train.methods.aip_gan.networks import Decoder
from train.methods.carrier.carrier import GUIDES, PIXELS, Carrier
from train.methods.carrier.method import PAIRED, CarriedMethod, Portrait, Shown
from train.methods.method import Graph, Networks, Phase, Step, Terms
from train.networks.disguise import Disguise
from train.networks.losses import (
    PatchDiscriminator,
    discriminator_loss,
    generator_loss,
    trusted,
)
from train.networks.shared import drawn, first_of, mean
from train.networks.windows import sample

UNREAD: Final = 0.15
"""How often the driver of a training sample is not read: a neutral may be without a code."""

DISCRIMINATOR: Final = 2e-4
"""Its learning rate."""

PAPER: Final = (
    "Ali, Hughes, An Efficient Integration of Disentangled Attended Expression and Identity "
    "Features For Facial Expression Transfer and Synthesis, 2020, arXiv 2005.00499"
)
ADAPTED: Final = (
    "from the abstract alone; a carrier of landmarks below the network; expression as 24 tokens, "
    "relative to rest, laid at the driven landmarks; the intrinsic picture is the portrait warped "
    "to its own neutral shape; factorised pooling with a residual; pairs with a truth, LPIPS and "
    "SFace in training"
)


class Told(NamedTuple):
    """What a batch's drivers tell, and how they were seen.

    Attributes:
        change: of their tokens since rest, [B, C, N, 1]; where a driver was not read it is 0.
        own: the portraits' tokens, likewise.
        faces: all tokens that were read: of the portraits, of the drivers at rest, of the drivers,
            [3 B, C, N, 1].
        read: which drivers were, [B, 1, 1, 1], 0 or 1.
        maps: heat maps of all windows that were read, [M, 68, s, s]; None without attention.
        places: of the landmarks in these, [M, 478, 2], shares of the window's side.
    """

    change: Tensor
    own: Tensor
    faces: Tensor
    read: Tensor
    maps: Tensor | None
    places: Tensor

    def pairs(self) -> Tensor:
        """The decoder's condition where each portrait is moved by its own driver."""
        return torch.cat([self.change, self.own], 1)

    def strangers(self, count: int) -> Tensor:
        """The same, of the first ones, where it is their stranger."""
        return torch.cat([strangers(self.change), self.own], 1)[:count]


class AipGan(CarriedMethod):
    """The method; see `train.methods.method.Method`.

    Args:
        carrier: see `train.methods.carrier.carrier.Kind`.
        width: d, channels at half the window's size.
        attention: whether the encoders attend; without it nothing supervises them either.
        bilinear: whether features are multiplied; else concatenated.
        cross: one sample in so many is also moved by a stranger.
        patches: channels of the discriminator's first layer.
        adversarial_from: step from which the discriminator plays along.
    """

    name = "aip_gan"
    summary = "Draws expression and identity, each attended for itself (Ali and Hughes 2020)."
    generator = ("encoder", "decoder", "expression")
    levels = LEVELS
    condition = "code"
    recipe = Recipe(
        frozenset({
            *("blendshapes", "absolute_blendshapes", "cross_landmarks"),
            *("absolute_action_units", "target_action_units"),
            *("valid", "mouth", "eyes"),
        })
    )  # fmt: skip
    weights: Mapping[str, float] = {
        **PAIRED,
        "identity": 0.6,
        "adversarial": 0.05,
        "units": 1.0,
        "tokens": 1.0,
        "heat_maps": 10.0,
        "intrinsic": 5.0,
    }
    presets: Mapping[str, Sequence[str]] = {
        "smoke": ("size=256", "mix.pairs=1", "method.adversarial_from=10"),
        "cpu": (
            *("mix.pairs=1", "learning_rate=4e-4", "betas=0.5,0.999", "method.cross=4"),
            "method.adversarial_from=1000",
        ),
        "gpu": ("mix.pairs=1", "learning_rate=2e-4", "betas=0.5,0.999"),
    }

    def __init__(
        self,
        carrier: str = "face",
        width: int = 24,
        attention: bool = True,
        bilinear: bool = True,
        cross: int = 2,
        patches: int = 32,
        adversarial_from: int = 1000,
    ) -> None:
        super().__init__(carrier)
        if cross < 1:
            raise InputError(f"One sample in {cross} cannot be moved by a stranger.", "Take 1 up.")
        self._width, self._attention, self._bilinear = width, attention, bilinear
        self._every, self._patches, self._from = cross, patches, adversarial_from
        self._nodes, self._intrinsic = FaceNodes(), Intrinsic()

    def build(self) -> dict[str, nn.Module]:
        """The three networks of the generator, the adversary, who tells units from tokens, and who
        draws intrinsic pictures."""
        guides = 0 if self.kind == "none" else GUIDES
        built: dict[str, nn.Module] = {
            "encoder": IdentityEncoder(self._width, self._attention),
            "decoder": Decoder(self._width, 2 * CHANNELS, guides, self._bilinear),
            "expression": ExpressionEncoder(self._width, self._attention),
            "discriminator": PatchDiscriminator(3 + 3, self._patches, depth=3),
            "head": AllTokensHead(),
        }
        return built | ({"intrinsic": IntrinsicHead(self._width)} if self._attention else {})

    def phases(self) -> tuple[Phase, ...]:
        """The generator, then the discriminator on what that drew."""
        learning = (*self.generator, "head", *(("intrinsic",) if self._attention else ()))
        return (
            Phase("generator", learning, self._generator_losses),
            Phase("discriminator", ("discriminator",), self._discriminator_losses,
                  DISCRIMINATOR, exact=True),
        )  # fmt: skip

    def show(
        self, networks: Networks, portrait: Portrait, driven: Tensor, condition: Tensor
    ) -> Shown:
        """See `CarriedMethod.show`; the condition is tokens, [B, 2 C, N, 1]."""
        self._to(driven.device)
        window = self.carrier.place(portrait.landmarks, driven)
        laid = self._nodes.laid(condition, driven, *window)
        return super().show(networks, portrait, driven, laid)

    def _to(self, device: torch.device) -> None:
        for part in (self.carrier, self._nodes, self._intrinsic):
            part.to(device)

    def _told(self, networks: Networks, batch: Batch) -> Told:
        """Tokens of portraits and drivers. A driver is the truth; its rest is the portrait, and
        in training both are in one disguise, and sometimes not read."""
        self._to(batch.image.device)
        reader, count = networks["expression"], len(batch)
        assert isinstance(reader, ExpressionEncoder)
        pictures = torch.cat([batch.target_image, batch.image])
        faces = torch.cat([batch.target_landmarks, batch.landmarks])
        plain = seen_in(self.carrier, batch.target_image, batch.target_landmarks)
        disguise, read = None, torch.ones(count, 1, 1, 1, device=batch.image.device)
        if reader.training:
            disguise = Disguise.drawn(count, 2, batch.image.device, PIXELS)
            read = (drawn(torch.rand, count, 1, 1, 1, device=read.device) > UNREAD).float()
        drivers = seen_in(self.carrier, pictures, faces, disguise)
        seen = Seen(*(torch.cat(part) for part in zip(plain, drivers, strict=True)))
        tokens, maps = reader.read(seen.window)
        own, rest, now = tokens.chunk(3)
        return Told((now - rest) * read, own, tokens, read, maps, seen.places)

    def _generator_losses(self, step: Step) -> Terms:
        """Pairs, then strangers, then what teaches either encoder to attend."""
        batch, networks = step.batch, step.networks
        told = self._told(networks, batch)
        portrait = self.portrait(networks, batch.target_image, batch.target_landmarks)
        shown = self.show(networks, portrait, batch.landmarks, told.pairs())
        terms = self.paired_terms(step, shown)
        few = portrait.first(first_of(len(batch), self._every))
        count = len(few.image)
        crossed = self.show(networks, few, batch.cross_landmarks[:count], told.strangers(count))
        terms |= self.likeness(step, few, crossed)
        if step.number >= self._from and step.weighs("adversarial"):
            terms |= self._fooled(step, shown, crossed)
        if step.weighs("units"):
            units = batch.target_action_units
            units = torch.cat([units, units, batch.absolute_action_units])
            head = networks["head"]
            assert isinstance(head, AllTokensHead)
            terms["units"] = head.loss(told.faces, units, count=True)
        if step.weighs("tokens"):
            terms |= _told_again(networks["expression"], crossed, told)
        if told.maps is not None and step.weighs("heat_maps"):
            truth = self._nodes.heat_maps(told.places)
            terms["heat_maps"] = (told.maps - truth).square().mean()
        if self._attention and step.weighs("intrinsic"):
            drawn = networks["intrinsic"](portrait.features)
            terms["intrinsic"] = (drawn.float() - self._at_rest(batch)).abs().mean()
        return terms

    def _fooled(self, step: Step, shown: Shown, crossed: Shown) -> Terms:
        """`adversarial`, of pairs and strangers; both are left for the discriminator."""
        batch, window = step.batch, shown.window
        truth, valid = (sample(p, window.points, PIXELS) for p in (batch.image, batch.valid))
        seen = trusted(shown.seen, truth, valid)
        real = torch.cat([truth, shown.warped], 1)
        fakes = [torch.cat([seen, shown.warped], 1), torch.cat([crossed.seen, crossed.warped], 1)]
        step.keep({"real": real, "fake": torch.cat(fakes)})
        return generator_loss(step.networks["discriminator"](fake) for fake in fakes)

    def _discriminator_losses(self, step: Step) -> Terms:
        """Real windows against drawn ones; nothing where the generator was not held to it."""
        if "fake" not in step.kept:
            return {}
        network = step.networks["discriminator"]
        return discriminator_loss(network(step.kept["real"]), network(step.kept["fake"]))

    def _at_rest(self, batch: Batch) -> Tensor:
        """Intrinsic pictures of the portraits."""
        shapes = batch.absolute_blendshapes - batch.blendshapes
        rest: Tensor = self._intrinsic(
            self.carrier, batch.target_image, batch.target_landmarks, shapes
        )
        return rest

    def samples(self, networks: Networks, batch: Batch) -> dict[str, Tensor]:
        """A pair in all its stages, where the encoders look, and the portrait moved by the next
        sample's person."""
        told = self._told(networks, batch)
        portrait = self.portrait(networks, batch.target_image, batch.target_landmarks)
        shown = self.show(networks, portrait, batch.landmarks, told.pairs())
        crossed = self.show(networks, portrait, batch.cross_landmarks, told.strangers(len(batch)))
        pictures = self.pictures(batch, shown)
        if told.maps is not None:
            pictures |= self._looks(networks, batch, told.maps)
            pictures["intrinsic"] = networks["intrinsic"](portrait.features)
            pictures["at rest"] = self._at_rest(batch)
        stranger = self.carrier.own_window(strangers(batch.image), strangers(batch.landmarks))
        return pictures | {"stranger": stranger, "moved by": crossed.seen}

    def _looks(self, networks: Networks, batch: Batch, maps: Tensor) -> dict[str, Tensor]:
        """Where the expression encoder looks in the driver, and the identity encoder, at a
        quarter of the size, in the portrait."""
        own = self.carrier.own_window(batch.target_image, batch.target_landmarks)
        encoder = networks["encoder"]
        assert isinstance(encoder, IdentityEncoder)
        return {
            "heat maps": maps[-len(batch) :].amax(1, keepdim=True),
            "attention": encoder.attended(own)[1][1] / 2,
        }

    def manifest(self) -> dict[str, Any]:
        """What the method knows of the bundle."""
        return self._manifest(PAPER, ADAPTED)

    def graphs(self, networks: Networks) -> dict[GraphName, Graph]:
        """See `train.methods.aip_gan.graphs`."""
        return graphs(Carrier(self.kind), networks)


def _told_again(reader: nn.Module, crossed: Shown, told: Told) -> Terms:
    """`tokens`: what was drawn tells what it was asked to. The reader itself does not learn from
    this: it would only have to tell the same of all faces."""
    still = {name: value.detach() for name, value in reader.state_dict(keep_vars=True).items()}
    found = functional_call(reader, still, (crossed.seen,))
    count = len(found)
    asked = (told.own + strangers(told.change))[:count].detach()
    read = strangers(told.read)[:count]  # of an unread driver nothing was asked
    return {"tokens": mean((found - asked).abs() * read)}
