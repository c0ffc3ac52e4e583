"""A microphone in place of PortAudio: the test speaks into it, at moments of its choosing."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

RATE = 48_000


class PortAudioError(Exception):
    """As PortAudio raises it."""


class FakePortAudio:
    """Stands in for the package sounddevice.

    Attributes:
        streams: those that were opened.
    """

    PortAudioError = PortAudioError

    def __init__(self) -> None:
        self.streams: list[FakeStream] = []

    def query_devices(self, device: str | int | None, kind: str) -> dict[str, Any]:
        if device not in {None, 3, "Desk"}:
            raise ValueError(f"No input device matching {device!r}")
        return {"default_samplerate": float(RATE), "max_input_channels": 4}

    def InputStream(self, **settings: Any) -> FakeStream:  # noqa: N802 - PortAudio's name
        self.streams.append(FakeStream(settings))
        return self.streams[-1]


class FakeStream:
    def __init__(self, settings: dict[str, Any]) -> None:
        self.settings = settings
        self.active = False

    def start(self) -> None:
        self.active = True

    def abort(self) -> None:
        self.active = False

    def close(self) -> None:
        self.active = False

    def hear(self, sound: npt.NDArray[np.int16], ago: float) -> None:
        """A piece, int16 [N], that began to be spoken `ago` seconds ago, on every channel."""
        samples = np.repeat(sound[:, None], self.settings["channels"], axis=1)
        clock = SimpleNamespace(currentTime=100.0, inputBufferAdcTime=100.0 - ago)
        self.settings["callback"](samples, len(samples), clock, None)


class Clock:
    """Time that passes only when told to, for `rtxfer.sinks.live.microphone`."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 5000.0
        monkeypatch.setattr("rtxfer.sinks.live.microphone.time", SimpleNamespace(monotonic=self))

    def __call__(self) -> float:
        return self.now
