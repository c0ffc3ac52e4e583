"""What virtual cameras cannot show."""

from __future__ import annotations

from rtxfer.errors import DeviceError


def check_even(size: tuple[int, int]) -> None:
    """Refuse odd sizes: cameras share colour between neighbouring pixels.

    Raises:
        DeviceError: width or height is odd.
    """
    width, height = size
    if width % 2 or height % 2:
        raise DeviceError(
            f"A virtual camera cannot show {width}×{height} pixels.",
            "Choose an even width and height.",
        )
