"""The PipeWire camera for every program that uses pyvirtualcam.

After `register()` this works anywhere in the process:

    pyvirtualcam.Camera(1280, 720, 30, backend="pipewire", device="my camera")
"""

from __future__ import annotations

import time
from typing import Final

import numpy as np
import pyvirtualcam
from pyvirtualcam.util import encode_fourcc

from rtxfer.frame import Image
from rtxfer.sinks.live.pipewire import DEFAULT_NAME, PipeWireSink

BACKEND: Final = "pipewire"

_RGB = encode_fourcc(pyvirtualcam.PixelFormat.RGB.value)


class PipeWireBackend:
    """What pyvirtualcam asks of a backend; see `pyvirtualcam.Backend`.

    Args:
        width: of every frame, pixels, even.
        height: of every frame, pixels, even.
        fps: frames per second to come.
        fourcc: pixel format of the frames; RGB only.
        device: what to call the camera; None is "rtxfer".

    Raises:
        ValueError: another pixel format.
        RtxferError: as for `PipeWireSink.open`.
    """

    def __init__(
        self, *, width: int, height: int, fps: float, fourcc: int, device: str | None
    ) -> None:
        if fourcc != _RGB:
            raise ValueError("The PipeWire camera takes RGB only.")
        self._shape = (height, width, 3)
        self._device = device or DEFAULT_NAME
        self._sink = PipeWireSink(self._device)
        self._sink.open((width, height), max(1, round(fps)))

    def send(self, frame: Image) -> None:
        """Show a frame, uint8 [H·W·3]."""
        self._sink.write(np.reshape(frame, self._shape), time.monotonic())

    def close(self) -> None:
        """Take the camera away."""
        self._sink.close()

    def device(self) -> str:
        """What the camera is called."""
        return self._device

    def native_fourcc(self) -> int | None:
        """None: the frames are converted."""
        return None


def register() -> None:
    """Make the backend known to pyvirtualcam, as "pipewire"."""
    pyvirtualcam.register_backend(BACKEND, PipeWireBackend)
