"""The cameras of this machine, by names that people know and ids that last."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2

from rtxfer.errors import DeviceError, InputError

OUR_NAME: Final = "rtxfer"
"""What our own virtual camera is called: reading it would show the portrait to itself."""

_VIRTUAL_NAMES = ("OBS Virtual Camera", "Unity Video Capture")


@dataclass(frozen=True, slots=True)
class Camera:
    """A camera that OpenCV can open.

    Attributes:
        id: the same after a restart, and mostly in another socket.
        name: what its maker calls it; two of a kind have the same.
        index: OpenCV's number for it.
        backend: OpenCV's number for the system interface that has it (`cv2.CAP_…`).
        path: its device file, where there is one.
        virtual: whether another program makes its pictures.
    """

    id: str
    name: str
    index: int
    backend: int
    path: Path | None = None
    virtual: bool = False


def cameras() -> list[Camera]:
    """What is plugged in now, real cameras first; our own virtual camera is left out."""
    found = _on_linux() if sys.platform == "linux" else _elsewhere()
    others = [camera for camera in found if OUR_NAME not in camera.name.lower()]
    return sorted(others, key=lambda camera: camera.virtual)


def find_camera(wanted: str = "") -> Camera:
    """The camera that somebody means.

    Args:
        wanted: an id, a number, a device file, a name or a part of one; "" for the first that
            is not virtual.

    Raises:
        DeviceError: there is none such; the hint lists those there are.
        InputError: several have such a name.
    """
    found = cameras()
    if not wanted:
        real = [camera for camera in found if not camera.virtual]
        if not real:
            raise DeviceError("No camera was found.", "Plug one in, or choose another source.")
        return real[0]
    matching = _matching(wanted, found)
    if not matching:
        names = ", ".join(f"{camera.name} ({camera.index})" for camera in found)
        raise DeviceError(
            f"The camera {wanted} is not there.",
            f"Plug it in, or choose from: {names}." if found else "Plug it in; none is there.",
        )
    if len(matching) > 1:
        ids = ", ".join(camera.id for camera in matching)
        raise InputError(f"Several cameras are called {wanted}.", f"Use an id: {ids}.")
    return matching[0]


def _matching(wanted: str, found: Sequence[Camera]) -> list[Camera]:
    """By the strictest rule that fits any: id, file, number, whole name, part of a name."""
    name = wanted.casefold()
    rules = (
        [camera for camera in found if camera.id == wanted],
        [camera for camera in found if camera.path and camera.path == Path(wanted).resolve()],
        [camera for camera in found if str(camera.index) == wanted],
        [camera for camera in found if camera.name.casefold() == name],
        [camera for camera in found if name in camera.name.casefold()],
    )
    return next((matching for matching in rules if matching), [])


def _on_linux() -> list[Camera]:
    from rtxfer.sources import v4l2

    return [
        Camera(node.id, node.name, node.number, cv2.CAP_V4L2, node.path, node.loopback)
        for node in v4l2.nodes()
        if node.captures
    ]


def _elsewhere() -> list[Camera]:
    """Windows and macOS, where OpenCV itself cannot tell names."""
    from cv2_enumerate_cameras import enumerate_cameras, supported_backends

    found: dict[str, Camera] = {}
    for backend in supported_backends:  # on Windows some are known to the older interface only
        for entry in enumerate_cameras(backend):
            virtual = any(name in entry.name for name in _VIRTUAL_NAMES)
            camera = Camera(
                entry.path or entry.name, entry.name, entry.index, backend, None, virtual
            )
            found.setdefault(_socket(camera.id), camera)
    return list(found.values())


def _socket(identity: str) -> str:
    """What both interfaces of Windows have in common of a device's id: all but the last part."""
    return identity.lower().rpartition("#")[0] or identity
