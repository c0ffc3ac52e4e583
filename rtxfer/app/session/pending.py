"""What was changed while it runs and waits, because taking it up would be seen by viewers."""

from __future__ import annotations

from PyQt6.QtCore import QObject, pyqtSignal

from rtxfer.app.model.preferences import CameraPreferences, Preferences
from rtxfer.app.model.waiting import Waiting, waiting
from rtxfer.app.preferences_store import PreferencesStore
from rtxfer.app.session.driver import DriverControl
from rtxfer.app.session.lifecycle import Lifecycle


class Pending(QObject):
    """Compares what a run began with, and what is wanted of it now.

    Args:
        life: of the runs.
        preferences: what is wanted.
        driver: opens the camera anew.
    """

    changed = pyqtSignal(str)
    """What waits, see `rtxfer.app.model.waiting`; "" for nothing."""
    restart_wanted = pyqtSignal()

    def __init__(
        self, life: Lifecycle, preferences: PreferencesStore, driver: DriverControl
    ) -> None:
        super().__init__(life)
        self._preferences, self._driver = preferences, driver
        self._taken: Preferences | None = None  # while it runs
        self._shown: Waiting = ""
        life.running_changed.connect(self._turn)
        preferences.changed.connect(self._compare)
        driver.opened.connect(self._opened)

    @property
    def waiting(self) -> Waiting:
        """What waits at the moment."""
        if self._taken is None:
            return ""
        return waiting(self._taken, self._preferences.value)

    def apply(self) -> None:
        """Take it up now, whatever viewers see of it; a recording ends and is kept."""
        if self.waiting == "restart":
            self.restart_wanted.emit()
        elif self.waiting == "camera":
            self._driver.reopen()

    def _turn(self, running: bool) -> None:
        self._taken = self._preferences.value if running else None
        self._compare()

    def _opened(self, camera: CameraPreferences) -> None:
        if self._taken is not None:
            self._taken = self._taken.model_copy(update={"camera": camera})
            self._compare()

    def _compare(self, _: object = None) -> None:
        if self.waiting != self._shown:
            self._shown = self.waiting
            self.changed.emit(self._shown)
