"""The heads of `flow`: which part of the face each one draws, and how large it is."""

from __future__ import annotations

from typing import Final

import numpy as np

from rtxfer.face import landmarks as lm
from rtxfer.face.signal import mirrored_landmarks
from train.methods.flow.mouth_encoder import CHANNELS
from train.methods.flow.window_head import Part, WindowHead
from train.methods.warp import method as warp
from train.networks.windows import oval, square

LIPS: Final = (*lm.LIP_UPPER.ravel().tolist(), *lm.LIP_LOWER.ravel().tolist(), 61, 291, 78, 308)


def _shapes(*starts: str, end: str = "") -> tuple[int, ...]:
    """Blendshapes whose names begin and end so."""
    return tuple(
        i for name, i in lm.BLENDSHAPE.items() if name.startswith(starts) and name.endswith(end)
    )


def _eye(side: str, *, mirrored: bool) -> Part:
    """One eye; the left one's landmarks are those of the right one's mirror image."""
    rows = (lm.EYE_UPPER, lm.EYE_LOWER, lm.LID_UPPER, lm.EYE_CORNERS, lm.IRIS)
    other = mirrored_landmarks() if mirrored else np.arange(lm.LANDMARKS)
    outline = tuple(other[np.concatenate([right for right, _ in rows])].tolist())
    return Part(
        outline=outline,
        middle=tuple(other[lm.EYE_CORNERS[0]].tolist()),
        aperture=int(mirrored),
        shapes=(
            *_shapes("eye", "cheekSquint", "browDown", "browOuter", end=side),
            *_shapes("browInner"),
        ),
        iris=tuple(other[lm.IRIS[0]].tolist()),
        mirrored=mirrored,
        lids=(int(other[lm.EYE_UPPER[0][3]]), int(other[lm.EYE_LOWER[0][3]])),
    )


MOUTH: Final = (Part(LIPS, LIPS, 2, _shapes("mouth", "jaw", "cheek")),)
EYES: Final = (_eye("Right", mirrored=False), _eye("Left", mirrored=True))


def mouth_head() -> WindowHead:
    """The mouth's window reaches from the base of the nose to the chin of an open mouth."""
    return WindowHead(
        MOUTH, 96 / warp.SIZE, 96, 40, (32, 64, 96, 128), 96, square(96), 2 * CHANNELS, bends=True
    )


def eyes_head() -> WindowHead:
    """An eye's window reaches from the brow to the cheek; what is drawn leaves the brow alone."""
    return WindowHead(EYES, 48 / warp.SIZE, 48, 24, (24, 48, 72, 96), 64, oval(48, 0.9, 0.68))
