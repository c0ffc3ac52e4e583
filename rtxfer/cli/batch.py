"""`rtxfer batch`: many clips and portraits at once, here or on a cluster."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer
from rich.table import Table

from rtxfer.cli.groups import Motion, grouped
from rtxfer.cli.options import (
    Audio,
    BackendName,
    Background,
    DriverFace,
    EncoderName,
    GeneratorName,
    Json,
    background_settings,
    sound_track,
)
from rtxfer.cli.progress import shown_batch
from rtxfer.cli.root import Stopped, app, print_json, stderr, stdout
from rtxfer.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rtxfer.batch import Crew, Piece, Report, Row
    from rtxfer.batch.outcome import State

FAILED: Final = 1
"""Exit code where a piece was not to be done."""

LONG: Final = 60
"""Rows of a table that are still looked at."""

_WORDS: Final[tuple[tuple[State, str], ...]] = (
    ("done", "made"),
    ("kept", "made before"),
    ("failed", "failed"),
    ("stopped", "not made"),
)


@app.command()
@grouped
def batch(
    *,
    jobs: Annotated[
        list[str],
        typer.Argument(
            help="A table (.csv, .json, .toml; see docs/scaling.md), or drivers: files or patterns."
        ),
    ],
    out: Annotated[
        str, typer.Option("--out", "-o", help="Folder of the results, or its address: s3://…")
    ],
    target: Annotated[
        list[str] | None,
        typer.Option("--target", "-t", help="Portraits: files or patterns; not with a table."),
    ] = None,
    pair: Annotated[
        Literal["product", "zip"],
        typer.Option(help="product: each driver with each portrait; zip: the first with the first"),
    ] = "product",
    generator: GeneratorName = None,
    backend: BackendName = "auto",
    workers: Annotated[
        int | None,
        typer.Option(min=1, max=1024, help="Default: as many as cores and memory allow."),
    ] = None,
    ray: Annotated[
        str | None,
        typer.Option(help="Work on a Ray cluster: auto, or its address (pip: rtxfer[batch])."),
    ] = None,
    driver_face: DriverFace = None,
    motion: Motion,
    background: Background = "keep",
    encoder: EncoderName = "x264",
    audio: Audio = "default",
    as_json: Json = False,
) -> None:
    """Move many portraits by many videos; begun again, it does what is missing."""
    from rtxfer.batch import Batch, plan
    from rtxfer.batch.cut import CuttingCrew
    from rtxfer.batch.journal import opened
    from rtxfer.batch.store import is_url
    from rtxfer.job import Job
    from rtxfer.settings import TransferSettings

    rows, folder = _rows(jobs, target)
    usual = Job(
        driver=Path(),
        target=Path(),
        out=_folder(out),
        generator=generator,
        backend=backend,
        settings=TransferSettings(motion=motion.settings(), output=background_settings(background)),
        audio=sound_track(audio),
        encoder=encoder,
        driver_face=driver_face,
    )
    pieces = plan(rows, usual, folder, pair, out if is_url(out) else "")
    with (
        opened(usual.out) as journal,
        CuttingCrew(_crew(ray, workers, pieces)) as crew,
        shown_batch(quiet=as_json) as watch,
    ):
        report = Batch(pieces, journal, crew).run(watch)
    if as_json:
        print_json(report.to_json())
    else:
        _show(report, out)
    if report.count("stopped"):
        raise Stopped(
            f"{report.count('stopped')} of {len(pieces)} are not made: give the same command again "
            "to go on."
        )
    if report.count("failed"):
        raise typer.Exit(FAILED)


def _folder(out: str) -> Path:
    """Where the journal lies, and the results, if they are to lie on this machine."""
    import hashlib

    from engines.folder import user_cache
    from rtxfer.batch.store import is_url

    if is_url(out):
        return user_cache() / "batches" / hashlib.sha256(out.encode()).hexdigest()[:32]
    return Path(out).absolute()


def _rows(jobs: list[str], target: list[str] | None) -> tuple[list[Row], Path | str]:
    """What was asked for, and the folder that its names are relative to."""
    from rtxfer.batch import Row, read_rows
    from rtxfer.batch.store import fetched, is_url
    from rtxfer.batch.table import TABLES

    tables = [job for job in jobs if Path(job).suffix.lower() in TABLES]
    if not tables:
        if not target:
            raise InputError("There is no portrait.", "Give one by --target, or give a table.")
        return [Row(driver=tuple(jobs), target=tuple(target))], Path.cwd()
    if len(jobs) > 1 or target:
        raise InputError(
            f"{tables[0]} is a table, and there is more beside it.",
            "Give one table alone; it says which drivers and portraits.",
        )
    if is_url(tables[0]):
        return read_rows(fetched(tables[0])), tables[0].rpartition("/")[0]
    return read_rows(Path(tables[0])), Path(tables[0]).absolute().parent


def _crew(ray: str | None, workers: int | None, pieces: Sequence[Piece]) -> Crew:
    """Whoever does the work; no more than there is work for."""
    if ray is not None:
        from rtxfer.batch.on_ray import RayCrew

        return RayCrew(ray, workers)
    from rtxfer.batch.cut import is_long
    from rtxfer.batch.local import LocalCrew, usual_size

    size = workers or usual_size()
    if len(pieces) < size and not any(is_long(piece) for piece in pieces):
        size = max(1, len(pieces))
    return LocalCrew(size)


def _show(report: Report, folder: str) -> None:
    few = len(report.outcomes) <= LONG
    shown = report.outcomes if few else [one for one in report.outcomes if one.state == "failed"]
    table = Table("result", "", "seconds", "frames", "fps", "why", box=None, pad_edge=False)
    for one in shown:
        made = one.state in ("done", "kept")
        numbers = (f"{one.seconds:.1f}", str(one.frames), f"{one.fps:.1f}") if made else ("",) * 3
        table.add_row(one.name, one.state, *numbers, one.reason)
    if shown:
        stdout.print(table, highlight=False)
    counts = [f"{report.count(state)} {word}" for state, word in _WORDS if report.count(state)]
    cost = f"; {report.cost:.1f} worker hours for an hour of video" if report.cost else ""
    stdout.print(
        f"{folder}: {', '.join(counts)}, in {report.wall_seconds:.0f} s by {report.workers} "
        f"workers at {report.fps:.0f} fps{cost}.",
        highlight=False,
        soft_wrap=True,
    )
    for one in report.made:
        for warning in one.warnings:
            stderr.print(f"[yellow]Note:[/] {one.name}: {warning}", highlight=False)
