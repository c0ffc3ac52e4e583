"""What `rtxfer bench` prints for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

from rtxfer.cli.root import stdout

if TYPE_CHECKING:
    from engines.selection.bench import BackendResult
    from rtxfer.bench import Benchmark, Comparison, LiveBenchmark


def show_offline(found: Benchmark) -> None:
    """A clip that became a file."""
    columns = ("stage", "ms by the clock", "processor, ms", "floor, ms", "× floor")
    table = Table(*columns, title=f"{found.generator} on {found.backend}, per frame")
    for stage in dict.fromkeys((*found.stages, *found.processor)):
        took, alone, over = (
            _cell(figure.get(stage)) for figure in (found.stages, found.processor, found.over_floor)
        )
        floor = f"{found.floors[stage]:.2f}" if stage in found.floors else ""
        table.add_row(stage, took, alone, floor, over)
    least = f"{sum(found.floors.values()):.2f}"
    table.add_row("all, overlapping", "", _cell(found.processor_ms), least, "")
    stdout.print(table)
    stdout.print(
        f"{found.width}×{found.height}: {found.generated_fps:.1f} fps, "
        f"{found.realtime:.2f} times the clip's {found.clip_fps:g}; "
        f"first frame after {found.first_frame_s:.1f} s; "
        f"peak memory {found.peak_memory_mb or float('nan'):.0f} MB\n"
        f"{found.machine}; one core at most {found.peak.gflops:.0f} GFLOP/s, "
        f"{found.peak.gigabytes:.0f} GB/s",
        highlight=False,
    )


def show_live(found: LiveBenchmark) -> None:
    """From the camera to whoever watches."""
    table = Table("stage", "ms, median", "95%", "99%", title=found.engine)
    stages = {**found.stages_ms, "camera → read back": found.latency_ms}
    for stage, took in stages.items():
        table.add_row(stage, _cell(took.p50), _cell(took.p95), _cell(took.p99))
    stdout.print(table)
    stdout.print(
        f"{found.width}×{found.height} into {found.sink}: camera {found.camera_fps:.1f}, "
        f"generated {found.generated_fps:.1f}, sent {found.output_fps:.1f}, "
        f"received {found.received_fps:.1f} fps; "
        f"{found.processor_ms:.0f} ms of processor time a portrait; "
        f"memory {found.memory_start_mb:.0f} → {found.memory_end_mb:.0f} MB\n{found.machine}",
        highlight=False,
    )


def show_engines(rows: list[BackendResult]) -> None:
    """Every backend on every bundle."""
    columns = ("bundle", "backend", "render, ms", "95%", "driver", "cold start", "first")
    table = Table(*columns, "MB", "PSNR", "")
    for row in rows:
        times = (row.median, row.p95, row.driver, row.cold_start, row.first_frame)
        cells = map(_cell, (*times, row.memory, row.psnr))
        table.add_row(row.bundle, row.backend, *cells, row.problem)
    stdout.print(table)


def show_comparison(compared: Comparison) -> None:
    """This run beside an earlier one."""
    table = Table("", "before", "now", "now / before")
    for row in compared.ratios:
        ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
        table.add_row(row.name, f"{row.before:.2f}", f"{row.now:.2f}", ratio)
    stdout.print(table)
    for difference in compared.differences:
        stdout.print(f"[yellow]Not alike:[/] {escape(difference)}", highlight=False)


def _cell(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"
