"""Options that several commands share, and what they mean."""

from __future__ import annotations

import math
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal, TypeAlias

import typer

from engines.backends.registry import AUTO, find_backend, split_name
from engines.errors import BackendError
from rtxfer.errors import InputError

if TYPE_CHECKING:
    from rtxfer.settings import OutputSettings
    from rtxfer.sinks import Sound

SIZES: Final = {"720p": (1280, 720), "1080p": (1920, 1080)}


def _known(backend: str) -> str:
    """See that there is a backend of that name; whether it is here is seen when it is opened."""
    try:
        if split_name(backend)[0] != AUTO:
            find_backend(backend)
    except BackendError as error:  # an option that was mistyped, and no engine that broke
        raise InputError(error.problem, error.hint) from error
    return backend


def _number(value: float | None) -> float | None:
    """Refuse what a range lets through: nan is neither below nor above it, and inf below none."""
    if value is not None and not math.isfinite(value):
        raise typer.BadParameter(f"{value} is not a number to count with.")
    return value


Number: Final = partial(typer.Option, callback=_number)
"""An option that is a number, and never nan or inf."""

Fit: TypeAlias = Literal["fit", "fill", "crop"]
Face: TypeAlias = Annotated[
    int | None,
    typer.Option(
        "--face",
        min=1,
        help="Which face of the portrait moves where it shows several: 1 is the one furthest left. "
        "Else the largest, and it is said which one that is.",
    ),
]
DriverFace: TypeAlias = Annotated[
    int | None,
    typer.Option(
        "--driver-face",
        min=1,
        max=10,
        help="Which face of the driver drives where several are seen: 1 is the one furthest left "
        "when first seen. Else the largest, and that there are more is said.",
    ),
]
EncoderName: TypeAlias = Annotated[
    str,
    typer.Option(
        "--encoder",
        help="x264, or what the machine has: nvenc, qsv, amf, videotoolbox, mediafoundation.",
        rich_help_panel="Output",
    ),
]
QualityName: TypeAlias = Annotated[
    Literal["auto", "best", "fast"],
    typer.Option(
        "--quality",
        help="auto: lowered where the machine is too slow, before frames are dropped, and told; "
        "best: never lowered; fast: as low as it goes, without a learned part.",
    ),
]
Json: TypeAlias = Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")]
GeneratorName: TypeAlias = Annotated[
    str | None, typer.Option(help="Bundle to run: a name or a folder.")
]
BackendName: TypeAlias = Annotated[
    str,
    typer.Option(
        "--backend",
        help="What runs it: auto takes the fastest; `rtxfer devices` lists the engines by name. "
        "auto@1 and such as tensorrt@1 mean the second GPU.",
        callback=_known,
    ),
]
Size: TypeAlias = Annotated[
    str,
    typer.Option(
        help="original, 720p, 1080p (upright for an upright portrait) or WIDTHxHEIGHT.",
        rich_help_panel="Output",
    ),
]
Background: TypeAlias = Annotated[
    str,
    typer.Option(
        "--background",
        metavar="keep|blur|none|#RRGGBB|FILE",
        help="What the portrait's person is set before: keep, their own background; blur, that out "
        "of focus; none, nothing, so that the result is transparent; a colour; or a picture.",
        rich_help_panel="Output",
    ),
]
MirrorOutput: TypeAlias = Annotated[
    bool,
    typer.Option("--mirror-output", help="Make a mirror image of it.", rich_help_panel="Output"),
]
Audio: TypeAlias = Annotated[
    str, typer.Option(help="Which of the driver's sounds to keep: default, all, none, 2, …")
]


def moment(text: str, option: str) -> float:
    """A moment: 2.5, 0:02.5 or 1:02:03."""
    try:
        parts = [float(part) for part in text.split(":")]
    except ValueError:
        parts = []
    if not 1 <= len(parts) <= 3 or not all(0 <= part < math.inf for part in parts):
        raise InputError(f"{option} {text} is not a moment.", "Write 2.5, 0:02.5 or 1:02:03.")
    seconds = 0.0
    for part in parts:
        seconds = seconds * 60 + part
    return seconds


def sound_track(text: str) -> Sound:
    """What `--audio` asks for."""
    if text in ("default", "none"):
        return text == "default"
    if text == "all":
        return "all"
    if text.isdecimal() and int(text) > 0:
        return int(text)
    raise InputError(f"--audio {text} is no choice.", "Write default, all, none, or 1, 2, …")


def background_settings(background: str) -> OutputSettings:
    """What `--background` asks for.

    Raises:
        InputError: it is no colour, or no picture that can be read.
    """
    from rtxfer.scenery import check_background
    from rtxfer.settings import OutputSettings, colour_of

    if not background or (background.startswith("#") and colour_of(background) is None):
        raise InputError(
            f"--background {background} is no background.",
            "Write keep, blur, none, a colour such as #00b140, or the name of a picture.",
        )
    check_background(background)
    return OutputSettings(background=background)


def output_settings(size: str, fit: Fit, target: Path, background: str = "keep") -> OutputSettings:
    """What `--size`, `--fit` and `--background` ask for, for this portrait."""
    from rtxfer.settings import OutputSettings
    from rtxfer.sources import read_picture

    usual = background_settings(background).model_copy(update={"fit": fit})
    if size == "original":
        return usual
    if size in SIZES:
        height, width = read_picture(target).shape[:2]
        long, short = SIZES[size]
        wide = (long, short) if width >= height else (short, long)
        return OutputSettings(width=wide[0], height=wide[1], fit=fit, background=background)
    try:
        across, down = (int(part) for part in size.lower().split("x"))
        return OutputSettings(width=across, height=down, fit=fit, background=background)
    except ValueError as error:
        raise InputError(
            f"--size {size} is no size.",
            "Write original, 720p, 1080p, or such as 1280x720 (16 to 8192 a side).",
        ) from error


def demand_backend(backend: str, generator: str | None) -> None:
    """See that a backend can be had, before a live run tries it again and again; where it is to be
    chosen and this computer was not measured yet, do that now and say so.

    Raises:
        BackendError: it cannot; the hint holds the line that brings it.
        BundleError: the bundle is not there, or damaged.
    """
    from engines.bundle import DEFAULT, open_bundle
    from engines.selection.graphs import check_backend, known_backends
    from rtxfer.cli.root import stderr

    bundle = open_bundle(generator or DEFAULT)
    check_backend(bundle, backend)
    known_backends(bundle, backend, tell=lambda words: stderr.print(f"{words} ..."))
