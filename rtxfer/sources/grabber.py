"""Keeps the newest picture of a device that may block for as long as it likes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Final, Protocol

from rtxfer.errors import DeviceError
from rtxfer.frame import Image

FIRST_PICTURE_SECONDS: Final = 10.0
"""Silence allowed after opening: some cameras and streams take seconds to begin."""

SILENCE_SECONDS: Final = 3.0
"""Silence allowed between two pictures."""

_OPEN_SECONDS = 0.5
_CLOSE_SECONDS = 0.3
_PAUSE_SECONDS = 0.02


class Feed(Protocol):
    """An open device, used by one thread."""

    def grab(self) -> Image | None:
        """Wait for the next picture; None if what came is not one.

        Raises:
            DeviceError: it is gone.
            LiveSourceEnded: there are no more.
        """

    def release(self) -> None:
        """Let it go."""


class Grabber:
    """A thread that opens a device, reads it as fast as pictures come, and lets it go.

    Nobody else ever waits on the driver. A thread that it does not give back is abandoned: it
    ends, and releases the device, as soon as the driver returns.

    Args:
        name: what to call the thread.
        connect: opens the device, in that thread.
        silent: what to raise when no picture has come for too long.
    """

    def __init__(
        self, name: str, connect: Callable[[], Feed], silent: Callable[[], DeviceError]
    ) -> None:
        self._connect = connect
        self._silent = silent
        self._changed = threading.Condition()
        self._stopped = threading.Event()
        self._connected = False
        self._newest: Image | None = None
        self._error: Exception | None = None
        self._patient_until = time.monotonic() + FIRST_PICTURE_SECONDS
        self._thread = threading.Thread(target=self._run, name=f"grab {name}", daemon=True)

    def start(self) -> None:
        """Begin, and wait a moment for a device that is quick; what is slow comes out in `read`.

        Raises:
            DeviceError: it cannot be opened.
        """
        self._thread.start()
        with self._changed:
            self._changed.wait_for(lambda: self._connected or self._error, _OPEN_SECONDS)
            if self._error is not None:
                raise self._error

    def read(self, timeout: float) -> Image | None:
        """The newest picture that was not read yet; None if none came within `timeout` seconds.

        Raises:
            DeviceError: it could not be opened, is gone, or has been silent for too long.
            LiveSourceEnded: there are no more.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._newest is not None or self._error, timeout)
            if self._newest is not None:
                image, self._newest = self._newest, None
                return image
            if self._error is not None:
                raise self._error
            if time.monotonic() > self._patient_until:
                raise self._silent()
            return None

    def stop(self) -> None:
        """Let the device go, now or when its driver returns."""
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join(_CLOSE_SECONDS)

    def _run(self) -> None:
        try:
            feed = self._connect()
            self._publish(None)
            try:
                while not self._stopped.is_set():
                    image = feed.grab()
                    if image is None:
                        self._stopped.wait(_PAUSE_SECONDS)
                    else:
                        self._publish(image)
            finally:
                feed.release()
        except Exception as error:  # raised again for whoever reads
            with self._changed:
                self._error = error
                self._changed.notify_all()

    def _publish(self, image: Image | None) -> None:
        """The device is open, and perhaps there is a picture."""
        with self._changed:
            self._connected = True
            if image is not None:
                self._newest = image
                self._patient_until = time.monotonic() + SILENCE_SECONDS
            self._changed.notify_all()
