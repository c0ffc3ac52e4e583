"""Whoever receives the portrait, reading the moment that was stamped into the source's frame."""

from __future__ import annotations

import subprocess
import threading
import time
from contextlib import suppress
from typing import Final

import numpy as np

from rtxfer.errors import DeviceError
from rtxfer.frame import Image
from rtxfer.live.stamp import read_stamp

CAMERA: Final = "rtxfer-bench"
"""Name of the virtual camera that is written and read back."""


class NullReader:
    """A live sink that reads the stamp as soon as it is handed the frame."""

    name = "null"

    def __init__(self) -> None:
        self.latencies: list[float] = []
        self.received = 0
        self._last = 0.0

    def open(self, size: tuple[int, int], rate: int) -> None:
        """Nothing to open."""

    def write(self, image: Image, time: float) -> None:
        """Read the stamp."""
        self.take(image)

    def take(self, image: Image) -> None:
        """Count a frame, and how old its stamp is if it is a new one."""
        self.received += 1
        moment = read_stamp(image)
        if moment is not None and moment > self._last:
            self._last = moment
            self.latencies.append((time.monotonic() - moment) * 1000)

    def close(self) -> None:
        """Nothing to close."""


class PipeWireReader(NullReader):
    """Another program that takes the pictures of the virtual camera, as a video call does.

    Args:
        size: width and height to ask for.
    """

    def __init__(self, size: tuple[int, int]) -> None:
        super().__init__()
        self._size = size
        width, height = size
        pipeline = (
            f"pipewiresrc target-object={CAMERA} ! videoconvert ! "
            f"video/x-raw,format=RGB,width={width},height={height} ! fdsink fd=1 sync=false"
        )
        try:
            self._process = subprocess.Popen(
                ["gst-launch-1.0", "-q", *pipeline.split()],
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            raise DeviceError(
                f"The virtual camera cannot be read back: {error}",
                "Install gstreamer1.0-tools and gstreamer1.0-pipewire, or use --sink null.",
            ) from error
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        width, height = self._size
        row = -(-width * 3 // 4) * 4  # rows of raw RGB are padded to four bytes
        pipe = self._process.stdout
        assert pipe is not None
        while len(data := pipe.read(row * height)) == row * height:
            rows = np.frombuffer(data, np.uint8).reshape(height, row)
            self.take(rows[:, : width * 3].reshape(height, width, 3))

    def close(self) -> None:
        """End the other program."""
        self._process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(2)
        self._process.kill()
        self._thread.join(2)
