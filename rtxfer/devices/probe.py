"""One picture of a camera, for a thumbnail or a check."""

from __future__ import annotations

import time

from rtxfer.errors import DeviceError
from rtxfer.frame import Image
from rtxfer.sources.camera import CameraSource, is_black
from rtxfer.sources.camera_list import Camera

SIZE = (640, 480)

_WARM_UP_SECONDS = 0.5
_PATIENCE_SECONDS = 2.0


def probe_camera(camera: Camera | str = "", timeout: float = 10.0) -> Image:
    """Switch a camera on, look, and switch it off.

    Exposure is given half a second to settle, and black pictures, which many cameras begin
    with, two seconds to go; after that black is what it sees.

    Args:
        camera: one of `cameras()`, or what `find_camera` understands.
        timeout: seconds to wait for the first picture.

    Returns:
        RGB, uint8 [H, W, 3], about 640×480.

    Raises:
        DeviceError: missing, busy (a running `CameraSource` makes it so), forbidden, or silent.
    """
    source = CameraSource(camera, size=SIZE)
    try:
        source.open()
        image = source.read(timeout)
        began = time.monotonic()
        while image is not None and not _settled(image, time.monotonic() - began):
            image = source.read(timeout)
    finally:
        source.close()
    if image is None:
        raise DeviceError(f"{source.name} gives no pictures.", "Plug it in again.")
    return image


def _settled(image: Image, seconds: float) -> bool:
    return seconds > (_PATIENCE_SECONDS if is_black(image) else _WARM_UP_SECONDS)
