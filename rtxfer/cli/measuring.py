"""`rtxfer bench` and `rtxfer evaluate`: how fast, and how well."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from rich.table import Table

from rtxfer.cli.options import (
    BackendName,
    GeneratorName,
    Json,
    Size,
    demand_backend,
    output_settings,
)
from rtxfer.cli.root import app, stdout

if TYPE_CHECKING:
    from rtxfer.bench import LiveBenchmark


@app.command()
def bench(
    driver: Annotated[Path | None, typer.Option(help="A clip; else the shipped one.")] = None,
    target: Annotated[Path | None, typer.Option(help="A portrait; else a shipped one.")] = None,
    generator: GeneratorName = None,
    backend: BackendName = "auto",
    seconds: Annotated[float, typer.Option(min=1, help="Of the clip.")] = 10.0,
    size: Size = "720p",
    live: Annotated[
        bool, typer.Option("--live", help="From the camera to whoever watches, not into a file.")
    ] = False,
    sink: Annotated[
        Literal["null", "pipewire"],
        typer.Option(help="With --live: pipewire reads a real virtual camera back."),
    ] = "null",
    engines: Annotated[
        bool, typer.Option("--engines", help="Every backend on every bundle, nothing else.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Measure where the time goes on this machine."""
    if engines:
        backends = [] if backend == "auto" else [backend]
        _show_engines([generator] if generator else [], backends, as_json=as_json)
        return
    from rtxfer import bench as benchmark
    from rtxfer.demo import PORTRAITS, shipped
    from rtxfer.live import LiveOptions
    from rtxfer.settings import TransferSettings

    portrait = target or shipped(PORTRAITS["hopper"])
    settings = TransferSettings(output=output_settings(size, "fit", portrait))
    if live:
        demand_backend(backend, generator)
        options = LiveOptions(generator=generator, backend=backend, settings=settings)
        run = benchmark.bench_live(driver, portrait, options=options, sink=sink, seconds=seconds)
        _show_live(run, as_json=as_json)
        return
    found = benchmark.bench(
        driver,
        portrait,
        generator=generator,
        backend=backend,
        settings=settings,
        seconds=seconds,
    )
    if as_json:
        print(json.dumps(found.to_json()))
        return
    table = Table("stage", "ms per frame", title=f"{found.generator} on {found.backend}")
    for stage, milliseconds in found.stages.items():
        table.add_row(stage, f"{milliseconds:.1f}")
    stdout.print(table)
    stdout.print(
        f"{found.width}×{found.height}: {found.generated_fps:.1f} fps, "
        f"{found.realtime:.2f} times the clip's {found.clip_fps:g}; "
        f"peak memory {found.peak_memory_mb or float('nan'):.0f} MB ({found.machine})",
        highlight=False,
    )


def _show_engines(bundles: list[str], backends: list[str], *, as_json: bool) -> None:
    from engines.selection.bench import rows

    if as_json:
        print(json.dumps([row.to_json() for row in rows(bundles, backends)]))
        return
    columns = ("bundle", "backend", "render, ms", "95%", "driver", "cold start", "first")
    table = Table(*columns, "MB", "PSNR", "")
    for row in rows(bundles, backends):
        times = (row.median, row.p95, row.driver, row.cold_start, row.first_frame)
        measured = (*times, row.memory, row.psnr)
        cells = ["" if value is None else f"{value:.1f}" for value in measured]
        table.add_row(row.bundle, row.backend, *cells, row.problem)
    stdout.print(table)


def _show_live(found: LiveBenchmark, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(found.to_json()))
        return
    table = Table("stage", "ms, median", "95%", title=found.engine)
    for stage, took in found.stages_ms.items():
        table.add_row(stage, f"{took.p50:.1f}", f"{took.p95:.1f}")
    table.add_row(
        "camera → read back", f"{found.latency_ms.p50:.0f}", f"{found.latency_ms.p95:.0f}"
    )
    stdout.print(table)
    stdout.print(
        f"{found.width}×{found.height} into {found.sink}: camera {found.camera_fps:.1f}, "
        f"generated {found.generated_fps:.1f}, sent {found.output_fps:.1f}, "
        f"received {found.received_fps:.1f} fps; "
        f"memory {found.memory_start_mb:.0f} → {found.memory_end_mb:.0f} MB ({found.machine})",
        highlight=False,
    )


@app.command()
def evaluate(
    driver: Annotated[list[Path], typer.Argument(help="Clips.")],
    target: Annotated[list[Path], typer.Option("--target", "-t", help="Portraits.")],
    generator: GeneratorName = None,
    backend: BackendName = "auto",
    every: Annotated[int, typer.Option(min=1, help="Take every n-th frame.")] = 1,
    as_json: Json = False,
) -> None:
    """Track the output again: does the portrait do what the driver does?"""
    from rtxfer import evaluate as evaluation
    from rtxfer.generator import open_generator
    from rtxfer.resting import resting_face
    from rtxfer.target import Target

    with open_generator(generator, backend) as opened:
        portraits = [Target.open(path) for path in target]
        reports = [
            evaluation.evaluate(clip, portrait, opened, neutral, every=every)
            for clip, neutral in ((clip, resting_face(clip, read=opened.read)) for clip in driver)
            for portrait in portraits
        ]
    if as_json:
        print(json.dumps([report.to_json() for report in reports]))
        return
    table = Table("channel", "runs", "gain", "lowest", "highest", "correlation", "lowest")
    for name, row in evaluation.overview(reports).items():
        table.add_row(name, *row)
    stdout.print(table)
