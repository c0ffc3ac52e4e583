"""The expressions that a portrait is made to show before the first frame, and how far each may be
driven; see `rtxfer.response`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from rtxfer.face.landmarks import BLENDSHAPE, BLENDSHAPES
from rtxfer.motion.basis import expression_basis

LEAST_GAIN: Final = 0.6
MOST_GAIN: Final = 1.7

FINE_GAIN: Final = 2.0
FINE_REACH: Final = 1.0
"""How far fine shapes of the lips may be driven: as a gain, and as what is added to a full one at
the landmark that goes farthest, centimetres. They are small moves, as those of brows are, so that
twice as much is still a small change to the picture; a funnel, which is a large one, gets half as
much again. By itself the tracker often does not hear one on a portrait, but it does beside what
else a talking mouth does: so one that no probe hears is driven as far as it may be."""

NO_ANSWER: Final = 0.15
"""Share of the asked strength below which the tracker is blind here (brows under a hat,
behind glasses): such an expression keeps a plain gain, which no measurement can better."""

FAINT: Final = 0.38
FAINT_GAIN: Final = 2.0
"""Where less than `FAINT` is answered, more gain is hardly seen and only distorts: a face in
three-quarter view has a brow on its outline, and a knob grows there."""


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression that a portrait is made to show.

    Attributes:
        members: its blendshapes, of one side or of both.
        most: gain beyond which it is a grimace.
        fine: whether it is one of those that a tracker may be deaf to and yet should be shown.
    """

    members: tuple[int, ...]
    most: float = MOST_GAIN
    fine: bool = False

    def kept(self, gain: float, answer: float) -> float:
        """The gain that is good for something, of one that was found and the answer it came of.

        Args:
            gain: 0 where the face was lost.
            answer: share of the asked strength that the tracker saw.
        """
        if not gain:
            return 1.0
        if self.fine:
            return self.most if answer <= NO_ANSWER else gain
        if answer <= NO_ANSWER:
            return 1.0
        return gain if answer > FAINT else min(gain, FAINT_GAIN)


def _one(name: str, most: float = MOST_GAIN) -> Expression:
    return Expression((BLENDSHAPE[name],), most)


def _both(name: str, most: float = MOST_GAIN) -> Expression:
    return Expression((BLENDSHAPE[f"{name}Left"], BLENDSHAPE[f"{name}Right"]), most)


def _fine(expression: Expression) -> Expression:
    reach = max(
        float(np.linalg.norm(expression_basis()[one], axis=-1).max()) for one in expression.members
    )
    return Expression(expression.members, min(FINE_GAIN, 1 + FINE_REACH / reach), fine=True)


EXPRESSIONS: Final[dict[str, Expression]] = {
    "jawOpen": _one("jawOpen"),
    "mouthSmile": _both("mouthSmile"),
    "mouthPucker": _one("mouthPucker"),
    "mouthUpperUp": _both("mouthUpperUp"),
    "mouthLowerDown": _both("mouthLowerDown"),
    "mouthFrown": _fine(_both("mouthFrown")),
    "mouthFunnel": _fine(_one("mouthFunnel")),
    "mouthStretch": _fine(_both("mouthStretch")),
    "mouthPress": _fine(_both("mouthPress")),
    "mouthDimple": _fine(_both("mouthDimple")),
    "mouthRollLower": _fine(_one("mouthRollLower")),
    "mouthRollUpper": _fine(_one("mouthRollUpper")),
    "mouthLeft": _fine(_one("mouthLeft")),
    "mouthRight": _fine(_one("mouthRight")),
    "browInnerUp": _one("browInnerUp", 2.4),
    "browOuterUp": _both("browOuterUp", 2.4),
    "browDown": _both("browDown", 4.0),
}
"""Brows may be driven further: they move by millimetres, so that twice as much is still a small
change to the picture, while an open jaw twice as open is a grimace. How far a lowered brow can
come is limited by the lid below it (see `motion.brows`), not by its gain."""


@cache
def fine() -> npt.NDArray[np.bool_]:
    """Which of the 52 blendshapes are fine shapes."""
    table = np.zeros(len(BLENDSHAPES), np.bool_)
    for one in EXPRESSIONS.values():
        table[list(one.members)] = one.fine
    return table
