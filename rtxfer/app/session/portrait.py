"""Which portrait is shown."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from PyQt6.QtCore import pyqtSignal

from rtxfer.app.background import Background
from rtxfer.app.model.live_run import LiveRun
from rtxfer.app.model.notice import Notice
from rtxfer.app.model.opening import open_portrait
from rtxfer.app.preferences_store import PreferencesStore
from rtxfer.app.session.control import Control
from rtxfer.app.session.lifecycle import Lifecycle
from rtxfer.app.timers import every
from rtxfer.target import Target

LOOK_EVERY: Final = 100
"""Milliseconds between two looks at what is seen."""


class PortraitControl(Control):
    """Opens portraits; one that cannot be opened or shown leaves the one before.

    A portrait is opened, then prepared beside the one that viewers see, then seen: `changed` tells
    of each step, and `seen` and `preparing` which one is where.
    """

    target_changed = pyqtSignal(object)
    """The `Target` that is shown next, or None."""
    changed = pyqtSignal()
    """Another is seen, or prepared."""
    face_wanted = pyqtSignal(object, object)
    """A `Path` and its `Target`, which shows several faces: one has to be chosen."""
    face_chosen = pyqtSignal(object)
    """The `Path` of a portrait of which another face moves from now on."""

    def __init__(self, life: Lifecycle, preferences: PreferencesStore) -> None:
        super().__init__(life, preferences)
        self._target: Target | None = None
        self._path: Path | None = None  # of the target
        self._seen: Path | None = None
        self._seen_target: Target | None = None
        self._told: tuple[Path | None, Path | None] = (None, None)
        self._background = Background("rtxfer-portraits", self)
        self._timer = every(LOOK_EVERY, self._look, self)
        life.running_changed.connect(self._turn)
        preferences.changed.connect(self._tell)

    @property
    def target(self) -> Target | None:
        """The portrait chosen last, once it is open."""
        return self._target

    @property
    def wanted(self) -> Target | Path | None:
        """What a run is to begin with, opened or not."""
        return self._target or self._preferences.value.target

    @property
    def seen(self) -> Path | None:
        """The one that viewers see, or the preview while nothing runs."""
        return self._seen

    @property
    def preparing(self) -> Path | None:
        """The one that they will see, if it is another."""
        wanted = self._preferences.value.target
        return None if wanted == self._seen else wanted

    def show(self, path: Path) -> None:
        """Go on with another portrait."""
        self._preferences.change(target=path)
        self._background.clear()
        self._background.run(
            partial(open_portrait, path, self._preferences.value.faces),
            partial(self._opened, path),
            partial(self._unusable, path),
        )

    def choose_face(self, path: Path, face: int) -> None:
        """Move this face of a portrait, from 1 and from the left, now and ever after."""
        faces = self._preferences.value.faces
        if faces.get(str(path)) == face:
            return
        self._preferences.change(faces=faces | {str(path): face})
        self.face_chosen.emit(path)
        if path == self._preferences.value.target and self._moved_face(path) != face:
            self.show(path)

    def ask_face(self, path: Path) -> None:
        """Have one of its faces chosen anew."""
        self._background.run(
            partial(open_portrait, path, self._preferences.value.faces),
            partial(self.face_wanted.emit, path),
            self.failed.emit,
        )

    def _moved_face(self, path: Path) -> int | None:
        return self._target.face if self._target is not None and path == self._path else None

    def _turn(self, running: bool) -> None:
        if not running:
            self._timer.stop()
            self._see(self._target, self._path)

    def _begun(self, run: LiveRun) -> None:
        if self._target is None:
            self._path = self._preferences.value.target
            self._set_target(run.target)
        elif self._target is not run.target:  # another was chosen meanwhile
            run.runner.show(self._target)
        self._timer.start()

    def _opened(self, path: Path, target: Target) -> None:
        if path != self._preferences.value.target:
            return
        self._path = path
        self._set_target(target)
        for note in target.notes:
            self.noticed.emit(Notice("info", note))
        if self._runner is not None:
            self._runner.show(target)
        else:
            self._see(target, path)
        if len(target.faces) > 1 and str(path) not in self._preferences.value.faces:
            self.face_wanted.emit(path, target)

    def _unusable(self, path: Path, error: Exception) -> None:
        self.failed.emit(error)
        if path == self._preferences.value.target:
            self._preferences.change(target=self._path)
            self.target_changed.emit(self._target)

    def _set_target(self, target: Target) -> None:
        self._target = target
        self.target_changed.emit(target)

    # --- what is seen of it

    def _look(self) -> None:
        """See whether the run shows what is wanted, or has given it up."""
        runner = self._runner
        if runner is None or self._target is None:
            return
        if runner.shown is self._target:
            self._see(self._target, self._path)
        elif runner.target is self._seen_target and self._seen is not None:
            self._take_back(self._seen_target, self._seen)

    def _take_back(self, target: Target, path: Path) -> None:
        """The run could not build what was wanted, said so, and goes on with what is seen."""
        if self._preferences.value.target == self._path:  # and nothing else is being opened
            self._path = path
            self._preferences.change(target=path)
            self._set_target(target)

    def _see(self, target: Target | None, path: Path | None) -> None:
        self._seen_target, self._seen = target, path
        self._tell()

    def _tell(self, _: object = None) -> None:
        if (self._seen, self.preparing) != self._told:
            self._told = self._seen, self.preparing
            self.changed.emit()
