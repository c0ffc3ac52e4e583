"""The command line: options in, a job out, and errors in plain words."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, TypeAlias

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from engines.errors import EngineError
from rtxfer import __version__
from rtxfer.errors import InputError, RtxferError

if TYPE_CHECKING:
    from rtxfer.settings import OutputSettings

app = typer.Typer(
    name="rtxfer",
    help="A still portrait moves like the person before the camera.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
_out = Console()
_err = Console(stderr=True)

INTERRUPTED: Final = 130
"""Exit code after Ctrl-C, as shells expect it."""

SIZES: Final = {"720p": (1280, 720), "1080p": (1920, 1080)}

Fit: TypeAlias = Literal["fit", "fill", "crop"]
Gain: TypeAlias = Annotated[float, typer.Option(min=0, max=2, rich_help_panel="Motion")]
Json: TypeAlias = Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")]
GeneratorName: TypeAlias = Annotated[
    str | None, typer.Option(help="Bundle to run: a name or a folder.")
]
Size: TypeAlias = Annotated[
    str,
    typer.Option(
        help="original, 720p, 1080p (upright for an upright portrait) or WIDTHxHEIGHT.",
        rich_help_panel="Output",
    ),
]


@app.callback()
def _root(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    if version:
        _out.print(f"rtxfer {__version__}")
        raise typer.Exit


@app.command()
def video(
    driver: Annotated[Path, typer.Argument(help="Video, GIF, folder or pattern of pictures.")],
    target: Annotated[Path, typer.Option("--target", "-t", help="The portrait.")],
    out: Annotated[
        Path, typer.Option("--out", "-o", help="mp4, mov, mkv, webm, gif, webp, or a folder.")
    ],
    generator: GeneratorName = None,
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
    )
    if rate <= 0:
        raise InputError(f"A rate of {rate:g} pictures per second is impossible.", "Try 25.")
    work = job.Job(
        driver=driver,
        target=target,
        out=out,
        generator=generator,
        settings=TransferSettings(motion=motion, output=_output(size, fit, target)),
        neutral=neutral if neutral in ("auto", "first") else _seconds(neutral, "--neutral"),
        start=None if start is None else _seconds(start, "--start"),
        end=None if end is None else _seconds(end, "--end"),
        rate=Fraction(rate).limit_denominator(1001),
        mirrored=mirrored,
        audio=audio,
        side_by_side=side_by_side,
        resume=resume,
    )
    with _progress(quiet=as_json) as (advance, phase):
        summary = job.run(work, advance, phase)
    for warning in summary.warnings:
        _err.print(f"[yellow]Note:[/] {warning}", highlight=False)
    if as_json:
        print(json.dumps(summary.to_json()))
        return
    _out.print(
        f"[green]✔[/] {summary.output}: {summary.frames} frames, {summary.seconds:.1f} s, "
        f"sound {summary.audio}; made at {summary.fps:.0f} fps.",
        highlight=False,
    )
    if summary.frames_without_face:
        _out.print(
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
    as_json: Json = False,
) -> None:
    """Move a shipped portrait by a shipped webcam clip: nothing to prepare."""
    from rtxfer import demo as demonstration

    with _progress(quiet=as_json) as (advance, phase):
        phase("Moving the portrait")
        shown = demonstration.run(
            out, portrait, seconds=seconds, generator=generator, on_progress=advance
        )
    if as_json:
        result = shown.summary.to_json() | {"video": str(shown.video), "sheet": str(shown.sheet)}
        print(json.dumps(result))
        return
    _out.print(f"[green]✔[/] Driver and portrait side by side: {shown.video}", highlight=False)
    _out.print(f"[green]✔[/] The most telling moments:         {shown.sheet}", highlight=False)
    _out.print(f"  {shown.summary.frames} frames at {shown.summary.fps:.0f} fps", highlight=False)


@app.command()
def bench(
    driver: Annotated[Path | None, typer.Option(help="A clip; else the shipped one.")] = None,
    target: Annotated[Path | None, typer.Option(help="A portrait; else a shipped one.")] = None,
    generator: GeneratorName = None,
    seconds: Annotated[float, typer.Option(min=1, help="Of the clip.")] = 10.0,
    size: Size = "720p",
    as_json: Json = False,
) -> None:
    """Measure where the time goes on this machine."""
    from rtxfer import bench as benchmark
    from rtxfer.demo import PORTRAITS, shipped
    from rtxfer.settings import TransferSettings

    portrait = target or shipped(PORTRAITS["hopper"])
    settings = TransferSettings(output=_output(size, "fit", portrait))
    found = benchmark.bench(
        driver, portrait, generator=generator, settings=settings, seconds=seconds
    )
    if as_json:
        print(json.dumps(found.to_json()))
        return
    table = Table("stage", "ms per frame", title=f"{found.generator} on {found.backend}")
    for stage, milliseconds in found.stages.items():
        table.add_row(stage, f"{milliseconds:.1f}")
    _out.print(table)
    _out.print(
        f"{found.width}×{found.height}: {found.generated_fps:.1f} fps, "
        f"{found.realtime:.2f} times the clip's {found.clip_fps:g}; "
        f"peak memory {found.peak_memory_mb or float('nan'):.0f} MB ({found.machine})",
        highlight=False,
    )


@app.command()
def evaluate(
    driver: Annotated[list[Path], typer.Argument(help="Clips.")],
    target: Annotated[list[Path], typer.Option("--target", "-t", help="Portraits.")],
    generator: GeneratorName = None,
    every: Annotated[int, typer.Option(min=1, help="Take every n-th frame.")] = 1,
    as_json: Json = False,
) -> None:
    """Track the output again: does the portrait do what the driver does?"""
    from rtxfer import evaluate as evaluation
    from rtxfer.generator import open_generator
    from rtxfer.resting import resting_face
    from rtxfer.target import Target

    with open_generator(generator) as opened:
        portraits = [Target.open(path) for path in target]
        reports = [
            evaluation.evaluate(clip, portrait, opened, neutral, every=every)
            for clip, neutral in ((clip, resting_face(clip)) for clip in driver)
            for portrait in portraits
        ]
    if as_json:
        print(json.dumps([report.to_json() for report in reports]))
        return
    table = Table("channel", "runs", "gain", "lowest", "highest", "correlation", "lowest")
    for name, row in evaluation.overview(reports).items():
        table.add_row(name, *row)
    _out.print(table)


def main() -> None:
    """Run, and say what went wrong in words rather than a traceback."""
    logging.basicConfig(level=logging.ERROR, format="%(message)s")
    try:
        code = app(standalone_mode=False)
    except (typer.Abort, KeyboardInterrupt):
        code = INTERRUPTED
    except (RtxferError, EngineError) as error:
        _complain(error.problem, error.hint)
        sys.exit(getattr(error, "exit_code", 1))
    except Exception as error:
        # Typer's usage errors know how to show themselves; anything else is our own bug.
        if not hasattr(error, "show"):
            raise
        error.show()
        sys.exit(2)
    if code == INTERRUPTED:  # Typer turns Ctrl-C into this very code
        _err.print("Stopped; nothing half-written was left. Add --resume to go on from here.")
    sys.exit(code if isinstance(code, int) else 0)


def _complain(problem: str, hint: str) -> None:
    _err.print(f"[bold red]Error:[/] {problem}", highlight=False, soft_wrap=True)
    if hint:
        _err.print(f"  {hint}", highlight=False, soft_wrap=True)


def _seconds(text: str, option: str) -> float:
    """A moment: 2.5, 0:02.5 or 1:02:03."""
    try:
        parts = [float(part) for part in text.split(":")]
    except ValueError:
        parts = []
    if not 1 <= len(parts) <= 3 or any(part < 0 for part in parts):
        raise InputError(f"{option} {text} is not a moment.", "Write 2.5, 0:02.5 or 1:02:03.")
    seconds = 0.0
    for part in parts:
        seconds = seconds * 60 + part
    return seconds


def _output(size: str, fit: Fit, target: Path) -> OutputSettings:
    from rtxfer.settings import OutputSettings
    from rtxfer.sources import read_picture

    if size == "original":
        return OutputSettings(fit=fit)
    if size in SIZES:
        height, width = read_picture(target).shape[:2]
        long, short = SIZES[size]
        wide = (long, short) if width >= height else (short, long)
        return OutputSettings(width=wide[0], height=wide[1], fit=fit)
    try:
        across, down = (int(part) for part in size.lower().split("x"))
        return OutputSettings(width=across, height=down, fit=fit)
    except ValueError as error:
        raise InputError(
            f"--size {size} is no size.",
            "Write original, 720p, 1080p, or such as 1280x720 (16 to 8192 a side).",
        ) from error


Advance: TypeAlias = Callable[[Any], None]


@contextmanager
def _progress(*, quiet: bool) -> Iterator[tuple[Advance, Callable[[str], None]]]:
    """A bar on the error stream, so that --json keeps the output to itself."""
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:.0f}/{task.total:.0f}"),
        TextColumn("{task.fields[fps]}"),
        TimeRemainingColumn(),
        console=_err,
        disable=quiet,
        transient=True,
    ) as bar:
        task = bar.add_task("Starting", total=0, fps="")

        def advance(progress: Any) -> None:
            total = progress.total or progress.done
            bar.update(task, completed=progress.done, total=total, fps=f"{progress.fps:.0f} fps")

        yield advance, lambda phase: bar.update(task, description=phase)
