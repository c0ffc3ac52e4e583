"""`rtxfer live`: a camera moves a portrait, into a virtual camera, without a window."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.live import Live
from rich.markup import escape
from rich.table import Table

from rtxfer.cli.options import (
    BackendName,
    Contact,
    Fit,
    Gain,
    GeneratorName,
    Json,
    demand_backend,
    output_settings,
)
from rtxfer.cli.root import app, stderr, stdout

if TYPE_CHECKING:
    from rtxfer.live import Event, LiveRunner, Statistics


@app.command()
def live(
    source: Annotated[
        str,
        typer.Option(
            "--source",
            "-s",
            help="camera, camera:NAME, a clip, rtsp://…, http://…, or synthetic (a shipped clip).",
        ),
    ] = "camera",
    target: Annotated[
        Path | None, typer.Option("--target", "-t", help="The portrait; else a shipped one.")
    ] = None,
    sink: Annotated[
        list[str] | None,
        typer.Option(
            "--sink", "-o", help="virtual, pipewire, null, or a file to record to. Repeatable."
        ),
    ] = None,
    generator: GeneratorName = None,
    backend: BackendName = "auto",
    seconds: Annotated[
        float | None, typer.Option(min=0.1, help="Then stop; else until Ctrl-C.")
    ] = None,
    size: Annotated[
        str, typer.Option(help="WIDTHxHEIGHT of the output, or original.", rich_help_panel="Output")
    ] = "1280x720",
    fit: Annotated[
        Fit,
        typer.Option(
            help="crop: cut, centred on the face; fill: cut; fit: bars.", rich_help_panel="Output"
        ),
    ] = "crop",
    rate: Annotated[
        int, typer.Option(min=1, max=120, help="Frames per second.", rich_help_panel="Output")
    ] = 30,
    loop: Annotated[bool, typer.Option(help="Begin a clip anew at its end.")] = True,
    mirrored: Annotated[
        bool, typer.Option("--mirrored", help="The camera gives a mirrored picture.")
    ] = False,
    strength: Gain = 1.0,
    head: Gain = 0.7,
    smoothing: Annotated[
        float, typer.Option(min=0, max=4, help="0 raw, 1 normal.", rich_help_panel="Motion")
    ] = 1.0,
    contact: Contact = True,
    as_json: Json = False,
) -> None:
    """Move a portrait live, into a virtual camera or a file."""
    from rtxfer.demo import DRIVER, PORTRAITS, shipped
    from rtxfer.live import LiveOptions, LiveRunner
    from rtxfer.settings import MotionSettings, TransferSettings
    from rtxfer.sinks import open_live_sink
    from rtxfer.sinks.live.recording import RecordingSink
    from rtxfer.sources import open_live_source
    from rtxfer.target import Target

    demand_backend(backend, generator)
    path = target or shipped(PORTRAITS["hopper"])
    motion = MotionSettings(strength=strength, head=head, smoothing=smoothing, contact=contact)
    options = LiveOptions(
        generator=generator,
        backend=backend,
        settings=TransferSettings(motion=motion, output=output_settings(size, fit, path)),
        rate=rate,
        mirrored=mirrored,
    )
    camera = open_live_source(str(shipped(DRIVER)) if source == "synthetic" else source, loop=loop)
    sinks = [open_live_sink(name) for name in sink or ["virtual"]]
    runner = LiveRunner(camera, Target.open(path), sinks, options, on_event=_tell)
    memory: list[float] = []
    try:
        runner.start()
        _watch(runner, seconds, memory, quiet=as_json)
    except KeyboardInterrupt:
        pass  # the usual way to end
    finally:
        runner.close()
    for recording in (one for one in sinks if isinstance(one, RecordingSink)):
        recording.wait()
        if not as_json and recording.path.exists():
            stdout.print(f"[green]✔[/] {recording.path}", highlight=False)
    statistics = runner.statistics()
    if as_json:
        print(json.dumps(_summary(statistics, memory)))
        return
    stdout.print(_table(statistics))


def _watch(runner: LiveRunner, seconds: float | None, memory: list[float], *, quiet: bool) -> None:
    """Show how it goes until the time is over."""
    end = None if seconds is None else time.monotonic() + seconds
    with Live(console=stderr, refresh_per_second=2, transient=True) as shown:
        while end is None or time.monotonic() < end:
            left = 0.5 if end is None else end - time.monotonic()
            time.sleep(max(0.0, min(0.5, left)))
            statistics = runner.statistics()
            memory.append(statistics.memory_mb or 0.0)
            if not quiet:
                shown.update(_table(statistics))


def _table(statistics: Statistics) -> Table:
    table = Table(title=statistics.engine or "starting", show_header=False)
    face = "seen" if statistics.face else "not seen"
    table.add_row("camera", f"{statistics.camera_fps:.1f} fps, face {face}")
    table.add_row("generated", f"{statistics.generated_fps:.1f} fps")
    table.add_row("output", f"{statistics.output_fps:.1f} fps")
    latency = statistics.latency_ms
    table.add_row("latency", f"{latency.p50:.0f} ms, 95%: {latency.p95:.0f}")
    for name, sink in statistics.sinks.items():
        table.add_row(name, f"{sink.state}, {sink.written} frames")
    return table


def _summary(statistics: Statistics, memory: list[float]) -> dict[str, Any]:
    """The statistics, and how memory went: after the first seconds, and at the end."""
    settled = memory[min(len(memory) - 1, 10)] if memory else None
    return statistics.to_json() | {
        "memory_start_mb": settled,
        "memory_end_mb": memory[-1] if memory else None,
    }


def _tell(event: Event) -> None:
    colour = {"info": "dim", "warning": "yellow", "error": "red"}[event.level]
    words = escape(f"{event.problem} {event.hint}".rstrip())
    stderr.print(f"[{colour}]{escape(event.subject)}:[/] {words}", highlight=False)
