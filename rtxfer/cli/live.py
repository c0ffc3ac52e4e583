"""`rtxfer live`: a camera moves a portrait, into a virtual camera, without a window."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

import typer
from rich.live import Live
from rich.markup import escape
from rich.table import Table

from rtxfer.cli.groups import Motion, grouped
from rtxfer.cli.options import (
    BackendName,
    Background,
    DriverFace,
    EncoderName,
    Face,
    Fit,
    GeneratorName,
    Json,
    MirrorOutput,
    Number,
    QualityName,
    demand_backend,
    moment,
    output_settings,
)
from rtxfer.cli.root import app, print_json, stderr, stdout
from rtxfer.errors import DeviceError, InputError, RtxferError

if TYPE_CHECKING:
    from rtxfer.live import Event, LiveRunner, Statistics
    from rtxfer.motion.neutral import Neutral


CLOSE_SECONDS: Final = 15.0
"""Within which every thread has ended, on the busiest machine, unless a driver hangs."""


@app.command()
@grouped
def live(
    *,
    source: Annotated[
        str,
        typer.Option(
            "--source",
            "-s",
            help="camera, camera:NAME, a clip, a motion file, rtsp://…, http://…, or synthetic.",
        ),
    ] = "camera",
    target: Annotated[
        Path | None, typer.Option("--target", "-t", help="The portrait; else a shipped one.")
    ] = None,
    face: Face = None,
    sink: Annotated[
        list[str] | None,
        typer.Option(
            "--sink",
            "-o",
            help="virtual, pipewire, null, or a file to record to; repeatable. "
            "Else the first virtual camera that is ready.",
        ),
    ] = None,
    generator: GeneratorName = None,
    backend: BackendName = "auto",
    quality: QualityName = "auto",
    seconds: Annotated[float | None, Number(min=0.1, help="Then stop; else until Ctrl-C.")] = None,
    size: Annotated[
        str, typer.Option(help="WIDTHxHEIGHT of the output, or original.", rich_help_panel="Output")
    ] = "1280x720",
    fit: Annotated[
        Fit,
        typer.Option(
            help="crop: cut, centred on the face; fill: cut; fit: bars.", rich_help_panel="Output"
        ),
    ] = "crop",
    background: Background = "keep",
    mirror_output: MirrorOutput = False,
    rate: Annotated[
        int, typer.Option(min=1, max=120, help="Frames per second.", rich_help_panel="Output")
    ] = 30,
    encoder: EncoderName = "x264",
    loop: Annotated[bool, typer.Option(help="Begin a clip anew at its end.")] = True,
    mirrored: Annotated[
        bool, typer.Option("--mirrored", help="The camera gives a mirrored picture.")
    ] = False,
    shots: Annotated[
        Literal["auto", "off"],
        typer.Option(help="auto: another person or scene gets a resting face of its own; off: no."),
    ] = "auto",
    driver_face: DriverFace = None,
    neutral: Annotated[
        str | None,
        typer.Option(
            help="A clip of the driver's resting face; or, where the source is a clip: auto, first "
            "or a moment of it (0:02.5). Else the first second is watched."
        ),
    ] = None,
    motion_out: Annotated[
        Path | None,
        typer.Option(
            "--record-motion", help="Keep what the driver does as a motion file (me.motion)."
        ),
    ] = None,
    remote: Annotated[
        bool,
        typer.Option(
            "--remote", help="Let `rtxfer remote` and scripts of yours control it (docs/remote.md)."
        ),
    ] = False,
    remote_port: Annotated[
        int, typer.Option(min=0, max=65535, help="On 127.0.0.1; 0 takes a free one.")
    ] = 47878,
    gallery: Annotated[
        Path | None,
        typer.Option(help="A folder of portraits that the remote control may show."),
    ] = None,
    motion: Motion,
    as_json: Json = False,
) -> None:
    """Move a portrait live, into a virtual camera or a file."""
    from platformdirs import user_videos_path

    from engines.bundle import DEFAULT
    from rtxfer.demo import DRIVER, PORTRAITS, shipped
    from rtxfer.devices.opening import open_virtual_camera
    from rtxfer.driver_face import demand_one_face
    from rtxfer.face.motion_file import SUFFIX
    from rtxfer.live import LiveOptions, LiveRunner
    from rtxfer.live.remote_run import RemoteRun
    from rtxfer.remote import RemoteServer
    from rtxfer.settings import NOTHING, TransferSettings
    from rtxfer.sinks import open_live_sink
    from rtxfer.sinks.live.recording import RecordingSink
    from rtxfer.sources import open_live_source
    from rtxfer.target import Target
    from rtxfer.tracking import check_motion_path

    if motion_out is not None:
        check_motion_path(motion_out, [])
    alpha = background == NOTHING
    named = [open_live_sink(name, encoder=encoder, alpha=alpha) for name in sink or ()]
    sinks = named or [open_virtual_camera(alpha=alpha)]
    if not sink and not as_json:
        stderr.print(f"Sends to: {sinks[0].name}", highlight=False)
    demand_backend(backend, generator)
    path = target or shipped(PORTRAITS["hopper"])
    output = output_settings(size, fit, path, background)
    options = LiveOptions(
        generator=generator,
        backend=backend,
        settings=TransferSettings(
            motion=motion.settings(),
            output=output.model_copy(update={"mirror": mirror_output}),
        ),
        rate=rate,
        mirrored=mirrored,
        quality=quality,
        shots=shots == "auto",
        driver_face=driver_face,
    )
    camera = open_live_source(str(shipped(DRIVER)) if source == "synthetic" else source, loop=loop)
    if neutral is None and Path(source).suffix.lower() == SUFFIX:
        neutral = "auto"  # it holds one
    demand_one_face(Path(source), driver_face)
    rest = (
        None
        if neutral is None
        else _rest(neutral, source, mirrored=mirrored, driver_face=driver_face)
    )
    portrait = Target.open(path, face=face)
    for note in portrait.notes:
        stderr.print(f"[yellow]Note:[/] {escape(note)}", highlight=False)
    runner = LiveRunner(camera, portrait, sinks, options, neutral=rest, on_event=_tell)
    memory: list[float] = []
    if motion_out is not None:
        runner.motion.begin(camera.name)
    server = run = None
    try:
        if remote:
            portraits, folder = _portraits(gallery), user_videos_path()
            run = RemoteRun(runner, path, portraits, folder, sinks.append, _tell_trouble)
            server = RemoteServer(run, remote_port)
            if not as_json:
                stderr.print(f"Controlled on port {server.key.port}.", highlight=False)
        runner.start()
        _watch(runner, seconds, memory, quiet=as_json)
    except KeyboardInterrupt:
        pass  # the usual way to end
    finally:
        if server is not None and run is not None:
            server.close()
            run.close()
        statistics = runner.statistics()  # while the sinks are still there
        runner.close(CLOSE_SECONDS)
    if motion_out is not None:
        kept = runner.motion.save(motion_out, generator or DEFAULT)
        if not as_json:
            stdout.print(f"[green]✔[/] {motion_out}: {len(kept)} frames", highlight=False)
    for recording in (one for one in sinks if isinstance(one, RecordingSink)):
        recording.wait()
        if not as_json and recording.path.exists():
            stdout.print(f"[green]✔[/] {recording.path}", highlight=False)
    if as_json:
        print_json(_summary(statistics, memory))
    else:
        stdout.print(_table(statistics))
    if (failure := _failure(statistics, runner.events)) is not None:
        raise failure


def _tell_trouble(error: RtxferError) -> None:
    words = escape(f"{error.problem} {error.hint}".rstrip())
    stderr.print(f"[yellow]remote:[/] {words}", highlight=False, soft_wrap=True)


def _portraits(folder: Path | None) -> list[Path]:
    """The pictures of a gallery, by name.

    Raises:
        InputError: there is no such folder.
    """
    from rtxfer.sources.picture import PICTURE_SUFFIXES

    if folder is None:
        return []
    if not folder.is_dir():
        raise InputError(f"There is no folder {folder}.", "Name a folder of portraits.")
    return sorted(one for one in folder.iterdir() if one.suffix.lower() in PICTURE_SUFFIXES)


def _rest(neutral: str, source: str, *, mirrored: bool, driver_face: int | None) -> Neutral:
    """The resting face that `--neutral` asks for; of another clip than the source, that of its
    largest face.

    Raises:
        InputError: no such clip, or a moment is asked for where the source is none.
    """
    from rtxfer.demo import DRIVER, shipped
    from rtxfer.driver_face import driver_lock
    from rtxfer.face.motion_file import SUFFIX
    from rtxfer.resting import resting_face
    from rtxfer.sources import open_source

    clip = shipped(DRIVER) if source == "synthetic" else Path(source)
    if Path(neutral).exists():
        return resting_face(Path(neutral), mirrored=mirrored)
    choice = neutral if neutral in ("auto", "first") else moment(neutral, "--neutral")
    if not clip.exists():
        raise InputError(
            f"--neutral {neutral} is a place in a clip, but the source is {source}.",
            "Name a clip of the driver at rest, or leave it out: the first second is watched.",
        )
    lock = None
    if driver_face is not None and clip.suffix.lower() != SUFFIX:
        with open_source(clip) as opened:
            lock = driver_lock(opened, driver_face)
    return resting_face(clip, choice, mirrored=mirrored, lock=lock)


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


def _failure(statistics: Statistics, events: Sequence[Event]) -> RtxferError | None:
    """Why viewers never saw the driver move the portrait; None where they did for a while."""
    errors = [event for event in events if event.level == "error"]
    if not any(sink.written for sink in statistics.sinks.values()):
        problem = "Nothing was sent: no sink took a frame."
        told = [event for event in errors if event.about == "sink"] or errors
        if not told:
            return DeviceError(problem, "It ended before the first frame; let it run for longer.")
        why = f"{told[-1].subject}: {told[-1].problem} {told[-1].hint}"
        return DeviceError(problem, why.rstrip())
    if errors and not statistics.generated:
        last = errors[-1]
        return DeviceError(f"Nothing was shown: {last.subject}: {last.problem}", last.hint)
    return None


def _table(statistics: Statistics) -> Table:
    table = Table(title=statistics.engine or "starting", show_header=False)
    face = "seen" if statistics.face else "not seen"
    table.add_row("camera", f"{statistics.camera_fps:.1f} fps, face {face}")
    table.add_row("generated", f"{statistics.generated_fps:.1f} fps")
    sent = f"{statistics.output_fps:.1f} fps" if statistics.arrives else "[red]nothing is sent[/]"
    table.add_row("output", sent)
    shade = "yellow" if statistics.lowered else "none"
    table.add_row("quality", f"[{shade}]{statistics.quality or 'full'}[/]")
    latency = statistics.latency_ms
    table.add_row("latency", f"{latency.p50:.0f} ms, 95%: {latency.p95:.0f}")
    for name, sink in statistics.sinks.items():
        table.add_row(name, f"{sink.state}, {sink.written} frames")
    return table


def _summary(statistics: Statistics, memory: list[float]) -> dict[str, Any]:
    """The statistics, and how memory went: after the first seconds, and at the end."""
    settled = memory[min(len(memory) - 1, 10)] if memory else None
    return statistics.to_json() | {
        "arrives": statistics.arrives,
        "memory_start_mb": settled,
        "memory_end_mb": memory[-1] if memory else None,
    }


def _tell(event: Event) -> None:
    colour = {"info": "dim", "warning": "yellow", "error": "red"}[event.level]
    words = escape(f"{event.problem} {event.hint}".rstrip())
    stderr.print(f"[{colour}]{escape(event.subject)}:[/] {words}", highlight=False, soft_wrap=True)
