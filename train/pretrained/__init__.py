"""Frozen networks that look at pictures, for losses and for metrics.

Each is optional: what cannot be had is `None` here, the losses that need it give no term, and
the run's record says which were missing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import torch
from torch import nn

from train.pretrained.emotions import EmotionNetwork, emotion_network
from train.pretrained.identity import Recogniser, mobilefacenet, sface
from train.pretrained.perceptual import Lpips, Net
from train.pretrained.tracker import TrackerNetwork
from train.pretrained.weights import WEIGHTS, fetch, find_weights

__all__ = [
    "WEIGHTS",
    "EmotionNetwork",
    "Lpips",
    "Pretrained",
    "Recogniser",
    "TrackerNetwork",
    "fetch",
    "open_pretrained",
]


M = TypeVar("M", bound=nn.Module)


@dataclass(frozen=True, slots=True)
class Pretrained:
    """The frozen networks at hand.

    Attributes:
        perceptual: LPIPS.
        identity: SFace, for the loss.
        judge: MobileFaceNet, for the metric; never trained against.
        emotions: which emotion is shown, for labels and the metric; never trained against.
        tracker: landmarks and blendshapes as the tracker sees them.
        missing: name of a network → why it is not here.
    """

    perceptual: Lpips | None = None
    identity: Recogniser | None = None
    judge: Recogniser | None = None
    emotions: EmotionNetwork | None = None
    tracker: TrackerNetwork | None = None
    missing: dict[str, str] = field(default_factory=dict)


def open_pretrained(
    folder: Path | None = None,
    *,
    net: Net = "alex",
    judge: bool = False,
    device: torch.device | str = "cpu",
) -> Pretrained:
    """All pretrained whose weights are here.

    Args:
        folder: of the weights; None looks where `python -m train fetch` puts them.
        net: body of the perceptual distance.
        judge: load too what only metrics and labels use: `judge` and `emotions`.
    """
    missing: dict[str, str] = {}

    def weights(network: str, name: str) -> Path | None:
        path = find_weights(name, folder)
        if path is None:
            missing[network] = f"no {name}; get it with: python -m train fetch"
        return path

    def ready(module: M) -> M:
        return module.eval().requires_grad_(False).to(device)

    lpips = weights("perceptual", f"lpips-{net}.pkl")
    likeness = weights("identity", "sface.onnx")
    metric = weights("judge", "mobilefacenet.pkl") if judge else None
    told = weights("emotions", "emotions.json") if judge else None
    numbers = weights("emotions", "emotions.bin") if judge else None
    return Pretrained(
        perceptual=ready(Lpips(lpips, net)) if lpips else None,
        identity=ready(sface(likeness)) if likeness else None,
        judge=ready(mobilefacenet(metric)) if metric else None,
        emotions=ready(emotion_network(told, numbers)) if told and numbers else None,
        tracker=ready(TrackerNetwork()),
        missing=missing,
    )
