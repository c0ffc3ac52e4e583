"""Looking at a clip so that it can be taken up in the middle, bit by bit as if never interrupted.

A tracker's state cannot be kept: it lies inside MediaPipe. So every few seconds another tracker
takes over, which was shown the last frames before, and nothing else. Whoever goes on later lets
a new tracker see those same frames, and is in the same state.
"""

from __future__ import annotations

from collections import deque
from typing import Final, Generic

import numpy as np

from rtxfer.frame import Frame
from rtxfer.sinks import Arrays
from rtxfer.video.contract import Relayed, SeenT

EVERY: Final = 250
"""Frames from one tracker to the next."""

SHOWN: Final = 10
"""Frames that the next one is shown before it takes over."""

_NUMBER, _SINCE = "relay/number", "relay/since"


class Relay(Generic[SeenT]):
    """Frames in their order, from the one at `since` on.

    Args:
        transfer: what looks.
        kept: what `look` gave last, before the interruption; empty at the beginning.

    Attributes:
        since: `pts` of the frame to begin with; None for the first.
    """

    def __init__(self, transfer: Relayed[SeenT], kept: Arrays) -> None:
        self._transfer = transfer
        self._kept: Arrays | None = kept if _NUMBER in kept else None
        self._number = int(kept[_NUMBER]) if self._kept else 0
        self.since = int(kept[_SINCE]) if self._kept else None
        self._to_show = SHOWN if self._kept else 0
        self._recent: deque[int] = deque(maxlen=SHOWN)

    def look(self, frame: Frame) -> tuple[SeenT | None, Arrays]:
        """What is seen in a frame; None in the first ones, which only a next tracker is shown.

        Returns:
            What is seen; and, where another tracker took over, what is needed to begin there.
        """
        if self._to_show:
            self._show(frame)
            self._to_show -= 1
            return None, {}
        state: Arrays = {}
        if self._number and self._number % EVERY == 0:
            state = self._change_over()
        seen = self._transfer.look(frame)
        self._number += 1
        if 0 < EVERY - (self._number - 1) % EVERY <= SHOWN:
            self._show(frame)
        return seen, state

    def _show(self, frame: Frame) -> None:
        self._transfer.show_next(frame)
        self._recent.append(frame.pts)

    def _change_over(self) -> Arrays:
        kept, self._kept = self._kept, None
        state = dict(self._transfer.change_over(kept))
        state[_NUMBER] = np.array(self._number)
        state[_SINCE] = np.array(self._recent[0])
        return state
