"""A portrait that comes cut out already: its own alpha tells the person from what is behind them.

That is exact where a network guesses, and the way to correct it: have the person cut out
(`rtxfer pose PORTRAIT --background none --out cut.png`), mend the picture's alpha in any painting
program, and use that picture as the portrait.
"""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from rtxfer.face import landmarks as lm
from rtxfer.face.crop import Crop
from rtxfer.face.geometry import Points
from rtxfer.frame import Image
from rtxfer.head.cutout import SURE, Cutout, looked_at, outlined
from rtxfer.head.layers import behind
from rtxfer.head.matte import Matte

ALIKE: Final = 0.7
"""Of what either calls the person, that both must, or what is opaque is more than the person: a
badge cut round, for instance."""

CLEAR: Final = 0.25
"""Share of head and shoulders' surroundings that must be transparent where no network knows the
person: a drawing, an animal."""

HALF: Final = 128

Alpha = npt.NDArray[np.uint8]


def is_theirs(alpha: Alpha, portrait: Image, face: Points, crop: Crop) -> bool:
    """Whether a picture's alpha is that of the person in it.

    Args:
        alpha: uint8 [H, W].
        portrait: RGB, uint8 [H, W, 3].
        face: its landmarks [478, 3], pixels.
        crop: around the face, in the portrait's pixels.
    """
    box = looked_at(portrait, crop)
    if box is None:
        return False
    own = alpha[box] >= HALF
    if not _whole_face(alpha, face):
        return False
    found = outlined(portrait, face, crop)
    if found is None:
        return bool(1 - own.mean() >= CLEAR)
    seen = found.alpha >= 0.5
    return bool((own & seen).sum() >= ALIKE * (own | seen).sum())


def _whole_face(alpha: Alpha, face: Points) -> bool:
    """Whether most of the face is opaque, and what is not lies at its edge: no eyes cut out."""
    hull = np.zeros_like(alpha)
    cv2.fillPoly(hull, [np.round(face[lm.FACE_OVAL, :2]).astype(np.int32)], 1)
    clear = (alpha < HALF).astype(np.uint8)
    if (clear & hull).sum() > (1 - SURE) * hull.sum():
        return False
    _, parts = cv2.connectedComponents(clear)
    return bool(np.isin(parts[(clear & hull) > 0], parts[(clear > hull)]).all())


def cut_by(alpha: Alpha, backdrop: Image, face: Points, crop: Crop) -> Cutout:
    """The person cut out by their picture's alpha.

    Args:
        alpha: uint8 [H, W].
        backdrop: what the picture was laid over, RGB, uint8 [H, W, 3].
        face: its landmarks [478, 3], pixels.
        crop: around the face, in the portrait's pixels.
    """
    return Cutout(alpha, backdrop, crop.to_crop(face))


def matte_by(alpha: Alpha, portrait: Image, backdrop: Image) -> Matte:
    """The person without the backdrop, exactly."""
    shown = portrait.astype(np.int32) - behind(alpha, backdrop)
    return Matte(alpha, np.clip(shown, 0, alpha[..., None]).astype(np.uint8))
