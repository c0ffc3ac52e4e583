"""`rtxfer verify`: was this made, and by what?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from rich.markup import escape

from rtxfer.cli.options import Json, Number
from rtxfer.cli.root import app, print_json, stdout
from rtxfer.errors import InputError

if TYPE_CHECKING:
    from rtxfer.provenance.mark.detect import Found
    from rtxfer.provenance.read import Claim

_STATES: Final = {
    "ours": "signed by you, and unchanged since",
    "intact": "unchanged since it was signed, by somebody you do not know",
    "changed": "altered since it was signed: do not believe it",
}


@app.command()
def verify(
    file: Annotated[
        Path | None, typer.Argument(help="A video, an animation, a picture, or a folder of them.")
    ] = None,
    camera: Annotated[
        str | None,
        typer.Option(help="Look at a camera instead: camera, camera:NAME, rtsp://…, http://…"),
    ] = None,
    seconds: Annotated[float, Number(min=0.1, help="Of the camera.")] = 3.0,
    as_json: Json = False,
) -> None:
    """Tell whether a film or a picture was made, by its manifest and by the mark in its pixels."""
    from rtxfer.verify import look_at_camera, look_at_file

    if (file is None) == (camera is None):
        raise InputError("One thing is looked at.", "Name a file, or --camera, and not both.")
    claim = None
    if camera is not None:
        found = look_at_camera(camera, seconds)
    else:
        from rtxfer.provenance.read import read_claim

        assert file is not None
        claim = read_claim(file) if file.is_file() else None
        found = look_at_file(file)
    if as_json:
        print_json(_told(claim, found))
        return
    if camera is None:
        stdout.print(f"Manifest: {escape(_manifest(claim))}", highlight=False)
    stdout.print(f"Mark:     {escape(_mark(found))}", highlight=False)


def _manifest(claim: Claim | None) -> str:
    if claim is None:
        return "none"
    words = [_STATES[claim.state]]
    if claim.problems:
        words.append(", ".join(claim.problems))
    if claim.state != "changed":
        words.append(f"by {claim.program or 'an unnamed program'}")
        words += [f"with {', '.join(claim.generators)}"] if claim.generators else []
        words += [claim.source_type] if claim.source_type else []
    return "; ".join(words)


def _mark(found: Found) -> str:
    if not found.marked:
        return f"none found (score {found.score:.1f}, {_threshold():.0f} is needed)"
    drawn = f", drawn by {found.generator}" if found.generator else ""
    mirrored = ", mirrored since" if found.mirrored else ""
    turned = f", turned by about {found.turned:g}° since" if found.turned else ""
    return f"made by rtxfer{drawn}{mirrored}{turned} (score {found.score:.1f})"


def _threshold() -> float:
    from rtxfer.provenance.mark.detect import THRESHOLD

    return THRESHOLD


def _told(claim: Claim | None, found: Found) -> dict[str, Any]:
    from dataclasses import asdict

    mark = {"found": found.marked, "threshold": _threshold(), **asdict(found)}
    return {"manifest": None if claim is None else asdict(claim), "mark": mark}
