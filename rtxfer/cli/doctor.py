"""`rtxfer doctor`: does every link of the chain work?"""

from __future__ import annotations

import typer

from rtxfer.cli.options import Json
from rtxfer.cli.root import app, print_json, stdout


@app.command()
def doctor(as_json: Json = False) -> None:
    """Check each link of the chain, and say what mends it.

    The exit code is 0 if videos can be moved and, where there is a camera, live use works too.
    """
    from rtxfer.doctor import examine, line

    if as_json:
        report = examine()
        print_json(report.to_json())
    else:
        report = examine(
            on_finding=lambda found: stdout.print(line(found), highlight=False, soft_wrap=True)
        )
        stdout.print(report.verdict(), style="bold", highlight=False)
    raise typer.Exit(0 if report.healthy else 1)
