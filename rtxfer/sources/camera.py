"""A webcam as a live source, through OpenCV."""

from __future__ import annotations

import os
from functools import partial
from typing import Any, Final, Literal, TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

from rtxfer.frame import Image
from rtxfer.sources.camera_list import Camera, find_camera
from rtxfer.sources.camera_trouble import refused, silent, trouble, unplugged
from rtxfer.sources.grabber import Grabber

Format: TypeAlias = Literal["auto", "MJPG", "YUYV"]

SIZE: Final = (1280, 720)
RATE: Final = 30

_VGA_RATE = 640 * 480 * 30  # pixels a second; about what USB 2 carries uncompressed
_SMALLEST_SIDE = 16
_BLACK_LEVEL = 20

# One would halve the rate: the driver needs a buffer to write to while we decode the other.
_BUFFERS = 2


class CameraSource:
    """A camera; see `LiveSource`.

    The camera that was found first is kept to: when it comes back, it is recognised by its id,
    wherever it is plugged in, and no other one takes its place.

    Args:
        camera: one of `cameras()`, or what `find_camera` understands.
        size: width and height to ask for, pixels; None for the camera's own choice. It may give
            another.
        rate: frames per second to ask for; None for the camera's own choice.
        format: how frames come over the cable. "auto" asks for MJPG where uncompressed frames
            of that size and rate would not fit.
    """

    def __init__(
        self,
        camera: Camera | str = "",
        size: tuple[int, int] | None = SIZE,
        rate: int | None = RATE,
        format: Format = "auto",
    ) -> None:
        self._wanted = camera if isinstance(camera, str) else camera.id
        self._name = f"camera {camera}".strip() if isinstance(camera, str) else camera.name
        self._size = size
        self._rate = rate
        self._format = format
        self._grabber: Grabber | None = None

    @property
    def name(self) -> str:
        """The camera's name, once it is known."""
        return self._name

    def open(self) -> None:
        """Begin; a camera that takes long to open is waited for in `read`.

        Raises:
            DeviceError: missing, busy or forbidden; the hint says what to do.
            InputError: the name fits several cameras.
        """
        self.close()
        camera = find_camera(self._wanted)
        self._wanted, self._name = camera.id, camera.name
        problem = trouble(camera)
        if problem:
            raise problem
        connect = partial(_Capture, camera, self._size, self._rate, self._format)
        self._grabber = Grabber(camera.name, connect, partial(silent, camera))
        try:
            self._grabber.start()
        except Exception:
            self.close()
            raise

    def read(self, timeout: float) -> Image | None:
        """The newest frame, RGB uint8 [H, W, 3], or None if none came within `timeout` seconds.

        Raises:
            DeviceError: it could not be opened after all, was unplugged, or gives no pictures.
        """
        if self._grabber is None:
            raise RuntimeError("read() before open()")
        return self._grabber.read(timeout)

    def close(self) -> None:
        """Let the camera go, within half a second whatever its driver does."""
        if self._grabber:
            self._grabber.stop()
            self._grabber = None


class _Capture:
    """An open camera; a `Feed`."""

    def __init__(
        self, camera: Camera, size: tuple[int, int] | None, rate: int | None, format: Format
    ) -> None:
        _prepare_opencv()
        self._camera = camera
        self._capture = cv2.VideoCapture(camera.index, camera.backend)
        if not self._capture.isOpened():
            self.release()
            raise trouble(camera) or refused(camera)
        self._capture.set(cv2.CAP_PROP_BUFFERSIZE, _BUFFERS)
        fourcc = _fourcc(camera, size, rate, format)
        if fourcc:
            self._capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*fourcc))
        if size:
            self._capture.set(cv2.CAP_PROP_FRAME_WIDTH, size[0])
            self._capture.set(cv2.CAP_PROP_FRAME_HEIGHT, size[1])
        if rate:
            self._capture.set(cv2.CAP_PROP_FPS, rate)

    def grab(self) -> Image | None:
        """The next frame; None if the driver gave none, or rubbish."""
        try:
            got, frame = self._capture.read()
            image = rgb_of(frame) if got else None
        except cv2.error:  # a damaged JPEG, seen on loose cables
            return None
        if image is None and self._camera.path and not self._camera.path.exists():
            raise unplugged(self._camera)
        return image

    def release(self) -> None:
        """Let the camera go."""
        self._capture.release()


def rgb_of(frame: npt.NDArray[Any] | None) -> Image | None:
    """A frame as OpenCV gives it (BGR, or from odd drivers grey, with alpha, 16 bits) as RGB.

    Returns:
        RGB, uint8 [H, W, 3]; None for what is no picture: empty, or hardly a pixel large.
    """
    if frame is None or frame.ndim not in (2, 3) or min(frame.shape[:2]) < _SMALLEST_SIDE:
        return None
    if frame.dtype == np.uint16:  # infrared and depth cameras
        frame = (frame >> 8).astype(np.uint8)
    if frame.dtype != np.uint8:
        return None
    channels = frame.shape[2] if frame.ndim == 3 else 1
    code = {1: cv2.COLOR_GRAY2RGB, 3: cv2.COLOR_BGR2RGB, 4: cv2.COLOR_BGRA2RGB}.get(channels)
    return None if code is None else np.asarray(cv2.cvtColor(frame, code), np.uint8)


def is_black(image: Image) -> bool:
    """Whether a picture shows nothing: a closed shutter, a covered lens, a camera that starts.

    Args:
        image: uint8 [H, W, 3].
    """
    return bool(np.percentile(image[::4, ::4], 99) < _BLACK_LEVEL)


def _fourcc(
    camera: Camera, size: tuple[int, int] | None, rate: int | None, format: Format
) -> str | None:
    if format != "auto":
        return format
    if camera.backend not in (cv2.CAP_V4L2, cv2.CAP_DSHOW):
        return None  # the others choose what fits size and rate by themselves
    width, height = size or (0, 0)
    return "MJPG" if width * height * (rate or RATE) > _VGA_RATE else None


def _prepare_opencv() -> None:
    """Read by OpenCV when it opens the first camera, or waits for one for the first time."""
    os.environ.setdefault("OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", "1")  # seconds; else ten
    # Looking for hardware decoders makes opening take half a minute on some machines.
    os.environ.setdefault("OPENCV_VIDEOIO_MSMF_ENABLE_HW_TRANSFORMS", "0")
    # It would print on every attempt what we tell once, in words.
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_ERROR)
