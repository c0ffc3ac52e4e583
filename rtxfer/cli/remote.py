"""`rtxfer remote`: one command to the live run that goes on, for scripts and macro keys."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import typer

from rtxfer.cli.options import Json
from rtxfer.cli.root import app, print_json, stdout
from rtxfer.errors import InputError

Deed = Literal["panic", "freeze", "record", "next", "previous", "portrait", "neutral", "status"]


@app.command()
def remote(
    deed: Annotated[Deed, typer.Argument(help="What to do.")],
    value: Annotated[
        str | None,
        typer.Argument(
            help="panic, freeze, record: on or off (else turned round); portrait: its name."
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Control the live run that was started with --remote, or the window."""
    from rtxfer.remote import ask

    status = ask(_message(deed, value))
    if as_json:
        print_json(status)
        return
    states = [name for name in ("panic", "frozen", "recording") if status[name]]
    shown = status["portrait"] or "no portrait"
    sent = f"{status['output_fps']:g} fps" if status["output_fps"] else "nothing is sent"
    running = sent if status["running"] else "stopped"
    stdout.print(", ".join([shown, running, *states]), highlight=False)


def _message(deed: str, value: str | None) -> dict[str, Any]:
    if deed == "portrait":
        if value is None:
            raise InputError(
                "Which portrait?", "Write such as: rtxfer remote portrait grace_hopper"
            )
        return {"do": deed, "name": value}
    if value is None:
        return {"do": deed}
    if deed not in ("panic", "freeze", "record") or value not in ("on", "off"):
        raise InputError(
            f"{deed} does not take {value}.", "On and off are for panic, freeze, record."
        )
    return {"do": deed, "on": value == "on"}
