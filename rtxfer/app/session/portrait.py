"""Which portrait is shown."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PyQt6.QtCore import pyqtSignal

from rtxfer.app.background import Background
from rtxfer.app.model.live_run import LiveRun
from rtxfer.app.model.notice import Notice
from rtxfer.app.preferences_store import PreferencesStore
from rtxfer.app.session.control import Control
from rtxfer.app.session.lifecycle import Lifecycle
from rtxfer.target import Target


class PortraitControl(Control):
    """Opens portraits; one that cannot be opened leaves the one before."""

    target_changed = pyqtSignal(object)
    """The `Target` that is shown from now on, or None."""

    def __init__(self, life: Lifecycle, preferences: PreferencesStore) -> None:
        super().__init__(life, preferences)
        self._target: Target | None = None
        self._path: Path | None = None  # of the target
        self._background = Background("rtxfer-portraits", self)

    @property
    def target(self) -> Target | None:
        """The portrait that is shown, once it is open."""
        return self._target

    @property
    def wanted(self) -> Target | Path | None:
        """What a run is to begin with, opened or not."""
        return self._target or self._preferences.value.target

    def show(self, path: Path) -> None:
        """Go on with another portrait."""
        self._preferences.change(target=path)
        self._background.clear()
        self._background.run(
            partial(Target.open, path), partial(self._opened, path), partial(self._unusable, path)
        )

    def _begun(self, run: LiveRun) -> None:
        if self._target is None:
            self._set_target(run.target)
        elif self._target is not run.target:  # another was chosen meanwhile
            run.runner.show(self._target)

    def _opened(self, path: Path, target: Target) -> None:
        if path != self._preferences.value.target:
            return
        self._path = path
        self._set_target(target)
        for note in target.notes:
            self.noticed.emit(Notice("info", note))
        if self._runner is not None:
            self._runner.show(target)

    def _unusable(self, path: Path, error: Exception) -> None:
        self.failed.emit(error)
        if path == self._preferences.value.target:
            self._preferences.change(target=self._path)
            self.target_changed.emit(self._target)

    def _set_target(self, target: Target) -> None:
        self._target = target
        self.target_changed.emit(target)
