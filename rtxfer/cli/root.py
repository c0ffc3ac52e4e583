"""The program itself: its name, its streams, and errors in plain words."""

from __future__ import annotations

import json
import logging
import math
import os
import sys
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.markup import escape

from engines.errors import EngineError
from rtxfer import __version__
from rtxfer.__main__ import INTERRUPTED
from rtxfer.errors import RtxferError
from rtxfer.interrupt import was_interrupted
from rtxfer.shortage import shortage

app = typer.Typer(
    name="rtxfer",
    help="A still portrait moves like the person before the camera.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
)
stdout = Console()
stderr = Console(stderr=True)


class Stopped(Exception):  # noqa: N818 - asked for, so no error
    """Ctrl-C while a command was at work.

    Args:
        words: what became of the work.
    """


def _tell_version(wanted: bool) -> None:
    if wanted:
        stdout.print(f"rtxfer {__version__}", highlight=False)
        raise typer.Exit


@app.callback()
def root_options(
    context: typer.Context,
    config: Annotated[
        Path | None,
        typer.Option(
            "--config",
            help="Take what is not given from a file as the window writes it (preferences.json).",
        ),
    ] = None,
    certificate: Annotated[
        Path | None,
        typer.Option(
            "--certificate",
            envvar="RTXFER_CERTIFICATE",
            help="Sign results with this (PEM, with its chain and key), not with one's own.",
        ),
    ] = None,
    badge: Annotated[
        bool, typer.Option("--badge", help="Show in a corner of every frame that it was made.")
    ] = False,
    version: Annotated[
        bool,
        # Eager, or typer asks for a command first.
        typer.Option("--version", help="Print the version.", is_eager=True, callback=_tell_version),
    ] = False,
) -> None:
    """A still portrait moves like the person before the camera."""
    if certificate is not None:
        os.environ["RTXFER_CERTIFICATE"] = str(certificate.absolute())
    if badge:
        os.environ["RTXFER_BADGE"] = "yes"
    if config is not None:
        from rtxfer.cli.config import defaults_of

        context.default_map = defaults_of(config)


def main() -> None:
    """Run, and say what went wrong in words rather than a traceback."""
    logging.basicConfig(level=logging.ERROR, format="%(message)s")
    try:
        code = app(standalone_mode=False)
    except (typer.Abort, KeyboardInterrupt):
        code = INTERRUPTED
    except Stopped as stopped:
        _stop(str(stopped))
    except (RtxferError, EngineError) as error:
        if was_interrupted():  # what it broke off is not missing
            _stop()
        known = shortage(error) or error
        _complain(known.problem, known.hint)
        sys.exit(known.exit_code)
    except Exception as error:
        # Typer's usage errors know how to show themselves; anything else is our own bug.
        if not hasattr(error, "show"):
            raise
        error.show()
        sys.exit(2)
    if code == INTERRUPTED:  # Typer turns Ctrl-C into this very code
        _stop()
    sys.exit(code if isinstance(code, int) else 0)


def _stop(words: str = "Nothing half-written was left.") -> NoReturn:
    stderr.print(f"Stopped. {escape(words)}", highlight=False, soft_wrap=True)
    sys.exit(INTERRUPTED)


def print_json(value: Any) -> None:
    """Print for programs: what cannot be told is null, for JSON has no nan."""
    print(json.dumps(_told(value), allow_nan=False))


def _told(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, dict):
        return {key: _told(one) for key, one in value.items()}
    return [_told(one) for one in value] if isinstance(value, list | tuple) else value


def _complain(problem: str, hint: str) -> None:
    # Escaped: rich would take the extra of "pip install 'rtxfer[app]'" for a colour.
    stderr.print(f"[bold red]Error:[/] {escape(problem)}", highlight=False, soft_wrap=True)
    if hint:
        stderr.print(f"  {escape(hint)}", highlight=False, soft_wrap=True)
