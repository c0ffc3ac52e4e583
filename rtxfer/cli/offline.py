"""`rtxfer video` and `rtxfer demo`: from a clip to a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from rich.markup import escape

from rtxfer.cli.groups import Canvas, Clip, Motion, grouped
from rtxfer.cli.options import (
    Audio,
    BackendName,
    EncoderName,
    Face,
    GeneratorName,
    Json,
    Number,
    sound_track,
)
from rtxfer.cli.progress import shown_progress
from rtxfer.cli.root import Stopped, app, print_json, stderr, stdout

if TYPE_CHECKING:
    from rtxfer.job import Job


@app.command()
@grouped
def video(
    *,
    driver: Annotated[
        Path, typer.Argument(help="Video, GIF, motion file, folder or pattern of pictures.")
    ],
    target: Annotated[Path, typer.Option("--target", "-t", help="The portrait.")],
    out: Annotated[
        Path, typer.Option("--out", "-o", help="mp4, mov, mkv, webm, gif, webp, or a folder.")
    ],
    face: Face = None,
    generator: GeneratorName = None,
    backend: BackendName = "auto",
    clip: Clip,
    motion: Motion,
    canvas: Canvas,
    encoder: EncoderName = "x264",
    audio: Audio = "default",
    side_by_side: Annotated[
        bool, typer.Option("--side-by-side", help="Show the driver beside the result.")
    ] = False,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on from an interrupted run.")
    ] = False,
    workers: Annotated[
        int,
        typer.Option(
            min=1,
            max=1024,
            help="Processes that draw parts of a long clip at the same time (mp4, mov, mkv).",
        ),
    ] = 1,
    as_json: Json = False,
) -> None:
    """Move a portrait by a video."""
    from rtxfer import job
    from rtxfer.batch import alone
    from rtxfer.settings import TransferSettings

    work = job.Job(
        driver=driver,
        target=target,
        out=out,
        generator=generator,
        backend=backend,
        settings=TransferSettings(motion=motion.settings(), output=canvas.settings(target)),
        **clip.part(),
        audio=sound_track(audio),
        side_by_side=side_by_side,
        resume=resume,
        encoder=encoder,
        face=face,
    )
    told: list[str] = []

    def tell(note: str) -> None:
        told.append(note)
        stderr.print(f"[yellow]Note:[/] {escape(note)}", highlight=False)

    with shown_progress(quiet=as_json) as (advance, phase):
        try:
            summary = alone.run(work, workers, advance, phase, tell)
        except KeyboardInterrupt:
            raise Stopped(_left(work)) from None
    for warning in [one for one in summary.warnings if one not in told]:
        tell(warning)
    if as_json:
        print_json(summary.to_json())
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


def _left(work: Job) -> str:
    """What a run leaves that was stopped."""
    from rtxfer.batch import alone
    from rtxfer.sinks import Parts, destination_of

    out = work.out
    drawn = alone.finished(work)
    if drawn is not None:
        return (
            f"The driver was looked at, and {drawn} frames of {out.name} are kept: add --resume to "
            "go on from here."
        )
    parts = Parts.left_by(destination_of(out))
    if parts is None or not parts.journal.frames:
        return f"Nothing was made of {out.name} yet, and nothing is left of it."
    frames = parts.journal.frames
    return f"{frames} frames of {out.name} are kept: add --resume to go on from here."


@app.command()
def demo(
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for what is made.")] = Path(
        "demo-output"
    ),
    portrait: Annotated[Literal["hopper", "collins"], typer.Option(help="Who moves.")] = "hopper",
    seconds: Annotated[
        float | None, Number(min=1, help="Of the clip; all of it when left out.")
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
        print_json(result)
        return
    stdout.print(f"[green]✔[/] Driver and portrait side by side: {shown.video}", highlight=False)
    stdout.print(f"[green]✔[/] The most telling moments:         {shown.sheet}", highlight=False)
    stdout.print(f"  {shown.summary.frames} frames at {shown.summary.fps:.0f} fps", highlight=False)
