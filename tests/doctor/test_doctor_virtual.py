"""The virtual camera, written to and read back; the reader is another program, and faked here."""

from __future__ import annotations

import subprocess
import threading
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from rtxfer.devices import Device
from rtxfer.doctor import checks_virtual
from rtxfer.doctor.check import Outcome
from rtxfer.errors import DeviceError
from rtxfer.frame import Image

PIPEWIRE = Device("pipewire", "PipeWire")
OBS = Device("obs", "OBS Virtual Camera")
MISSING = Device("pipewire", "PipeWire", "", "PipeWire is not running.", "Run: systemctl it")
LOOPBACK = Device("v4l2loopback", "v4l2loopback", "", "There is no device.", "Run: modprobe it")


class Camera:
    """A sink that keeps the last frame, as a virtual camera does."""

    last: Image | None = None
    closed = 0
    broken = False

    def __init__(self, *_: Any, **__: Any) -> None:
        pass

    name = "fake"

    def open(self, size: tuple[int, int], rate: int) -> None:
        Camera.last = None

    def write(self, image: Image, time: float) -> None:
        if Camera.broken:
            raise DeviceError("The camera is gone.", "Plug it in.")
        Camera.last = image

    def close(self) -> None:
        Camera.closed += 1


@pytest.fixture
def camera(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Sets which ways there are, and what a reader sees of what was written."""
    monkeypatch.setattr(checks_virtual, "PipeWireSink", Camera)
    monkeypatch.setattr(checks_virtual, "VirtualCameraSink", Camera)
    monkeypatch.setattr(checks_virtual, "READ_SECONDS", 2.0)
    monkeypatch.setattr(Camera, "closed", 0)
    monkeypatch.setattr(Camera, "broken", False)

    def look(devices: list[Device], seen: Any = lambda image: image) -> Outcome:
        def read(*_: Any, **__: Any) -> Any:
            image = None if Camera.last is None else seen(Camera.last)
            return SimpleNamespace(stdout=b"" if image is None else image.tobytes())

        monkeypatch.setattr(checks_virtual, "virtual_cameras", lambda: devices)
        monkeypatch.setattr(subprocess, "run", read)
        return checks_virtual.virtual_camera()

    return look


def test_what_is_written_comes_back(camera: Any) -> None:
    found = camera([LOOPBACK, PIPEWIRE])
    assert found.verdict == "works"
    assert found.detail.startswith("PipeWire: read back. Seen by programs that ask PipeWire")
    assert "modprobe v4l2loopback" in found.mend, "for those that do not"
    assert Camera.closed == 1
    assert not [each for each in threading.enumerate() if each.name == "doctor virtual camera"]


def test_a_small_error_of_colour_is_forgiven(camera: Any) -> None:
    assert camera([PIPEWIRE], lambda image: image + np.uint8(5)).verdict == "works"


def test_other_pictures_come_back(camera: Any) -> None:
    found = camera([PIPEWIRE], lambda image: np.ascontiguousarray(image[:, ::-1]))
    assert found.verdict == "fails"
    assert "other pictures" in found.detail
    assert "systemctl" in found.mend


def test_nothing_comes_back(camera: Any) -> None:
    found = camera([PIPEWIRE], lambda image: None)
    assert found.verdict == "fails"
    assert "gives none back" in found.detail
    assert Camera.closed == 1


def test_a_camera_that_takes_nothing(camera: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Camera, "broken", True)
    found = camera([OBS])
    assert (found.verdict, found.mend) == ("fails", "Plug it in.")


def test_what_cannot_be_read_back_is_said_so(camera: Any) -> None:
    assert camera([OBS]).detail == "OBS Virtual Camera: takes frames"


def test_none_is_ready(camera: Any) -> None:
    found = camera([LOOPBACK, MISSING])
    assert (found.verdict, found.mend) == ("absent", "Run: systemctl it")
    assert camera([]).verdict == "absent"


def test_the_pattern_is_not_symmetrical() -> None:
    """Or a mirrored camera would pass."""
    assert checks_virtual.matches(checks_virtual.pattern())
    assert not checks_virtual.matches(checks_virtual.pattern()[:, ::-1])
    assert not checks_virtual.matches(None)
    assert not checks_virtual.matches(np.zeros((10, 10, 3), np.uint8))
