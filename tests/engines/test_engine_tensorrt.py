"""TensorRT's code paths against fakes of its bindings and of CUDA, and the fakes against the real
bindings' signatures where those are installed.
"""

from __future__ import annotations

import inspect
import re
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from engines.backends import cuda
from engines.backends.registry import find_backend
from engines.backends.tensorrt import TensorRtEngine
from engines.backends.tensorrt_flavours import RTX
from engines.building.build import build
from engines.bundle import Bundle, open_bundle
from engines.cache import Cache
from engines.engine import Engine
from engines.errors import BackendError
from engines.opening import open_engine
from engines.selection.graphs import open_graphs
from engines.selection.parity import compare
from engines.selection.sample import samples_of
from tests.engines import fake_tensorrt
from tests.engines.fake_cuda import FakeCuda, cudaMemcpyKind
from tests.engines.nvidia import gpu as gpu

UP = cudaMemcpyKind.cudaMemcpyHostToDevice
DOWN = cudaMemcpyKind.cudaMemcpyDeviceToHost
STATE = 3 * 256 * 256 * 4


@pytest.fixture(scope="module")
def bundle() -> Bundle:
    return open_bundle("warp")


@pytest.fixture
def engine(gpu: FakeCuda, bundle: Bundle) -> Engine:
    (row,) = build(bundle, "tensorrt-rtx-fp16", ["sm_89"])
    assert row.problem == ""
    gpu.copies.clear()
    gpu.replays = 0
    return open_engine(bundle.graph("render"), "tensorrt-rtx-fp16")


class TestRunning:
    def test_the_picture_is_that_of_the_graph(self, engine: Engine, bundle: Bundle) -> None:
        assert engine.backend == "tensorrt-rtx-fp16"
        with open_engine(bundle.graph("render")) as reference:
            assert dict(engine.inputs) == dict(reference.inputs)
            assert dict(engine.outputs) == dict(reference.outputs)
            # More samples than it takes until runs are replayed.
            found = compare(engine, reference, samples_of(bundle) * 2)
        assert found.psnr > 100

    def test_from_the_third_run_on_it_is_replayed(
        self, engine: Engine, gpu: FakeCuda, bundle: Bundle
    ) -> None:
        rest, _, jaw, _ = samples_of(bundle)
        flows = [engine.run(sample)["flow"] for sample in (rest, jaw, rest, jaw)]
        assert gpu.replays == 2
        assert (flows[0] == flows[2]).all()
        assert (flows[1] == flows[3]).all()
        assert (flows[0] != flows[1]).any()

    def test_without_capture_it_runs_all_the_same(
        self, engine: Engine, gpu: FakeCuda, bundle: Bundle
    ) -> None:
        gpu.captures = False
        sample = samples_of(bundle)[1]
        flows = [engine.run(sample)["flow"] for _ in range(5)]
        assert gpu.replays == 0
        assert all((flow == flows[0]).all() for flow in flows)

    def test_the_state_goes_up_once_per_portrait(
        self, engine: Engine, gpu: FakeCuda, bundle: Bundle
    ) -> None:
        samples = samples_of(bundle)
        for sample in samples:
            engine.run(sample)
        assert [size for kind, size in gpu.copies if kind == UP].count(STATE) == 1
        other = {name: array.copy() for name, array in samples[0].items()}
        other["state_image"] *= -1
        out = engine.run(other)["rgb"]
        assert [size for kind, size in gpu.copies if kind == UP].count(STATE) == 2
        with open_engine(bundle.graph("render")) as reference:
            assert np.allclose(out, reference.run(other)["rgb"], atol=1e-4)

    def test_only_what_is_wanted_comes_down(
        self, engine: Engine, gpu: FakeCuda, bundle: Bundle
    ) -> None:
        out = engine.run(samples_of(bundle)[0], ["flow"])
        assert list(out) == ["flow"]
        assert [size for kind, size in gpu.copies if kind == DOWN] == [out["flow"].nbytes]

    def test_results_are_the_callers_own(self, engine: Engine, bundle: Bundle) -> None:
        rest, _, jaw, _ = samples_of(bundle)
        flow = engine.run(rest)["flow"]
        kept = flow.copy()
        engine.run(jaw)
        assert (flow == kept).all()

    def test_closing_gives_all_back(self, engine: Engine, gpu: FakeCuda, bundle: Bundle) -> None:
        sample = samples_of(bundle)[0]
        engine.run(sample)
        engine.close()
        engine.close()
        assert gpu.held == {}
        assert gpu.streams == 0
        with pytest.raises(RuntimeError, match="closed"):
            engine.run(sample)

    def test_a_broken_device_falls_back(
        self, engine: Engine, gpu: FakeCuda, bundle: Bundle
    ) -> None:
        with open_graphs(bundle, "tensorrt-rtx-fp16")["render"] as running:
            sample = samples_of(bundle)[0]
            running.run(sample)
            gpu.broken = True
            running.run(sample)
            assert running.backend == "onnxruntime"
            assert "cudaErrorIllegalAddress" in running.notes[0]


class TestOpening:
    def test_nothing_was_built(self, gpu: FakeCuda, bundle: Bundle) -> None:
        with pytest.raises(BackendError, match="there is none yet") as caught:
            open_engine(bundle.graph("render"), "tensorrt-rtx-fp16")
        assert caught.value.hint == "Run: rtxfer build --backend tensorrt-rtx-fp16"

    def test_another_driver_names_itself(self, gpu: FakeCuda, bundle: Bundle) -> None:
        list(build(bundle, "tensorrt-fp16", ["sm_89"]))
        gpu.driver = 12080
        with pytest.raises(BackendError, match=r"driver changed from 12\.4 to 12\.8"):
            open_engine(bundle.graph("render"), "tensorrt-fp16")

    def test_no_gpu(self, gpu: FakeCuda, bundle: Bundle) -> None:
        gpu.name = None
        with pytest.raises(BackendError, match=r"no NVIDIA GPU.*cudaErrorInsufficientDriver"):
            open_engine(bundle.graph("render"), "tensorrt-rtx")

    def test_an_engine_of_another_gpu(self, gpu: FakeCuda, bundle: Bundle) -> None:
        list(build(bundle, "tensorrt-rtx", ["sm_75"]))
        (entry,) = Cache().entries()
        content = Cache().load(entry.key)
        assert content is not None
        with pytest.raises(BackendError, match="for another architecture") as caught:
            TensorRtEngine(RTX, content, "warp")
        assert "Build it again" in caught.value.hint

    def test_no_memory_left(self, engine: Engine, gpu: FakeCuda, bundle: Bundle) -> None:
        engine.close()
        gpu.memory = STATE + 1000
        with pytest.raises(BackendError, match="cudaErrorMemoryAllocation") as caught:
            open_engine(bundle.graph("render"), "tensorrt-rtx-fp16")
        assert "no memory left" in caught.value.hint
        assert gpu.held == {}
        assert gpu.streams == 0

    def test_compiled_kernels_are_kept(
        self, engine: Engine, bundle: Bundle, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        given = []
        real = fake_tensorrt.IRuntimeCache.deserialize

        def deserialize(self: fake_tensorrt.IRuntimeCache, blob: bytes) -> bool:
            given.append(blob)
            return real(self, blob)

        monkeypatch.setattr(fake_tensorrt.IRuntimeCache, "deserialize", deserialize)
        open_engine(bundle.graph("render"), "tensorrt-rtx-fp16").close()
        assert given == [b"compiled kernels"]

    def test_the_device_as_it_is_shown(self, gpu: FakeCuda) -> None:
        assert cuda.device() == cuda.Device("Fake RTX", "sm_89", "12.4")

    def test_a_build_makes_it_available(self, gpu: FakeCuda, bundle: Bundle) -> None:
        backend = find_backend("tensorrt-rtx-fp16")
        plan = backend.plan(bundle.graph("render"))
        with pytest.raises(BackendError):
            backend.module().check(plan)
        list(build(bundle, "tensorrt-rtx-fp16", ["sm_89"]))
        backend.module().check(plan)


FAKED = [
    (owner, name)
    for owner in vars(fake_tensorrt).values()
    if inspect.isclass(owner) and owner.__module__ == fake_tensorrt.__name__
    for name, member in vars(owner).items()
    if inspect.isfunction(member) and not name.startswith("_")
]


def parameters(documentation: str) -> list[list[str]]:
    """Names of the parameters of each overload, as pybind11 writes them."""
    found = re.findall(r"\w+\(self: [\w.]+(.*?)\) -> ", documentation)
    return [re.findall(r"(?:^|, )(\w+): ", f", {given.lstrip(', ')}") for given in found]


@pytest.fixture
def real() -> ModuleType:
    return pytest.importorskip("tensorrt_rtx", reason="pip install 'rtxfer[tensorrt-rtx]'")


@pytest.mark.parametrize(
    ("owner", "name"), FAKED, ids=lambda given: getattr(given, "__name__", given)
)
def test_the_fake_is_called_as_the_real_one(real: ModuleType, owner: type, name: str) -> None:
    documentation = getattr(getattr(real, owner.__name__), name).__doc__
    faked = list(inspect.signature(getattr(owner, name)).parameters)[1:]
    assert any(faked == given[: len(faked)] for given in parameters(documentation)), documentation


def test_the_real_one_knows_all_names(real: ModuleType) -> None:
    for fake in (
        fake_tensorrt.BuilderFlag,
        fake_tensorrt.ComputeCapability,
        fake_tensorrt.NetworkDefinitionCreationFlag,
        fake_tensorrt.TensorIOMode,
    ):
        known = getattr(real, fake.__name__).__members__
        assert set(fake.__members__) <= set(known)
    config = real.IBuilderConfig
    assert hasattr(config, "progress_monitor")
    assert hasattr(config, "num_compute_capabilities")
    assert int(real.ILogger.Severity.ERROR) < int(real.ILogger.Severity.WARNING)


def test_the_fake_of_cuda_is_called_as_the_real_one() -> None:
    runtime: Any = pytest.importorskip("cuda.bindings.runtime", reason="pip install cuda-python")
    for name, member in vars(FakeCuda).items():
        if inspect.isfunction(member) and name.startswith("cuda"):
            faked = list(inspect.signature(member).parameters)[1:]
            documentation = getattr(runtime, name).__doc__.strip().splitlines()[0]
            given = documentation[documentation.index("(") + 1 : documentation.rindex(")")]
            names = [part.split(":")[0].split()[-1] for part in given.split(",") if part.strip()]
            assert faked == names, documentation
    for fake in (FakeCuda.cudaMemcpyKind, FakeCuda.cudaStreamCaptureMode, FakeCuda.cudaError_t):
        for member in fake:
            assert int(getattr(getattr(runtime, fake.__name__), member.name)) == int(member)


@pytest.mark.parametrize("architecture", ["sm_75", "sm_80", "sm_86", "sm_89", "sm_120"])
@pytest.mark.parametrize("name", ["flow", "warp"])
def test_real_engines_of_shipped_bundles(
    real: ModuleType, name: str, architecture: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    monkeypatch.setenv("RTXFER_CACHE", str(tmp_path))
    bundle = open_bundle(name)
    rows = list(build(bundle, "tensorrt-rtx-fp16", [architecture]))
    assert [row.graph for row in rows] == list(bundle.running)
    for row in rows:
        assert row.problem == ""
        assert 1e6 < row.bytes < 1e8
        assert row.psnr is not None
        assert row.psnr > 60
