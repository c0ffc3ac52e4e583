"""What the parts of a session have in common: a run that comes and goes, and preferences."""

from __future__ import annotations

from PyQt6.QtCore import QObject, pyqtSignal

from rtxfer.app.model.live_run import LiveRun
from rtxfer.app.preferences_store import PreferencesStore
from rtxfer.app.session.lifecycle import Lifecycle
from rtxfer.live import LiveRunner


class Control(QObject):
    """Keeps what is wanted of one subject, and tells it to the run while there is one.

    Args:
        life: of the runs.
        preferences: what is wanted; every choice made here is kept there.
    """

    noticed = pyqtSignal(object)
    """A `Notice`."""
    failed = pyqtSignal(object)
    """An exception."""

    def __init__(self, life: Lifecycle, preferences: PreferencesStore) -> None:
        super().__init__(life)
        self._life, self._preferences = life, preferences
        life.begun.connect(self._begun)

    @property
    def _runner(self) -> LiveRunner | None:
        """Of the run that goes on; None while there is none."""
        return self._life.runner

    def _begun(self, run: LiveRun) -> None:
        """Tell a run that has just begun what was changed while it was being built."""
