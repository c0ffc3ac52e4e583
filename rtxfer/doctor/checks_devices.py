"""What live use needs besides: camera, microphone, window."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from typing import Final

import numpy as np

from rtxfer.devices.cameras import cameras as camera_devices
from rtxfer.devices.microphones import microphones
from rtxfer.devices.probe import probe_camera
from rtxfer.doctor.check import Check, Outcome, absent, fails, works
from rtxfer.errors import RtxferError
from rtxfer.sources.camera import is_black

LISTEN_SECONDS: Final = 0.3


def permissions() -> Outcome:
    """Whether the cameras may be opened by this user."""
    found = camera_devices()
    if not found:
        return absent("no camera is there")
    refused = [device for device in found if not device.ready]
    if refused:
        return fails(refused[0].problem, refused[0].hint)
    return works(", ".join(device.name for device in found))


def camera() -> Outcome:
    """Every real camera opens, and one at least sees something."""
    real = [device for device in camera_devices() if not device.facts.get("virtual")]
    if not real:
        return absent("no camera is there", "Plug one in, then run again.")
    seeing, troubles = [], []
    for device in real:
        try:
            image = probe_camera(device.id)
        except RtxferError as error:
            troubles.append((error.problem, error.hint))
            continue
        if is_black(image):
            mend = "Open its shutter and switch a light on; its privacy key may be on."
            troubles.append((f"{device.name} sees only black.", mend))
        else:
            seeing.append(f"{device.name}, {image.shape[1]}×{image.shape[0]}")
    if not seeing:
        return fails(*troubles[0])
    return works("; ".join([*seeing, *(problem for problem, _ in troubles)]))


def microphone() -> Outcome:
    """The default microphone gives sound; nothing needs one."""
    found = microphones()
    if not found:
        return absent("no microphone is there; recordings will be silent")
    if not found[0].ready:
        return absent(found[0].problem, found[0].hint)
    import sounddevice

    chosen = next((device for device in found if device.facts["default"]), found[0])
    rate = int(chosen.facts["sample_rate"])
    try:
        heard = sounddevice.rec(
            int(LISTEN_SECONDS * rate), rate, 1, dtype="float32", device=int(chosen.id)
        )
        sounddevice.wait()
    except sounddevice.PortAudioError as error:
        return fails(
            f"{chosen.name} cannot be opened: {error}", "Close other programs that use it."
        )
    if not np.any(heard):
        return fails(f"{chosen.name} is muted", "Switch it on in the system's sound settings.")
    return works(chosen.name)


def window() -> Outcome:
    """Whether `rtxfer app` can open; the command line needs none."""
    if not find_spec("PyQt6"):
        return absent("PyQt6 is not installed", f"{sys.executable} -m pip install 'rtxfer[app]'")
    try:
        from PyQt6 import QtWidgets  # noqa: F401 - loads the libraries that the window needs
        from PyQt6.QtCore import PYQT_VERSION_STR
    except ImportError as error:
        return fails(f"PyQt6 cannot be loaded: {error}", _QT_PACKAGES)
    if sys.platform.startswith("linux") and not _screen():
        return absent(
            f"PyQt6 {PYQT_VERSION_STR} is there, but no screen",
            "Start it from a desktop session.",
        )
    return works("PyQt6 and a screen are there")


_QT_PACKAGES: Final = "sudo apt-get install libegl1 libxkbcommon0 libdbus-1-3 libxcb-cursor0"


def _screen() -> bool:
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


CHECKS: Final = (
    Check("permissions", "Permissions", permissions, link="live", apart=True),
    Check("camera", "Camera", camera, link="live", seconds=45, apart=True),
    Check("microphone", "Microphone", microphone, link="extra", seconds=15, apart=True),
    Check("window", "Window", window, link="extra", apart=True),
)
