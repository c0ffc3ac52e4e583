"""What can be seen of a run: its pictures, its figures, the driver's resting face."""

from __future__ import annotations

from typing import Final

from PyQt6.QtCore import QObject, pyqtSignal

from rtxfer.app.model.live_run import LiveRun
from rtxfer.app.model.seat import Outline, outline_of
from rtxfer.app.session.lifecycle import Lifecycle
from rtxfer.app.timers import every
from rtxfer.frame import Image
from rtxfer.live import GeneratedFrame
from rtxfer.motion.neutral import Neutral

STATISTICS_EVERY: Final = 500
"""Milliseconds."""


class Monitor(QObject):
    """Looks at the run that goes on, and changes nothing of it."""

    statistics_changed = pyqtSignal(object)
    """`Statistics`, while running."""
    neutral_changed = pyqtSignal(object)
    """The driver's `Neutral`, or None while it is not known."""

    def __init__(self, life: Lifecycle) -> None:
        super().__init__(life)
        self._life = life
        self._neutral: Neutral | None = None
        self._seat: Outline | None = None
        self._timer = every(STATISTICS_EVERY, self._look, self)
        life.begun.connect(self._begun)
        life.running_changed.connect(self._turn)

    @property
    def neutral(self) -> Neutral | None:
        """The driver's resting face, once known."""
        return self._neutral

    @property
    def seat(self) -> Outline | None:
        """Where the face was when it was taken for the resting one: to sit there again."""
        return self._seat

    @property
    def virtual_camera(self) -> str:
        """Name of the virtual camera among the statistics' sinks; "" without one."""
        return "" if self._life.run is None else self._life.run.virtual_camera

    def latest(self) -> GeneratedFrame | None:
        """The newest generated frame."""
        return None if self._life.runner is None else self._life.runner.latest()

    def rival(self) -> Image | None:
        """What the generator shows that the portrait's is compared with."""
        return None if self._life.runner is None else self._life.runner.comparison.picture

    def output(self) -> Image | None:
        """What the sinks get at the moment."""
        return None if self._life.runner is None else self._life.runner.output()

    def _begun(self, run: LiveRun) -> None:
        self._timer.start()

    def _turn(self, running: bool) -> None:
        if not running:
            self._timer.stop()
            self._set_neutral(None)

    def _look(self) -> None:
        if self._life.runner is not None:
            self._set_neutral(self._life.runner.neutral)
            self.statistics_changed.emit(self._life.runner.statistics())

    def _set_neutral(self, neutral: Neutral | None) -> None:
        if neutral is not self._neutral:
            self._seat = None
        if neutral is not None and self._seat is None:
            generated = self.latest()
            signal = None if generated is None else generated.signal
            self._seat = None if signal is None else outline_of(signal)
        if neutral is not self._neutral:
            self._neutral = neutral
            self.neutral_changed.emit(neutral)
