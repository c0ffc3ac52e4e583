"""What every sink of live frames offers: virtual cameras, a recording, nothing."""

from __future__ import annotations

from typing import Final, Protocol

import cv2
import numpy as np

from rtxfer.errors import DeviceError
from rtxfer.frame import Image


class LiveSink(Protocol):
    """Takes frames of one size at a constant rate.

    All methods are called by one thread, the sink's own: a `write` that blocks delays nobody
    else. After an error the sink is closed and, some time later, opened again.
    """

    @property
    def name(self) -> str:
        """What to call it in messages."""

    def open(self, size: tuple[int, int], rate: int) -> None:
        """Begin.

        Args:
            size: width and height of every frame to come, pixels.
            rate: frames per second to come.

        Raises:
            DeviceError: missing, busy or forbidden; the hint says what to do.
            OutputError: a file that cannot be written.
            MissingDependencyError: a package it needs is not installed.
        """

    def write(self, image: Image, time: float) -> None:
        """Take the next frame.

        Args:
            image: RGB, uint8 [H, W, 3], or with alpha [H, W, 4] if it `takes_alpha`; shared with
                others, so never changed.
            time: when what it shows happened before the camera, seconds of `time.monotonic()`: the
                same as of what was heard then. It is to be shown at once.

        Raises:
            DeviceError: the device is gone.
            OutputError: it cannot be written.
        """

    def close(self) -> None:
        """Finish and let go; safe to call twice, and when it was never opened.

        A file is published here, whole.
        """


CHROMA: Final = (0, 177, 64)
"""Green that skin and hair hardly have: before it a portrait is shown where nothing shall be behind
it, by a sink that cannot be transparent. Programs with a chroma key take it away again."""


def takes_alpha(sink: LiveSink) -> bool:
    """Whether a sink takes pictures with alpha, [H, W, 4]; most do not, and need not say so."""
    return bool(getattr(sink, "alpha", False))


def before_green(image: Image) -> Image:
    """A picture with alpha laid over `CHROMA`, RGB, uint8 [H, W, 3]."""
    share = cv2.merge([cv2.extractChannel(image, 3)] * 3)
    colours = cv2.cvtColor(image, cv2.COLOR_RGBA2RGB)
    person = cv2.multiply(colours, share, scale=1 / 255)
    green = np.broadcast_to(np.array(CHROMA, np.uint8), colours.shape)
    behind = cv2.multiply(cv2.bitwise_not(share), np.ascontiguousarray(green), scale=1 / 255)
    return np.asarray(cv2.add(person, behind), np.uint8)


def check_even(size: tuple[int, int]) -> None:
    """Refuse what no virtual camera shows: they share colour between neighbouring pixels.

    Raises:
        DeviceError: width or height is odd.
    """
    width, height = size
    if width % 2 or height % 2:
        raise DeviceError(
            f"A virtual camera cannot show {width}×{height} pixels.",
            "Choose an even width and height.",
        )
