"""Each link, well and broken. Broken at the seam to the system, never in the check itself."""

from __future__ import annotations

import re
import shutil
import sys
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from engines import bundle as bundles_on_disk
from rtxfer.devices import Device
from rtxfer.doctor import checks_devices, checks_models, checks_system
from rtxfer.doctor.check import perform
from rtxfer.errors import DeviceError
from rtxfer.face import model_file

WEBCAM = Device("usb-1", "HD Webcam", facts={"virtual": False})
OTHER = Device("usb-2", "Document camera", facts={"virtual": False})


class TestSystem:
    def test_python(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert checks_system.python().verdict == "works"
        monkeypatch.setattr(sys, "version_info", (3, 9, 1))
        old = checks_system.python()
        assert old.verdict == "fails"
        assert "3.11" in old.mend

    def test_packages(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert checks_system.packages().verdict == "works"
        real = metadata.version
        odd = {"numpy": "1.26.0"}
        monkeypatch.setattr(metadata, "version", lambda name: odd.get(name) or real(name))
        found = checks_system.packages()
        assert found.verdict == "fails"
        assert "numpy (1.26.0)" in found.detail
        assert re.search(r"-m pip install 'numpy<3,>=2'$", found.mend)

    def test_a_missing_package(self, monkeypatch: pytest.MonkeyPatch) -> None:
        real = metadata.version

        def version(name: str) -> str:
            if name == "av":
                raise metadata.PackageNotFoundError(name)
            return real(name)

        monkeypatch.setattr(metadata, "version", version)
        assert "av (missing)" in checks_system.packages().detail

    @pytest.mark.parametrize(
        ("tool", "command"),
        [
            ("apt-get", "sudo apt-get install libegl1 nothing"),
            ("dnf", "sudo dnf install 'libEGL.so.1()(64bit)' 'libnone.so.0()(64bit)'"),
            ("", "Install the packages of this system that hold libEGL.so.1, libnone.so.0."),
        ],
    )
    def test_libraries(self, monkeypatch: pytest.MonkeyPatch, tool: str, command: str) -> None:
        monkeypatch.setitem(checks_system.LIBRARIES, "libnone.so.0", "nothing")
        monkeypatch.setattr(shutil, "which", lambda name: name if name == tool else None)
        assert checks_system.installing(["libEGL.so.1", "libnone.so.0"]) == command
        if sys.platform.startswith("linux"):
            found = checks_system.libraries()
            assert found.verdict == "fails"
            assert "libnone.so.0" in found.detail

    def test_folders(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setenv("RTXFER_CACHE", str(tmp_path / "cache"))
        monkeypatch.setattr(checks_system, "user_data_path", lambda app: tmp_path / app)
        assert checks_system.folders().verdict == "works"
        (tmp_path / "taken").write_text("a file where a folder should be")
        monkeypatch.setenv("RTXFER_CACHE", str(tmp_path / "taken" / "rtxfer"))
        found = checks_system.folders()
        assert found.verdict == "fails"
        assert str(tmp_path / "taken" / "rtxfer") in found.mend

    def test_disk(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(shutil, "disk_usage", lambda place: SimpleNamespace(free=40e9))
        assert "40 GB" in checks_system.disk().detail
        monkeypatch.setattr(shutil, "disk_usage", lambda place: SimpleNamespace(free=0.2e9))
        assert checks_system.disk().verdict == "fails"

    @pytest.mark.parametrize(
        ("found", "verdict"),
        [
            ([], "absent"),
            ([Device("0", "GPU", "8 GB, driver 600")], "works"),
            ([Device("", "NVIDIA", "", "the driver is broken", "install it")], "fails"),
        ],
    )
    def test_gpu(self, monkeypatch: pytest.MonkeyPatch, found: list[Device], verdict: str) -> None:
        monkeypatch.setattr(checks_system, "gpus", lambda: found)
        assert checks_system.gpu().verdict == verdict


class TestModels:
    def test_the_landmark_model(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        assert checks_models.landmark_model().verdict == "works"
        monkeypatch.setenv("RTXFER_CACHE", str(tmp_path))
        monkeypatch.setattr(
            model_file, "resources", SimpleNamespace(files=lambda name: tmp_path / "x")
        )
        found = checks_models.landmark_model()
        assert found.verdict == "fails", "and nothing was downloaded"
        assert "pip install" in found.mend
        assert not list(tmp_path.iterdir())

    def test_a_damaged_bundle(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        assert checks_models.bundles().verdict == "works"
        shutil.copytree(bundles_on_disk.shelves()[0] / "warp", tmp_path / "warp")
        graph = tmp_path / "warp" / "render.onnx"
        graph.write_bytes(graph.read_bytes()[:-1] + b"x")
        monkeypatch.setattr(bundles_on_disk, "shelves", lambda: [tmp_path])
        check = next(check for check in checks_models.CHECKS if check.name == "bundles")
        found = perform(check)
        assert found.verdict == "fails"
        assert "damaged" in found.detail
        assert found.mend

    def test_no_bundle_at_all(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setattr(bundles_on_disk, "shelves", lambda: [tmp_path])
        assert checks_models.bundles().verdict == "fails"

    def test_the_tracker_sees_a_face(self) -> None:
        assert checks_models.tracker().verdict == "works"

    def test_a_portrait_at_rest_stays_itself(self) -> None:
        found = checks_models.portrait()
        assert found.verdict == "works", found.detail

    def test_a_portrait_that_changes_at_rest(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(checks_models, "installed", lambda: ["warp"])
        show = checks_models.Stage.show

        def spoilt(self: Any, *arguments: Any) -> Any:
            image, landmarks = show(self, *arguments)
            return 255 - image, landmarks

        monkeypatch.setattr(checks_models.Stage, "show", spoilt)
        found = checks_models.portrait()
        assert found.verdict == "fails"
        assert "warp" in found.detail

    def test_engines_agree(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(checks_models, "installed", lambda: ["warp"])
        found = checks_models.engines()
        assert found.verdict == "works", found.detail
        assert "warp on onnxruntime: identical" in found.detail

    def test_video_to_video(self) -> None:
        found = checks_models.offline()
        assert found.verdict == "works"
        assert "10 frames" in found.detail


class TestCamera:
    @pytest.fixture
    def plugged(self, monkeypatch: pytest.MonkeyPatch) -> Any:
        def plug(seen: dict[str, Any], devices: list[Device] | None = None) -> None:
            def look(camera: str) -> Any:
                if isinstance(seen[camera], Exception):
                    raise seen[camera]
                return np.full((480, 640, 3), seen[camera], np.uint8)

            found = [WEBCAM, OTHER][: len(seen)] if devices is None else devices
            monkeypatch.setattr(checks_devices, "camera_devices", lambda: found)
            monkeypatch.setattr(checks_devices, "probe_camera", look)

        return plug

    def test_it_sees(self, plugged: Any) -> None:
        plugged({"usb-1": 120})
        found = checks_devices.camera()
        assert found.verdict == "works"
        assert "HD Webcam, 640×480" in found.detail

    def test_it_sees_only_black(self, plugged: Any) -> None:
        plugged({"usb-1": 0})
        found = checks_devices.camera()
        assert found.verdict == "fails"
        assert "black" in found.detail
        assert "shutter" in found.mend

    def test_it_is_busy(self, plugged: Any) -> None:
        plugged({"usb-1": DeviceError("HD Webcam is in use by zoom.", "Close zoom.")})
        found = checks_devices.camera()
        assert (found.verdict, found.mend) == ("fails", "Close zoom.")

    def test_one_that_sees_is_enough(self, plugged: Any) -> None:
        plugged({"usb-1": 0, "usb-2": 90})
        found = checks_devices.camera()
        assert found.verdict == "works"
        assert "only black" in found.detail, "the other is told of all the same"

    def test_none(self, plugged: Any) -> None:
        plugged({}, [])
        assert checks_devices.camera().verdict == "absent"
        assert checks_devices.permissions().verdict == "absent"

    def test_what_other_programs_show_is_no_camera(self, plugged: Any) -> None:
        plugged({}, [Device("v", "OBS Virtual Camera", facts={"virtual": True})])
        assert checks_devices.camera().verdict == "absent"

    def test_permissions(self, plugged: Any) -> None:
        plugged({"usb-1": 120})
        assert checks_devices.permissions().verdict == "works"
        refused = Device("usb-1", "HD Webcam", "", "may not be opened", "sudo usermod")
        plugged({}, [refused])
        found = checks_devices.permissions()
        assert (found.verdict, found.mend) == ("fails", "sudo usermod")


class TestMicrophone:
    @pytest.fixture
    def heard(self, monkeypatch: pytest.MonkeyPatch) -> Any:
        def hear(sound: Any) -> None:
            class PortAudioError(Exception):
                pass

            def rec(frames: int, rate: int, channels: int, **_: Any) -> Any:
                if sound is None:
                    raise PortAudioError("device unavailable")
                return np.full((frames, channels), sound, np.float32)

            fake = SimpleNamespace(rec=rec, wait=lambda: None, PortAudioError=PortAudioError)
            monkeypatch.setitem(sys.modules, "sounddevice", fake)
            facts = {"default": True, "sample_rate": 48_000}
            monkeypatch.setattr(
                checks_devices, "microphones", lambda: [Device("3", "Headset", facts=facts)]
            )

        return hear

    def test_it_hears(self, heard: Any) -> None:
        heard(0.01)
        assert checks_devices.microphone().verdict == "works"

    def test_it_is_muted(self, heard: Any) -> None:
        heard(0.0)
        found = checks_devices.microphone()
        assert found.verdict == "fails"
        assert "muted" in found.detail

    def test_it_is_busy(self, heard: Any) -> None:
        heard(None)
        assert "cannot be opened" in checks_devices.microphone().detail

    def test_none(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(checks_devices, "microphones", list)
        assert checks_devices.microphone().verdict == "absent"

    def test_not_to_be_listed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        unlisted = Device("", "microphones", "", "PortAudio is missing", "sudo apt-get install it")
        monkeypatch.setattr(checks_devices, "microphones", lambda: [unlisted])
        found = checks_devices.microphone()
        assert (found.verdict, found.mend) == ("absent", "sudo apt-get install it")


def test_a_window_without_a_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("PyQt6.QtWidgets")
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert checks_devices.window().verdict == "absent"
    monkeypatch.setenv("DISPLAY", ":0")
    assert checks_devices.window().verdict == "works"
