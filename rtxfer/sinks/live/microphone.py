"""Sound as it is spoken, with the moment of every piece."""

from __future__ import annotations

import queue
import time
from dataclasses import dataclass
from typing import Any, Final, Protocol

import numpy as np
import numpy.typing as npt

from rtxfer.errors import DeviceError, MissingDependencyError

Samples = npt.NDArray[np.int16]
"""Sound, int16 [N, channels]."""

DEFAULT_MICROPHONE: Final = "default"

_LONGEST_DELAY = 1.0  # seconds; what claims to be older has no usable clock


@dataclass(frozen=True, slots=True, eq=False)
class Sound:
    """A piece of sound.

    Attributes:
        samples: int16 [N, channels].
        time: when its first sample was spoken, seconds of `time.monotonic()`.
    """

    samples: Samples
    time: float


class SoundSource(Protocol):
    """Where sound comes from while it is recorded; `Microphone` says what each part does."""

    rate: int
    channels: int

    def take(self) -> list[Sound]:
        """All that was heard since the last call, in order."""

    def close(self) -> list[Sound]:
        """Switch it off; gives what was heard since the last `take`."""


class Microphone:
    """A microphone that is switched on.

    Args:
        device: its number, a part of its name, or "default".

    Attributes:
        rate: samples per second.
        channels: 1 or 2.

    Raises:
        DeviceError: there is none of that name, or it cannot be used.
        MissingDependencyError: sounddevice or PortAudio is not installed.
    """

    def __init__(self, device: str) -> None:
        sounddevice = _package()
        self._name = device
        self._heard: queue.SimpleQueue[Sound] = queue.SimpleQueue()
        number = int(device) if device.isdecimal() else device
        chosen = None if device == DEFAULT_MICROPHONE else number
        try:
            about = sounddevice.query_devices(chosen, "input")
            self.rate = round(about["default_samplerate"])
            self.channels = min(2, about["max_input_channels"])
            self._stream = sounddevice.InputStream(
                device=chosen,
                samplerate=self.rate,
                channels=self.channels,
                dtype="int16",
                callback=self._hear,
            )
            self._stream.start()
        except (ValueError, sounddevice.PortAudioError) as error:
            raise DeviceError(
                f"The microphone {device} cannot be used ({error}).",
                "Name another one (rtxfer devices lists them), or record without sound.",
            ) from error

    def take(self) -> list[Sound]:
        """All that was heard since the last call, in order.

        Raises:
            DeviceError: the microphone is gone.
        """
        if not self._stream.active:
            raise DeviceError(
                f"The microphone {self._name} is gone.",
                "Plug it in again, or record without sound.",
            )
        return self._taken()

    def close(self) -> list[Sound]:
        """Switch it off; gives what was heard since the last `take`."""
        self._stream.abort()
        self._stream.close()
        return self._taken()

    def _taken(self) -> list[Sound]:
        return [self._heard.get() for _ in range(self._heard.qsize())]

    def _hear(self, samples: Samples, count: int, clock: Any, status: Any) -> None:
        """Called by PortAudio, in a thread of its own."""
        delay = clock.currentTime - clock.inputBufferAdcTime
        if not 0 <= delay <= _LONGEST_DELAY:
            delay = count / self.rate
        self._heard.put(Sound(samples.copy(), time.monotonic() - delay))


def _package() -> Any:
    try:
        import sounddevice
    except ImportError as error:
        raise MissingDependencyError(
            "The package sounddevice is not installed.", "Run: pip install 'rtxfer[mic]'"
        ) from error
    except OSError as error:
        raise MissingDependencyError(
            "The library PortAudio is not installed.",
            "On Debian or Ubuntu run: sudo apt-get install libportaudio2",
        ) from error
    return sounddevice
