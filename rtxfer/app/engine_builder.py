"""Engines that this machine's GPU is missing, built in the background while the window is used."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final, TypeAlias

from PyQt6.QtCore import QObject, pyqtSignal

from engines.backends.registry import AUTO, split_name
from engines.building.background import EngineBuild, missing
from engines.building.build import BuildResult
from engines.selection.graphs import named_backend
from rtxfer.app.background import Background
from rtxfer.app.model.notice import Notice, notice_of_error
from rtxfer.app.preferences_store import PreferencesStore
from rtxfer.app.timers import every

LOOK_EVERY: Final = 250
"""Milliseconds between two looks at how far a build is."""

Wanted: TypeAlias = tuple[str | None, str, bool]
"""A generator, a backend, and whether to build its engine, as the preferences have them."""


class EngineBuilder(QObject):
    """Builds what the chosen generator is missing, one engine after the other, each once.

    A build that failed or was cancelled is not begun again before another choice is made or the
    program is started anew.

    Args:
        preferences: which generator and backend are wanted, and whether anything may be built.
        parent: Qt's.
    """

    progressed = pyqtSignal(object)
    """The `EngineBuild` that runs, now and then; None once none does."""
    built = pyqtSignal()
    """There is an engine that was not there before."""
    noticed = pyqtSignal(object)
    """A `Notice`."""

    def __init__(self, preferences: PreferencesStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._background = Background("rtxfer-engines", self)
        self._builds: list[EngineBuild] = []
        self._wanted: Wanted | None = None
        self._closed = False
        self._timer = every(LOOK_EVERY, self._look, self)
        preferences.changed.connect(self.look)

    def look(self) -> None:
        """See what is missing and build it; what is being built for another choice is given up."""
        kept = self._preferences.value
        wanted = (kept.generator, kept.backend, kept.build_engines)
        if wanted == self._wanted or self._closed:
            return
        self._wanted = wanted
        self._give_up()
        # A bundle that cannot be opened is told by the run; here it is only logged.
        self._background.run(partial(missing, *wanted[:2]), partial(self._found, wanted))

    def cancel(self) -> None:
        """Build none of it, as the user asks."""
        if self._give_up():
            self.noticed.emit(
                Notice(
                    "info",
                    self.tr("The engine is not built; rtxfer goes on with the one that runs."),
                    self.tr("It is tried again at the next start, unless switched off in Output."),
                )
            )

    def close(self) -> None:
        """Stop for good; the building process ends within moments."""
        self._closed = True
        self._give_up()

    def _give_up(self) -> bool:
        """Whether there was anything to give up."""
        for build in self._builds:
            build.cancel()
        given_up, self._builds = bool(self._builds), []
        self._look()
        return given_up

    def _found(self, wanted: Wanted, names: list[str]) -> None:
        generator, backend, build_engines = wanted
        if wanted != self._wanted or self._closed:
            return
        if not build_engines:
            if names and split_name(named_backend(backend))[0] != AUTO:
                self._tell_of_stand_in(names[0])
            return
        for name in names:
            build = EngineBuild(generator, name)
            self._builds.append(build)
            self._background.run(
                build.run, partial(self._ended, build), partial(self._broke, build)
            )
        self._look()

    def _tell_of_stand_in(self, backend: str) -> None:
        words = self.tr("There is no engine %1 for this GPU yet; another one runs.")
        hint = self.tr("Let it be built in the background (Output, Generator), or run: %1")
        self.noticed.emit(
            Notice(
                "warning",
                words.replace("%1", backend),
                hint.replace("%1", f"rtxfer build --backend {backend}"),
            )
        )

    def _look(self) -> None:
        if self._builds:
            self._timer.start()
            self.progressed.emit(self._builds[0])
        else:
            self._timer.stop()
            self.progressed.emit(None)

    def _ended(self, build: EngineBuild, rows: Sequence[BuildResult]) -> None:
        self._drop(build)
        problem = next((row.problem for row in rows if row.problem), "")
        if not problem:
            self.built.emit()
        elif not build.cancelled:
            words = self.tr("The engine %1 could not be built; rtxfer goes on without it.")
            reason, *_ = problem.splitlines()
            hint = self.tr("%1 To try it by hand, run: %2").replace("%1", reason)
            self.noticed.emit(
                Notice(
                    "warning",
                    words.replace("%1", build.backend),
                    hint.replace("%2", f"rtxfer build --backend {build.backend}"),
                    problem,
                )
            )

    def _broke(self, build: EngineBuild, error: Exception) -> None:
        self._drop(build)
        if not build.cancelled:
            hint = self.tr("This is a bug of rtxfer; the log has more.")
            self.noticed.emit(notice_of_error(error, hint))

    def _drop(self, build: EngineBuild) -> None:
        if build in self._builds:
            self._builds.remove(build)
            self._look()
