"""Whether hair and ears follow the face: the optical flow of what is shown on a ring around it."""

from __future__ import annotations

from typing import Final, NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from rtxfer.face import landmarks as lm
from rtxfer.face.crop import crop_around
from rtxfer.face.geometry import Points
from rtxfer.frame import Image
from rtxfer.head.cutout import cut_out
from train.data.prepare import CROP_SCALE

RING: Final = 1.25
"""Of the face's outline, where it is looked."""

WIDTH: Final = 0.06
"""Of the ring, in widths of the face: so far around it flow is looked at for tears."""

LEAST: Final = 0.04
"""Widths of the face by which its outline must move on the whole to say something."""

STRETCH: Final = (0.4, 2.5)
"""Changes of area beyond which skin and hair are torn or folded."""

Array = npt.NDArray[np.float32]


class Following(NamedTuple):
    """What is seen of one frame.

    Attributes:
        follow: slope of the ring's motion on the face's, 1 as the face moves, 0 if it stands still.
        torn: share of the ring that folds or stretches beyond `STRETCH`.
    """

    follow: float
    torn: float


class HairWatch:
    """Watches the surroundings of one portrait's face.

    Args:
        portrait: at rest, as it is shown; RGB, uint8 [H, W, 3].
        face: its landmarks [478, 3], pixels.
    """

    def __init__(self, portrait: Image, face: Points) -> None:
        self._rest = cv2.cvtColor(portrait, cv2.COLOR_RGB2GRAY)
        self._face = face
        self._width = float(np.ptp(face[lm.FACE_OVAL, 0]))
        height, width = portrait.shape[:2]
        ring = np.zeros((height, width), np.uint8)
        line = max(1, round(2 * WIDTH * self._width))
        oval = face[lm.FACE_OVAL, :2]
        middle = oval.mean(0)
        around = np.round(middle + RING * (oval - middle)).astype(np.int32)
        cv2.polylines(ring, [around], isClosed=True, color=1, thickness=line)
        # Below the mouth there is neck, which bends.
        down = oval[len(oval) // 2] - oval[0]
        y, x = np.mgrid[:height, :width]
        ring[((np.stack([x, y], -1) - face[lm.MOUTH_CORNERS, :2].mean(0)) @ down) > 0] = 0
        cutout = cut_out(portrait, face, crop_around(face, CROP_SCALE))
        if cutout is not None:
            ring[cutout.alpha < 128] = 0
        self._ring = ring > 0
        self._flow = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)

    def look(self, image: Image, driven: Points) -> Following | None:
        """What is seen in one picture; None where the face hardly moves.

        Args:
            image: what is shown, of the portrait's size.
            driven: where the landmarks went [478, 3], pixels.
        """
        rigid, _ = cv2.estimateAffinePartial2D(
            self._face[lm.RIGID, :2], driven[lm.RIGID, :2], method=cv2.LMEDS
        )
        oval = self._face[lm.FACE_OVAL, :2]
        moved = np.linalg.norm(oval @ rigid[:, :2].T + rigid[:, 2] - oval, axis=1).mean()
        if moved < LEAST * self._width or not self._ring.any():
            return None
        shown = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
        empty = np.zeros((*shown.shape, 2), np.float32)
        flow = np.asarray(self._flow.calc(self._rest, shown, empty), np.float32)
        rows, columns = np.nonzero(self._ring)
        places = np.stack([columns, rows], 1).astype(np.float32)
        wanted = places @ rigid[:, :2].T + rigid[:, 2] - places
        found = flow[rows, columns]
        follow = float((found * wanted).sum() / (wanted**2).sum())
        smooth = cv2.GaussianBlur(flow, (0, 0), 0.01 * self._width)
        area = _area(np.asarray(smooth, np.float32))[rows, columns]
        low, high = STRETCH
        return Following(follow, float(((area < low) | (area > high)).mean()))


def _area(flow: Array) -> Array:
    """How a flow [h, w, 2] changes the area of each place."""
    (xy, xx), (yy, yx) = (np.gradient(flow[..., axis]) for axis in (0, 1))
    return np.asarray((1 + xx) * (1 + yy) - xy * yx, np.float32)
