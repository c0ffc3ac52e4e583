"""The cameras that are plugged in."""

from __future__ import annotations

from rtxfer.devices.device import Device
from rtxfer.sources import camera_list
from rtxfer.sources.camera_list import Camera
from rtxfer.sources.camera_trouble import trouble


def cameras() -> list[Device]:
    """Every camera, and whether it can be opened; none is switched on for it."""
    return [_described(camera) for camera in camera_list.cameras()]


def _described(camera: Camera) -> Device:
    found = trouble(camera)
    return Device(
        camera.id,
        camera.name,
        f"camera:{camera.index} or camera:{camera.id}" + ", fed by a program" * camera.virtual,
        found.problem if found else "",
        found.hint if found else "",
        {"index": camera.index, "path": str(camera.path or ""), "virtual": camera.virtual},
    )
