"""Runs begin and end here, one after the other, in whatever order that is asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

from PyQt6.QtCore import QObject, pyqtSignal

from rtxfer.app.background import Background
from rtxfer.app.model.live_run import LiveRun
from rtxfer.live import LiveRunner

Done: TypeAlias = Callable[[], object]
Finish: TypeAlias = Callable[[LiveRunner, bool, Done], object]
"""Given a closed runner, whether all of it ended in time, and what to call when all has."""


class Lifecycle(QObject):
    """Builds and closes runs in the background, so that one never meets the next."""

    running_changed = pyqtSignal(bool)
    begun = pyqtSignal(object)
    """A `LiveRun`, which is `run` from now on."""
    failed = pyqtSignal(object)
    """The exception for which a run could not begin, or not be closed."""
    ended = pyqtSignal()
    """One run less; see `busy`."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.run: LiveRun | None = None
        self.running = False
        self._turn = 0
        self._open_runs = 0
        self._background = Background("rtxfer-session", self)

    @property
    def busy(self) -> bool:
        """Whether anything runs, begins, or is being finished."""
        return self._open_runs > 0

    @property
    def runner(self) -> LiveRunner | None:
        """Of the run that goes on; None while there is none."""
        return None if self.run is None else self.run.runner

    def begin(self, build: Callable[[], LiveRun]) -> None:
        """Have a run built and started, once all before it are closed."""
        self._turn_to(True)
        self._open_runs += 1
        turn = self._turn
        self._background.run(build, partial(self._begun, turn), partial(self._refused, turn))

    def end(self, finish: Finish) -> None:
        """Close the run, or the one that is still being built as soon as it is.

        Args:
            finish: called once it is closed; not if it had not begun.
        """
        ending, self.run = self.run, None
        self._turn_to(False)
        if ending is not None:
            self._close(ending.runner, finish)

    def _turn_to(self, running: bool) -> None:
        self.running = running
        self._turn += 1
        self.running_changed.emit(running)

    def _begun(self, turn: int, begun: LiveRun) -> None:
        if turn != self._turn:  # ended, or begun anew, while it was being built
            self._close(begun.runner, lambda runner, in_time, done: done())
            return
        self.run = begun
        self.begun.emit(begun)

    def _refused(self, turn: int, error: Exception) -> None:
        self.failed.emit(error)
        if turn == self._turn:
            self._turn_to(False)
        self._gone()

    def _close(self, runner: LiveRunner, finish: Finish) -> None:
        def unclosed(error: Exception) -> None:
            self.failed.emit(error)
            self._gone()

        def closed(in_time: bool) -> None:
            finish(runner, in_time, self._gone)

        self._background.run(runner.close, closed, unclosed)

    def _gone(self) -> None:
        self._open_runs -= 1
        self.ended.emit()
