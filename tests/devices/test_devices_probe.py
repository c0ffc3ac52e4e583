"""A thumbnail of a camera: settled, not black if it can be helped, and switched off after."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import numpy as np
import pytest

from rtxfer.devices import probe_camera
from rtxfer.errors import DeviceError

if sys.platform != "linux":
    pytest.skip("the faked devices are Linux's", allow_module_level=True)

from tests.video_devices import Driver, Machine

BLACK = np.zeros((48, 64, 3), np.uint8)
GREY = np.full((48, 64, 3), 120, np.uint8)


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    machine = Machine(tmp_path, monkeypatch)
    machine.plug(0, "HD Webcam", "A")
    return machine


def test_a_picture_and_the_camera_is_off_again(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver = Driver(GREY).install(monkeypatch)
    assert np.array_equal(probe_camera("0"), GREY)
    assert driver.made[0].released


def test_black_first_pictures_are_waited_for(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    began = time.monotonic()
    Driver(lambda: BLACK if time.monotonic() < began + 1 else GREY).install(monkeypatch)
    assert np.array_equal(probe_camera(), GREY)


def test_what_stays_black_is_shown_black(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    Driver(BLACK).install(monkeypatch)
    assert np.array_equal(probe_camera(), BLACK)


def test_no_picture_is_an_error(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    driver = Driver(None).install(monkeypatch)
    with pytest.raises(DeviceError, match="HD Webcam gives no pictures"):
        probe_camera(timeout=0.2)
    assert driver.made[0].released


def test_a_busy_camera_says_who_has_it(machine: Machine) -> None:
    machine.hold(0, "zoom")
    with pytest.raises(DeviceError, match="in use by zoom"):
        probe_camera()
