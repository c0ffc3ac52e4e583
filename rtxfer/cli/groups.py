"""Groups of options that several commands take alike, each a type of its own.

A command takes a group as one parameter; `grouped` shows its fields as options in its place.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields, is_dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypedDict, get_type_hints

import typer

from rtxfer.cli.options import (
    Background,
    DriverFace,
    Fit,
    MirrorOutput,
    Number,
    Size,
    moment,
    output_settings,
)
from rtxfer.errors import InputError

if TYPE_CHECKING:
    from rtxfer.settings import MotionSettings, OutputSettings

Gain = Annotated[float, Number(min=0, max=2, rich_help_panel="Motion")]
WholeHead = Annotated[
    bool,
    typer.Option(
        "--whole-head/--face-only",
        help="Hair and ears turn with the face, or the face turns alone.",
        rich_help_panel="Motion",
    ),
]


@dataclass(frozen=True, slots=True)
class Motion:
    """How much of what the driver does comes over."""

    strength: Gain = 1.0
    brows: Gain = 1.0
    eyes: Gain = 1.0
    gaze: Gain = 1.0
    mouth: Gain = 1.0
    jaw: Gain = 1.0
    head: Gain = 0.7
    head_limit: Annotated[
        float, Number("--head-limit", min=0, max=40, help="Degrees.", rich_help_panel="Motion")
    ] = 18.0
    sway: Annotated[
        float,
        Number(
            min=0,
            max=2,
            help="How far head and shoulders go along: aside, up and down, nearer.",
            rich_help_panel="Motion",
        ),
    ] = 0.0
    smoothing: Annotated[
        float,
        Number("--smoothing", min=0, max=4, help="0 raw, 1 normal.", rich_help_panel="Motion"),
    ] = 1.0
    contact: Annotated[
        bool,
        typer.Option(help="Lids and lips shut whenever the driver's do.", rich_help_panel="Motion"),
    ] = True
    whole_head: WholeHead = True

    def settings(self) -> MotionSettings:
        """As the pipeline takes it."""
        from rtxfer.settings import MotionSettings

        return MotionSettings(**asdict(self))


class Part(TypedDict):
    """See `rtxfer.job.Job`."""

    neutral: str | float
    start: float | None
    end: float | None
    rate: Fraction
    mirrored: bool
    shots: bool
    driver_face: int | None


@dataclass(frozen=True, slots=True)
class Clip:
    """Which part of a driver is used, and how it is taken."""

    neutral: Annotated[
        str, typer.Option(help="The driver's resting face: auto, first, or a moment (0:02.5).")
    ] = "auto"
    start: Annotated[str | None, typer.Option(help="Where to begin (1:23.4).")] = None
    end: Annotated[str | None, typer.Option(help="Where to stop.")] = None
    rate: Annotated[float, Number(help="Pictures per second, for pictures.")] = 25.0
    mirrored: Annotated[
        bool, typer.Option("--mirrored", help="The driver was filmed by a mirrored camera.")
    ] = False
    shots: Annotated[
        Literal["auto", "off"],
        typer.Option(help="auto: each shot and person has a resting face of its own; off: one."),
    ] = "auto"
    driver_face: DriverFace = None

    def part(self) -> Part:
        """As a job takes it.

        Raises:
            InputError: a moment that is none, or an impossible rate.
        """
        if self.rate <= 0:
            raise InputError(
                f"A rate of {self.rate:g} pictures per second is impossible.", "Try 25."
            )
        rests = self.neutral in ("auto", "first")
        return Part(
            neutral=self.neutral if rests else moment(self.neutral, "--neutral"),
            start=None if self.start is None else moment(self.start, "--start"),
            end=None if self.end is None else moment(self.end, "--end"),
            rate=Fraction(self.rate).limit_denominator(1001),
            mirrored=self.mirrored,
            shots=self.shots == "auto",
            driver_face=self.driver_face,
        )


@dataclass(frozen=True, slots=True)
class Canvas:
    """The size of a result that is no stream, how the portrait lies in it, and before what."""

    size: Size = "original"
    fit: Annotated[
        Fit,
        typer.Option(
            help="fit: bars; fill: cut what is over; crop: cut, centred on the face.",
            rich_help_panel="Output",
        ),
    ] = "fit"
    background: Background = "keep"
    mirror_output: MirrorOutput = False

    def settings(self, target: Path) -> OutputSettings:
        """For this portrait; see `output_settings`."""
        found = output_settings(self.size, self.fit, target, self.background)
        return found.model_copy(update={"mirror": self.mirror_output})


def grouped(command: Callable[..., None]) -> Callable[..., None]:
    """A command whose groups are shown, and given, as the options that they hold."""
    hints = get_type_hints(command, include_extras=True)
    groups: dict[str, Any] = {name: hint for name, hint in hints.items() if is_dataclass(hint)}
    shown: list[inspect.Parameter] = []
    for name, parameter in inspect.signature(command).parameters.items():
        if name in groups:
            shown += _options(groups[name])
        else:
            kept = parameter.replace(kind=parameter.KEYWORD_ONLY, annotation=hints[name])
            shown.append(kept)

    @functools.wraps(command)
    def called(**given: Any) -> None:
        for name, group in groups.items():
            given[name] = group(**{one.name: given.pop(one.name) for one in fields(group)})
        command(**given)

    called.__signature__ = inspect.Signature(shown)  # type: ignore[attr-defined]
    called.__annotations__ = {one.name: one.annotation for one in shown}
    return called


def _options(group: Any) -> list[inspect.Parameter]:
    hints = get_type_hints(group, include_extras=True)
    return [
        inspect.Parameter(
            one.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=one.default,
            annotation=hints[one.name],
        )
        for one in fields(group)
    ]
