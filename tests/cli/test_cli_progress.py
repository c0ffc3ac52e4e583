"""What long work shows where there is no terminal."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from rtxfer.cli import progress as module
from rtxfer.cli.progress import EVERY, Lines, shown_progress
from rtxfer.video import VideoProgress


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def log() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def lines(log: io.StringIO) -> tuple[Lines, Clock]:
    clock = Clock()
    return Lines(Console(file=log, width=40), clock), clock


def frames(done: int, total: int | None = 500, eta: float | None = 22.4) -> VideoProgress:
    return VideoProgress(done, total, 11.52, eta)


def test_a_line_every_ten_seconds(lines: tuple[Lines, Clock], log: io.StringIO) -> None:
    told, clock = lines
    for done in range(1, 301):  # ten frames a second
        clock.now += 0.1
        told.advance(frames(done))
    said = log.getvalue().splitlines()
    assert len(said) in (2, 3), "30 seconds, and rounding"
    assert said[0] in {f"  {done} of 500 frames, 11.5 fps, 22 s left" for done in (100, 101)}


def test_a_phase_is_told_at_once_and_counts_as_a_line(
    lines: tuple[Lines, Clock], log: io.StringIO
) -> None:
    told, clock = lines
    clock.now += 7
    told.phase("Moving the portrait")
    clock.now += EVERY - 1
    told.advance(frames(1))
    assert log.getvalue() == "Moving the portrait ...\n"
    clock.now += 1
    told.advance(frames(2))
    assert log.getvalue().count("\n") == 2


@pytest.mark.parametrize(
    ("progress", "line"),
    [
        (frames(7, None, None), "  7 frames, 11.5 fps"),
        (frames(7, 500, 0.0), "  7 of 500 frames, 11.5 fps, 0 s left"),
        (frames(7, 500, 59.6), "  7 of 500 frames, 11.5 fps, 1:00 left"),
        (frames(7, 90000, 7325.0), "  7 of 90000 frames, 11.5 fps, 2:02:05 left"),
    ],
)
def test_what_a_line_says(
    lines: tuple[Lines, Clock], log: io.StringIO, progress: VideoProgress, line: str
) -> None:
    told, clock = lines
    clock.now += EVERY
    told.advance(progress)
    assert log.getvalue() == line + "\n", "on one line, however narrow the log"


def test_a_terminal_gets_a_bar_and_a_log_gets_lines(
    monkeypatch: pytest.MonkeyPatch, log: io.StringIO
) -> None:
    monkeypatch.setattr(module, "stderr", Console(file=log))
    with shown_progress(quiet=False) as (advance, phase):
        phase("Moving the portrait")
        advance(frames(1))
    assert log.getvalue() == "Moving the portrait ...\n"
    drawn = io.StringIO()
    monkeypatch.setattr(module, "stderr", Console(file=drawn, force_terminal=True, width=100))
    with shown_progress(quiet=False) as (advance, phase):
        phase("Moving the portrait")
        advance(frames(250))
    assert "250 of 500" in drawn.getvalue()
    assert "0/0" not in drawn.getvalue(), "before the first frame nothing is counted"
    assert "12 fps" in drawn.getvalue()


def test_quiet_is_silent(monkeypatch: pytest.MonkeyPatch, log: io.StringIO) -> None:
    monkeypatch.setattr(module, "stderr", Console(file=log, force_terminal=True))
    with shown_progress(quiet=True) as (advance, phase):
        phase("Moving the portrait")
        advance(frames(1))
    assert log.getvalue() == ""
