"""The program itself: its name, its streams, and errors in plain words."""

from __future__ import annotations

import logging
import sys
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.markup import escape

from engines.errors import EngineError
from rtxfer import __version__
from rtxfer.errors import RtxferError

app = typer.Typer(
    name="rtxfer",
    help="A still portrait moves like the person before the camera.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
stdout = Console()
stderr = Console(stderr=True)

INTERRUPTED: Final = 130
"""Exit code after Ctrl-C, as shells expect it."""


@app.callback()
def root_options(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """A still portrait moves like the person before the camera."""
    if version:
        stdout.print(f"rtxfer {__version__}")
        raise typer.Exit


def main() -> None:
    """Run, and say what went wrong in words rather than a traceback."""
    logging.basicConfig(level=logging.ERROR, format="%(message)s")
    try:
        code = app(standalone_mode=False)
    except (typer.Abort, KeyboardInterrupt):
        code = INTERRUPTED
    except (RtxferError, EngineError) as error:
        _complain(error.problem, error.hint)
        sys.exit(getattr(error, "exit_code", 1))
    except Exception as error:
        # Typer's usage errors know how to show themselves; anything else is our own bug.
        if not hasattr(error, "show"):
            raise
        error.show()
        sys.exit(2)
    if code == INTERRUPTED:  # Typer turns Ctrl-C into this very code
        stderr.print("Stopped; nothing half-written was left. Add --resume to go on from here.")
    sys.exit(code if isinstance(code, int) else 0)


def _complain(problem: str, hint: str) -> None:
    # Escaped: rich would take the extra of "pip install 'rtxfer[app]'" for a colour.
    stderr.print(f"[bold red]Error:[/] {escape(problem)}", highlight=False, soft_wrap=True)
    if hint:
        stderr.print(f"  {escape(hint)}", highlight=False, soft_wrap=True)
