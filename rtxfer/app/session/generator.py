"""Which generator draws, and which engine runs it."""

from __future__ import annotations

from functools import partial

from engines.building.background import stand_in
from rtxfer.app.background import Background
from rtxfer.app.model.live_run import LiveRun
from rtxfer.app.preferences_store import PreferencesStore
from rtxfer.app.session.control import Control
from rtxfer.app.session.lifecycle import Lifecycle


class GeneratorControl(Control):
    """Exchanges generator and engine while a run goes on."""

    def __init__(self, life: Lifecycle, preferences: PreferencesStore) -> None:
        super().__init__(life, preferences)
        self._is_new = False
        self._background = Background("rtxfer-generator", self)
        life.running_changed.connect(self._turn)

    def use(self, generator: str | None, backend: str) -> None:
        """Go on with another generator, or another engine to run it."""
        self._preferences.change(generator=generator, backend=backend)
        self._use_now()

    def renew(self) -> None:
        """An engine was built: go on with it if it is the one that is wanted, or the fastest."""
        self._is_new = True  # for a run that is just beginning without it
        self._use_now()

    def _turn(self, running: bool) -> None:
        if running:
            self._is_new = False

    def _begun(self, run: LiveRun) -> None:
        if self._is_new:
            self._use_now()

    def _use_now(self) -> None:
        if self._runner is None:
            return
        wanted = self._preferences.value

        def found(backend: str) -> None:
            kept = self._preferences.value
            same = (kept.generator, kept.backend) == (wanted.generator, wanted.backend)
            if self._runner is not None and same:
                self._runner.use(wanted.generator, backend)

        self._background.run(
            partial(stand_in, wanted.generator, wanted.backend), found, self.failed.emit
        )
