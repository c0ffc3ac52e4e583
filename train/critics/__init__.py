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

from train.critics.identity import Recogniser, mobilefacenet, sface
from train.critics.perceptual import Lpips, Net
from train.critics.tracker import TrackerCritic
from train.critics.weights import WEIGHTS, fetch, find_weights

__all__ = ["WEIGHTS", "Critics", "Lpips", "Recogniser", "TrackerCritic", "fetch", "open_critics"]


M = TypeVar("M", bound=nn.Module)


@dataclass(frozen=True, slots=True)
class Critics:
    """The frozen networks at hand.

    Attributes:
        perceptual: LPIPS.
        identity: SFace, for the loss.
        judge: MobileFaceNet, for the metric; never trained against.
        tracker: landmarks and blendshapes as the tracker sees them.
        missing: name of a critic → why it is not here.
    """

    perceptual: Lpips | None = None
    identity: Recogniser | None = None
    judge: Recogniser | None = None
    tracker: TrackerCritic | None = None
    missing: dict[str, str] = field(default_factory=dict)


def open_critics(
    folder: Path | None = None,
    *,
    net: Net = "alex",
    judge: bool = False,
    device: torch.device | str = "cpu",
) -> Critics:
    """All critics whose weights are here.

    Args:
        folder: of the weights; None looks where `python -m train fetch` puts them.
        net: body of the perceptual distance.
        judge: load the metric's identity network too.
    """
    missing: dict[str, str] = {}

    def weights(critic: str, name: str) -> Path | None:
        path = find_weights(name, folder)
        if path is None:
            missing[critic] = f"no {name}; get it with: python -m train fetch"
        return path

    def ready(module: M) -> M:
        return module.eval().requires_grad_(False).to(device)

    lpips = weights("perceptual", f"lpips-{net}.pkl")
    likeness = weights("identity", "sface.onnx")
    metric = weights("judge", "mobilefacenet.pkl") if judge else None
    return Critics(
        perceptual=ready(Lpips(lpips, net)) if lpips else None,
        identity=ready(sface(likeness)) if likeness else None,
        judge=ready(mobilefacenet(metric)) if metric else None,
        tracker=ready(TrackerCritic()),
        missing=missing,
    )
