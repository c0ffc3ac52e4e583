"""What a source sees, as one picture. Called in worker threads only."""

from __future__ import annotations

from typing import Final

from rtxfer.app.model.opening import open_source
from rtxfer.devices import probe_camera
from rtxfer.errors import DeviceError
from rtxfer.frame import Image

PATIENCE: Final = 8.0
"""Seconds to wait for a stream."""

_CAMERA: Final = "camera:"


def first_picture(spec: str) -> Image:
    """Open a source, take a picture, close it.

    Args:
        spec: as in the preferences.

    Returns:
        RGB, uint8 [H, W, 3].

    Raises:
        DeviceError: missing, busy, forbidden or silent.
        InputError: a file that cannot be read.
    """
    if spec.startswith(_CAMERA):
        return probe_camera(spec.removeprefix(_CAMERA))
    source = open_source(spec)
    try:
        source.open()
        image = source.read(PATIENCE)
    finally:
        source.close()
    if image is None:
        raise DeviceError(f"{source.name} gives no pictures.", "Look whether it is switched on.")
    return image
