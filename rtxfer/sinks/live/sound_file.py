"""Sound on disk while it is being recorded, in step with the clock."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Final

import av
import numpy as np

from rtxfer.sinks.live.microphone import Samples

_TOLERANCE: Final = 0.05
"""Seconds by which sound may be out of step. Within them pieces are laid end to end, since the
moments that a microphone tells tremble."""

_SILENCE = 1 << 16  # samples; a long gap is filled piece by piece


class SoundFile:
    """Uncompressed sound that begins at a given moment.

    Gaps are filled with silence. Where the microphone's clock runs faster than ours, a piece is
    left out now and then. The file is readable after a crash.

    Args:
        path: a Matroska file to write.
        rate: samples per second.
        channels: 1 or 2.
        began: the moment of the first sample to be kept, on the clock of `write`.
    """

    def __init__(self, path: Path, rate: int, channels: int, began: float) -> None:
        self._rate = rate
        self._channels = channels
        self._began = began
        self._position = 0
        self._container = av.open(str(path), "w", format="matroska")
        self._stream = self._container.add_stream("pcm_s16le", rate=rate)
        self._stream.layout = self._layout = "mono" if channels == 1 else "stereo"

    def write(self, samples: Samples, time: float) -> None:
        """Add a piece, int16 [N, channels], that was spoken at `time` seconds.

        Raises:
            OSError: the disk is full.
        """
        start = round((time - self._began) * self._rate)
        if self._position == 0 and start < 0:
            samples, start = samples[-start:], 0
        lead = self._position - start
        tolerance = round(_TOLERANCE * self._rate)
        if len(samples) == 0 or lead > tolerance:
            return
        if -lead > tolerance or self._position == 0:
            self._append_silence(-lead)
        self._append(samples)

    def close(self) -> None:
        """Finish the file."""
        self._container.close()

    def _append_silence(self, count: int) -> None:
        for done in range(0, count, _SILENCE):
            length = min(_SILENCE, count - done)
            self._append(np.zeros((length, self._channels), np.int16))

    def _append(self, samples: Samples) -> None:
        packed = np.ascontiguousarray(samples).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(packed, "s16", self._layout)
        frame.sample_rate = self._rate
        frame.pts = self._position
        frame.time_base = Fraction(1, self._rate)
        self._container.mux(self._stream.encode(frame))
        self._position += len(samples)
