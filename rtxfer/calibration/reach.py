"""How far a driver's expressions reach, and the gains that make up for it.

A broad smile reads 0.9 on one face and 0.5 on another. Whoever reaches less than is usual gets a
higher gain in that region, so that the same feeling makes the same face on a portrait.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Final, Literal

from annotated_types import Ge, Le
from pydantic import BaseModel, ConfigDict, Field

from rtxfer.face.landmarks import BLENDSHAPE
from rtxfer.motion.relative import Motion
from rtxfer.settings import MotionSettings

LEAST_GAIN: Final = 0.6
MOST_GAIN: Final = 1.8

HARDLY: Final = 0.25
"""Share of the usual reach below which the tracker sees nothing there (brows under a fringe) or
the driver did something else: such a region keeps its plain gain."""

ExpressionName = Literal["smile", "open_mouth", "raise_brows", "close_eyes"]


@dataclass(frozen=True, slots=True)
class Expression:
    """Something that the driver is asked to do as far as they can.

    Attributes:
        name: of it.
        usual: the reach at which a gain of 1 is right: about what ten people on film reach when
            they mean it.
    """

    name: ExpressionName
    usual: float


EXPRESSIONS: Final = (
    Expression("smile", 0.8),
    Expression("open_mouth", 0.6),
    Expression("raise_brows", 0.42),
    Expression("close_eyes", 1.0),
)
USUAL: Final[dict[ExpressionName, float]] = {each.name: each.usual for each in EXPRESSIONS}

_CHANNELS: Final[dict[ExpressionName, tuple[int, ...]]] = {
    "smile": (BLENDSHAPE["mouthSmileLeft"], BLENDSHAPE["mouthSmileRight"]),
    "open_mouth": (BLENDSHAPE["jawOpen"],),
    "raise_brows": (
        BLENDSHAPE["browInnerUp"],
        BLENDSHAPE["browOuterUpLeft"],
        BLENDSHAPE["browOuterUpRight"],
    ),
}


class Gains(BaseModel):
    """One driver's factor for each region that was measured; 1 where nothing is known."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    brows: float = Field(1.0, ge=LEAST_GAIN, le=MOST_GAIN)
    eyes: float = Field(1.0, ge=LEAST_GAIN, le=MOST_GAIN)
    mouth: float = Field(1.0, ge=LEAST_GAIN, le=MOST_GAIN)
    jaw: float = Field(1.0, ge=LEAST_GAIN, le=MOST_GAIN)


def intensity(name: ExpressionName, motion: Motion) -> float:
    """How much of an expression a motion shows: 0 at rest, about 1 at most.

    Shut eyes are read off the lids, since a portrait's lids follow openness.
    """
    if name == "close_eyes":
        return max(0.0, -float(motion.eyes.mean()))
    return max(0.0, float(motion.blendshapes[list(_CHANNELS[name])].mean()))


def gains_from(reaches: Mapping[ExpressionName, float]) -> Gains:
    """Gains that lift or lower each region to what is usual.

    Args:
        reaches: the most that the driver showed of each expression, as `intensity` tells;
            expressions that were left out keep a gain of 1.
    """

    def factor(name: ExpressionName) -> float:
        share = reaches.get(name, 0.0) / USUAL[name]
        return 1.0 if share < HARDLY else min(max(1 / share, LEAST_GAIN), MOST_GAIN)

    smile, opening = factor("smile"), factor("open_mouth")
    return Gains(
        brows=factor("raise_brows"),
        eyes=max(1.0, factor("close_eyes")),  # less would leave eyes open that were shut
        mouth=sqrt(smile * opening),  # lips do both
        jaw=opening,
    )


def personal(settings: MotionSettings, gains: Gains) -> MotionSettings:
    """The settings with one driver's factors in them, held within what settings allow."""
    regions = {
        name: _held(name, getattr(settings, name) * factor)
        for name, factor in gains.model_dump().items()
    }
    return settings.model_copy(update=regions)


def _held(name: str, value: float) -> float:
    """`value` within the range of that setting."""
    for rule in MotionSettings.model_fields[name].metadata:
        if isinstance(rule, Ge):
            value = max(value, float(rule.ge))  # type: ignore[arg-type]
        elif isinstance(rule, Le):
            value = min(value, float(rule.le))  # type: ignore[arg-type]
    return value
