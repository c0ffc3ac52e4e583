"""The command that builds engines: `python build_engines.py`, and `rtxfer build`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.progress import BarColumn, TaskID, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar
from rich.table import Table

from engines.building.build import BuildResult, architectures, build, buildable, export
from engines.building.process import BuildProgress, Watch
from engines.bundle import installed, open_bundle
from engines.cache import Cache, measurements
from engines.errors import BackendError

BACKEND: Final = "tensorrt-rtx-fp16"

_out = Console()
_err = Console(stderr=True)


def build_engines(
    backend: Annotated[
        list[str] | None, typer.Option(help=f"For which backends: {', '.join(buildable())}.")
    ] = None,
    bundle: Annotated[
        list[str] | None, typer.Option(help="Names or folders of bundles; all if none is given.")
    ] = None,
    arch: Annotated[
        list[str] | None,
        typer.Option(
            help="For which GPU architectures, such as sm_89; if none is given, for the GPU that "
            "is here, or with TensorRT-RTX for all that it knows."
        ),
    ] = None,
    export_to: Annotated[
        Path | None, typer.Option("--export", help="Folder to copy the engines to.")
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help="Show what is in the caches.")] = False,
    clean: Annotated[bool, typer.Option("--clean", help="Remove all from the caches.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the rows as JSON.")] = False,
) -> None:
    """Build engines for NVIDIA GPUs ahead, of all graphs that run in every frame.

    TensorRT-RTX does so for GPUs that are not here too.
    """
    if clean:
        for cache in (Cache(), measurements()):
            freed = cache.clear()
            _err.print(f"Removed {freed / 1024**2:.1f} MB from {cache.folder}.")
    elif list_:
        _show_cache(as_json)
    else:
        rows = _built(backend or [BACKEND], bundle or installed(), arch or [], export_to)
        if as_json:
            print(json.dumps([row.to_json() for row in rows], indent=2))
        else:
            _show(rows)
        if any(row.problem for row in rows):
            raise typer.Exit(1)


def _built(
    backends: Sequence[str], bundles: Sequence[str], arch: Sequence[str], folder: Path | None
) -> list[BuildResult]:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[phase]}"),
        TimeRemainingColumn(),
    )
    rows: list[BuildResult] = []
    with Bar(*columns, console=_err, transient=True) as bar:
        for backend in backends:
            targets = arch or architectures(backend)
            _known(backend, targets)
            for bundle in map(open_bundle, bundles):
                title = f"{bundle.manifest.name} {backend}"
                task = bar.add_task(title, total=1.0, phase="comparing")
                rows += build(bundle, backend, targets, watch=_watch(bar, task))
                bar.remove_task(task)
                if folder is not None:
                    export(bundle, backend, targets, folder)
    return rows


def _known(backend: str, targets: Sequence[str]) -> None:
    known = architectures(backend)
    unknown = [target for target in targets if target not in known]
    if unknown:
        raise BackendError(
            f"{backend} does not build for {', '.join(unknown)} here.",
            f"Known: {', '.join(known)}.",
        )


def _watch(bar: Bar, task: TaskID) -> Watch:
    def watch(progress: BuildProgress) -> bool:
        bar.update(task, completed=progress.done, phase=progress.phase)
        return True

    return watch


def _show(rows: Sequence[BuildResult]) -> None:
    table = Table()
    for heading in ("bundle", "graph", "backend", "for", "MB", "seconds", "PSNR", ""):
        table.add_column(heading)
    for row in rows:
        table.add_row(
            row.bundle,
            row.graph,
            row.backend,
            row.architecture,
            f"{row.bytes / 1024**2:.1f}" if row.bytes else "",
            f"{row.seconds:.1f}" if row.seconds else "",
            f"{row.psnr:.0f} dB ({row.compared})" if row.psnr is not None else "",
            row.problem or row.why or "was there",
        )
    _out.print(table)


def _show_cache(as_json: bool) -> None:
    caches = (Cache(), measurements())
    entries = [entry for cache in caches for entry in cache.entries()]
    if as_json:
        rows = [{"subject": e.key.subject, "bytes": e.size, **e.key.parts} for e in entries]
        print(json.dumps(rows, indent=2))
        return
    table = Table(title=" and ".join(str(cache.folder) for cache in caches))
    for heading in ("entry", "MB", "made from"):
        table.add_column(heading)
    for entry in entries:
        parts = ", ".join(f"{name} {value[:24]}" for name, value in entry.key.parts.items())
        table.add_row(entry.key.subject, f"{entry.size / 1024**2:.2f}", parts)
    _out.print(table)
