"""`dense_geometry`: an expression is right when its depth and normals are.

Bodur, Bhattarai, Kim: "3D Dense Geometry-Guided Facial Expression Synthesis by Adversarial
Learning", WACV 2021. No code is public.

The paper's, from its abstract and the authors' page of data: depth and normals guide a generator of
expressions; drawn faces have no true depth, so a discriminator judges it (`depth`) and tells its
class (`classes`, of real depth `geometry/classes`); a regulariser keeps that discriminator from
being too sure (`geometry/confidence`). The eight classes of AffectNet and RaFD (`classes=8`).

Ours: the rest. Depth is read by the tracker's own network, frozen and differentiable, and shown
as UV maps (`geometry.py`); the paper ran a 3D reconstruction over two sets and cleaned up by hand.
Ours are the networks (`networks.py`), the hinge, maps without pose, `normals` as L1 where a pair
gives the truth, every weight, and a carrier below (`carrier=none` takes it away). The condition is
the change of 41 action units; the discriminator tells each in three bins, so that its confidence is
that of a distribution. Pictures play StarGAN's game (`train.methods.carrier.game`).

Not done: the paper's sets with their labels (see `classes.py` for what stands in for them), and its
clean-up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from torch import Tensor, nn
from torch.nn import functional

from rtxfer.errors import InputError
from rtxfer.face.action_units import ACTION_UNITS
from train.data.batch import Batch, strangers
from train.data.emotions import EMOTIONS
from train.data.recipe import Recipe
from train.methods.carrier.carrier import GUIDES
from train.methods.carrier.method import PAIRED
from train.methods.dense_geometry.classes import UnitsToClasses, labelled
from train.methods.dense_geometry.game import EDGES, GeometryGame
from train.methods.dense_geometry.networks import LEVELS, Decoder, Encoder, GeometryDiscriminator
from train.methods.method import Networks, Phase, Step, Terms
from train.methods.phase import straight_fall
from train.networks.au_discriminator import AuDiscriminator
from train.networks.shared import mean

PAPER: Final = (
    "Bodur et al., 3D Dense Geometry-Guided Facial Expression Synthesis by Adversarial Learning, "
    "WACV 2021, arXiv 2009.14798"
)
ADAPTED: Final = (
    "networks and weights are ours, after the abstract; a carrier of landmarks below the network; "
    "depth and normals of the tracker's landmarks in place of a 3D reconstruction's; the change of "
    "41 units with sides; pairs with a truth, LPIPS and SFace in training"
)
ADAPTED_CLASSES: Final = (
    "; eight classes, where a set has no labels by a network of emotions or a fixed table, in use "
    "read off action units by that table"
)

_CLASSES: Final = {"cross/units": 1.0, "discriminator/units": 1.0}
"""Of cross-entropies in place of squares."""


class DenseGeometry(GeometryGame):
    """The method; see `train.methods.method.Method`.

    Args:
        carrier: see `train.methods.carrier.carrier.Kind`.
        width: d, channels at full size; 24, StarGAN's is 64.
        classes: 0 for action units, 8 for the paper's classes.
        geometry: whether depth and normals are looked at; without, it is StarGAN's game alone.
        looked: one sample in so many is; the tracker costs more than all else does.
        cross: one sample in so many is also moved by a stranger.
        adversarial_from: step from which both discriminators play along.
    """

    name = "dense_geometry"
    summary = "Redraws the face by action units, taught by its depth (Bodur et al. 2021)."
    levels = LEVELS
    weights: Mapping[str, float] = {
        **PAIRED,
        "cross/adversarial": 0.1,
        "cross/units": 20.0,
        "cross/cycle": 4.0,
        "identity": 0.6,
        "depth": 0.1,
        "classes": 1.0,
        "normals": 1.0,
        "geometry/confidence": 0.1,
        "discriminator/units": 150.0,
        "penalty/penalty": 10.0,
    }
    presets: Mapping[str, Sequence[str]] = {
        "smoke": ("size=256", "mix.pairs=1"),
        # Back again costs a tracker's worth, and gates hold most of it already.
        "cpu": (
            *("mix.pairs=1", "learning_rate=4e-4", "betas=0.5,0.999", "weights.cross/cycle=0"),
            *("method.cross=4", "method.looked=3", "method.adversarial_from=400"),
        ),
        "gpu": ("mix.pairs=1", "learning_rate=2e-4", "betas=0.5,0.999", "method.looked=1"),
    }

    def __init__(
        self,
        carrier: str = "face",
        width: int = 24,
        classes: int = 0,
        geometry: bool = True,
        looked: int = 3,
        cross: int = 2,
        adversarial_from: int = 0,
    ) -> None:
        super().__init__(carrier, cross, adversarial_from, looked)
        if classes not in (0, len(EMOTIONS)):
            raise InputError(
                f"There are no {classes} classes.",
                f"classes=0 takes action units, classes={len(EMOTIONS)} emotions.",
            )
        self._width, self._classes = width, classes
        self._geometry = geometry
        if classes:
            self.weights = {**self.weights, **_CLASSES}
            self.reading = UnitsToClasses()
        units = ("action_units", "absolute_action_units", "target_action_units")
        seen = ("valid", "mouth", "eyes", "cross_landmarks")
        self.recipe = Recipe(frozenset({*units, *seen, *(("emotion",) if classes else ())}))

    def build(self) -> dict[str, nn.Module]:
        """Encoder, decoder, and the discriminators of pictures and of maps."""
        guides = 0 if self.kind == "none" else GUIDES
        told = self._classes or len(ACTION_UNITS)
        networks: dict[str, nn.Module] = {
            "encoder": Encoder(self._width),
            "decoder": Decoder(self._width, guides, told),
            "discriminator": AuDiscriminator(units=told),
        }
        if self._geometry:
            answers, bins = (1, told) if self._classes else (told, len(EDGES) + 1)
            usual = self._maps(self._maps.canonical)
            networks["geometry"] = GeometryDiscriminator(answers, bins, usual)
        return networks

    def phases(self) -> tuple[Phase, ...]:
        """The generator, its game, and the discriminator of maps."""
        generator = Phase("generator", self.generator, self._generator_losses)
        maps = Phase("geometry", ("geometry",), self._geometry_losses, 1e-4, (0.5, 0.999),
                     schedule=straight_fall(0.6, 0.1), exact=True)  # fmt: skip
        return generator, *self._game_phases(), *((maps,) if self._geometry else ())

    def _generator_losses(self, step: Step) -> Terms:
        """Pairs, then strangers."""
        batch, networks = step.batch, step.networks
        portrait = self.portrait(networks, batch.target_image, batch.target_landmarks)
        shown = self.show(networks, portrait, batch.landmarks, self._truth(batch))
        terms = self.paired_terms(step, shown)
        crossed = self._cross(networks, batch, portrait)
        step.keep({"fake": crossed.shown.seen})
        terms |= self._cross_terms(step, crossed)
        if self._geometry:
            terms |= self._pair_geometry(step, portrait, shown)
            terms |= self._stranger_geometry(step, crossed)
        return terms

    def _truth(self, batch: Batch) -> Tensor:
        """The condition that gives the truth: the change, or the class that the truth shows."""
        return self._shows(batch) if self._classes else batch.action_units

    def _shows(self, batch: Batch) -> Tensor:
        """Units of the truths, or classes by their labels, else by their units."""
        if not self.reading:
            return batch.absolute_action_units
        return labelled(batch.emotion, self.reading.to(batch.image.device)(super()._shows(batch)))

    def _shall(self, batch: Batch, change: Tensor) -> Tensor:
        """Units of portraits so changed, or the class that the stranger shows."""
        if not self.reading:
            return super()._shall(batch, change)
        return strangers(self._shows(batch))[: len(change)]

    def _wanted(self, batch: Batch, change: Tensor) -> Tensor:
        return self._shall(batch, change) if self._classes else change

    def _back(self, batch: Batch, change: Tensor) -> Tensor:
        if not self.reading:
            return -change
        own = batch.target_action_units[: len(change)]
        scores: Tensor = self.reading.to(own.device)(own)
        return scores

    def _apart(self, told: Tensor, shall: Tensor) -> Tensor:
        if not self._classes:
            return super()._apart(told, shall)
        return mean(functional.cross_entropy(told, shall, reduction="none"))

    def _bins(self, shown: Tensor) -> Tensor:
        """Of scores of classes [B, 8] the likeliest, [B, 1]."""
        return shown.argmax(1, keepdim=True) if self._classes else super()._bins(shown)

    def samples(self, networks: Networks, batch: Batch) -> dict[str, Tensor]:
        """A pair in all its stages; the portrait moved by the stranger; and depth and
        normals of the truth, of what the carrier shows, and of what is seen."""
        portrait = self.portrait(networks, batch.target_image, batch.target_landmarks)
        shown = self.show(networks, portrait, batch.landmarks, self._truth(batch))
        theirs = self._wanted(batch, self._change(batch))
        crossed = self.show(networks, portrait, batch.cross_landmarks, theirs)
        pictures = self._pair_and_stranger(batch, shown, crossed)
        return pictures | (self._map_pictures(batch, portrait, shown) if self._geometry else {})

    def manifest(self) -> dict[str, Any]:
        """What the method knows of the bundle."""
        return self._manifest(PAPER, ADAPTED + (ADAPTED_CLASSES if self._classes else ""))
