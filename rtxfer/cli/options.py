"""Options that several commands share, and what they mean."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal, TypeAlias

import typer

from engines.backends.registry import AUTO, find_backend, split_name
from engines.errors import BackendError
from rtxfer.errors import InputError

if TYPE_CHECKING:
    from rtxfer.settings import OutputSettings

SIZES: Final = {"720p": (1280, 720), "1080p": (1920, 1080)}


def _known(backend: str) -> str:
    """See that there is a backend of that name; whether it is here is seen when it is opened."""
    try:
        if split_name(backend)[0] != AUTO:
            find_backend(backend)
    except BackendError as error:  # an option that was mistyped, and no engine that broke
        raise InputError(error.problem, error.hint) from error
    return backend


Fit: TypeAlias = Literal["fit", "fill", "crop"]
Gain: TypeAlias = Annotated[float, typer.Option(min=0, max=2, rich_help_panel="Motion")]
Contact: TypeAlias = Annotated[
    bool,
    typer.Option(help="Lids and lips shut whenever the driver's do.", rich_help_panel="Motion"),
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


def moment(text: str, option: str) -> float:
    """A moment: 2.5, 0:02.5 or 1:02:03."""
    try:
        parts = [float(part) for part in text.split(":")]
    except ValueError:
        parts = []
    if not 1 <= len(parts) <= 3 or any(part < 0 for part in parts):
        raise InputError(f"{option} {text} is not a moment.", "Write 2.5, 0:02.5 or 1:02:03.")
    seconds = 0.0
    for part in parts:
        seconds = seconds * 60 + part
    return seconds


def output_settings(size: str, fit: Fit, target: Path) -> OutputSettings:
    """What `--size` and `--fit` ask for, for this portrait."""
    from rtxfer.settings import OutputSettings
    from rtxfer.sources import read_picture

    if size == "original":
        return OutputSettings(fit=fit)
    if size in SIZES:
        height, width = read_picture(target).shape[:2]
        long, short = SIZES[size]
        wide = (long, short) if width >= height else (short, long)
        return OutputSettings(width=wide[0], height=wide[1], fit=fit)
    try:
        across, down = (int(part) for part in size.lower().split("x"))
        return OutputSettings(width=across, height=down, fit=fit)
    except ValueError as error:
        raise InputError(
            f"--size {size} is no size.",
            "Write original, 720p, 1080p, or such as 1280x720 (16 to 8192 a side).",
        ) from error


def demand_backend(backend: str, generator: str | None) -> None:
    """See that a backend can be had, before a live run tries it again and again.

    Raises:
        BackendError: it cannot; the hint holds the line that brings it.
        BundleError: the bundle is not there, or damaged.
    """
    from engines.bundle import DEFAULT, open_bundle
    from engines.selection.graphs import check_backend

    check_backend(open_bundle(generator or DEFAULT), backend)
