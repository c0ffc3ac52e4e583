"""`rtxfer devices` and `rtxfer build`: what this machine has to work with, and making more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from engines.building.command import build_engines
from rtxfer.cli.options import Json
from rtxfer.cli.root import app, print_json, stdout

if TYPE_CHECKING:
    from rtxfer.devices import Device

app.command("build")(build_engines)


@app.command()
def devices(as_json: Json = False) -> None:
    """List cameras, virtual cameras, microphones, GPUs, engines and bundles."""
    from rtxfer.devices import survey

    found = survey()
    if as_json:
        print_json(found.to_json())
        return
    for title, listed in found.sections().items():
        stdout.print(title, style="bold")
        for device in listed:
            stdout.print(_line(device), soft_wrap=True)
        if not listed:
            stdout.print("  none found", style="dim")


def _line(device: Device) -> Text:
    if device.ready:
        return Text.assemble("  ", ("✔", "green"), f" {device.name}  ", (device.detail, "dim"))
    reason = (f"{device.problem}\n    {device.hint}", "dim")
    return Text.assemble("  ", ("–", "dim"), f" {device.name}  ", reason)
