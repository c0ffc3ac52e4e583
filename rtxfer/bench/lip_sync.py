"""How far sound and picture of a recording lie apart.

What is filmed carries the moment in its corner (see `rtxfer.live.stamp`), and the sound clicks at
every whole second of the same clock. So each says where that clock lies in the film.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import av
import numpy as np
import numpy.typing as npt

from rtxfer.live.stamp import read_stamp
from rtxfer.sinks.live.microphone import Sound
from rtxfer.sources.pixels import upright_rgb

RATE: Final = 48_000
CLICK: Final = 0.01
"""Seconds."""

LOUD: Final = 8_000
"""Of 32,767."""


class Clicks:
    """A microphone that hears a click at every whole second of `time.monotonic()`.

    Attributes:
        rate: samples per second.
        channels: one.
    """

    rate = RATE
    channels = 1

    def __init__(self) -> None:
        self._heard = time.monotonic()

    def take(self) -> list[Sound]:
        """What was heard since the last call."""
        began, count = self._heard, int((time.monotonic() - self._heard) * RATE)
        if count <= 0:
            return []
        self._heard = began + count / RATE
        moments = began + np.arange(count) / RATE
        loud = np.where(moments % 1 < CLICK, np.sin(2 * np.pi * 1000 * moments), 0)
        return [Sound((2 * LOUD * loud).astype(np.int16)[:, None], began)]

    def close(self) -> list[Sound]:
        """What was heard last."""
        return self.take()


def lag(film: Path, begin: float, end: float) -> float | None:
    """Seconds by which the picture of a film comes later than its sound.

    Args:
        film: a recording of stamped pictures and of `Clicks`.
        begin: of the part that is looked at, seconds of the film.
        end: likewise.

    Returns:
        The median over the part; None where it has no stamp or no click. Half a second either way
        is the most that can be told.
    """
    seen, heard = _seen(film, begin, end), _heard(film, begin, end)
    if not len(seen) or not len(heard):
        return None
    # Each click is at a whole second, so what it lies beyond one is where the clock is at zero.
    zero = float(np.median((heard - heard[0] + 0.5) % 1 - 0.5)) + heard[0]
    return float((np.median(seen) - zero + 0.5) % 1 - 0.5)


def _seen(film: Path, begin: float, end: float) -> npt.NDArray[np.float64]:
    """Where in the film its stamps say that their clock was at zero; of each picture once."""
    places: dict[float, float] = {}
    with av.open(str(film)) as container:
        for place, frame in _decoded(container, container.streams.video[0], begin, end):
            moment = read_stamp(upright_rgb(frame))
            if moment is not None:
                places.setdefault(moment, place - moment)
    return np.array(list(places.values()), np.float64)


def _heard(film: Path, begin: float, end: float) -> npt.NDArray[np.float64]:
    """Where in the film clicks begin, seconds."""
    places: list[float] = []
    with av.open(str(film)) as container:
        for began, frame in _decoded(container, container.streams.audio[0], begin, end):
            samples = frame.to_ndarray().astype(np.float64).reshape(-1)
            if samples.size and np.abs(samples).max() <= 2:
                samples = samples * 32_767
            loud = np.flatnonzero(np.abs(samples) > LOUD)
            if len(loud):
                place = began + float(loud[0]) / RATE
                if not places or place - places[-1] > 0.5:
                    places.append(place)
    return np.array(places, np.float64)


def _decoded(container: Any, stream: Any, begin: float, end: float) -> Iterator[tuple[float, Any]]:
    """The frames of a part of a film, and where each begins, seconds."""
    container.seek(int(begin * av.time_base))
    for frame in container.decode(stream):
        if frame.time is None or frame.time < begin:
            continue
        if frame.time > end:
            return
        yield frame.time, frame
