"""What a machine has, told truly: with nothing, with everything, and with things broken."""

from __future__ import annotations

import json
import os
import stat
import sys
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from engines import bundle
from engines.backends.registry import BACKENDS
from rtxfer.devices import Device, survey
from rtxfer.devices.cameras import cameras
from rtxfer.devices.engines import backends, bundles
from rtxfer.devices.gpus import gpus
from rtxfer.devices.microphones import microphones
from rtxfer.devices.virtual_cameras import virtual_cameras

if sys.platform != "linux":
    pytest.skip("the faked devices are Linux's", allow_module_level=True)

from tests.engines.fake_cuda import FakeCuda
from tests.engines.nvidia import gpu as gpu
from tests.video_devices import OUTPUT, Machine

Tool = Callable[..., None]


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(tmp_path, monkeypatch)


@pytest.fixture
def tool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tool:
    """Put a program on an otherwise empty PATH."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))

    def install(name: str, says: str = "", code: int = 0) -> None:
        path = folder / name
        path.write_text(f"#!/bin/sh\necho '{says}'\nexit {code}\n")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)

    return install


def by_id(listed: list[Device]) -> dict[str, Device]:
    return {device.id: device for device in listed}


def test_everything_at_once_can_be_read_by_scripts(machine: Machine, tool: Tool) -> None:
    machine.plug(0, "HD Webcam", "A")
    found = json.loads(json.dumps(survey().to_json()))
    parts = ["cameras", "virtual_cameras", "microphones", "gpus", "engines", "bundles"]
    assert list(found) == parts
    assert found["cameras"] == [
        {
            "id": "usb-A-video-index0",
            "name": "HD Webcam",
            "ready": True,
            "index": 0,
            "path": str(machine.dev / "video0"),
            "virtual": False,
        }
    ]
    assert found["gpus"] == []
    assert all(device["ready"] or device["hint"] for part in parts for device in found[part])


def test_everything_has_a_title(machine: Machine, tool: Tool) -> None:
    sections = survey().sections()
    assert next(iter(sections)) == "Cameras"
    assert len(sections) == 6


class TestCameras:
    def test_one_in_use_is_listed_with_the_reason(self, machine: Machine) -> None:
        machine.plug(0, "HD Webcam")
        machine.hold(0, "zoom")
        (camera,) = cameras()
        assert not camera.ready
        assert camera.problem == "HD Webcam is in use by zoom."

    def test_none(self, machine: Machine) -> None:
        assert cameras() == []


class TestVirtualCameras:
    @pytest.fixture(autouse=True)
    def session(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        folder = tmp_path / "runtime"
        folder.mkdir()
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
        monkeypatch.delenv("PIPEWIRE_RUNTIME_DIR", raising=False)
        monkeypatch.delenv("PIPEWIRE_REMOTE", raising=False)
        return folder

    def test_a_bare_machine_is_told_what_to_install(self, machine: Machine, tool: Tool) -> None:
        found = by_id(virtual_cameras())
        assert set(found) == {"v4l2loopback", "pipewire"}
        assert not any(device.ready for device in found.values())
        assert "modprobe v4l2loopback" in found["v4l2loopback"].hint
        assert "gstreamer1.0-pipewire" in found["pipewire"].hint

    def test_a_loopback_device_is_ready_even_before_anybody_feeds_it(
        self, machine: Machine, tool: Tool
    ) -> None:
        node = machine.plug(4, "rtxfer", driver="v4l2 loopback", abilities=OUTPUT)
        device = by_id(virtual_cameras())[str(node)]
        assert device.ready
        assert device.name == "rtxfer"

    def test_a_loopback_device_that_may_not_be_written(
        self, machine: Machine, tool: Tool, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        node = machine.plug(4, "rtxfer", driver="v4l2 loopback", abilities=OUTPUT)
        monkeypatch.setattr(os, "access", lambda path, mode: False)
        assert "may not be written" in by_id(virtual_cameras())[str(node)].problem

    def test_pipewire_without_its_plug_in(self, machine: Machine, tool: Tool) -> None:
        tool("gst-launch-1.0")
        tool("gst-inspect-1.0", "No such element", code=1)
        assert "plug-in is missing" in by_id(virtual_cameras())["pipewire"].problem

    def test_pipewire_that_does_not_run(self, machine: Machine, tool: Tool) -> None:
        tool("gst-launch-1.0")
        tool("gst-inspect-1.0")
        assert "not running" in by_id(virtual_cameras())["pipewire"].problem

    def test_pipewire_that_runs(self, machine: Machine, tool: Tool, session: Path) -> None:
        tool("gst-launch-1.0")
        tool("gst-inspect-1.0")
        (session / "pipewire-0").touch()
        assert by_id(virtual_cameras())["pipewire"].ready


class TestGpus:
    def test_none_without_the_tool(self, tool: Tool) -> None:
        assert gpus() == []

    def test_each_with_its_memory_and_driver(self, tool: Tool) -> None:
        tool("nvidia-smi", "0, NVIDIA GeForce RTX 4070, 12282, 560.35\n1, NVIDIA T4, 15360, 560.35")
        first, second = gpus()
        assert first.name == "NVIDIA GeForce RTX 4070"
        assert first.facts == {"memory_mb": 12282, "driver": "560.35"}
        assert (second.id, second.facts["memory_mb"]) == ("1", 15360)

    def test_memory_that_is_not_told(self, tool: Tool) -> None:
        tool("nvidia-smi", "0, NVIDIA GB10, [N/A], 580.95")
        assert gpus()[0].facts["memory_mb"] == 0

    def test_a_broken_driver_is_told(self, tool: Tool) -> None:
        tool("nvidia-smi", "couldn't communicate with the NVIDIA driver".replace("'", ""), code=9)
        (broken,) = gpus()
        assert not broken.ready
        assert "communicate with the NVIDIA driver" in broken.problem


class TestMicrophones:
    def use(self, monkeypatch: pytest.MonkeyPatch, *devices: dict[str, Any]) -> None:
        package = types.ModuleType("sounddevice")
        package.query_hostapis = lambda: ({"name": "ALSA"},)
        package.query_devices = lambda: devices
        package.default = types.SimpleNamespace(device=[1, 0])
        monkeypatch.setitem(sys.modules, "sounddevice", package)

    def test_only_what_records_is_one(self, monkeypatch: pytest.MonkeyPatch) -> None:
        common = {"hostapi": 0, "default_samplerate": 48_000.0}
        self.use(
            monkeypatch,
            {"index": 0, "name": "Speakers", "max_input_channels": 0, **common},
            {"index": 1, "name": "USB Mic", "max_input_channels": 1, **common},
        )
        (microphone,) = microphones()
        assert (microphone.id, microphone.name) == ("1", "USB Mic")
        assert microphone.facts == {
            "system": "ALSA",
            "channels": 1,
            "sample_rate": 48_000,
            "default": True,
        }

    def test_a_missing_package_is_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "sounddevice", None)
        (told,) = microphones()
        assert not told.ready
        assert "pip install sounddevice" in told.hint


class TestEngines:
    def test_the_reference_backend_is_ready(self) -> None:
        import onnxruntime

        found = by_id(backends())["onnxruntime"]
        assert found.ready
        assert found.facts["version"] == onnxruntime.__version__

    def test_each_of_several_gpus_has_its_engines(self, gpu: FakeCuda) -> None:
        gpu.gpus = 2
        found = by_id(backends())
        for name in ("tensorrt-fp16", "tensorrt-fp16@1", "onnxruntime-cuda@1"):
            assert name in found
        assert "tensorrt-fp16@2" not in found
        assert found["tensorrt-fp16@1"].hint == "Run: rtxfer build --backend tensorrt-fp16@1"

    def test_a_backend_that_is_missing_says_what_to_do(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "onnxruntime", None)
        found = by_id(backends())["onnxruntime"]
        assert not found.ready
        assert "pip install" in found.hint

    @pytest.mark.parametrize(
        ("system", "lacking"),
        [
            ("linux", {"onnxruntime-directml", "onnxruntime-coreml"}),
            ("win32", {"onnxruntime-coreml"}),
        ],
    )
    def test_what_this_system_can_never_have_is_not_listed(
        self, system: str, lacking: set[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sys, "platform", system)
        assert set(BACKENDS) - set(by_id(backends())) == lacking

    def test_a_mac_has_no_nvidia_gpu(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "platform", "darwin")
        assert set(by_id(backends())) == {
            "onnxruntime",
            "onnxruntime-coreml",
            "openvino",
            "openvino-bf16",
        }

    def test_every_shipped_bundle_is_whole(self) -> None:
        found = by_id(bundles())
        assert set(found) >= {"flow", "warp"}
        assert found[bundle.DEFAULT].facts["default"] is True
        assert all(device.ready for device in found.values())

    def test_every_shipped_bundle_says_in_one_sentence_what_it_is(self) -> None:
        said = {device.id: str(device.facts["summary"]) for device in bundles()}
        sentences = [text.replace("et al.", "and others") for text in said.values()]
        assert all(text.endswith(".") and ". " not in text for text in sentences)
        assert len(set(said.values())) == len(said)
        assert all(device.detail.startswith(said[device.id]) for device in bundles())

    def test_a_damaged_bundle_is_told(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder = tmp_path / "mine"
        folder.mkdir()
        (folder / bundle.MANIFEST).write_text("size = 'large'")
        monkeypatch.setattr(bundle, "shelves", lambda: [tmp_path])
        (damaged,) = bundles()
        assert not damaged.ready
        assert "not a valid manifest" in damaged.problem
