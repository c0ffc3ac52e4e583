"""The virtual cameras of the system, through pyvirtualcam: v4l2loopback, OBS, UnityCapture."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from rtxfer.errors import DeviceError, MissingDependencyError
from rtxfer.frame import Image
from rtxfer.sinks.live.sink import check_even

if TYPE_CHECKING:
    from pyvirtualcam import Camera

_PATIENCE = 5
"""Failed writes in a row before the device counts as gone."""

_INSTALL: Final = {
    "linux": "Run: sudo apt install v4l2loopback-dkms; "
    "sudo modprobe v4l2loopback exclusive_caps=1 card_label=rtxfer "
    "(or use the sink pipewire, which needs neither)",
    "win32": "Install OBS Studio (https://obsproject.com), and start its virtual camera once.",
    "darwin": "Install OBS Studio 30 or newer (https://obsproject.com), start its virtual camera "
    "once, and allow its extension in System Settings.",
}
_PERMIT = "Run: sudo usermod -aG video $USER, then log out and in again."
_RELEASE = "Close the other program that feeds it, or name another device."


class VirtualCameraSink:
    """Shows the frames as a camera that every video call can choose.

    Args:
        backend: "v4l2loopback", "obs", "unitycapture" or "pipewire"; None is the system's own.
        device: which camera: `/dev/video<n>` on Linux, a name elsewhere; None is the first.
    """

    def __init__(self, backend: str | None = None, device: str | None = None) -> None:
        self._backend = backend
        self._device = device
        self._camera: Camera | None = None
        self._failures = 0

    @property
    def name(self) -> str:
        """The kind of sink, and its backend or device if one was chosen."""
        return ":".join(["virtual", *filter(None, (self._backend, self._device))])

    def open(self, size: tuple[int, int], rate: int) -> None:
        """Begin to be a camera.

        Raises:
            DeviceError: there is no such camera, it is busy or forbidden, or a side of `size`
                is odd.
            MissingDependencyError: pyvirtualcam is not installed.
        """
        check_even(size)
        self.close()
        pyvirtualcam = _package()
        if self._backend == "pipewire":
            from rtxfer.sinks.live.pipewire_backend import register

            register()
        elif self._backend not in {None, *pyvirtualcam.camera.BACKENDS}:
            known = ", ".join([*pyvirtualcam.camera.BACKENDS, "pipewire"])
            raise DeviceError(
                f"There is no virtual camera of the kind {self._backend} here.",
                f"Use one of: {known}.",
            )
        width, height = size
        try:
            self._camera = pyvirtualcam.Camera(
                width, height, rate, backend=self._backend, device=self._device or self._first()
            )
        except RuntimeError as error:
            raise _explained(str(error), self._backend) from error
        self._failures = 0

    def write(self, image: Image, time: float) -> None:
        """Show the next frame at once.

        Raises:
            DeviceError: the camera is gone, or takes no more frames.
        """
        if self._camera is None:
            raise DeviceError("The virtual camera is not open.", "Open it first.")
        # On Linux pyvirtualcam tells of a failed write on stderr only. One may be by chance.
        _clear_errno()
        try:
            self._camera.send(image)
        except RuntimeError as error:
            raise _explained(str(error), self._backend) from error
        reason = _last_errno()
        self._failures = self._failures + 1 if reason else 0
        if self._failures >= _PATIENCE:
            raise DeviceError(
                f"{self._camera.device} takes no more frames ({os.strerror(reason)}).",
                "Close other programs that feed it; if it is gone: " + _install(),
            )

    def close(self) -> None:
        """Let the camera go; safe to call twice, and when it was never opened."""
        camera, self._camera = self._camera, None
        if camera is not None:
            camera.close()

    def _first(self) -> str | None:
        """The first v4l2loopback device, where that is the kind wanted.

        pyvirtualcam would find it as well, but it opens every camera in its search, and keeps
        those open that it refuses.
        """
        if sys.platform != "linux" or self._backend not in {None, "v4l2loopback"}:
            return None
        folder = Path("/sys/devices/virtual/video4linux")
        names = [entry.name for entry in folder.glob("video*")]
        if not names:
            raise DeviceError("There is no virtual camera (no v4l2loopback device).", _install())
        return f"/dev/{min(names, key=lambda name: (len(name), name))}"


def _package() -> Any:
    try:
        import pyvirtualcam
    except ImportError as error:
        raise MissingDependencyError(
            "The package pyvirtualcam is not installed.", "Run: pip install 'rtxfer[vcam]'"
        ) from error
    return pyvirtualcam


def _explained(said: str, backend: str | None) -> DeviceError:
    """What pyvirtualcam says, with what to do about it."""
    said = said.removeprefix(f"'{backend}' backend: ")
    if backend == "pipewire":  # ours: it says what to do already
        problem, _, hint = said.partition("\n")
        return DeviceError(problem, hint)
    reason = "; ".join(line.strip() for line in said.splitlines()).removesuffix(".")
    if "permission" in said:
        hint = _PERMIT
    elif "in use" in said or "busy" in said or "could not be configured" in said:
        hint = _RELEASE
    else:
        hint = _install()
    return DeviceError(f"The virtual camera cannot be used: {reason}.", hint)


def _install() -> str:
    return _INSTALL.get(sys.platform, "pyvirtualcam knows no virtual camera for this system.")


def _clear_errno() -> None:
    """Forget why the last call into C failed, for this thread.

    Python leaves the number alone when it switches between threads, so that after the next call
    it still says what happened there.
    """
    if sys.platform == "linux":
        _errno_place()[0] = 0


def _last_errno() -> int:
    """What failed since `_clear_errno`; 0 is nothing. Always 0 where this is not known."""
    return _errno_place()[0] if sys.platform == "linux" else 0


def _errno_place() -> ctypes._Pointer[ctypes.c_int]:
    # PyDLL, not CDLL: no other thread gets a turn between the call and its answer.
    locate = ctypes.PyDLL(None).__errno_location
    locate.restype = ctypes.POINTER(ctypes.c_int)
    place: ctypes._Pointer[ctypes.c_int] = locate()
    return place
