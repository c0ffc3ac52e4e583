"""Which cameras there are, by names and lasting ids, and which of them somebody means."""

from __future__ import annotations

import sys
import types
from pathlib import Path

import cv2
import pytest

from rtxfer.errors import DeviceError, InputError
from rtxfer.sources.camera_list import Camera, cameras, find_camera

linux = pytest.mark.skipif(sys.platform != "linux", reason="V4L2 is Linux's")

if sys.platform == "linux":
    from tests.video_devices import METADATA, OUTPUT, Machine


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(tmp_path, monkeypatch)


@linux
class TestOnLinux:
    def test_a_bare_machine_has_none(self, machine: Machine) -> None:
        assert cameras() == []

    def test_a_webcam_is_listed_once_by_name_and_lasting_id(self, machine: Machine) -> None:
        node = machine.plug(0, "C920 HD", "046d_C920_1A2B")
        machine.plug(1, "C920 HD", "046d_C920_1A2B", abilities=METADATA, index=1)
        expected = Camera("usb-046d_C920_1A2B-video-index0", "C920 HD", 0, cv2.CAP_V4L2, node)
        assert cameras() == [expected]

    def test_a_forbidden_webcam_is_still_listed_once(self, machine: Machine) -> None:
        machine.plug(0)
        machine.plug(1, index=1)
        machine.forbidden |= {"video0", "video1"}
        assert [camera.index for camera in cameras()] == [0]

    def test_ten_comes_after_two(self, machine: Machine) -> None:
        for number in (10, 2):
            machine.plug(number)
        assert [camera.index for camera in cameras()] == [2, 10]

    def test_without_a_lasting_link_the_file_is_the_id(self, machine: Machine) -> None:
        machine.plug(3)
        assert cameras()[0].id == str(machine.dev / "video3")

    def test_real_cameras_come_before_those_fed_by_programs(self, machine: Machine) -> None:
        machine.plug(0, "OBS Virtual Camera", driver="v4l2 loopback")
        machine.plug(1)
        assert [(camera.index, camera.virtual) for camera in cameras()] == [(1, False), (0, True)]

    def test_our_own_virtual_camera_is_no_source(self, machine: Machine) -> None:
        machine.plug(0, "rtxfer", driver="v4l2 loopback")
        assert cameras() == []

    def test_a_loopback_nobody_feeds_is_no_camera(self, machine: Machine) -> None:
        machine.plug(0, "Dummy", driver="v4l2 loopback", abilities=OUTPUT)
        assert cameras() == []

    def test_the_first_real_one_is_meant_by_default(self, machine: Machine) -> None:
        machine.plug(0, "OBS Virtual Camera", driver="v4l2 loopback")
        machine.plug(2, "HD Webcam")
        assert find_camera().index == 2

    def test_a_virtual_one_is_never_meant_by_default(self, machine: Machine) -> None:
        machine.plug(0, "OBS Virtual Camera", driver="v4l2 loopback")
        with pytest.raises(DeviceError, match="No camera was found"):
            find_camera()

    @pytest.mark.parametrize(
        "wanted", ["2", "usb-46d_B-video-index0", "Brio 500", "BRIO", "/dev/video2"]
    )
    def test_one_is_meant_by_number_id_name_part_or_file(
        self, machine: Machine, wanted: str
    ) -> None:
        machine.plug(0, "HD Webcam", "46d_A")
        machine.plug(2, "Brio 500", "46d_B")
        assert find_camera(wanted.replace("/dev", str(machine.dev))).index == 2

    def test_a_whole_name_goes_before_a_part_of_another(self, machine: Machine) -> None:
        machine.plug(0, "Webcam Pro")
        machine.plug(1, "Webcam")
        assert find_camera("webcam").index == 1

    def test_two_of_a_kind_are_told_apart_by_id(self, machine: Machine) -> None:
        machine.plug(0, "Brio", "46d_A")
        machine.plug(2, "Brio", "46d_B")
        with pytest.raises(InputError) as refused:
            find_camera("brio")
        assert "usb-46d_A-video-index0" in refused.value.hint
        assert find_camera("usb-46d_B-video-index0").index == 2

    def test_a_missing_one_names_those_that_are_there(self, machine: Machine) -> None:
        machine.plug(0, "Brio")
        with pytest.raises(DeviceError, match="camera 7 is not there") as missing:
            find_camera("7")
        assert "Brio (0)" in missing.value.hint


class TestElsewhere:
    """What `cv2-enumerate-cameras` tells, as it does on Windows."""

    @pytest.fixture(autouse=True)
    def windows(self, monkeypatch: pytest.MonkeyPatch) -> None:
        usb = r"\\?\usb#vid_046d&pid_0825#6&2c#"
        known = {
            cv2.CAP_MSMF: [("C270", usb + "{e5323777}")],
            cv2.CAP_DSHOW: [("C270", usb.upper() + "{65e8773d}"), ("OBS Virtual Camera", "")],
        }
        package = types.ModuleType("cv2_enumerate_cameras")
        package.supported_backends = tuple(known)
        package.enumerate_cameras = lambda backend: [
            types.SimpleNamespace(name=name, path=path, index=index, backend=backend)
            for index, (name, path) in enumerate(known[backend])
        ]
        monkeypatch.setitem(sys.modules, "cv2_enumerate_cameras", package)
        monkeypatch.setattr(sys, "platform", "win32")

    def test_a_camera_known_to_both_interfaces_is_listed_once(self) -> None:
        found = [(camera.name, camera.backend, camera.virtual) for camera in cameras()]
        assert found == [
            ("C270", cv2.CAP_MSMF, False),
            ("OBS Virtual Camera", cv2.CAP_DSHOW, True),
        ]

    def test_its_id_finds_it_again(self) -> None:
        first = cameras()[0]
        assert find_camera(first.id) == first
