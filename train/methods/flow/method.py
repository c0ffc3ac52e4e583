"""`flow`: ours. Move the photograph's own pixels, and draw only what it does not show.

The flow of `warp` carries shapes without a learned part. What is left is what must be
*invented*, and nearly all of it is in and around mouth and eyes: teeth, tongue, the dark between
them, lips that were pressed together, the fold from nose to mouth; the lid that closes over an
eye, the white that a glance uncovers. So the networks are heads that look at small windows
following the driven lips and eyes, and draw there, gated by an alpha that is zero wherever these
keep their shape: zero motion gives back the photograph.

Takes one idea from each paper: relative conditions that leave alone what does not move
(Ling et al.), an explicit change of expression between two faces (EET), attention supervised
by landmarks (AIP-GAN), geometry as guide (Bodur et al.). The rest is ours.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import torch
from torch import Tensor, nn
from torch.nn import functional

from engines.contract import GraphName
from rtxfer.errors import InputError
from train.data.batch import Batch, strangers
from train.data.recipe import Recipe
from train.methods.flow.graphs import graphs
from train.methods.flow.heads import eyes_head, mouth_head
from train.methods.flow.mouth_encoder import PIXELS, MouthReader
from train.methods.method import Graph, Networks, Outputs, Phase, Step, Terms
from train.methods.warp import method as warp
from train.methods.warp.torch_flow import CropFlow
from train.methods.warp.whole_face import whole_face
from train.networks.disguise import Disguise
from train.networks.losses import (
    PatchDiscriminator,
    discriminator_loss,
    generator_loss,
    identity,
    perceptual,
    reconstruction,
    trusted,
)
from train.networks.shared import drawn, first_of
from train.networks.windows import Window, sample

LEGIBLE: Final = 64
"""Least side of a picture that LPIPS can read, pixels."""

CLOSE_UP: Final = 0.7
"""Side of a window's middle, of the window's, that is looked at once more from nearby."""

HEADS: Final = ("mouth", "eyes")

ASKED_FOR_LIKENESS: Final = ("mouth",)
"""Heads whose drawing must leave a portrait like itself when a stranger moves it. Not the eyes: a
shut one is most like an open one that shines through its lid."""

STRANGERS: Final = 3
"""One sample in so many is also moved by a stranger, whose motion no picture answers."""

DISCRIMINATORS: Final = 2e-4
"""Learning rate of theirs."""

UNREAD: Final = 0.15
"""How often the driver of a training sample is not read: a neutral may be without a code."""

WEIGHTS: Final = {
    "l1": 4.0,
    "gradient": 2.0,
    "drawn_l1": 2.0,
    "drawn_gradient": 1.0,
    "perceptual": 4.0,
    "close_up": 4.0,
    "adversarial": 0.03,
    "alpha": 0.05,
}
"""Of each head's terms."""


class Flow:
    """The method; see `train.methods.method.Method`.

    Args:
        adversarial_from: step from which on the discriminators play along. Before that they would
            only teach what colour a mouth has, which L1 does faster.
        only: name of the one head that is trained; the other keeps the weights it started with.
    """

    name = "flow"
    generator = ("mouth", "eyes", "reader")
    recipe = Recipe(frozenset({"blendshapes", "valid", "mouth", "eyes", "cross_landmarks"}))
    presets: Mapping[str, Sequence[str]] = {}
    weights: Mapping[str, float] = {
        f"{head}/{name}": weight for head in HEADS for name, weight in WEIGHTS.items()
    } | {
        "mouth/alpha": 0.3,  # a mouth's window is mostly skin, which is best left alone
        "mouth/identity": 0.6,
    }

    def __init__(self, adversarial_from: int = 1000, only: str = "") -> None:
        if only and only not in HEADS:
            raise InputError(f"There is no head {only}.", f"Known: {', '.join(HEADS)}.")
        self._adversarial_from = adversarial_from
        self._trained = (only,) if only else HEADS
        self._flow = CropFlow()

    def build(self) -> dict[str, nn.Module]:
        """The heads and their adversaries, which see what was there before besides."""
        heads: dict[str, nn.Module] = {"mouth": mouth_head(), "eyes": eyes_head()}
        reader = MouthReader()
        widths = {"mouth": 48, "eyes": 32}
        discriminators = {
            f"{name}_patches": PatchDiscriminator(3 + 3, widths[name], depth=2)
            for name in self._trained
        }
        return heads | {"reader": reader} | discriminators

    def phases(self) -> tuple[Phase, ...]:
        """The heads, then the discriminators on what these have drawn."""
        learning = (*self._trained, *(("reader",) if "mouth" in self._trained else ()))
        telling = tuple(f"{name}_patches" for name in self._trained)
        return (
            Phase("generator", learning, self._generator_losses),
            Phase("discriminator", telling, self._discriminator_losses, rate=DISCRIMINATORS),
        )

    def check(self, size: int) -> None:
        """Windows are cut at the pixels of a crop of 256."""
        if size % 64:
            raise InputError(f"flow cannot train on crops of {size} pixels.", "Take 256.")

    def outputs(self, networks: Networks, batch: Batch) -> Outputs:
        """Each head's windows as drawn, and the truth in them; then, of some samples, as drawn
        where a stranger moves the portrait, and the whole face that the mouth makes of it."""
        known = (batch.target_image, batch.target_landmarks, batch.landmarks, batch.blendshapes)
        few = batch.first(first_of(len(batch), STRANGERS))
        portrait = (few.target_image, few.target_landmarks, few.cross_landmarks)
        shapes = strangers(batch.blendshapes)[: len(few)]
        with torch.no_grad():  # nothing in it is learned
            crop_flow = self._flow.to(batch.image.device)
            flow = crop_flow(batch.target_landmarks, batch.landmarks)
            strange = crop_flow(few.target_landmarks, few.cross_landmarks)
        out: Outputs = {}
        for name in self._trained:
            codes = theirs = None
            if name == "mouth":
                codes = _codes(networks["reader"], batch)
                change, own = codes.chunk(2, 1)
                theirs = torch.cat([strangers(change), own], 1)[: len(few)]
            stages = _stages(networks[name](*known, flow, codes), batch, name)
            window: Window = networks[name](*portrait, shapes, strange, theirs)
            pictures = _pictures(window, few.target_image)
            stages |= {f"stranger's {stage}": picture for stage, picture in pictures.items()}
            if name in ASKED_FOR_LIKENESS:
                stages["stranger's face"] = whole_face(strange, window, few.target_image)
            out |= {f"{name}/{stage}": picture.float() for stage, picture in stages.items()}
        return out

    def _generator_losses(self, step: Step) -> Terms:
        """What is seen must be the truth; so must what is drawn, or alpha would starve it.

        Where a stranger moves a portrait there is no truth: it must look real, and be the same
        person still.
        """
        batch, networks, pretrained = step.batch, step.networks, step.pretrained
        outputs = self.outputs(networks, batch)
        step.keep(outputs)
        terms: Terms = {}
        for name in self._trained:
            seen, drawn, warped, truth, valid, important, alpha = _of(outputs, name)
            weight = valid * (1 + 4 * important)
            own = reconstruction(seen, truth, weight)
            own |= {f"drawn_{k}": v for k, v in reconstruction(drawn, truth, weight).items()}
            for view, look in (("perceptual", _legible), ("close_up", _close_up)):
                own |= perceptual(pretrained, look(seen), look(truth), look(valid), view)
            own["alpha"] = (alpha * (1 - 0.5 * important)).mean()
            if name in ASKED_FOR_LIKENESS:
                face = outputs[f"{name}/stranger's face"]
                few = batch.first(len(face))
                portrait = (few.target_image, few.target_landmarks)
                own |= identity(pretrained, face, few.cross_landmarks, *portrait)
            if step.number >= self._adversarial_from:
                patches = networks[f"{name}_patches"]
                fakes = ((trusted(seen, truth, valid), warped), _strange(outputs, name))
                own |= generator_loss(patches(*fake) for fake in fakes)
            terms |= {f"{name}/{term}": value for term, value in own.items()}
        return terms

    def _discriminator_losses(self, step: Step) -> Terms:
        """Real mouths and eyes against drawn ones."""
        if step.number < self._adversarial_from:
            return {}
        networks, outputs = step.networks, step.kept
        terms: Terms = {}
        for name in self._trained:
            seen, _, warped, truth, valid, _, _ = _of(outputs, name)
            patches = networks[f"{name}_patches"]
            fake = patches(trusted(seen, truth, valid), warped)
            fakes = torch.cat([fake, patches(*_strange(outputs, name))])
            own = discriminator_loss(patches(truth, warped), fakes)
            terms |= {f"{name}/{term}": value for term, value in own.items()}
        return terms

    def samples(self, networks: Networks, batch: Batch) -> dict[str, Tensor]:
        """The mouth's and the right eye's windows in all their stages."""
        out = self.outputs(networks, batch)
        stages = ("warped", "drawn", "alpha", "seen", "truth")
        return {
            f"{name} {stage}": out[f"{name}/{stage}"][: len(batch)]
            for name in self._trained
            for stage in stages
        }

    def manifest(self) -> dict[str, Any]:
        """What the method knows of the bundle."""
        return warp.shared_facts() | {
            "name": self.name,
            "method": self.name,
            "summary": "Moves the photograph and draws mouth and eyes anew.",
            "fidelity": "original",
            "code_region": "mouth",
            "adapted": "ours, with ideas of Ling 2020, EET 2021, AIP-GAN 2020 and Bodur 2021",
            "precision": "Coordinates, distances, softmax and grids stay FP32; U-Nets need not.",
        }

    def graphs(self, networks: Networks) -> dict[GraphName, Graph]:
        """See `train.methods.flow.graphs`."""
        return graphs(networks)


STAGES: Final = ("seen", "drawn", "warped", "truth", "valid", "important", "alpha")


def _of(outputs: Outputs, head: str) -> list[Tensor]:
    """`STAGES` of one head."""
    return [outputs[f"{head}/{stage}"] for stage in STAGES]


def _strange(outputs: Outputs, head: str) -> tuple[Tensor, Tensor]:
    """What is seen of one head's windows where strangers move the portrait, and the warp."""
    return outputs[f"{head}/stranger's seen"], outputs[f"{head}/stranger's warped"]


def _stages(window: Window, batch: Batch, head: str) -> Outputs:
    """`STAGES` of a head's windows, [N, 1 or 3, P, P]."""
    pixels, each = window.alpha.shape[-1], len(window.centre) // len(batch)
    truth, valid, important = (
        sample(picture.repeat(each, 1, 1, 1), window.points, pixels)
        for picture in (batch.image, batch.valid, batch.mouth if head == "mouth" else batch.eyes)
    )
    known = {"truth": truth, "valid": valid, "important": important}
    return known | _pictures(window, batch.target_image)


def _pictures(window: Window, portraits: Tensor) -> Outputs:
    """Those of `STAGES` that need no truth."""
    pixels, each = window.alpha.shape[-1], len(window.centre) // len(portraits)
    # As the compositor warps: what is laid over a softer picture would be asked to mend that.
    portraits = portraits.repeat(each, 1, 1, 1)
    warped = sample(portraits, window.origins, pixels, "bicubic").clamp(-1, 1)
    return {
        "seen": window.over(warped), "drawn": window.rgb, "warped": warped, "alpha": window.alpha
    }  # fmt: skip


def _codes(reader: nn.Module, batch: Batch) -> Tensor:
    """The codes that the mouth's head takes, [B, 2C, N, 1]: how the driver's code changed, and the
    portrait's own. The driver is the truth; in training, in disguise and sometimes not read."""
    pictures = torch.cat([batch.target_image, batch.image])
    faces = torch.cat([batch.target_landmarks, batch.landmarks])
    if not reader.training:
        own, now = reader(pictures, faces).chunk(2)
        return torch.cat([now - own, own], 1)
    own = reader(batch.target_image, batch.target_landmarks)
    disguise = Disguise.drawn(len(batch), 2, batch.image.device, PIXELS)
    rest, now = reader(pictures, faces, disguise).chunk(2)
    read = drawn(torch.rand, len(batch), 1, 1, 1, device=batch.image.device) > UNREAD
    return torch.cat([(now - rest) * read, own], 1)


def _legible(picture: Tensor) -> Tensor:
    """A window large enough for LPIPS."""
    if picture.shape[-1] >= LEGIBLE:
        return picture
    return functional.interpolate(picture, (LEGIBLE,) * 2, mode="bilinear", align_corners=False)


def _close_up(picture: Tensor) -> Tensor:
    """A window's middle, as large as the window: what is soft shows there first."""
    pixels = picture.shape[-1]
    edge = round(pixels * (1 - CLOSE_UP) / 2)
    middle = picture[..., edge : pixels - edge, edge : pixels - edge]
    side = max(pixels, LEGIBLE)
    return functional.interpolate(middle, (side, side), mode="bilinear", align_corners=False)
