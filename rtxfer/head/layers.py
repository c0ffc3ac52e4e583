"""The two layers that a portrait is made of: the person, and the background behind them."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from rtxfer.frame import Image

SURELY: Final = 128
"""Of 255, from which on all that does not look like the background is the person's."""

MORE: Final = 4
"""Times by which a pixel may be more of the person's than was thought."""


def layers_of(
    still: Image, alpha: npt.NDArray[np.uint8], background: Image
) -> tuple[npt.NDArray[np.uint8], Image]:
    """The person's layer, RGB times alpha and alpha, uint8 [h, w, 4], and the background for it.

    The one laid over the other gives the picture back to the byte. Where a pixel is darker than
    what shines through the person's edge, it is more of the person's than was thought, if it is
    theirs at all; what then is still too dark or bright for them is the background's.
    """
    darker = 255 - (still.astype(np.int32) * 255 // np.maximum(background, 1)).min(-1)
    most = MORE * alpha.astype(np.int32)
    most[most >= SURELY] = 255
    own = np.maximum(alpha, np.minimum(most, darker)).astype(np.uint8)
    person = np.clip(still.astype(np.int32) - behind(own, background), 0, most[..., None])
    clear = np.maximum(255 - own.astype(np.int32), 1)[..., None]
    kept = np.clip((still - person) * 255 // clear, 0, 255).astype(np.uint8)
    through = np.where(own[..., None] < SURELY, kept, background)
    # What would show more of it than is seen, if only by rounding, is wholly the person's.
    own[(behind(own, through) > still).any(-1)] = 255
    return np.dstack([still - behind(own, through), own]), through


def continued(layer: npt.NDArray[np.uint8], beyond: int) -> npt.NDArray[np.uint8]:
    """The layer and, where the person reaches its border, their mirror image beyond it."""
    sides = (beyond, beyond, beyond, beyond)
    mirrored = cv2.copyMakeBorder(layer, *sides, cv2.BORDER_REFLECT)
    reaches = cv2.copyMakeBorder(layer[..., 3], *sides, cv2.BORDER_REPLICATE)
    within = np.s_[beyond : beyond + layer.shape[0], beyond : beyond + layer.shape[1]]
    reaches[within] = 255
    return np.asarray(cv2.multiply(mirrored, cv2.merge([reaches] * 4), scale=1 / 255), np.uint8)


def behind(alpha: npt.NDArray[np.uint8], background: Image) -> Image:
    """What is seen of the background behind a layer of this alpha [h, w]."""
    clear = cv2.bitwise_not(alpha)
    return np.asarray(cv2.multiply(cv2.merge([clear] * 3), background, scale=1 / 255), np.uint8)
