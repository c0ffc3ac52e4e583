"""What a source sees, as one picture. Called in worker threads only."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from rtxfer.app.model.opening import open_source
from rtxfer.devices import probe_camera
from rtxfer.errors import DeviceError
from rtxfer.face.tracked_frame import TrackedFrame
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
    return _sketch(image) if isinstance(image, TrackedFrame) else image


def _sketch(frame: TrackedFrame) -> Image:
    """The face of a motion file as dots, for there is no picture of it."""
    canvas = np.full((360, 640, 3), 40, np.uint8)
    if frame.signal is not None:
        points = frame.signal.landmarks[:, :2]
        low, high = points.min(0), points.max(0)
        scale = 300 / max(float((high - low)[1]), 1.0)
        middle = np.array([320, 180])
        for x, y in ((points - (low + high) / 2) * scale + middle).round().astype(int).tolist():
            cv2.circle(canvas, (x, y), 1, (170, 182, 255), -1, cv2.LINE_AA)
    return canvas
