"""How strongly a portrait answers, and the gains that make it answer as the driver asks.

Half a centimetre at the mouth corner is a grin on one face and hardly a smile on another. So
before the first frame the portrait is made to show each expression at a known strength, the
result is tracked like any face, and from what the tracker sees follows a gain per channel.
The loop is closed through the very generator that will run, so it corrects for that too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from rtxfer.compositor import Compositor
from rtxfer.expressions import EXPRESSIONS, LEAST_GAIN, Expression, fine
from rtxfer.face.crop import crop_around
from rtxfer.face.landmarks import BLENDSHAPE
from rtxfer.face.tracker import Tracker
from rtxfer.frame import Image
from rtxfer.motion.basis import expression, moved_by, unit_weights
from rtxfer.motion.relative import Motion, still
from rtxfer.settings import OutputSettings
from rtxfer.target import Target

Vector = npt.NDArray[np.float32]


PROBE_SIZE: Final = 640
"""Longest side of the portrait while it is measured; faces need no more."""

PROBE: Final = 0.55
"""Strength at which each expression is tried."""

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
        """The motion that makes the portrait look as the driver does.

        Fine shapes are driven further only as they rise, and to full at most: a portrait has
        nothing to let go of that it does not show.
        """
        own = motion.blendshapes
        shown = own * self.gains
        risen = np.minimum(shown, np.maximum(own, 1))
        shown = np.where(fine(), np.where(own > 0, risen, own), shown)
        displacement, lips = moved_by(shown - own)
        eyes = [self._lids(motion, eye) for eye in (0, 1)]
        return replace(
            motion,
            displacement=motion.displacement + displacement,
            lips=motion.lips + lips,
            eyes=np.array(eyes, np.float32),
            blendshapes=shown,
            action_units=motion.action_units * (1 + unit_weights() @ (self.gains - 1)),
        )

    def _lids(self, motion: Motion, eye: int) -> float:
        own = float(motion.eyes[eye])
        wanted = float(motion.blendshapes[BLENDSHAPE[("eyeBlinkRight", "eyeBlinkLeft")[eye]]])
        if wanted <= 0 or not self.blinks[eye].any():  # at rest, or nothing is known
            return own
        rising = self.blinks[eye] + 1e-4 * np.arange(len(OPENNESS))
        closed = float(np.interp(wanted, rising, OPENNESS))
        return min(own, max(closed, LID_GAIN * own))

    def to_json(self) -> dict[str, Any]:
        """Plain lists."""
        return {"gains": self.gains.tolist(), "blinks": self.blinks.tolist()}

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Response:
        """What `to_json` gave.

        Raises:
            KeyError: a part is missing.
            ValueError: a part has another size.
        """
        gains, blinks = (np.array(values[name], np.float32) for name in ("gains", "blinks"))
        if gains.shape != (52,) or blinks.shape != (2, len(OPENNESS)):
            raise ValueError("gains or blinks have another size")
        return cls(gains, blinks)


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
    # While a picture is tracked the next one is rendered. So all are asked for whose motion does
    # not depend on an answer that is still to come.
    with Tracker("picture", faces=1) as tracker, ThreadPoolExecutor(1) as beside:

        def seen(motion: Motion) -> Future[Vector | None]:
            return beside.submit(_blendshapes, tracker, show(motion))

        rest = seen(still()).result()
        if rest is None:
            return None
        once = {name: seen(_asked(one, 1.0)) for name, one in EXPRESSIONS.items()}
        lids = [seen(_lidded(change)) for change in OPENNESS]
        found = {
            name: _gain(one, 1.0, once[name].result(), rest) for name, one in EXPRESSIONS.items()
        }
        again = {
            name: seen(_asked(one, found[name][0]))
            for name, one in EXPRESSIONS.items()
            if found[name][0] and not one.fine
        }
        for name, probe in again.items():
            found[name] = _gain(EXPRESSIONS[name], found[name][0], probe.result(), rest)
        gains = np.ones(52, np.float32)
        for name, one in EXPRESSIONS.items():
            gains[list(one.members)] = one.kept(*found[name])
        return Response(gains, _blinks([lid.result() for lid in lids], rest))


def _blendshapes(tracker: Tracker, image: Image) -> Vector | None:
    faces = tracker.faces(image)
    return faces[0].blendshapes if faces else None


def _asked(one: Expression, gain: float) -> Motion:
    """The motion of one expression at a gain."""
    asked = np.zeros(52, np.float32)
    asked[list(one.members)] = PROBE * gain
    return expression(asked)


def _lidded(change: float) -> Motion:
    return replace(still(), eyes=np.full(2, change, np.float32))


def _gain(one: Expression, gain: float, found: Vector | None, rest: Vector) -> tuple[float, float]:
    """A secant step: the gain at which the portrait would answer in full, and the answer so far;
    no gain and no answer where the face was lost."""
    if found is None:
        return 0.0, 0.0
    answer = float((found - rest)[list(one.members)].mean()) / PROBE
    return float(np.clip(gain / np.clip(answer, 0.1, 3), LEAST_GAIN, one.most)), answer


def _blinks(found: Sequence[Vector | None], rest: Vector) -> npt.NDArray[np.float32]:
    rises = [np.zeros(52, np.float32) if one is None else one - rest for one in found]
    eyes = [BLENDSHAPE["eyeBlinkRight"], BLENDSHAPE["eyeBlinkLeft"]]
    return np.maximum.accumulate(np.array(rises, np.float32)[:, eyes].T, axis=1)
