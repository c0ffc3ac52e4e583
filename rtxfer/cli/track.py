"""`rtxfer track`: a driver's motion as a file that can be played again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rtxfer.cli.groups import Clip, grouped
from rtxfer.cli.options import BackendName, GeneratorName, Json
from rtxfer.cli.progress import shown_progress
from rtxfer.cli.root import app, print_json, stdout


@app.command()
@grouped
def track(
    *,
    driver: Annotated[Path, typer.Argument(help="Video, GIF, folder or pattern of pictures.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Such as me.motion.")],
    generator: GeneratorName = None,
    backend: BackendName = "auto",
    clip: Clip,
    as_json: Json = False,
) -> None:
    """Keep what a driver does as a file of numbers, without a picture, to be played again."""
    from rtxfer import tracking

    job = tracking.TrackJob(
        driver,
        out,
        generator=generator,
        backend=backend,
        **clip.part(),
    )
    with shown_progress(quiet=as_json) as (advance, phase):
        motion = tracking.track(job, advance, phase)
    faces = int(motion.arrays["face"].sum())
    if as_json:
        print_json(
            {
                "output": str(out),
                "frames": len(motion),
                "frames_without_face": len(motion) - faces,
                "generator": motion.generator or None,
            }
        )
        return
    read = f", with what {motion.generator} reads" if motion.generator else ""
    stdout.print(
        f"[green]✔[/] {out}: {len(motion)} frames{read}; {len(motion) - faces} without a face.",
        highlight=False,
    )
