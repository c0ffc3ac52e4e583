"""Everything a user can set about the transfer, validated, immutable."""

from __future__ import annotations

from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

Quality: TypeAlias = Literal["auto", "best", "fast"]
"""Of a live run: lowered where the machine is too slow, never, or as far as it goes."""


class MotionSettings(BaseModel):
    """How the driver's motion is laid onto the target. Gains: 0 none, 1 as the driver, 2 twice."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    strength: float = Field(1.0, ge=0, le=2, description="All motion together.")
    brows: float = Field(1.0, ge=0, le=2, description="Brows and forehead.")
    eyes: float = Field(1.0, ge=0, le=2, description="Lids.")
    gaze: float = Field(1.0, ge=0, le=2, description="Where the eyes look.")
    mouth: float = Field(1.0, ge=0, le=2, description="Lips.")
    jaw: float = Field(1.0, ge=0, le=2, description="Jaw, chin and cheeks.")
    head: float = Field(0.7, ge=0, le=2, description="Turn of the head.")
    head_limit: float = Field(18.0, ge=0, le=40, description="Largest turn, degrees.")
    sway: float = Field(0.0, ge=0, le=2, description="Way of head and shoulders.")
    whole_head: bool = Field(True, description="Hair and ears turn with the face.")
    smoothing: float = Field(1.0, ge=0, le=4, description="0 raw, 1 normal, higher steadier.")
    contact: bool = Field(True, description="Lids and lips shut whenever the driver's do.")
    calibrated: bool = Field(True, description="Adapt gains to how the portrait answers.")


class OutputSettings(BaseModel):
    """Size of the output picture and how the portrait is fitted into it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    width: int | None = Field(
        None, ge=16, le=8192, description="Pixels; None keeps the portrait's."
    )
    height: int | None = Field(None, ge=16, le=8192)
    fit: Literal["fit", "fill", "crop"] = Field(
        "fit",
        description="fit: whole portrait with bars; fill: cover, cut what is over; "
        "crop: cover, centred on the face.",
    )


class TransferSettings(BaseModel):
    """All settings of one transfer."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    motion: MotionSettings = MotionSettings()
    output: OutputSettings = OutputSettings()
