"""A label in the corner of every frame, for all to see; off unless it is asked for."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import Final

import cv2
import numpy as np

from rtxfer.frame import Image
from rtxfer.provenance.policy import policy

VARIABLE: Final = "RTXFER_BADGE"
"""Environment variable that asks for it; `rtxfer --badge` sets it."""

WORDS: Final = "AI-generated"

_HEIGHT: Final = 0.05
"""Of the badge, of the shorter side of the picture; at least `_LEAST` pixels."""
_LEAST: Final = 14
_OPACITY: Final = 0.65
_FONT: Final = cv2.FONT_HERSHEY_SIMPLEX


def badge_wanted() -> bool:
    """Whether frames show the badge: asked for by the user, or by a policy."""
    return asked_by_environment() or policy().badge


def asked_by_environment() -> bool:
    """Whether the user asked for it: by an option, a variable or the window's switch."""
    return os.environ.get(VARIABLE, "").lower() in ("1", "yes", "on", "true")


def add_badge(image: Image) -> None:
    """Lay the badge over the lower right corner, in place.

    Args:
        image: RGB, uint8 [H, W, 3]; or with alpha, [H, W, 4]: then it is seen there, too.
    """
    label, cover = _badge(image.shape[1], image.shape[0])
    down, across = label.shape[:2]
    gap = down // 2
    place = image[-gap - down : -gap, -gap - across : -gap]
    if place.shape[:2] != label.shape[:2]:
        return  # a picture of a few pixels has no room for words
    if place.shape[2] == 3:
        place[:] = (place * (1 - cover) + label * cover).astype(np.uint8)
        return
    below = place[..., 3:] / 255 * (1 - cover)
    both = below + cover
    place[..., :3] = ((place[..., :3] * below + label * cover) / both).astype(np.uint8)
    place[..., 3:] = np.round(255 * both).astype(np.uint8)


@lru_cache(maxsize=4)
def _badge(width: int, height: int) -> tuple[np.ndarray, np.ndarray]:
    """White words on dark, float32 [h, w, 3], and how much they cover [h, w, 1]."""
    tall = max(_LEAST, round(_HEIGHT * min(width, height)))
    scale = cv2.getFontScaleFromHeight(_FONT, round(0.45 * tall))
    thick = max(1, round(tall / 18))
    (across, up), _ = cv2.getTextSize(WORDS, _FONT, scale, thick)
    label = np.full((tall, across + tall, 3), 24, np.uint8)
    start = (tall // 2, (tall + up) // 2)
    cv2.putText(label, WORDS, start, _FONT, scale, (255, 255, 255), thick, cv2.LINE_AA)
    words = label.max(2, keepdims=True).astype(np.float32) / 255
    return label.astype(np.float32), np.maximum(_OPACITY, words)
