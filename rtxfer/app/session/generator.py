"""Which generator draws, which engine runs it, and how far its quality may be lowered."""

from __future__ import annotations

from functools import partial

from PyQt6.QtCore import pyqtSignal

from rtxfer.app.background import Background
from rtxfer.app.model.live_run import LiveRun
from rtxfer.app.model.measuring import best_backend
from rtxfer.app.preferences_store import PreferencesStore
from rtxfer.app.session.control import Control
from rtxfer.app.session.lifecycle import Lifecycle
from rtxfer.settings import Quality


class GeneratorControl(Control):
    """Exchanges generator and engine while a run goes on."""

    measuring = pyqtSignal(int, int)
    """How many steps of a measurement are done, and of how many; 0 of 0 once it is over."""

    def __init__(self, life: Lifecycle, preferences: PreferencesStore) -> None:
        super().__init__(life, preferences)
        self._is_new = False
        self._rival = ""
        self._background = Background("rtxfer-generator", self)
        life.running_changed.connect(self._turn)

    def use(self, generator: str | None, backend: str) -> None:
        """Go on with another generator, or another engine to run it."""
        self._preferences.change(generator=generator, backend=backend)
        self._use_now()

    def pin(self, quality: Quality) -> None:
        """Lower the quality where the machine is too slow; or never, or as far as it goes."""
        self._preferences.change(quality=quality)
        if self._runner is not None:
            self._runner.quality = quality

    @property
    def quality(self) -> Quality:
        """Whether it may be lowered, or always is."""
        return self._preferences.value.quality

    @property
    def rival(self) -> str:
        """The bundle that is shown beside for comparison; "" for none."""
        return self._rival

    def compare(self, generator: str) -> None:
        """Show this bundle beside, in the window alone; "" for none."""
        self._rival = generator
        if self._runner is None:
            return
        if generator:
            self._runner.comparison.begin(generator)
        else:
            self._runner.comparison.end()

    def renew(self) -> None:
        """An engine was built: go on with it if it is the one that is wanted, or the fastest."""
        self._is_new = True  # for a run that is just beginning without it
        self._use_now()

    def _turn(self, running: bool) -> None:
        if running:
            self._is_new = False

    def _begun(self, run: LiveRun) -> None:
        run.runner.quality = self._preferences.value.quality
        if self._rival:
            self.compare(self._rival)
        if self._is_new or not run.measured:
            self._use_now()

    def _use_now(self) -> None:
        if self._runner is None:
            return
        wanted = self._preferences.value

        def found(backend: str) -> None:
            self.measuring.emit(0, 0)
            kept = self._preferences.value
            same = (kept.generator, kept.backend) == (wanted.generator, wanted.backend)
            if self._runner is not None and same:
                self._runner.use(wanted.generator, backend)

        def failed(error: Exception) -> None:
            self.measuring.emit(0, 0)
            self.failed.emit(error)

        find = partial(best_backend, wanted.generator, wanted.backend, self.measuring.emit)
        self._background.run(find, found, failed)
