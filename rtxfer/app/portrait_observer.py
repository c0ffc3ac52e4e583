"""Looks at the moved portrait as the tracker looks at the driver."""

from __future__ import annotations

from functools import partial
from typing import Final

import numpy as np
from PyQt6.QtCore import QObject, pyqtSignal
from PyQt6.QtWidgets import QWidget

from rtxfer.app.action_unit_bars import Units
from rtxfer.app.background import Background
from rtxfer.app.session import Session
from rtxfer.app.timers import every
from rtxfer.face.action_units import ACTION_UNITS
from rtxfer.face.tracker import Tracker
from rtxfer.frame import Image
from rtxfer.live import GeneratedFrame
from rtxfer.motion.neutral import Neutral, measure_neutral
from rtxfer.motion.relative import relative_motion
from rtxfer.target import Target

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
        self._eye = _Eye()
        self._portrait: Units | None = None
        self._looks = 0
        every(EVERY, self._look, self).start()

    def _look(self) -> None:
        if not self._session.running or self._shown.visibleRegion().isEmpty():
            if self._looks:
                self._rest()
            return
        generated, target = self._session.latest(), self._session.target
        if generated is None or target is None:
            return
        if self._looks % TRACKED == 0 and not self._background.busy:
            self._background.run(partial(self._eye.look, generated.image, target), self._seen)
        self._looks += 1
        self.observed.emit(_units(generated), self._portrait)

    def _rest(self) -> None:
        self._looks, self._portrait = 0, None
        self._background.run(self._eye.close)
        self.observed.emit(np.zeros(len(ACTION_UNITS), np.float32), None)

    def _seen(self, units: Units | None) -> None:
        self._portrait = units


def _units(generated: GeneratedFrame) -> Units:
    return np.asarray(generated.motion.action_units, np.float32)


class _Eye:
    """A tracker of its own; used by one thread at a time."""

    def __init__(self) -> None:
        self._tracker: Tracker | None = None
        self._rest: tuple[Target, Neutral] | None = None

    def look(self, image: Image, target: Target) -> Units | None:
        """What the portrait does in `image`, against how it rests; None without a face."""
        if self._tracker is None:
            self._tracker = Tracker("picture", faces=1)
        if self._rest is None or self._rest[0] is not target:
            self._rest = (target, measure_neutral([target.signal]))
        found = self._tracker.faces(image)
        return relative_motion(found[0], self._rest[1]).action_units if found else None

    def close(self) -> None:
        """Free the tracker."""
        if self._tracker is not None:
            self._tracker.close()
            self._tracker = None
