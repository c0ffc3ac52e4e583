"""`rtxfer track`: a driver's motion as a file that can be played again."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Annotated, Literal

import typer

from rtxfer.cli.options import BackendName, GeneratorName, Json, Number, moment
from rtxfer.cli.progress import shown_progress
from rtxfer.cli.root import app, print_json, stdout
from rtxfer.errors import InputError


@app.command()
def track(
    driver: Annotated[Path, typer.Argument(help="Video, GIF, folder or pattern of pictures.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Such as me.motion.")],
    generator: GeneratorName = None,
    backend: BackendName = "auto",
    neutral: Annotated[
        str, typer.Option(help="The driver's resting face: auto, first, or a moment (0:02.5).")
    ] = "auto",
    start: Annotated[str | None, typer.Option(help="Where to begin (1:23.4).")] = None,
    end: Annotated[str | None, typer.Option(help="Where to stop.")] = None,
    rate: Annotated[float, Number(help="Pictures per second, for pictures.")] = 25.0,
    mirrored: Annotated[
        bool, typer.Option("--mirrored", help="The driver was filmed by a mirrored camera.")
    ] = False,
    shots: Annotated[
        Literal["auto", "off"],
        typer.Option(help="auto: each shot and person has a resting face of its own; off: one."),
    ] = "auto",
    as_json: Json = False,
) -> None:
    """Keep what a driver does as a file of numbers, without a picture, to be played again."""
    from rtxfer import tracking

    if rate <= 0:
        raise InputError(f"A rate of {rate:g} pictures per second is impossible.", "Try 25.")
    job = tracking.TrackJob(
        driver,
        out,
        generator=generator,
        backend=backend,
        neutral=neutral if neutral in ("auto", "first") else moment(neutral, "--neutral"),
        start=None if start is None else moment(start, "--start"),
        end=None if end is None else moment(end, "--end"),
        rate=Fraction(rate).limit_denominator(1001),
        mirrored=mirrored,
        shots=shots == "auto",
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
