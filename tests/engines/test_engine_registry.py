"""Backends by name, and on which of several GPUs."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from engines.backends import onnxruntime, openvino
from engines.backends.registry import BACKENDS, NUMBERED, find_backend, split_name
from engines.engine import Plan
from engines.errors import BackendError
from engines.selection.auto import choose
from tests.engines.fake_cuda import FakeCuda
from tests.engines.nvidia import gpu as gpu

GRAPH = Path("render.onnx")


class TestNames:
    @pytest.mark.parametrize(
        ("name", "parts"),
        [
            ("auto", ("auto", 0)),
            ("auto@1", ("auto", 1)),
            ("tensorrt-fp16@12", ("tensorrt-fp16", 12)),
        ],
    )
    def test_a_gpu_has_its_number_behind(self, name: str, parts: tuple[str, int]) -> None:
        assert split_name(name) == parts

    @pytest.mark.parametrize("name", ["auto@", "auto@cuda:1", "auto@-1", "auto@²"])
    def test_no_number(self, name: str) -> None:
        with pytest.raises(BackendError, match="names no GPU") as caught:
            split_name(name)
        assert "auto@1" in caught.value.hint

    def test_it_is_in_the_plan(self) -> None:
        backend = find_backend("tensorrt-fp16@1")
        plan = backend.plan(GRAPH)
        assert (backend.name, backend.number) == ("tensorrt-fp16@1", 1)
        assert (plan.device, plan.kind, plan.number) == ("cuda:1", "cuda", 1)
        assert plan.precision == "fp16"

    def test_the_first_one_needs_none(self) -> None:
        assert find_backend("tensorrt@0") == find_backend("tensorrt")
        plan = find_backend("tensorrt").plan(GRAPH)
        assert (plan.device, plan.kind, plan.number) == ("cuda", "cuda", 0)

    @pytest.mark.parametrize("name", ["onnxruntime@1", "openvino@2", "openvino-npu@1"])
    def test_what_runs_on_no_gpu_has_none(self, name: str) -> None:
        with pytest.raises(BackendError, match="no GPU that has a number"):
            find_backend(name)

    def test_unknown(self) -> None:
        with pytest.raises(BackendError, match=r"no backend called abacus\."):
            find_backend("abacus@1")


class TestSeveral:
    def test_each_gpu_is_listed(self, gpu: FakeCuda) -> None:
        gpu.gpus = 3
        names = [backend.name for backend in BACKENDS["tensorrt-rtx"].everywhere()]
        assert names == ["tensorrt-rtx", "tensorrt-rtx@1", "tensorrt-rtx@2"]
        assert BACKENDS["openvino"].everywhere() == [BACKENDS["openvino"]]

    def test_without_one_the_backend_itself_is(self, gpu: FakeCuda) -> None:
        gpu.name = None
        for backend in BACKENDS.values():
            if backend.device in NUMBERED and backend.library != "openvino":
                assert backend.everywhere() == [backend]

    def test_auto_races_on_the_one_that_is_named(
        self, gpu: FakeCuda, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from engines.bundle import open_bundle

        monkeypatch.delitem(BACKENDS, "openvino")
        monkeypatch.delitem(BACKENDS, "openvino-bf16")
        names = {c.backend for c in choose(open_bundle("warp"), gpu=1)["render"].candidates}
        assert {"onnxruntime", "tensorrt@1", "onnxruntime-cuda@1"} <= names
        assert "tensorrt" not in names


class TestLibraries:
    @pytest.mark.parametrize(("number", "chosen"), [(0, None), (1, "1")])
    def test_onnxruntime_is_told(self, number: int, chosen: str | None) -> None:
        options = onnxruntime._options(Plan(GRAPH, f"cuda:{number}"))
        assert options.get("device_id") == chosen
        assert options["use_tf32"] == "0"

    def test_openvino_finds_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        core = SimpleNamespace(
            available_devices=["CPU", "GPU.0", "GPU.1"],
            get_property=lambda device, name: ["FP32"],
        )
        monkeypatch.setattr(openvino, "core", lambda: core)
        monkeypatch.setattr(sys, "platform", "linux")
        assert openvino.count("gpu") == 2
        openvino.check(Plan(GRAPH, "gpu"))
        openvino.check(Plan(GRAPH, "gpu:1"))
        with pytest.raises(BackendError, match=r"finds no GPU\.2 here"):
            openvino.check(Plan(GRAPH, "gpu:2"))
