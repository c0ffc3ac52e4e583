"""What long work shows on the error stream, so that --json keeps the output to itself."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, TypeAlias

from rich.console import Console
from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from rtxfer.cli.root import stderr

if TYPE_CHECKING:
    from rtxfer.batch import BatchProgress
    from rtxfer.video import VideoProgress

EVERY: Final = 10.0
"""Seconds between two lines where there is no terminal to draw a bar in."""


Advance: TypeAlias = Callable[["VideoProgress"], None]
Phase: TypeAlias = Callable[[str], None]


@contextmanager
def shown_progress(*, quiet: bool) -> Iterator[tuple[Advance, Phase]]:
    """Show phases and frames: a bar in a terminal; in a log a line for each phase, and one every
    ten seconds.

    Args:
        quiet: show nothing.

    Yields:
        To be called after each frame, and when a phase begins.
    """
    if quiet:
        yield lambda progress: None, lambda phase: None
    elif stderr.is_terminal:
        with _bar() as shown:
            yield shown
    else:
        lines = Lines(stderr)
        yield lines.advance, lines.phase


@contextmanager
def shown_batch(*, quiet: bool) -> Iterator[Callable[[BatchProgress], object]]:
    """Show how far a batch is: a bar in a terminal, a line every ten seconds in a log.

    Args:
        quiet: show nothing.

    Yields:
        To be called some times a second.
    """
    if quiet:
        yield lambda progress: None
    elif stderr.is_terminal:
        columns = [TextColumn(f"{{task.fields[{name}]}}") for name in ("count", "fps", "left")]
        with Bar(BarColumn(), *columns, console=stderr, transient=True) as bar:
            task = bar.add_task("", total=None, count="", fps="", left="")

            def draw(progress: BatchProgress) -> None:
                count, fps, left = _words(progress)
                done = progress.done
                bar.update(task, completed=done, total=progress.total, count=count, fps=fps,
                           left=left)  # fmt: skip

            yield draw
    else:
        yield BatchLines(stderr).advance


def _words(progress: BatchProgress) -> tuple[str, str, str]:
    failed = f", {progress.failed} failed" if progress.failed else ""
    left = f"{_duration(progress.eta)} left" if progress.eta is not None else ""
    return f"{progress.done} of {progress.total}{failed}", f"{progress.fps:.0f} fps", left


@contextmanager
def _bar() -> Iterator[tuple[Advance, Phase]]:
    with Bar(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[count]}"),
        TextColumn("{task.fields[fps]}"),
        TimeRemainingColumn(),
        console=stderr,
        transient=True,
    ) as bar:
        task = bar.add_task("Starting", total=None, count="", fps="")

        def advance(progress: VideoProgress) -> None:
            of = f" of {progress.total}" if progress.total else ""
            bar.update(
                task,
                completed=progress.done,
                total=progress.total,  # None, and the bar moves to and fro
                count=f"{progress.done}{of}",
                fps=f"{progress.fps:.0f} fps",
            )

        yield advance, lambda phase: bar.update(task, description=phase)


class Log:
    """Lines for a log, not too many of them.

    Args:
        console: where they go.
        clock: seconds.
    """

    def __init__(self, console: Console, clock: Callable[[], float] = time.monotonic) -> None:
        self._console = console
        self._clock = clock
        self._told = clock()

    @property
    def due(self) -> bool:
        """Whether the last line is ten seconds old."""
        return self._clock() - self._told >= EVERY

    def say(self, line: str) -> None:
        """Write one."""
        self._told = self._clock()
        self._console.print(line, highlight=False, soft_wrap=True)


class Lines(Log):
    """VideoProgress as lines that can be read in a log."""

    def phase(self, words: str) -> None:
        """A new phase begins."""
        self.say(f"{words} ...")

    def advance(self, progress: VideoProgress) -> None:
        """A frame is done; said if the last line is ten seconds old."""
        if self.due:
            of = f" of {progress.total}" if progress.total is not None else ""
            left = f", {_duration(progress.eta)} left" if progress.eta is not None else ""
            self.say(f"  {progress.done}{of} frames, {progress.fps:.1f} fps{left}")


class BatchLines(Log):
    """BatchProgress likewise."""

    def advance(self, progress: BatchProgress) -> None:
        """Time has passed; said if the last line is ten seconds old."""
        if self.due:
            self.say("  " + ", ".join(word for word in _words(progress) if word))


def _duration(seconds: float) -> str:
    """Such as 8 s, 2:05 or 1:02:05."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours}:{minutes:02}:{rest:02}"
    return f"{minutes}:{rest:02}" if minutes else f"{rest} s"
