"""The ways in which this machine can show the portrait as a camera."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from rtxfer.devices.device import Device
from rtxfer.sources import camera_list

_SECONDS = 10
_PIPEWIRE_PACKAGES = (
    "On Debian or Ubuntu run: sudo apt-get install pipewire wireplumber gstreamer1.0-pipewire "
    "gstreamer1.0-tools gstreamer1.0-plugins-base"
)
_PYVIRTUALCAM = ("The package pyvirtualcam is missing.", "Run: pip install 'rtxfer[vcam]'")
LOOPBACK_LINE: Final = (
    "sudo apt-get install v4l2loopback-dkms && "
    "sudo modprobe v4l2loopback card_label=rtxfer exclusive_caps=1"
)
"""What brings a camera that every program sees, on Debian and Ubuntu."""

PIPEWIRE_REACH: Final = (
    "Seen by programs that ask PipeWire or the camera portal: Firefox, Chrome, OBS, GNOME Camera. "
    "Zoom, Teams, Discord, Skype and others see v4l2loopback only."
)
_LOOPBACK = ("There is no v4l2loopback device.", f"On Debian or Ubuntu run: {LOOPBACK_LINE}")
_PROGRAMS: Final = {
    "obs": ("OBS Virtual Camera", "Install OBS Studio, and start its virtual camera once."),
    "unitycapture": ("Unity Video Capture", "Install UnityCapture and run its Install.bat."),
}
"""Names under which these programs show their cameras, and how to get them."""


def virtual_cameras() -> list[Device]:
    """Every way there is on this system, ready or not."""
    if sys.platform == "linux":
        return [*_loopbacks(), _pipewire()]
    return _of_programs(("obs", "unitycapture") if sys.platform == "win32" else ("obs",))


def _loopbacks() -> list[Device]:
    from rtxfer.sources import v4l2

    found = [node for node in v4l2.nodes() if node.loopback]
    if not found:
        return [Device("v4l2loopback", "v4l2loopback", "", *_LOOPBACK)]
    return [
        Device(str(node.path), node.name, "v4l2loopback", *_lacking(node.path)) for node in found
    ]


def _lacking(path: Path) -> tuple[str, str]:
    if not find_spec("pyvirtualcam"):
        return _PYVIRTUALCAM
    if not os.access(path, os.W_OK):
        return (
            f"{path} may not be written by you.",
            "Run: sudo usermod -aG video $USER, then log out and in again.",
        )
    return "", ""


def _pipewire() -> Device:
    name, detail = "PipeWire", "a camera in user space, without a kernel module"
    if not _gstreamer_knows("pipewiresink"):
        problem = "GStreamer or its PipeWire plug-in is missing."
        return Device("pipewire", name, detail, problem, _PIPEWIRE_PACKAGES)
    runtime = os.environ.get("PIPEWIRE_RUNTIME_DIR") or os.environ.get("XDG_RUNTIME_DIR", "")
    if not (Path(runtime) / os.environ.get("PIPEWIRE_REMOTE", "pipewire-0")).exists():
        problem = "PipeWire is not running in this session."
        hint = "Run: systemctl --user start pipewire wireplumber"
        return Device("pipewire", name, detail, problem, hint)
    return Device("pipewire", name, detail, facts={"reach": PIPEWIRE_REACH})


def _gstreamer_knows(element: str) -> bool:
    inspector = shutil.which("gst-inspect-1.0")
    if not inspector or not shutil.which("gst-launch-1.0"):
        return False
    try:
        done = subprocess.run([inspector, element], capture_output=True, timeout=_SECONDS)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def _of_programs(kinds: tuple[str, ...]) -> list[Device]:
    shown = [camera.name for camera in camera_list.cameras() if camera.virtual]
    found = []
    for kind in kinds:
        name, hint = _PROGRAMS[kind]
        lacking = ("", "")
        if not any(name in camera for camera in shown):
            lacking = (f"{name} is not installed.", hint)
        elif not find_spec("pyvirtualcam"):
            lacking = _PYVIRTUALCAM
        found.append(Device(kind, name, "", *lacking))
    return found
