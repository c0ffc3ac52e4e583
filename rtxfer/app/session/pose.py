"""A portrait that is edited by hand while nothing runs."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PyQt6.QtCore import pyqtSignal

from rtxfer.app.background import Background
from rtxfer.app.model.notice import Notice
from rtxfer.app.model.poser import Editing, Poser
from rtxfer.app.model.preferences import Preferences
from rtxfer.app.preferences_store import PreferencesStore
from rtxfer.app.session.control import Control
from rtxfer.app.session.lifecycle import Lifecycle
from rtxfer.frame import Image
from rtxfer.motion.pose import Pose
from rtxfer.target import Target


class PoseControl(Control):
    """Shows the chosen portrait in a pose, here only: no sink ever gets it.

    It works while it is `wanted` and nothing runs. Of many poses in a row the last is shown.
    """

    changed = pyqtSignal()
    """Another picture is there, or none any more."""

    def __init__(self, life: Lifecycle, preferences: PreferencesStore) -> None:
        super().__init__(life, preferences)
        self.pose = Pose()
        self._target: Target | None = None
        self._picture: Image | None = None
        self._wanted = False
        self._editing: Editing | None = None
        self._order = 0
        self._poser = Poser()
        self._background = Background("rtxfer-pose", self)
        life.running_changed.connect(self._look)
        preferences.changed.connect(self._follow)

    @property
    def picture(self) -> Image | None:
        """The posed portrait; None while it is not edited, or rests."""
        return self._picture

    @property
    def possible(self) -> bool:
        """Whether there is anything to edit, and nothing runs."""
        return self._target is not None and not self._life.running

    def want(self, wanted: bool) -> None:
        """Begin, or end; the pose is kept."""
        self._wanted = wanted
        self._look()

    def take(self, target: Target | None) -> None:
        """Edit another portrait, in the same pose."""
        self._target = target
        self._look()

    def set(self, pose: Pose) -> None:
        """Show this one."""
        self.pose = pose
        self._look()

    def save(self, path: Path) -> None:
        """Write the portrait in this pose, at its own size."""
        editing = self._now()
        if editing is None:
            return

        def saved(where: Path) -> None:
            words = self.tr("The picture was saved as %1.").replace("%1", where.name)
            self.noticed.emit(Notice("info", words, folder=where.parent))

        work = partial(self._poser.save, editing, self.pose, path)
        self._background.run(work, saved, self.failed.emit)

    def _now(self) -> Editing | None:
        kept = self._preferences.value
        if self._target is None:
            return None
        return Editing(self._target, kept.generator, kept.backend, kept.motion.whole_head)

    def _follow(self, _: Preferences) -> None:
        if self._editing is not None and self._now() != self._editing:
            self._look()

    def _look(self, _: object = None) -> None:
        """Show what is to be shown now, or nothing."""
        if not (self._wanted and self.possible):
            if self._editing is not None:
                self._editing = None
                self._background.run(self._poser.close)
            self._show(None)
            return
        editing = self._now()
        if editing is None or (self._editing is None and self.pose == Pose()):
            return  # a portrait that rests needs no generator
        self._editing = editing
        self._order += 1
        work = partial(self._make, editing, self.pose, self._order)
        self._background.run(work, partial(self._shown, editing), self.failed.emit)

    def _make(self, editing: Editing, pose: Pose, order: int) -> Image | None:
        """Called in the thread; nothing where another pose is wanted by now."""
        return self._poser.show(editing, pose) if order == self._order else None

    def _shown(self, editing: Editing, picture: Image | None) -> None:
        if picture is not None and editing == self._editing:
            self._show(picture)

    def _show(self, picture: Image | None) -> None:
        if picture is not self._picture:
            self._picture = picture
            self.changed.emit()
