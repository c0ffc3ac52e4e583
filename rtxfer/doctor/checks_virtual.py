"""Whether the portrait can be shown as a camera: written to, and read back."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import cv2
import numpy as np

from rtxfer.devices import Device
from rtxfer.devices.virtual_cameras import LOOPBACK_LINE, PIPEWIRE_REACH, virtual_cameras
from rtxfer.doctor.check import Check, Outcome, absent, fails, works
from rtxfer.errors import DeviceError, RtxferError
from rtxfer.frame import Image
from rtxfer.sinks.live.pipewire import PipeWireSink
from rtxfer.sinks.live.sink import LiveSink
from rtxfer.sinks.live.virtual_camera import VirtualCameraSink

NAME: Final = "rtxfer doctor"
"""Of the PipeWire camera that is tried, so that one in use is left alone."""

SIZE: Final = (320, 240)
RATE: Final = 15
READ_SECONDS: Final = 15.0
ATTEMPT_SECONDS: Final = 5.0
COLOURS: Final = ((200, 60, 40), (50, 70, 190))
"""Of the left and the right half; far from any that a camera shows by chance."""

MOST_ERROR: Final = 24
"""Levels by which a colour may be off after two conversions."""


def virtual_camera() -> Outcome:
    """Every virtual camera that is ready takes frames and gives them back."""
    ways = virtual_cameras()
    ready = [device for device in ways if device.ready]
    if not ready:
        # The last way needs the least: no kernel module on Linux.
        problem, hint = (ways[-1].problem, ways[-1].hint) if ways else ("none for this system", "")
        return absent(problem, hint)
    working, troubles = [], []
    for device in ready:
        try:
            working.append(f"{device.name}: {_try(device)}")
        except RtxferError as error:
            troubles.append((f"{device.name}: {error.problem}", error.hint))
    if troubles:
        return fails(*troubles[0])
    if [device.id for device in ready] == ["pipewire"]:  # which not every program sees
        return Outcome(
            "works", f"{working[0]}. {PIPEWIRE_REACH}", f"For those, run: {LOOPBACK_LINE}"
        )
    return works("; ".join(working))


def _try(device: Device) -> str:
    if device.id == "pipewire":
        with _shown(PipeWireSink(NAME)):
            _demand(_read_pipewire(), device)
        return "read back"
    if device.id.startswith("/dev/"):
        with _shown(VirtualCameraSink(device=device.id)):
            _demand(_read_v4l2(device.id), device)
        return "read back"
    with _shown(VirtualCameraSink(backend=device.id)):
        time.sleep(3 / RATE)
    return "takes frames"


@contextmanager
def _shown(sink: LiveSink) -> Iterator[None]:
    """Two colours on a virtual camera, for as long as one looks."""
    sink.open(SIZE, RATE)
    stop = threading.Event()
    broken: list[RtxferError] = []

    def feed() -> None:
        try:
            while not stop.wait(1 / RATE):
                sink.write(pattern(), time.monotonic())
        except RtxferError as error:
            broken.append(error)

    thread = threading.Thread(target=feed, name="doctor virtual camera", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(READ_SECONDS)
        sink.close()
        if broken:
            raise broken[0]


def pattern() -> Image:
    """What is shown."""
    image = np.empty((SIZE[1], SIZE[0], 3), np.uint8)
    image[:, : SIZE[0] // 2], image[:, SIZE[0] // 2 :] = COLOURS
    return image


def matches(image: Image | None) -> bool:
    """Whether a picture is what was shown, but for small errors of colour."""
    if image is None or image.shape != pattern().shape:
        return False
    middles = image[SIZE[1] // 2, [SIZE[0] // 4, SIZE[0] * 3 // 4]].astype(int)
    return bool(np.abs(middles - np.array(COLOURS)).max() <= MOST_ERROR)


def _demand(image: Image | None, device: Device) -> None:
    restart = "Restart PipeWire: systemctl --user restart pipewire wireplumber"
    loopback = "sudo modprobe -r v4l2loopback && sudo modprobe v4l2loopback exclusive_caps=1"
    hint = restart if device.id == "pipewire" else loopback
    if image is None:
        raise DeviceError("it takes frames, but gives none back", hint)
    if not matches(image):
        raise DeviceError("other pictures come back than were written", hint)


def _read_pipewire() -> Image | None:
    """One frame as another program sees it."""
    width, height = SIZE
    command = [
        "gst-launch-1.0", "-q", "pipewiresrc", f"target-object={NAME}", "num-buffers=3", "!",
        "videoconvert", "!", f"video/x-raw,format=RGB,width={width},height={height}", "!",
        "fdsink", "fd=1",
    ]  # fmt: skip
    deadline = time.monotonic() + READ_SECONDS
    while time.monotonic() < deadline:  # at first others do not know of the camera yet
        try:
            done = subprocess.run(command, capture_output=True, timeout=ATTEMPT_SECONDS)
        except subprocess.TimeoutExpired:
            continue
        size = width * height * 3
        if len(done.stdout) >= size:
            return np.frombuffer(done.stdout[:size], np.uint8).reshape(height, width, 3)
        time.sleep(1 / RATE)
    return None


def _read_v4l2(path: str) -> Image | None:
    capture = cv2.VideoCapture(path, cv2.CAP_V4L2)
    image: Image | None = None
    try:
        deadline = time.monotonic() + READ_SECONDS
        while time.monotonic() < deadline:
            good, frame = capture.read()
            image = np.asarray(frame[..., ::-1], np.uint8) if good else image
            if matches(image):
                break
            time.sleep(1 / RATE)
    finally:
        capture.release()
    return image


CHECKS: Final = (
    Check("virtual_camera", "Virtual camera", virtual_camera, link="live", seconds=60, apart=True),
)
