"""`rtxfer video` and `rtxfer demo`: from a clip to a file."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Literal

import typer

from rtxfer.cli.options import (
    BackendName,
    Contact,
    Fit,
    Gain,
    GeneratorName,
    Json,
    Size,
    moment,
    output_settings,
)
from rtxfer.cli.progress import shown_progress
from rtxfer.cli.root import app, stderr, stdout
from rtxfer.errors import InputError


@app.command()
def video(
    driver: Annotated[Path, typer.Argument(help="Video, GIF, folder or pattern of pictures.")],
    target: Annotated[Path, typer.Option("--target", "-t", help="The portrait.")],
    out: Annotated[
        Path, typer.Option("--out", "-o", help="mp4, mov, mkv, webm, gif, webp, or a folder.")
    ],
    generator: GeneratorName = None,
    backend: BackendName = "auto",
    neutral: Annotated[
        str, typer.Option(help="The driver's resting face: auto, first, or a moment (0:02.5).")
    ] = "auto",
    start: Annotated[str | None, typer.Option(help="Where to begin (1:23.4).")] = None,
    end: Annotated[str | None, typer.Option(help="Where to stop.")] = None,
    rate: Annotated[float, typer.Option(help="Pictures per second, for pictures.")] = 25.0,
    mirrored: Annotated[
        bool, typer.Option("--mirrored", help="The driver was filmed by a mirrored camera.")
    ] = False,
    strength: Gain = 1.0,
    brows: Gain = 1.0,
    eyes: Gain = 1.0,
    gaze: Gain = 1.0,
    mouth: Gain = 1.0,
    jaw: Gain = 1.0,
    head: Gain = 0.7,
    head_limit: Annotated[
        float, typer.Option(min=0, max=40, help="Degrees.", rich_help_panel="Motion")
    ] = 18.0,
    smoothing: Annotated[
        float, typer.Option(min=0, max=4, help="0 raw, 1 normal.", rich_help_panel="Motion")
    ] = 1.0,
    contact: Contact = True,
    size: Size = "original",
    fit: Annotated[
        Fit,
        typer.Option(
            help="fit: bars; fill: cut what is over; crop: cut, centred on the face.",
            rich_help_panel="Output",
        ),
    ] = "fit",
    audio: Annotated[bool, typer.Option(help="Keep the driver's sound.")] = True,
    side_by_side: Annotated[
        bool, typer.Option("--side-by-side", help="Show the driver beside the result.")
    ] = False,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on from an interrupted run.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Move a portrait by a video."""
    from rtxfer import job
    from rtxfer.settings import MotionSettings, TransferSettings

    motion = MotionSettings(
        strength=strength,
        brows=brows,
        eyes=eyes,
        gaze=gaze,
        mouth=mouth,
        jaw=jaw,
        head=head,
        head_limit=head_limit,
        smoothing=smoothing,
        contact=contact,
    )
    if rate <= 0:
        raise InputError(f"A rate of {rate:g} pictures per second is impossible.", "Try 25.")
    work = job.Job(
        driver=driver,
        target=target,
        out=out,
        generator=generator,
        backend=backend,
        settings=TransferSettings(motion=motion, output=output_settings(size, fit, target)),
        neutral=neutral if neutral in ("auto", "first") else moment(neutral, "--neutral"),
        start=None if start is None else moment(start, "--start"),
        end=None if end is None else moment(end, "--end"),
        rate=Fraction(rate).limit_denominator(1001),
        mirrored=mirrored,
        audio=audio,
        side_by_side=side_by_side,
        resume=resume,
    )
    with shown_progress(quiet=as_json) as (advance, phase):
        summary = job.run(work, advance, phase)
    for warning in summary.warnings:
        stderr.print(f"[yellow]Note:[/] {warning}", highlight=False)
    if as_json:
        print(json.dumps(summary.to_json()))
        return
    stdout.print(
        f"[green]✔[/] {summary.output}: {summary.frames} frames, {summary.seconds:.1f} s, "
        f"sound {summary.audio}; made at {summary.fps:.0f} fps.",
        highlight=False,
    )
    if summary.frames_without_face:
        stdout.print(
            f"  {summary.frames_without_face} frames showed no face; the portrait eased to rest.",
            highlight=False,
        )


@app.command()
def demo(
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for what is made.")] = Path(
        "demo-output"
    ),
    portrait: Annotated[Literal["hopper", "collins"], typer.Option(help="Who moves.")] = "hopper",
    seconds: Annotated[
        float | None, typer.Option(min=1, help="Of the clip; all of it when left out.")
    ] = None,
    generator: GeneratorName = None,
    backend: BackendName = "auto",
    as_json: Json = False,
) -> None:
    """Move a shipped portrait by a shipped webcam clip: nothing to prepare."""
    from rtxfer import demo as demonstration

    with shown_progress(quiet=as_json) as (advance, phase):
        shown = demonstration.run(
            out,
            portrait,
            seconds=seconds,
            generator=generator,
            backend=backend,
            on_progress=advance,
            on_phase=phase,
        )
    if as_json:
        result = shown.summary.to_json() | {"video": str(shown.video), "sheet": str(shown.sheet)}
        print(json.dumps(result))
        return
    stdout.print(f"[green]✔[/] Driver and portrait side by side: {shown.video}", highlight=False)
    stdout.print(f"[green]✔[/] The most telling moments:         {shown.sheet}", highlight=False)
    stdout.print(f"  {shown.summary.frames} frames at {shown.summary.fps:.0f} fps", highlight=False)
