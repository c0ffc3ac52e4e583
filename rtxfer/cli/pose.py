"""`rtxfer pose`: a still portrait edited by hand, without a driver."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer
from rich.markup import escape
from rich.table import Table

from rtxfer.cli.groups import Canvas, WholeHead, grouped
from rtxfer.cli.options import (
    BackendName,
    Face,
    GeneratorName,
    Json,
    Number,
)
from rtxfer.cli.progress import shown_progress
from rtxfer.cli.root import app, print_json, stderr, stdout
from rtxfer.errors import InputError

TURN: Final = 30


@app.command()
@grouped
def pose(
    *,
    portrait: Annotated[Path | None, typer.Argument(help="The picture.")] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="png, jpg, webp or tif.")] = None,
    settings: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            "-s",
            metavar="NAME=VALUE",
            help="Such as smile=0.6: an action unit or a blendshape, -1 to 1, added to what the "
            "portrait shows; repeatable. --list tells the names.",
        ),
    ] = None,
    turn: Annotated[
        float, Number(min=-TURN, max=TURN, help="Of the head, degrees, to its own left.")
    ] = 0.0,
    nod: Annotated[float, Number(min=-TURN, max=TURN, help="Degrees, downwards.")] = 0.0,
    tilt: Annotated[
        float, Number(min=-TURN, max=TURN, help="Degrees, to its own left shoulder.")
    ] = 0.0,
    list_names: Annotated[bool, typer.Option("--list", help="List all names and stop.")] = False,
    face: Face = None,
    generator: GeneratorName = None,
    backend: BackendName = "auto",
    canvas: Canvas,
    whole_head: WholeHead = True,
    as_json: Json = False,
) -> None:
    """Edit a still portrait: a smile, a look, a turn of the head."""
    from rtxfer.motion.pose import Pose, read_values
    from rtxfer.posing import PoseJob, make_picture

    if list_names:
        _list(as_json=as_json)
        return
    if portrait is None or out is None:
        raise InputError(
            "A portrait and --out are needed.",
            "Write such as: rtxfer pose portrait.jpg --set smile=0.6 --out smiling.png",
        )
    wanted = Pose(read_values(settings or ()), turn, nod, tilt)
    job = PoseJob(
        portrait,
        out,
        wanted,
        face=face,
        generator=generator,
        backend=backend,
        output=canvas.settings(portrait),
        whole_head=whole_head,
    )
    with shown_progress(quiet=as_json) as (_, phase):
        notes = make_picture(job, phase)
    for note in notes:
        stderr.print(f"[yellow]Note:[/] {escape(note)}", highlight=False)
    if as_json:
        print_json({"output": str(out), "set": dict(wanted.values), "notes": list(notes)})
    else:
        stdout.print(f"[green]✔[/] {out}", highlight=False)


def _list(*, as_json: bool) -> None:
    """Every name, its action units, and the blendshapes it raises."""
    from rtxfer.motion.pose import channels

    if as_json:
        rows = [
            {"name": one.name, "units": one.unit, "blendshapes": one.blendshapes}
            for one in channels()
        ]
        print_json(rows)
        return
    table = Table(box=None)
    for title in ("name", "unit", "raises"):
        table.add_column(title)
    for one in channels():
        table.add_row(one.name, " ".join(one.unit), " ".join(one.blendshapes))
    stdout.print(table)
