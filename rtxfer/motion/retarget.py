"""Lay the driver's relative motion onto the target's own face."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from rtxfer.face import landmarks as lm
from rtxfer.face.geometry import Points, rotation_matrix, rotation_vector, to_canonical
from rtxfer.motion.aperture import eye_openness, lip_gap, open_eye, open_mouth
from rtxfer.motion.brows import fold_lids
from rtxfer.motion.gaze import aim
from rtxfer.motion.neutral import Neutral
from rtxfer.motion.regions import REGIONS, region_shares
from rtxfer.motion.relative import Motion
from rtxfer.motion.sway import NECK
from rtxfer.settings import MotionSettings

PROPORTION_LIMITS: Final = (0.7, 1.4)
LIPS_TOUCH: Final = 0.03
"""Centimetres of inner-lip gap that the tracker's noise makes of touching lips."""

WIDEST_MOUTH: Final = 0.5
"""Softly held limit of the mouth's opening, in distances from nose to chin."""

PROFILE: Final = float(np.radians(40))
"""Turn at which a portrait has no far cheek left to turn away."""

LEAST_AWAY: Final = 0.15
"""Share of a turn away from the viewer that such a portrait still makes."""

FURTHEST: Final = 2.0
"""Softly held limit of the head's way, centimetres: shoulders stretch along with it."""

NEAREST: Final = 0.04
"""Softly held limit of the logarithm by which it comes nearer or goes away. With twice as much what
lies beyond the hair folds where the head is tilted as well."""


class HeadMotion(NamedTuple):
    """How a head moves as one body, in the axes and the unit of a picture.

    Attributes:
        turn: about the neck, [3, 3]: a rotation, times how much larger the head is seen.
        way: of the neck, [3].
    """

    turn: Points
    way: Points


UNMOVED: Final = HeadMotion(np.eye(3, dtype=np.float32), np.zeros(3, np.float32))


class Retarget:
    """Carries motions of one driver to one target; geometry alone, see `amplify` for gains.

    Args:
        landmarks: the target's [478, 3], pixels of its picture.
        neutral: the driver's.
    """

    def __init__(self, landmarks: Points, neutral: Neutral) -> None:
        lay = to_canonical(landmarks)
        self._rest = lay(landmarks)
        self._back = lay.inverse()
        self._yaw = float(rotation_vector(self._back.rotation)[1])
        self._landmarks = landmarks
        self._driver_lips = lip_gap(neutral.shape)
        # How wide the driver's eyes are, as shares of the target's.
        self._apertures = [eye_openness(neutral.shape, self._rest, eye) for eye in (0, 1)]
        self._proportions = proportions(self._rest, neutral.shape)
        self._widest = WIDEST_MOUTH * float(np.linalg.norm(self._rest[1] - self._rest[152]))

    def __call__(self, motion: Motion, settings: MotionSettings) -> Points:
        """Where the target's landmarks go, [478, 3] in pixels; zero motion leaves them be."""
        shape = self._displaced(motion)
        for eye in (0, 1):
            change = float(motion.eyes[eye])
            if not settings.contact:
                change *= self._apertures[eye]
            open_eye(shape, self._rest, eye, 1 + change)
            fold_lids(shape, self._rest, eye)
            aim(shape, self._rest, eye)
        open_mouth(shape, self._gap(motion.lips, settings.contact))
        # Only the change is put into the picture: at rest not even rounding may move a pixel.
        head = self.head(motion, settings)
        return self._landmarks + (self._placed(shape, head) - self._placed(self._rest, UNMOVED))

    def head(self, motion: Motion, settings: MotionSettings) -> HeadMotion:
        """How the target's head moves, its neck being `NECK`, in pixels and picture axes."""
        aside, nearer = motion.sway[:2], float(motion.sway[2])
        length = float(np.linalg.norm(aside))
        held = FURTHEST * np.tanh(length / FURTHEST) / length if length > 1e-6 else 0.0
        way = np.append(aside, 0) * np.float32(held * self._back.scale)
        larger = np.float32(np.exp(NEAREST * np.tanh(nearer / NEAREST)))
        return HeadMotion(self._turn(motion.head, settings.head_limit) * larger, way)

    def _displaced(self, motion: Motion) -> Points:
        # Lids follow openness, see `open_eye`.
        followed = 1 - region_shares()[:, REGIONS.index("eyes")]
        return self._rest + motion.displacement * self._proportions * followed[:, None]

    def _gap(self, change: npt.NDArray[np.float32], contact: bool) -> npt.NDArray[np.float32]:
        """The target's inner-lip gap [9]: opening adds; closing is a ratio, so that lips meet.

        Without contact closing is a difference too, and parted lips may stay parted.
        """
        rest = lip_gap(self._rest)
        driver = np.maximum(self._driver_lips, 0)
        ratio = (np.maximum(driver + change, 0) + LIPS_TOUCH) / (driver + LIPS_TOUCH)
        wider = change * self._proportions[14, 1]
        opened = rest + self._widest * np.tanh(wider / self._widest)
        shut = rest * np.minimum(ratio, 1) if contact else rest + wider
        gap = np.where(change >= 0, opened, shut)
        return np.maximum(gap, np.minimum(rest, 0)).astype(np.float32)  # lips never cross

    def _turn(self, head: npt.NDArray[np.float32], most: float) -> Points:
        """The head's turn as a matrix, softly held below `most` degrees."""
        wanted = head.copy()
        if wanted[1] * self._yaw > 0:
            # Further away from the viewer: the more it is turned already, the less is left.
            wanted[1] *= max(LEAST_AWAY, 1 - abs(self._yaw) / PROFILE)
        angle = float(np.linalg.norm(wanted))
        limit = np.radians(most)
        if angle < 1e-6 or limit < 1e-6:
            return np.eye(3, dtype=np.float32)
        return rotation_matrix(wanted * np.float32(limit * np.tanh(angle / limit) / angle))

    def _placed(self, shape: Points, head: HeadMotion) -> Points:
        """From canonical space into the picture, moved with the head."""
        neck = self._back(NECK[None])
        return ((self._back(shape) - neck) @ head.turn.T + neck + head.way).astype(np.float32)


def proportions(target: Points, driver: Points) -> Points:
    """How much larger each part of the target's face is than the driver's, per axis [478, 3].

    A wide mouth needs a wider smile to look as happy; a long chin drops further.

    Args:
        target: resting shape [478, 3] in canonical space.
        driver: likewise.
    """

    def ratio(a: int, b: int) -> float:
        spans = [float(np.linalg.norm(shape[a] - shape[b])) for shape in (target, driver)]
        return float(np.clip(spans[0] / max(spans[1], 1e-3), *PROPORTION_LIMITS))

    mouth, lower = ratio(*lm.MOUTH_CORNERS), ratio(1, 152)
    eye, brow = ratio(33, 133), ratio(66, 158)
    by_region = {
        "brows": (1, brow, 1),
        "eyes": (1, 1, 1),
        "gaze": (eye, eye, eye),
        "mouth": (mouth, lower, 1),
        "jaw": (1, lower, 1),
    }
    table = np.array([by_region[region] for region in REGIONS], np.float32)
    scaled: Points = region_shares() @ table
    return scaled
