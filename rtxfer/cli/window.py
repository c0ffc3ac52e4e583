"""`rtxfer app`: the window."""

from __future__ import annotations

from typing import Annotated

import typer

from rtxfer.cli.root import app
from rtxfer.errors import MissingDependencyError


@app.command("app")
def window(
    language: Annotated[
        str | None,
        typer.Option(
            help="Of the window, this time: en, de, es, fr, ja, zh_CN, or system. "
            "Else the one chosen in its menu."
        ),
    ] = None,
) -> None:
    """Open the window: pick a camera and a portrait, and press Start."""
    try:
        from rtxfer.app.application import run
    except ImportError as error:
        if not (error.name or "").startswith("PyQt6"):
            raise
        raise MissingDependencyError(
            f"PyQt6, which draws the window, cannot be loaded: {error}",
            "Run: pip install 'rtxfer[app]' (on a bare Debian or Ubuntu also: "
            "apt-get install libegl1 libxkbcommon0 libdbus-1-3 libxcb-cursor0).",
        ) from error
    raise typer.Exit(run(language))
