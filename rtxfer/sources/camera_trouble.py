"""Why a camera gives nothing, in words, and what its owner can do about it."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

from rtxfer.errors import DeviceError
from rtxfer.sources.camera_list import Camera

_PRIVACY = {
    "darwin": "allow it under System Settings > Privacy & Security > Camera",
    "win32": "allow desktop apps under Settings > Privacy & security > Camera",
}


def trouble(camera: Camera) -> DeviceError | None:
    """What keeps `camera` from being opened, or None where nothing is known to.

    Only Linux says so beforehand; elsewhere opening fails without a reason.
    """
    if camera.path is None:
        return None
    try:
        descriptor = os.open(camera.path, os.O_RDWR | os.O_NONBLOCK)
    except PermissionError:
        return _forbidden(camera, camera.path)
    except OSError as error:
        return _busy(camera, camera.path) if error.errno == errno.EBUSY else unplugged(camera)
    try:
        from rtxfer.sources import v4l2

        return _busy(camera, camera.path) if v4l2.is_busy(descriptor) else None
    finally:
        os.close(descriptor)


def unplugged(camera: Camera) -> DeviceError:
    """The camera was there before."""
    return DeviceError(f"{camera.name} is unplugged.", "Plug it in again; it is then used again.")


def refused(camera: Camera) -> DeviceError:
    """It cannot be opened, and the system does not say why."""
    privacy = _PRIVACY.get(sys.platform)
    return DeviceError(
        f"{camera.name} cannot be opened.",
        "Close other programs that use it"
        + (f", and {privacy}." if privacy else ", then plug it in again."),
    )


def silent(camera: Camera) -> DeviceError:
    """It is open, but no picture comes."""
    return DeviceError(
        f"{camera.name} gives no pictures.",
        "Plug it in again, into the computer itself rather than a hub; close other programs "
        "that use it.",
    )


def _busy(camera: Camera, path: Path) -> DeviceError:
    from rtxfer.sources import v4l2

    programs = ", ".join(v4l2.holders(path)) or "another program"
    return DeviceError(f"{camera.name} is in use by {programs}.", f"Close {programs}.")


def _forbidden(camera: Camera, path: Path) -> DeviceError:
    return DeviceError(
        f"{camera.name} may not be opened by you: {path} belongs to the group {_group(path)}.",
        f"Run: sudo usermod -aG {_group(path)} $USER, then log out and in again.",
    )


def _group(path: Path) -> str:
    try:
        return path.group()
    except (OSError, KeyError):
        return "video"
