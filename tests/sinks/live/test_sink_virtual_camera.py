"""The virtual camera, through pyvirtualcam's real Linux backend.

No kernel module can be loaded where tests run, so a library that is preloaded into a child
process answers the system calls in its place.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest

from rtxfer.errors import DeviceError, MissingDependencyError
from rtxfer.frame import Image
from rtxfer.sinks.live.virtual_camera import VirtualCameraSink
from tests.stamped import SIZE, number_of, worst_difference

ROOT = Path(__file__).parents[3]
DEVICE = "/dev/video42"
FEED = f"""
import time
from rtxfer.errors import DeviceError
from rtxfer.sinks.live.virtual_camera import VirtualCameraSink
from tests.stamped import SIZE, stamped

sink = VirtualCameraSink(device="{DEVICE}")
written = 0
try:
    sink.open(SIZE, 30)
    for number in range(20):
        sink.write(stamped(number), time.monotonic())
        written += 1
except DeviceError as error:
    print(error)
print(written, "frames")
sink.close()
sink.close()
"""

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux only")


@pytest.fixture(scope="module")
def loopback(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library that answers for a v4l2loopback device."""
    if not shutil.which("gcc") or not Path("/usr/include/linux/videodev2.h").is_file():
        pytest.skip("gcc or the system's headers are not installed (scripts/system-packages)")
    library = tmp_path_factory.mktemp("loopback") / "loopback.so"
    source = ROOT / "tests" / "v4l2_loopback.c"
    command = ["gcc", "-shared", "-fPIC", "-O1", "-Wall", str(source), "-o", str(library), "-ldl"]
    subprocess.run(command, check=True)
    return library


def feed(library: Path, output: Path, **settings: str) -> str:
    """Write twenty stamped frames to the device; gives what the program printed."""
    environment = {
        **os.environ,
        "LD_PRELOAD": str(library),
        "LOOPBACK_DEVICE": DEVICE,
        "LOOPBACK_OUTPUT": str(output),
        **settings,
    }
    command = [sys.executable, "-c", FEED]
    return subprocess.run(
        command, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
    ).stdout


def received(output: Path) -> list[Image]:
    """The frames that reached the device."""
    asked, _, data = output.read_bytes().partition(b"\n")
    assert asked.decode() == f"YU12 {SIZE[0]} {SIZE[1]}"
    planes = np.frombuffer(data, np.uint8).reshape(-1, SIZE[1] * 3 // 2, SIZE[0])
    return [cv2.cvtColor(frame, cv2.COLOR_YUV2RGB_I420) for frame in planes]


@linux
def test_what_is_written_reaches_the_device(loopback: Path, tmp_path: Path) -> None:
    output = tmp_path / "device"
    assert feed(loopback, output) == "20 frames\n"
    images = received(output)
    assert [number_of(image) for image in images] == list(range(20))
    assert max(map(worst_difference, images)) <= 4


@linux
def test_a_device_that_goes_is_noticed(loopback: Path, tmp_path: Path) -> None:
    output = tmp_path / "device"
    said = feed(loopback, output, LOOPBACK_FRAMES="7")
    assert f"{DEVICE} takes no more frames (No such device)" in said
    assert len(received(output)) == 7
    assert 7 <= int(said.splitlines()[-1].split()[0]) <= 12


@linux
def test_a_busy_device_says_so(loopback: Path, tmp_path: Path) -> None:
    said = feed(loopback, tmp_path / "device", LOOPBACK_BUSY="1")
    assert "busy" in said
    assert "Close the other program" in said
    assert said.endswith("\n0 frames\n")


@linux
def test_without_a_device_it_says_how_to_get_one() -> None:
    if any(Path("/sys/devices/virtual/video4linux").glob("video*")):
        pytest.skip("this machine has a v4l2loopback device")
    for sink in (VirtualCameraSink(), VirtualCameraSink("v4l2loopback")):
        with pytest.raises(DeviceError, match="sudo modprobe v4l2loopback exclusive_caps=1"):
            sink.open(SIZE, 30)


@linux
def test_a_device_that_does_not_exist() -> None:
    with pytest.raises(DeviceError, match=r"(?s)/dev/video97 does not exist.*modprobe"):
        VirtualCameraSink(device="/dev/video97").open(SIZE, 30)


def test_an_unknown_backend_names_the_known_ones() -> None:
    with pytest.raises(DeviceError, match="pipewire"):
        VirtualCameraSink("teapot").open(SIZE, 30)


def test_an_odd_size_is_refused() -> None:
    with pytest.raises(DeviceError, match="even"):
        VirtualCameraSink().open((640, 481), 30)


def test_without_the_package_it_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyvirtualcam", None)
    with pytest.raises(MissingDependencyError, match=r"pip install 'rtxfer\[vcam\]'"):
        VirtualCameraSink().open(SIZE, 30)
