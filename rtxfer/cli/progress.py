"""The bar that long work shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias

from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from rtxfer.cli.root import stderr

Advance: TypeAlias = Callable[[Any], None]


@contextmanager
def progress_bar(*, quiet: bool) -> Iterator[tuple[Advance, Callable[[str], None]]]:
    """A bar on the error stream, so that --json keeps the output to itself."""
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:.0f}/{task.total:.0f}"),
        TextColumn("{task.fields[fps]}"),
        TimeRemainingColumn(),
        console=stderr,
        disable=quiet,
        transient=True,
    ) as bar:
        task = bar.add_task("Starting", total=0, fps="")

        def advance(progress: Any) -> None:
            total = progress.total or progress.done
            bar.update(task, completed=progress.done, total=total, fps=f"{progress.fps:.0f} fps")

        yield advance, lambda phase: bar.update(task, description=phase)
