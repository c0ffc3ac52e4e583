"""`rtxfer bench` and `rtxfer evaluate`: how fast, and how well."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.table import Table

from rtxfer.cli.options import (
    BackendName,
    EncoderName,
    GeneratorName,
    Json,
    Number,
    Size,
    demand_backend,
    output_settings,
)
from rtxfer.cli.root import app, print_json, stdout
from rtxfer.errors import InputError


@app.command()
def bench(
    driver: Annotated[Path | None, typer.Option(help="A clip; else the shipped one.")] = None,
    target: Annotated[Path | None, typer.Option(help="A portrait; else a shipped one.")] = None,
    generator: GeneratorName = None,
    backend: BackendName = "auto",
    seconds: Annotated[float, Number(min=1, help="Of the clip.")] = 10.0,
    size: Size = "720p",
    encoder: EncoderName = "x264",
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
    compared_with: Annotated[
        Path | None,
        typer.Option("--compare", help="What an earlier run printed with --json: give ratios."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Measure where the time goes on this machine; docs/performance.md tells how to read it."""
    if engines:
        if compared_with:
            raise InputError("--engines has nothing to --compare.", "Leave one of them out.")
        _engines([generator] if generator else [], backend, as_json=as_json)
        return
    from rtxfer import bench as benchmark
    from rtxfer.cli import bench_tables
    from rtxfer.demo import PORTRAITS, shipped
    from rtxfer.live import LiveOptions
    from rtxfer.settings import TransferSettings

    before = benchmark.earlier_run(compared_with) if compared_with else None
    portrait = target or shipped(PORTRAITS["hopper"])
    settings = TransferSettings(output=output_settings(size, "fit", portrait))
    found: benchmark.Benchmark | benchmark.LiveBenchmark
    if live:
        demand_backend(backend, generator)
        options = LiveOptions(generator=generator, backend=backend, settings=settings)
        found = benchmark.bench_live(driver, portrait, options=options, sink=sink, seconds=seconds)
    else:
        found = benchmark.bench(
            driver,
            portrait,
            generator=generator,
            backend=backend,
            settings=settings,
            seconds=seconds,
            encoder=encoder,
        )
    told = found.to_json()
    compared = benchmark.compare(before, told) if before else None
    if as_json:
        print_json(told | ({"compared": compared.to_json()} if compared else {}))
        return
    if isinstance(found, benchmark.Benchmark):
        bench_tables.show_offline(found)
    else:
        bench_tables.show_live(found)
    if compared:
        bench_tables.show_comparison(compared)


def _engines(bundles: list[str], backend: str, *, as_json: bool) -> None:
    from engines.selection.bench import rows
    from rtxfer.cli.bench_tables import show_engines

    found = list(rows(bundles, [] if backend == "auto" else [backend]))
    if as_json:
        print_json([row.to_json() for row in found])
    else:
        show_engines(found)


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
            for clip, neutral in (
                (clip, resting_face(clip, read=opened.read, reader=opened.reader))
                for clip in driver
            )
            for portrait in portraits
        ]
    if as_json:
        print_json([report.to_json() for report in reports])
        return
    table = Table("channel", "runs", "gain", "lowest", "highest", "correlation", "lowest")
    for name, row in evaluation.overview(reports).items():
        table.add_row(name, *row)
    stdout.print(table)
