"""What a moved portrait does, seen as the tracker sees the driver."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from rtxfer.face.tracker import Tracker
from rtxfer.frame import Image
from rtxfer.motion.neutral import Neutral, measure_neutral
from rtxfer.motion.relative import relative_motion
from rtxfer.target import Target

Units = npt.NDArray[np.float32]
"""Action units, as `ACTION_UNITS` lists them."""


class PortraitTracker:
    """A tracker of its own; used by one thread at a time."""

    def __init__(self) -> None:
        self._tracker: Tracker | None = None
        self._rest: tuple[Target, Neutral] | None = None

    def units(self, image: Image, target: Target) -> Units | None:
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
