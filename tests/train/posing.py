"""A real face and motions of it, for methods to draw on."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import torch

from rtxfer.face import landmarks as lm
from rtxfer.face.crop import crop_around
from rtxfer.motion.basis import expression
from rtxfer.motion.neutral import Neutral
from rtxfer.motion.retarget import Retarget
from rtxfer.settings import MotionSettings
from rtxfer.target import Target
from train.data.batch import Batch


def posed_face(portrait: Target, neutral: Neutral) -> SimpleNamespace:
    """A portrait's crop, its landmarks, and where an open smiling mouth and a blink take them."""
    crop = crop_around(portrait.signal.landmarks, 1.9)
    shapes = np.zeros(52, np.float32)
    shapes[[25, 44, 45]] = 0.65
    shapes[[lm.BLENDSHAPE["eyeBlinkLeft"], lm.BLENDSHAPE["eyeBlinkRight"]]] = 0.9, 1.0
    driven = Retarget(portrait.signal.landmarks, neutral)(expression(shapes), MotionSettings())
    image = crop.cut(portrait.image, 256).astype(np.float32).transpose(2, 0, 1) / 127.5 - 1
    shut = crop.to_crop(driven)
    for upper, lower in zip(lm.EYE_UPPER, lm.EYE_LOWER, strict=True):
        shut[upper] = 0.1 * shut[upper] + 0.9 * shut[lower]
    named = {
        "image": image,
        "source": crop.to_crop(portrait.signal.landmarks),
        "driven": crop.to_crop(driven),
        "shut": shut,
        "shapes": shapes,
    }
    return SimpleNamespace(**{name: torch.from_numpy(v[None]) for name, v in named.items()})


def posed_batch(posed: SimpleNamespace, count: int = 1) -> Batch:
    """The face, driven so by somebody whose picture is its own in the mirror."""
    masks = dict.fromkeys(("valid", "mouth", "eyes"), torch.ones(count, 1, 256, 256))
    units = torch.linspace(0, 0.5, 41).repeat(count, 1)
    several = {
        "target_image": posed.image, "target_landmarks": posed.source,
        "image": posed.image.flip(3), "landmarks": posed.driven, "blendshapes": posed.shapes,
        "absolute_blendshapes": posed.shapes, "cross_landmarks": posed.driven,
    }  # fmt: skip
    return Batch(
        **{name: value.repeat(count, *[1] * (value.dim() - 1)) for name, value in several.items()},
        kind=torch.zeros(count), emotion=torch.tensor([1, -1] * count)[:count],
        action_units=units, absolute_action_units=units,
        target_action_units=torch.zeros_like(units), **masks,
    )  # fmt: skip


def unlike(networks: dict[str, torch.nn.Module]) -> dict[str, torch.nn.Module]:
    """Networks whose weights differ: alike ones would be merged when exported."""
    with torch.no_grad():
        for network in networks.values():
            for weight in network.eval().parameters():
                weight += 0.01 * torch.randn_like(weight)
    return networks
