"""Engines that a GPU is missing: found, built, stopped, and stood in for."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from engines.building.background import EngineBuild, missing, stand_in
from engines.building.build import build
from engines.bundle import open_bundle
from engines.cache import Cache
from engines.errors import BackendError, UnbuiltError
from engines.selection.auto import choose
from engines.selection.graphs import check_backend, open_graphs
from tests.engines.fake_cuda import FakeCuda
from tests.engines.nvidia import gpu as gpu
from tests.engines.nvidia import workers

RTX, CLASSIC = "tensorrt-rtx-fp16", "tensorrt-fp16"
SECONDS = 60.0


@pytest.fixture(autouse=True)
def automatic(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RTXFER_BACKEND")


def until(true: Callable[[], object]) -> None:
    end = time.monotonic() + SECONDS
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


class TestMissing:
    def test_what_may_be_fastest_is_wanted_the_quickest_to_build_first(self, gpu: FakeCuda) -> None:
        assert missing("warp") == [RTX, CLASSIC]
        list(build(open_bundle("warp"), RTX, ["sm_89"]))
        assert missing("warp") == [CLASSIC]
        assert missing("flow") == [RTX, CLASSIC]

    def test_one_that_is_named_is_wanted_alone(self, gpu: FakeCuda) -> None:
        assert missing("warp", "tensorrt") == ["tensorrt"]
        assert missing("warp", "openvino") == []

    def test_the_environment_names_one_too(
        self, gpu: FakeCuda, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("RTXFER_BACKEND", "tensorrt-rtx")
        assert missing("warp") == ["tensorrt-rtx"]
        assert missing("warp", RTX) == [RTX]
        monkeypatch.setenv("RTXFER_BACKEND", "onnxruntime")
        assert missing("warp") == []

    def test_without_a_gpu_nothing_is(self, gpu: FakeCuda) -> None:
        gpu.name = None
        assert missing("warp") == []

    def test_a_gpu_that_the_library_does_not_know(self, gpu: FakeCuda) -> None:
        gpu.capability = (6, 1)
        assert missing("warp", RTX) == []

    def test_another_driver_makes_the_classic_one_stale(self, gpu: FakeCuda) -> None:
        for name in (RTX, CLASSIC):
            list(build(open_bundle("warp"), name, ["sm_89"]))
        assert missing("warp") == []
        gpu.driver = 13000
        assert missing("warp") == [CLASSIC]
        (row,) = EngineBuild("warp", CLASSIC).run()
        assert (row.problem, row.why) == ("", "driver changed from 12.4 to 13.0")
        assert missing("warp") == []

    def test_a_bundle_with_one_of_two_graphs_built_is_missing_the_other(
        self, gpu: FakeCuda
    ) -> None:
        rows = build(open_bundle("flow"), RTX, ["sm_89"])
        next(rows)
        assert missing("flow", RTX) == [RTX]
        assert [row.graph for row in rows] == ["driver"]
        assert missing("flow", RTX) == []

    def test_on_the_second_gpu(self, gpu: FakeCuda) -> None:
        gpu.gpus = 2
        assert missing("warp", "auto@1") == [f"{RTX}@1", f"{CLASSIC}@1"]
        assert missing("warp", f"{RTX}@1") == [f"{RTX}@1"]
        (row,) = EngineBuild("warp", f"{RTX}@1").run()
        assert row.problem == ""
        assert missing("warp", f"{RTX}@1") == []
        assert stand_in("warp", f"{CLASSIC}@1") == "auto@1"


class TestStandingIn:
    def test_until_it_is_built(self, gpu: FakeCuda) -> None:
        assert stand_in("warp", RTX) == "auto"
        EngineBuild("warp", RTX).run()
        assert stand_in("warp", RTX) == RTX

    def test_nothing_stands_in_for_what_can_never_be_had(self, gpu: FakeCuda) -> None:
        gpu.name = None
        assert stand_in("warp", RTX) == RTX
        with pytest.raises(BackendError, match="no NVIDIA GPU"):
            check_backend(open_bundle("warp"), RTX)

    def test_for_the_environment_it_is_the_reference(
        self, gpu: FakeCuda, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("RTXFER_BACKEND", RTX)
        assert stand_in("warp", "auto") == "onnxruntime"
        with pytest.raises(UnbuiltError, match="No engine of warp was built"):
            check_backend(open_bundle("warp"))
        EngineBuild("warp", RTX).run()
        assert stand_in("warp", "auto") == "auto"
        with open_graphs(open_bundle("warp"), "auto")["render"] as engine:
            assert engine.backend == RTX

    def test_auto_takes_care_of_itself(self, gpu: FakeCuda) -> None:
        assert stand_in("warp", "auto") == "auto"


class TestBuilding:
    def test_it_is_compared_and_then_part_of_the_race(self, gpu: FakeCuda) -> None:
        bundle = open_bundle("warp")
        before = choose(bundle, seconds=0.01)["render"]
        build = EngineBuild("warp", RTX)
        assert build.progress is None
        (row,) = build.run()
        assert (row.problem, row.compared) == ("", "engine")
        assert build.progress is not None
        assert build.progress.done == 1
        after = choose(bundle, seconds=0.01)["render"]
        assert not after.remembered
        assert RTX not in {c.backend for c in before.able}
        assert RTX in {c.backend for c in after.able}

    def test_a_build_that_says_nothing_is_stopped_at_once(
        self, gpu: FakeCuda, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setenv("FAKE", "hang")
        build, rows = EngineBuild("warp", RTX), []
        thread = threading.Thread(target=lambda: rows.extend(build.run()))
        thread.start()
        until(lambda: build.progress is not None and build.progress.done > 0.2)
        assert build.progress is not None
        assert build.progress.phase == "Optimizing graph"
        assert build.progress.left is not None
        assert len(workers()) == 1
        build.cancel()
        thread.join(SECONDS)
        assert "stopped as asked" in rows[0].problem
        assert workers() == []
        assert Cache().entries() == []
        assert not list(Cache().folder.glob("*.part"))

    def test_one_that_was_cancelled_before_does_not_begin(self, gpu: FakeCuda) -> None:
        build = EngineBuild("warp", RTX)
        build.cancel()
        (row,) = build.run()
        assert "stopped as asked" in row.problem
        assert Cache().entries() == []

    def test_it_can_be_stopped_while_another_process_builds_the_same(
        self, gpu: FakeCuda, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setenv("FAKE", f"wait:{tmp_path / 'go'}")
        first, second, rows = EngineBuild("warp", RTX), EngineBuild("warp", RTX), []
        one = threading.Thread(target=lambda: rows.extend(first.run()))
        one.start()
        until(lambda: first.progress is not None and first.progress.done > 0.2)
        two = threading.Thread(target=lambda: rows.extend(second.run()))
        two.start()
        until(lambda: second.progress is not None)
        assert second.progress is not None
        assert second.progress.phase == "Waiting for another build"
        second.cancel()
        two.join(SECONDS)
        assert [bool(row.problem) for row in rows] == [True]
        (tmp_path / "go").touch()
        one.join(SECONDS)
        assert [bool(row.problem) for row in rows] == [True, False]
