"""A camera through a driver that behaves, and through drivers that do not."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from rtxfer.errors import DeviceError
from rtxfer.frame import Image
from rtxfer.sources import grabber
from rtxfer.sources.camera import CameraSource, is_black, rgb_of

if sys.platform != "linux":
    pytest.skip("the faked devices are Linux's", allow_module_level=True)

from tests.video_devices import Driver, Machine

PATIENCE = 20.0
BLUE = np.full((48, 64, 3), (255, 0, 0), np.uint8)  # as OpenCV orders it


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    machine = Machine(tmp_path, monkeypatch)
    machine.plug(0, "HD Webcam", "A")
    return machine


@pytest.fixture
def source(machine: Machine) -> Iterator[CameraSource]:
    source = CameraSource()
    yield source
    source.close()


def first(source: CameraSource) -> Image:
    """The next frame, or the error that comes instead."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        image = source.read(0.1)
        if image is not None:
            return image
    raise AssertionError("neither a frame nor an error")


def failure(source: CameraSource) -> DeviceError:
    """The error that reading ends with."""
    for _ in range(10_000):
        try:
            first(source)
        except DeviceError as error:
            return error
    raise AssertionError("it goes on and on")


def until(event: threading.Event) -> Callable[[], None]:
    """A read that blocks until `event` and then gives nothing."""

    def read() -> None:
        event.wait(PATIENCE)

    return read


def grabbing() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name.startswith("grab ")]


class TestFrames:
    def test_come_as_rgb(self, source: CameraSource, monkeypatch: pytest.MonkeyPatch) -> None:
        Driver(BLUE).install(monkeypatch)
        source.open()
        image = first(source)
        assert image.shape == (48, 64, 3)
        assert image.dtype == np.uint8
        assert tuple(image[0, 0]) == (0, 0, 255)

    def test_only_the_newest_is_kept(
        self, source: CameraSource, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        levels = iter(range(1, 255))
        Driver(lambda: np.full((48, 64, 3), next(levels), np.uint8)).install(monkeypatch)
        source.open()
        earlier = int(first(source)[0, 0, 0])
        time.sleep(0.3)
        later = int(first(source)[0, 0, 0])
        assert later > earlier + 1

    def test_may_change_their_size(
        self, source: CameraSource, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        hold = threading.Event()

        def larger() -> Image:
            hold.wait(PATIENCE)
            return np.zeros((96, 128, 3), np.uint8)

        Driver(BLUE, larger).install(monkeypatch)
        source.open()
        assert first(source).shape == (48, 64, 3)
        hold.set()
        assert first(source).shape == (96, 128, 3)

    def test_rubbish_is_passed_over(
        self, source: CameraSource, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        rubbish = [
            None,
            np.zeros((0, 0, 3), np.uint8),
            np.zeros((1, 1, 3), np.uint8),
            np.zeros((48, 64, 2), np.uint8),
            np.zeros((48, 64, 3), np.float32),
            np.zeros(4096, np.uint8),
            cv2.error("Corrupt JPEG data"),
        ]
        Driver(*rubbish, BLUE).install(monkeypatch)
        source.open()
        assert tuple(first(source)[0, 0]) == (0, 0, 255)

    @pytest.mark.parametrize(
        ("frame", "colour"),
        [
            (np.full((48, 64), 90, np.uint8), (90, 90, 90)),
            (np.full((48, 64, 1), 90, np.uint8), (90, 90, 90)),
            (np.full((48, 64), 90 << 8, np.uint16), (90, 90, 90)),
            (np.full((48, 64, 4), (3, 2, 1, 0), np.uint8), (1, 2, 3)),
        ],
        ids=["grey", "one channel", "16 bits", "with alpha"],
    )
    def test_of_odd_drivers_become_rgb(
        self, frame: np.ndarray, colour: tuple[int, int, int]
    ) -> None:
        image = rgb_of(frame)
        assert image is not None
        assert (image.shape, image.dtype) == ((48, 64, 3), np.uint8)
        assert tuple(image[20, 30]) == colour

    def test_black_is_a_picture_but_can_be_told(
        self, source: CameraSource, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        noise = np.random.default_rng(0).integers(0, 12, (480, 640, 3)).astype(np.uint8)
        Driver(noise).install(monkeypatch)
        source.open()
        assert is_black(first(source))
        dim = noise.copy()
        dim[200:260, 300:380] = 60  # a face lit by a screen
        assert not is_black(dim)


class TestAsking:
    @pytest.mark.parametrize(
        ("size", "rate", "format", "fourcc"),
        [
            ((1280, 720), 30, "auto", "MJPG"),
            ((640, 480), 60, "auto", "MJPG"),
            ((640, 480), 30, "auto", None),
            (None, None, "auto", None),
            ((640, 480), 30, "MJPG", "MJPG"),
            ((1280, 720), 30, "YUYV", "YUYV"),
        ],
    )
    def test_mjpg_where_the_cable_is_too_narrow_for_less(
        self, machine: Machine, monkeypatch: pytest.MonkeyPatch, size, rate, format, fourcc
    ) -> None:
        driver = Driver(BLUE).install(monkeypatch)
        source = CameraSource("", size, rate, format)
        source.open()
        first(source)
        source.close()
        asked = driver.made[0].asked
        code = cv2.VideoWriter.fourcc(*fourcc) if fourcc else None
        assert asked.get(cv2.CAP_PROP_FOURCC) == code
        width, height = size or (None, None)
        assert asked.get(cv2.CAP_PROP_FRAME_WIDTH) == width
        assert asked.get(cv2.CAP_PROP_FRAME_HEIGHT) == height
        assert asked.get(cv2.CAP_PROP_FPS) == rate


class TestRefusals:
    def test_no_camera(self, machine: Machine) -> None:
        machine.unplug(0)
        with pytest.raises(DeviceError, match="No camera was found"):
            CameraSource().open()

    def test_no_such_camera(self, machine: Machine) -> None:
        with pytest.raises(DeviceError, match="camera 5 is not there") as refused:
            CameraSource("5").open()
        assert "HD Webcam (0)" in refused.value.hint

    def test_busy_names_the_program(self, machine: Machine, source: CameraSource) -> None:
        machine.hold(0, "zoom")
        with pytest.raises(DeviceError, match="HD Webcam is in use by zoom") as refused:
            source.open()
        assert refused.value.hint == "Close zoom."

    def test_forbidden_names_the_group(self, machine: Machine, source: CameraSource) -> None:
        machine.forbidden.add("video0")
        group = (machine.dev / "video0").group()
        with pytest.raises(DeviceError, match=f"belongs to the group {group}") as refused:
            source.open()
        assert f"usermod -aG {group}" in refused.value.hint

    def test_taken_at_the_last_moment(
        self, machine: Machine, source: CameraSource, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        driver = Driver(BLUE, opens=False)

        def taken(index: int, backend: int) -> object:
            machine.hold(0, "zoom")
            return driver(index, backend)

        monkeypatch.setattr(cv2, "VideoCapture", taken)
        with pytest.raises(DeviceError, match="in use by zoom"):
            source.open()
        assert driver.made[0].released

    def test_without_a_reason(self, source: CameraSource, monkeypatch: pytest.MonkeyPatch) -> None:
        Driver(BLUE, opens=False).install(monkeypatch)
        with pytest.raises(DeviceError, match="HD Webcam cannot be opened") as refused:
            source.open()
        assert "Close other programs" in refused.value.hint


class TestUnplugging:
    def test_is_told_and_mended_in_another_socket(
        self, machine: Machine, source: CameraSource, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def gone() -> None:
            if (machine.dev / "video0").exists():
                machine.unplug(0)

        Driver(BLUE, gone).install(monkeypatch)
        source.open()
        assert failure(source).problem == "HD Webcam is unplugged."
        source.close()

        machine.plug(1, "Built-in")
        with pytest.raises(DeviceError, match="is not there"):
            source.open()  # another camera never takes its place
        machine.plug(2, "HD Webcam", "A")
        driver = Driver(BLUE).install(monkeypatch)
        source.open()
        assert first(source).shape == (48, 64, 3)
        assert driver.made[0].index == 2

    def test_silence_ends_in_an_error(
        self, source: CameraSource, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(grabber, "SILENCE_SECONDS", 0.2)
        Driver(BLUE, None).install(monkeypatch)
        source.open()
        assert failure(source).problem == "HD Webcam gives no pictures."


class TestADriverThatBlocks:
    @pytest.fixture
    def stuck(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
        """What the driver waits for, as long as it can."""
        event = threading.Event()
        yield event
        event.set()

    def test_read_and_close_do_not(
        self, source: CameraSource, monkeypatch: pytest.MonkeyPatch, stuck: threading.Event
    ) -> None:
        driver = Driver(until(stuck)).install(monkeypatch)
        source.open()
        began = time.monotonic()
        assert source.read(0.1) is None
        source.close()
        assert time.monotonic() - began < 5  # the driver alone takes four times as long
        assert not driver.made[0].released
        stuck.set()
        for thread in grabbing():
            thread.join(PATIENCE)
        assert driver.made[0].released
        assert not grabbing()

    def test_is_told_while_it_does(
        self, source: CameraSource, monkeypatch: pytest.MonkeyPatch, stuck: threading.Event
    ) -> None:
        monkeypatch.setattr(grabber, "FIRST_PICTURE_SECONDS", 0.2)
        Driver(until(stuck)).install(monkeypatch)
        source.open()
        assert failure(source).problem == "HD Webcam gives no pictures."

    def test_opening_does_not_wait_for_it(
        self, source: CameraSource, monkeypatch: pytest.MonkeyPatch, stuck: threading.Event
    ) -> None:
        driver = Driver(BLUE)

        def slow(index: int, backend: int) -> object:
            stuck.wait(PATIENCE)
            return driver(index, backend)

        monkeypatch.setattr(cv2, "VideoCapture", slow)
        began = time.monotonic()
        source.open()
        assert source.read(0.05) is None
        assert time.monotonic() - began < 5
        stuck.set()
        assert first(source).shape == (48, 64, 3)


def test_closing_is_safe_at_any_time(source: CameraSource, monkeypatch: pytest.MonkeyPatch) -> None:
    source.close()
    driver = Driver(BLUE).install(monkeypatch)
    source.open()
    source.open()  # again: the first is let go
    first(source)
    source.close()
    source.close()
    assert [capture.released for capture in driver.made] == [True, True]
    assert not grabbing()


def test_a_camera_that_was_never_opened_gives_nothing(source: CameraSource) -> None:
    with pytest.raises(RuntimeError):
        source.read(0.1)
