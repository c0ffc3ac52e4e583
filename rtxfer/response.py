"""How strongly a portrait answers, and the gains that make it answer as the driver asks.

Half a centimetre at the mouth corner is a grin on one face and hardly a smile on another. So
before the first frame the portrait is made to show each expression at a known strength, the
result is tracked like any face, and from what the tracker sees follows a gain per channel.
The loop is closed through the very generator that will run, so it corrects for that too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from rtxfer.compositor import Compositor
from rtxfer.face.crop import crop_around
from rtxfer.face.landmarks import BLENDSHAPE
from rtxfer.face.tracker import Tracker
from rtxfer.frame import Image
from rtxfer.motion.basis import expression, moved_by, unit_weights
from rtxfer.motion.relative import Motion, still
from rtxfer.settings import OutputSettings
from rtxfer.target import Target

Vector = npt.NDArray[np.float32]


def _both(name: str) -> tuple[int, int]:
    return BLENDSHAPE[f"{name}Left"], BLENDSHAPE[f"{name}Right"]


CHANNELS: Final[dict[str, tuple[int, ...]]] = {
    "jawOpen": (BLENDSHAPE["jawOpen"],),
    "mouthSmile": _both("mouthSmile"),
    "mouthPucker": (BLENDSHAPE["mouthPucker"],),
    "mouthUpperUp": _both("mouthUpperUp"),
    "mouthLowerDown": _both("mouthLowerDown"),
    "mouthFrown": _both("mouthFrown"),
    "browInnerUp": (BLENDSHAPE["browInnerUp"],),
    "browOuterUp": _both("browOuterUp"),
    "browDown": _both("browDown"),
}

PROBE_SIZE: Final = 640
"""Longest side of the portrait while it is measured; faces need no more."""

PROBE: Final = 0.55
"""Strength at which each expression is tried."""

LEAST_GAIN: Final = 0.6
MOST_GAIN: Final = 1.7
MOST_BROW_GAIN: Final = {"browInnerUp": 2.4, "browOuterUp": 2.4, "browDown": 4.0}
"""Brows may be driven further: they move by millimetres, so that twice as much is still a small
change to the picture, while an open jaw twice as open is a grimace. How far a lowered brow can
come is limited by the lid below it (see `motion.brows`), not by its gain."""

NO_ANSWER: Final = 0.15
"""Share of the asked strength below which the tracker is blind here (brows under a hat,
behind glasses): such a channel keeps its plain gain, which no measurement can better."""

FAINT: Final = 0.38
FAINT_GAIN: Final = 2.0
"""Where less than `FAINT` is answered, more gain is hardly seen and only distorts: a face in
three-quarter view has a brow on its outline, and a knob grows there."""

OPENNESS: Final = (0.0, -0.2, -0.4, -0.55, -0.7, -0.8, -0.9, -1.0)
LID_GAIN: Final = 1.6
"""How much further than the driver's own lids the portrait's may close to look as shut to the
tracker. Warped lids read as too open, and behind glasses hardly read at all."""


@dataclass(frozen=True, slots=True, eq=False)
class Response:
    """Gains of one portrait under one generator and one driver.

    Attributes:
        gains: [52], 1 where nothing is known.
        blinks: [2, N], rise of eyeBlink (right, left) at each of `OPENNESS`, never falling.
    """

    gains: Vector
    blinks: npt.NDArray[np.float32]

    def __call__(self, motion: Motion) -> Motion:
        """The motion that makes the portrait look as the driver does."""
        more = self.gains - 1
        displacement, lips = moved_by(motion.blendshapes * more)
        eyes = [self._lids(motion, eye) for eye in (0, 1)]
        return replace(
            motion,
            displacement=motion.displacement + displacement,
            lips=motion.lips + lips,
            eyes=np.array(eyes, np.float32),
            blendshapes=motion.blendshapes * self.gains,
            action_units=motion.action_units * (1 + unit_weights() @ more),
        )

    def _lids(self, motion: Motion, eye: int) -> float:
        own = float(motion.eyes[eye])
        wanted = float(motion.blendshapes[BLENDSHAPE[("eyeBlinkRight", "eyeBlinkLeft")[eye]]])
        if wanted <= 0 or not self.blinks[eye].any():  # at rest, or nothing is known
            return own
        rising = self.blinks[eye] + 1e-4 * np.arange(len(OPENNESS))
        closed = float(np.interp(wanted, rising, OPENNESS))
        return min(own, max(closed, LID_GAIN * own))


def no_response() -> Response:
    """Plain gains: the motion passes unchanged."""
    return Response(np.ones(52, np.float32), np.zeros((2, len(OPENNESS)), np.float32))


def probe_compositor(target: Target, crop_scale: float) -> Compositor:
    """Lays what is rendered of a portrait into a small copy of it, for `measure_response`.

    Args:
        target: the portrait.
        crop_scale: of the generator.
    """
    small = target.shrunk(PROBE_SIZE)
    crop = crop_around(small.signal.landmarks, crop_scale)
    return Compositor(small.image, small.signal, crop, OutputSettings())


def measure_response(show: Callable[[Motion], Image]) -> Response | None:
    """Make the portrait show each expression, and see how far it gets.

    Args:
        show: renders the portrait at a motion, RGB uint8 [H, W, 3].

    Returns:
        The response, or None when the tracker finds no face in the portrait at rest.
    """
    with Tracker("picture", faces=1) as tracker:

        def seen(motion: Motion) -> Vector | None:
            faces = tracker.faces(show(motion))
            return faces[0].blendshapes if faces else None

        rest = seen(still())
        if rest is None:
            return None
        gains = np.ones(52, np.float32)
        for name, channels in CHANNELS.items():
            most = MOST_BROW_GAIN.get(name, MOST_GAIN)
            gains[list(channels)] = _gain(seen, rest, list(channels), most)
        return Response(gains, _blinks(seen, rest))


def _gain(
    seen: Callable[[Motion], Vector | None], rest: Vector, channels: list[int], most: float
) -> float:
    """The gain at which the portrait answers in full, at most `most`, by two secant steps."""
    gain, answer = 1.0, 0.0
    for _ in range(2):
        asked = np.zeros(52, np.float32)
        asked[channels] = PROBE * gain
        found = seen(expression(asked))
        if found is None:
            return 1.0
        answer = float((found - rest)[channels].mean()) / PROBE
        gain = float(np.clip(gain / np.clip(answer, 0.1, 3), LEAST_GAIN, most))
    if answer <= NO_ANSWER:
        return 1.0
    return gain if answer > FAINT else min(gain, FAINT_GAIN)


def _blinks(seen: Callable[[Motion], Vector | None], rest: Vector) -> npt.NDArray[np.float32]:
    rises = []
    for change in OPENNESS:
        found = seen(replace(still(), eyes=np.full(2, change, np.float32)))
        rises.append(np.zeros(52, np.float32) if found is None else found - rest)
    eyes = [BLENDSHAPE["eyeBlinkRight"], BLENDSHAPE["eyeBlinkLeft"]]
    return np.maximum.accumulate(np.array(rises, np.float32)[:, eyes].T, axis=1)
