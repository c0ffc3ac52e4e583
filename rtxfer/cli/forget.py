"""`rtxfer forget`: what is kept about faces is shown, and removed."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.markup import escape

from rtxfer.cli.options import Json
from rtxfer.cli.root import app, print_json, stdout


@app.command()
def forget(
    show: Annotated[
        bool, typer.Option("--show", help="Only say what there is, and where it lies.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Remove all that is kept about faces on this machine: profiles, measurements, certificate."""
    from rtxfer.forget import forget as remove
    from rtxfer.forget import kept

    found = kept()
    gone = 0 if show else remove(found)
    if as_json:
        told = {one.what: [str(path) for path in one.files] for one in found}
        print_json({"kept" if show else "removed": told})
        return
    for one in found:
        folder = f" in {one.files[0].parent}" if one.files else ""
        words = f"{len(one.files)} files{folder}: {one.what}"
        stdout.print(escape(words), highlight=False, soft_wrap=True)
    if not show:
        stdout.print(f"{gone} files were removed.", highlight=False)
