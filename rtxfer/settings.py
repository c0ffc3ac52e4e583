"""Everything a user can set about the transfer, validated, immutable."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, field_validator

Quality: TypeAlias = Literal["auto", "best", "fast"]
"""Of a live run: lowered where the machine is too slow, never, or as far as it goes."""


KEEP: Final = "keep"
NOTHING: Final = "none"
BACKGROUNDS: Final = (KEEP, "blur", NOTHING)
"""What a background is called that is neither a colour nor a picture."""


def colour_of(background: str) -> tuple[int, int, int] | None:
    """Red, green and blue of `#rrggbb`, 0–255; None where it is something else."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", background):
        return None
    red, green, blue = bytes.fromhex(background[1:])
    return red, green, blue


def background_file(background: str) -> Path | None:
    """The picture that a background is; None where it is something else."""
    named = background in BACKGROUNDS or background.startswith("#")
    return None if named else Path(background)


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
    background: str = Field(
        KEEP,
        description="What the person is set before: keep, their own; blur, that out of focus; "
        "none, nothing (transparent); #rrggbb, a colour; else the path of a picture.",
    )

    mirror: bool = Field(False, description="The picture is a mirror image, as viewers get it.")

    @field_validator("background")
    @classmethod
    def _whole(cls, background: str) -> str:
        if not background or (background.startswith("#") and colour_of(background) is None):
            raise ValueError("a background is keep, blur, none, #rrggbb or a picture")
        return background

    @property
    def clear(self) -> bool:
        """Whether pictures have an alpha channel, for nothing is behind the person."""
        return self.background == NOTHING


class TransferSettings(BaseModel):
    """All settings of one transfer."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    motion: MotionSettings = MotionSettings()
    output: OutputSettings = OutputSettings()
