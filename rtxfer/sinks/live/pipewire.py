"""A virtual camera in user space: Linux, without a kernel module and without root.

Applications that ask PipeWire for cameras see it (Firefox, Chrome, OBS and all that go through
the camera portal); those that know only V4L2 need `VirtualCameraSink`.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from rtxfer.errors import DeviceError, InputError, MissingDependencyError
from rtxfer.frame import Image
from rtxfer.sinks.live.sink import check_even

if TYPE_CHECKING:
    from rtxfer.sinks.live.gst_launch import GstLaunch

DEFAULT_NAME: Final = "rtxfer"

_PACKAGES = (
    "On Debian or Ubuntu run: sudo apt-get install pipewire wireplumber gstreamer1.0-pipewire "
    "gstreamer1.0-tools gstreamer1.0-plugins-base"
)
_START_SECONDS = 10.0  # the first start after an installation looks through all plug-ins
_STALL_SECONDS = 10.0
"""An application that keeps its frames for so long has stalled, and the camera is begun anew, for
nobody else gets any meanwhile. One that is only slow with a few, such as a reader of ten pictures
that writes them as PNG, keeps them for seconds: it must not cost the others their camera."""


class PipeWireSink:
    """Shows the frames as a camera of the user's PipeWire session.

    The camera gives YUY2 in BT.601 colours, as webcams do, which every application understands.
    A frame is shown when it is written. While nobody watches, frames go nowhere.

    Args:
        name: what applications call the camera: letters, digits, spaces, `_`, `.` and `-`.
        alpha: give RGBA, in which nothing may be behind the portrait. OBS takes that; browsers and
            call programs may not.

    Raises:
        InputError: the name cannot be used.
    """

    def __init__(self, name: str = DEFAULT_NAME, *, alpha: bool = False) -> None:
        if not re.fullmatch(r"\w[\w .-]{0,62}", name):
            raise InputError(
                f"A camera cannot be called {name!r}.",
                "Use letters, digits, spaces, _ . and -, 63 at most.",
            )
        self.alpha = alpha
        self._camera_name = name
        self._launch: GstLaunch | None = None
        self._size = (0, 0)

    @property
    def name(self) -> str:
        """The kind of sink, and the camera's name where it is not the usual one."""
        return "pipewire" + f":{self._camera_name}" * (self._camera_name != DEFAULT_NAME)

    def open(self, size: tuple[int, int], rate: int) -> None:
        """Begin to be a camera.

        Raises:
            DeviceError: PipeWire is not running or refuses, or a side of `size` is odd.
            MissingDependencyError: GStreamer or its PipeWire plug-in is missing.
        """
        check_even(size)
        _check_system()
        from rtxfer.sinks.live.gst_launch import GstLaunch, GstLaunchError

        self.close()
        self._size = size
        frame_bytes = size[0] * size[1] * (8 if self.alpha else 3) // 2
        pipeline = _pipeline(self._camera_name, size, rate, alpha=self.alpha)
        self._launch = GstLaunch(pipeline, frame_bytes)
        try:
            self._launch.wait_ready(_START_SECONDS)
        except GstLaunchError as error:
            self.close()
            raise _explained(str(error)) from error

    def write(self, image: Image, time: float) -> None:
        """Show the next frame at once.

        Raises:
            DeviceError: the camera's process ended, or an application that watches has stalled
                it for ten seconds.
        """
        if self._launch is None:
            raise DeviceError("The PipeWire camera is not open.", "Open it first.")
        if image.shape[1::-1] != self._size or image.shape[2] > 3 + self.alpha:
            raise ValueError(f"expected {self._size} pixels, got {image.shape[1::-1]}")
        from rtxfer.sinks.live.gst_launch import GstLaunchError

        pixels = np.ascontiguousarray(image)
        if not self.alpha:
            pixels = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2YUV_I420), np.uint8)
        elif image.shape[2] == 3:  # such as the standby picture
            pixels = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2RGBA), np.uint8)
        try:
            self._launch.write(pixels.data.cast("B"), _STALL_SECONDS)
        except GstLaunchError as error:
            raise DeviceError(
                f"The PipeWire camera stopped: {error}.",
                "Applications that show it may have to choose it again.",
            ) from error

    def close(self) -> None:
        """Take the camera away; safe to call twice, and when it was never opened."""
        launch, self._launch = self._launch, None
        if launch is not None:
            launch.close()


def _pipeline(name: str, size: tuple[int, int], rate: int, *, alpha: bool) -> list[str]:
    width, height = size
    quoted = f'(string)\\"{name}\\"'  # once for the structure, once for the command line
    properties = (
        "properties,media.class=Video/Source,media.role=Camera,"
        f"node.name={quoted},node.description={quoted}"
    )
    # The time is that of arrival, for that is when a frame is to be shown. I420 goes through
    # the pipe, being small and quick to make. pipewiresink must not lend its buffers to the
    # converter (identity sees to that): some versions crash when they come back.
    given, shown = ("rgba", "RGBA") if alpha else ("i420 colorimetry=bt601", "YUY2")
    elements = (
        "fdsrc fd=0 do-timestamp=true ! "
        f"rawvideoparse width={width} height={height} framerate={rate}/1 format={given} ! "
        f"videoconvert ! video/x-raw,format={shown} ! "
        "identity drop-allocation=true ! pipewiresink mode=provide sync=false"
    )
    return [*elements.split(), f"client-name={name}", f'stream-properties="{properties}"']


def _check_system() -> None:
    if not sys.platform.startswith("linux"):
        raise DeviceError("PipeWire is there on Linux only.", "Use the sink virtual instead.")
    if not shutil.which("gst-launch-1.0"):
        raise MissingDependencyError("GStreamer is not installed (gst-launch-1.0).", _PACKAGES)
    if not _answers():
        raise _not_running()


def _answers() -> bool:
    """Whether PipeWire listens where this session has it."""
    folder = os.environ.get("PIPEWIRE_RUNTIME_DIR") or os.environ.get("XDG_RUNTIME_DIR")
    path = Path(folder or "/") / os.environ.get("PIPEWIRE_REMOTE", "pipewire-0")
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(1)
        return bool(folder) and connection.connect_ex(str(path)) == 0


def _not_running() -> DeviceError:
    return DeviceError(
        "PipeWire is not running in this session.",
        f"Run: systemctl --user start pipewire wireplumber. Not installed? {_PACKAGES}",
    )


def _explained(reason: str) -> DeviceError | MissingDependencyError:
    if missing := re.search(r'no element "(\w+)"', reason):
        return MissingDependencyError(f"GStreamer lacks the element {missing[1]}.", _PACKAGES)
    return DeviceError(
        f"The PipeWire camera did not start: {reason}.",
        "Restart PipeWire: systemctl --user restart pipewire wireplumber",
    )
