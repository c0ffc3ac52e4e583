"""Looks at the moved portrait as the tracker looks at the driver."""

from __future__ import annotations

from functools import partial
from typing import Final

import numpy as np
from PyQt6.QtCore import QObject, pyqtSignal
from PyQt6.QtWidgets import QWidget

from rtxfer.app.background import Background
from rtxfer.app.model.portrait_tracker import PortraitTracker, Units
from rtxfer.app.session import Session
from rtxfer.app.timers import every
from rtxfer.face.action_units import ACTION_UNITS
from rtxfer.live import GeneratedFrame

EVERY: Final = 66
"""Milliseconds between two looks at the driver, whose units are known already."""

TRACKED: Final = 5
"""Every how manieth look the portrait is tracked again, which costs as much as the driver."""


class PortraitObserver(QObject):
    """Compares the two, but only while the widget that shows it is seen.

    Args:
        session: the run.
        shown: the widget that shows it.
    """

    observed = pyqtSignal(object, object)
    """Action units of the driver and of the portrait, each [41] or None."""

    def __init__(self, session: Session, shown: QWidget) -> None:
        super().__init__(shown)
        self._session, self._shown = session, shown
        self._background = Background("rtxfer-observer", self)
        self._tracker = PortraitTracker()
        self._portrait: Units | None = None
        self._looks = 0
        every(EVERY, self._look, self).start()

    def _look(self) -> None:
        if not self._session.running or self._shown.visibleRegion().isEmpty():
            if self._looks:
                self._rest()
            return
        generated = self._session.monitor.latest()
        if generated is None:
            return
        if self._looks % TRACKED == 0 and not self._background.busy:
            look = partial(self._tracker.units, generated.image, generated.target)
            self._background.run(look, self._seen)
        self._looks += 1
        self.observed.emit(_units(generated), self._portrait)

    def _rest(self) -> None:
        self._looks, self._portrait = 0, None
        self._background.run(self._tracker.close)
        self.observed.emit(np.zeros(len(ACTION_UNITS), np.float32), None)

    def _seen(self, units: Units | None) -> None:
        self._portrait = units


def _units(generated: GeneratedFrame) -> Units:
    return np.asarray(generated.motion.action_units, np.float32)
