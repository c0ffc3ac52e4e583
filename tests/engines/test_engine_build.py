"""Building: rows, reasons, retries, and builds that fail, hang or are killed."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import psutil
import pytest

from engines.backends.mixed_precision import mixed
from engines.backends.registry import find_backend
from engines.backends.tensorrt_flavours import FLAVOURS
from engines.building import build as build_module
from engines.building.build import BuildResult, architectures, build, buildable, export
from engines.building.compile import compile_engine
from engines.building.matmul_sm75 import ARCHITECTURE, spelled_out
from engines.building.process import BuildProgress
from engines.building.worker import Request
from engines.bundle import Bundle, installed, open_bundle
from engines.cache import SUFFIX, Cache
from engines.engine import Precision
from engines.errors import BackendError, MissingLibraryError
from engines.opening import open_engine
from engines.selection.graphs import open_graphs
from engines.selection.parity import Difference, Parity
from engines.selection.sample import samples_of
from tests.engines.fake_cuda import FakeCuda
from tests.engines.nvidia import gpu as gpu

BACKEND = "tensorrt-rtx-fp16"


@pytest.fixture(scope="module")
def bundle() -> Bundle:
    return open_bundle("flow")


@pytest.fixture(scope="module")
def warp() -> Bundle:
    return open_bundle("warp")


def only_row(
    bundle: Bundle, architecture: str = "sm_89", backend: str = BACKEND, **more: object
) -> BuildResult:
    """That of the render graph."""
    row, *_ = build(bundle, backend, [architecture], **more)  # type: ignore[arg-type]
    assert row.graph == "render"
    return row


class TestRows:
    def test_a_foreign_architecture_is_built_and_its_graph_compared(
        self, gpu: FakeCuda, bundle: Bundle
    ) -> None:
        gpu.name = None
        row = only_row(bundle, "sm_86")
        assert (row.bundle, row.graph, row.backend) == ("flow", "render", BACKEND)
        assert (row.architecture, row.precision, row.compared) == ("sm_86", "fp16", "graph")
        assert row.problem == ""
        assert row.bytes > 1e6
        assert row.seconds > 0
        assert row.psnr is not None
        assert row.psnr > 60
        assert row.why == "there is none yet"

    def test_on_its_own_gpu_the_engine_itself_is_compared(
        self, gpu: FakeCuda, bundle: Bundle
    ) -> None:
        row = only_row(bundle)
        assert row.compared == "engine"
        assert row.psnr is not None
        assert row.psnr > 60
        assert gpu.held == {}, "the device's memory was given back"

    def test_it_is_kept(self, gpu: FakeCuda, warp: Bundle) -> None:
        first = only_row(warp)
        again = only_row(warp)
        assert again.bytes == first.bytes
        assert (again.seconds, again.why) == (0, "")

    def test_what_changed_is_said(
        self, gpu: FakeCuda, warp: Bundle, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        only_row(warp)
        monkeypatch.setattr("tests.engines.fake_tensorrt.__version__", "1.8.0")
        assert only_row(warp).why == (
            "library changed from TensorRT-RTX 1.7.1 to TensorRT-RTX 1.8.0"
        )

    def test_the_driver_matters_to_the_classic_one_alone(self, gpu: FakeCuda, warp: Bundle) -> None:
        for backend in ("tensorrt-fp16", BACKEND):
            assert only_row(warp, backend=backend).problem == ""
        gpu.driver = 13000
        assert only_row(warp, backend="tensorrt-fp16").why == "driver changed from 12.4 to 13.0"
        assert only_row(warp, backend=BACKEND).why == ""

    def test_a_damaged_one_is_built_again(self, gpu: FakeCuda, warp: Bundle) -> None:
        only_row(warp, "sm_86")
        (path,) = Cache().folder.glob(f"*{SUFFIX}")
        path.write_bytes(path.read_bytes()[:-9])
        assert "damaged" in only_row(warp, "sm_86").why

    def test_timings_are_kept_for_the_next_build(self, gpu: FakeCuda, warp: Bundle) -> None:
        only_row(warp, backend="tensorrt")
        only_row(warp, backend="tensorrt-fp16")
        timings = [e for e in Cache().entries() if e.key.subject == "tensorrt timings"]
        assert [Cache().load(entry.key) for entry in timings] == [b"measured;measured;"]

    def test_turing_is_given_sums_for_products(
        self, gpu: FakeCuda, warp: Bundle, tmp_path: Path
    ) -> None:
        only_row(warp, "sm_75")
        only_row(warp, "sm_86")
        turing, ampere = export(warp, BACKEND, ["sm_75", "sm_86", "sm_89"], tmp_path / "out")
        assert turing.name == "warp-render-tensorrt-rtx-fp16-sm_75.engine"
        assert b"MatMul" not in turing.read_bytes()
        assert b"MatMul" in ampere.read_bytes()


class TestAllGraphs:
    def test_what_runs_in_every_frame_is_built_and_progress_is_that_of_all(
        self, gpu: FakeCuda, bundle: Bundle, tmp_path: Path
    ) -> None:
        seen: list[float] = []
        rows = list(build(bundle, BACKEND, ["sm_86"], watch=lambda p: seen.append(p.done) or True))
        assert [(row.graph, row.problem) for row in rows] == [("render", ""), ("driver", "")]
        assert all(row.psnr is not None and row.psnr > 60 for row in rows)
        assert seen == sorted(seen)
        assert (seen[0], seen[-1]) == (0, 1)
        assert [path.name for path in export(bundle, BACKEND, ["sm_86"], tmp_path / "out")] == [
            f"flow-{graph}-{BACKEND}-sm_86.engine" for graph in ("render", "driver")
        ]

    def test_one_that_cannot_be_built_does_not_stop_the_other(
        self, gpu: FakeCuda, bundle: Bundle, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        rows = build(bundle, BACKEND, ["sm_86"])
        monkeypatch.setenv("FAKE", "refuse")
        assert next(rows).problem
        monkeypatch.delenv("FAKE")
        assert (last := next(rows)).problem == ""
        assert last.graph == "driver"


class TestSeveralGpus:
    """Each has its number; the classic library builds on the very one."""

    @pytest.fixture(autouse=True)
    def two(self, gpu: FakeCuda) -> None:
        gpu.gpus = 2

    def test_it_is_built_compared_and_run_on_the_second(
        self, gpu: FakeCuda, warp: Bundle, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked = []
        real = build_module.run_worker

        def watched(request: Request, *rest: object, **more: object) -> None:
            asked.append(request.gpu)
            real(replace(request, gpu=0), *rest, **more)  # the process has no second one

        monkeypatch.setattr(build_module, "run_worker", watched)
        row = only_row(warp, backend="tensorrt-fp16@1")
        assert (row.problem, row.compared, row.backend) == ("", "engine", "tensorrt-fp16@1")
        assert asked == [1]
        assert gpu.current == 1
        with open_graphs(warp, "tensorrt-fp16@1")["render"] as engine:
            assert engine.backend == "tensorrt-fp16@1"
            gpu.current = 0  # as in another thread
            engine.run(samples_of(warp)[0])
            assert gpu.current == 1
            assert set(gpu.places.values()) == {1}

    def test_the_environment_names_one(
        self, gpu: FakeCuda, warp: Bundle, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        only_row(warp)
        monkeypatch.setenv("RTXFER_BACKEND", f"{BACKEND}@1")
        with open_graphs(warp)["render"] as engine:
            assert engine.backend == f"{BACKEND}@1"

    def test_one_too_many(self, gpu: FakeCuda, warp: Bundle) -> None:
        only_row(warp)
        with pytest.raises(BackendError, match="no NVIDIA GPU 2 here; 2 found"):
            open_graphs(warp, f"{BACKEND}@2")


class TestRefusals:
    def test_the_reason_of_the_library(
        self, gpu: FakeCuda, warp: Bundle, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("FAKE", "refuse")
        row = only_row(warp, "sm_86")
        assert "FP32 GEMM is not supported." in row.problem
        assert row.bytes == 0
        assert Cache().entries() == []

    def test_one_failure_does_not_stop_the_others(
        self, gpu: FakeCuda, warp: Bundle, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        rows = build(warp, BACKEND, ["sm_86", "sm_75"])
        monkeypatch.setenv("FAKE", "refuse")
        assert next(rows).problem
        monkeypatch.delenv("FAKE")
        assert next(rows).problem == ""

    def test_another_picture_is_built_again_with_more_caution_and_then_refused(
        self, gpu: FakeCuda, warp: Bundle, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        cautions = []
        real = build_module.mixed

        def watched(*given: object, caution: int) -> bytes:
            cautions.append(caution)
            return real(*given, caution=caution)  # type: ignore[arg-type]

        bad = Parity({"rgb": Difference(0.5, 0.1, 23.4)}, shift=0.0)
        monkeypatch.setattr(build_module, "mixed", watched)
        monkeypatch.setattr(build_module, "compare", lambda *given: bad)
        row = only_row(warp, "sm_86")
        assert cautions == [0, 1, 2]
        assert "rgb has 23.4 dB, not 40" in row.problem
        assert Cache().entries() == []

    def test_more_caution_helps(
        self, gpu: FakeCuda, warp: Bundle, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        answers = iter([10.0, 55.0])

        def compare(*given: object) -> Parity:
            return Parity({"rgb": Difference(0.5, 0.1, next(answers))}, shift=0.0)

        monkeypatch.setattr(build_module, "compare", compare)
        row = only_row(warp, "sm_86")
        assert (row.psnr, row.problem) == (55.0, "")

    def test_out_of_memory_on_the_device(self, gpu: FakeCuda, warp: Bundle) -> None:
        gpu.memory = 1000
        row = only_row(warp)
        assert "cudaErrorMemoryAllocation" in row.problem
        assert "close other programs" in row.problem
        assert gpu.held == {}


class TestProcesses:
    def test_progress_rises_to_the_end(self, gpu: FakeCuda, warp: Bundle) -> None:
        seen: list[BuildProgress] = []
        only_row(warp, "sm_86", watch=lambda progress: seen.append(progress) or True)
        shares = [progress.done for progress in seen]
        assert shares == sorted(shares)
        assert shares[0] == 0
        assert shares[-1] == 1
        assert {progress.phase for progress in seen} - {"Starting"} == {
            "Comparing pictures",
            "Building engine",
            "Optimizing graph",
        }
        assert seen[-1].left == 0

    def test_it_stops_when_asked(self, gpu: FakeCuda, warp: Bundle) -> None:
        row = only_row(warp, "sm_86", watch=lambda progress: progress.done == 0)
        assert "stopped as asked" in row.problem
        assert Cache().entries() == []

    def test_one_that_hangs_is_stopped_with_its_log(
        self, gpu: FakeCuda, warp: Bundle, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("FAKE", "hang")
        row = only_row(warp, "sm_86", patience=8.0)
        assert "no progress for 8 seconds (in Optimizing graph)" in row.problem
        assert "the log of a build that hangs" in row.problem

    def test_one_that_is_killed(
        self, gpu: FakeCuda, warp: Bundle, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("FAKE", "die")
        row = only_row(warp, "sm_86")
        assert "ended with code 137" in row.problem
        assert "too little memory" in row.problem
        assert "std::bad_alloc" in row.problem
        monkeypatch.delenv("FAKE")
        assert only_row(warp, "sm_86").problem == ""

    @pytest.mark.skipif(sys.platform == "win32", reason="there it is not a signal")
    def test_it_does_not_outlive_who_wanted_it(
        self, gpu: FakeCuda, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("FAKE", "hang")
        command = [sys.executable, "build_engines.py", "--bundle", "warp", "--arch", "sm_86"]
        with subprocess.Popen(command, stderr=subprocess.DEVNULL) as parent:
            known = psutil.Process(parent.pid)
            while not (workers := known.children()):
                assert parent.poll() is None
                time.sleep(0.05)
            parent.kill()
        gone, left = psutil.wait_procs(workers, timeout=60)
        assert len(gone) == 1
        assert left == []


class TestNames:
    def test_what_can_be_built(self, gpu: FakeCuda) -> None:
        assert set(buildable()) == {
            "tensorrt",
            "tensorrt-fp16",
            "tensorrt-rtx",
            "tensorrt-rtx-fp16",
        }
        assert architectures("tensorrt-rtx") == ["sm_75", "sm_86", "sm_89"]
        assert architectures("tensorrt") == ["sm_89"]

    def test_what_needs_no_building(self) -> None:
        with pytest.raises(BackendError, match="openvino needs no building") as caught:
            architectures("openvino")
        assert BACKEND in caught.value.hint

    def test_the_classic_one_needs_its_gpu(self, gpu: FakeCuda) -> None:
        gpu.name = None
        with pytest.raises(BackendError, match="no NVIDIA GPU"):
            architectures("tensorrt")

    @pytest.mark.parametrize("backend", ["tensorrt", "tensorrt-rtx"])
    def test_without_the_library_the_line_that_brings_it(
        self, backend: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, backend.replace("-", "_"), None)
        with pytest.raises(MissingLibraryError) as caught:
            architectures(backend)
        assert f"pip install 'rtxfer[{backend}]'" in caught.value.hint


class TestCommand:
    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "build_engines.py", *arguments],
            capture_output=True,
            text=True,
            check=False,
        )

    def test_build_list_export_clean(self, gpu: FakeCuda, tmp_path: Path) -> None:
        out = tmp_path / "out"
        arguments = ("--bundle", "warp", "--arch", "sm_86", "--export", str(out), "--json")
        done = self.run(*arguments)
        assert done.returncode == 0, done.stderr
        (row,) = json.loads(done.stdout)
        assert (row["architecture"], row["problem"]) == ("sm_86", "")
        assert [path.stat().st_size for path in out.iterdir()] == [row["bytes"]]
        (entry,) = json.loads(self.run("--list", "--json").stdout)
        assert entry["subject"] == "warp render tensorrt-rtx sm_86 fp16"
        assert self.run("--clean").returncode == 0
        assert json.loads(self.run("--list", "--json").stdout) == []

    def test_a_failure_is_an_exit_code(
        self, gpu: FakeCuda, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("FAKE", "refuse")
        done = self.run("--bundle", "warp", "--arch", "sm_86", "--json")
        assert done.returncode == 1
        assert "GEMM" in json.loads(done.stdout)[0]["problem"]

    def test_an_unknown_architecture(self, gpu: FakeCuda) -> None:
        done = self.run("--arch", "sm_42")
        assert done.returncode == 1
        assert "does not build for sm_42" in done.stderr
        assert "sm_89" in done.stderr


def test_a_graph_that_is_not_understood(gpu: FakeCuda, warp: Bundle, tmp_path: Path) -> None:
    from engines.building.process import run_worker
    from engines.building.worker import Request
    from engines.errors import BuildError

    (tmp_path / "odd.onnx").write_bytes(b"an op called Guess")
    request = Request(
        "tensorrt-rtx",
        "sm_86",
        str(tmp_path / "odd.onnx"),
        str(tmp_path / "e"),
        str(tmp_path / "t"),
    )
    with pytest.raises(BuildError, match="No importer registered for op: Guess"):
        run_worker(request)
    assert replace(request, flavour="tensorrt") != request


class TestSumsForProducts:
    """What is written for sm_75 in place of matrix products."""

    @pytest.mark.parametrize("name", installed())
    def test_none_is_left_in_what_is_shipped(self, name: str) -> None:
        bundle = open_bundle(name)
        for graph in bundle.running:
            model = onnx.load_from_string(spelled_out(bundle.graph(graph).read_bytes()))
            onnx.checker.check_model(model, full_check=True)
            assert not {"MatMul", "Gemm"} & {node.op_type for node in model.graph.node}, graph

    @pytest.mark.parametrize(
        "lines",
        [
            "ab = MatMul (a, b)  out = MatMul (ab, d)",
            "out = Gemm (a, c, offset)",
            "out = Gemm <transB = 1> (a, turned)",
            "out = Gemm <transA = 1, alpha = 0.5> (c, e)",
            "out = Gemm <transB = 1, alpha = -2.0, beta = 3.0> (a, turned, offset)",
        ],
    )
    def test_the_numbers_are_the_same(self, lines: str, tmp_path: Path) -> None:
        shapes = {
            "a": (5, 3), "b": (1, 3, 2), "c": (3, 4), "d": (4, 2, 2), "e": (3, 4),
            "turned": (4, 3), "offset": (4,),
        }  # fmt: skip
        random = np.random.default_rng(5)
        given = {n: random.normal(size=shape).astype(np.float32) for n, shape in shapes.items()}
        inputs = ", ".join(f"float{list(shape)} {n}" for n, shape in shapes.items())
        text = f"""<ir_version: 8, opset_import: ["" : 18]>
            products ({inputs}) => (float[{{out}}] out) {{ {lines} }}"""
        side = "4,5,2" if "MatMul" in lines else "4,4" if "transA" in lines else "5,4"
        model = onnx.parser.parse_model(text.replace("{out}", side)).SerializeToString()
        spelled = spelled_out(model)
        assert not {"MatMul", "Gemm"} & {
            n.op_type for n in onnx.load_from_string(spelled).graph.node
        }
        (tmp_path / "a.onnx").write_bytes(model)
        (tmp_path / "b.onnx").write_bytes(spelled)
        with open_engine(tmp_path / "a.onnx") as one, open_engine(tmp_path / "b.onnx") as two:
            assert np.allclose(one.run(given)["out"], two.run(given)["out"], atol=1e-5)


def learned_condition() -> bytes:
    """What `flow` makes of blendshapes and outlines before it draws a mouth: two Gemm."""
    model = onnx.load(open_bundle("flow").graph("render"))
    gemms = [n for n in model.graph.node if n.op_type == "Gemm" and "/mouth/" in n.name]
    part = onnx.utils.Extractor(onnx.shape_inference.infer_shapes(model))
    inner: bytes = part.extract_model(
        [gemms[0].input[0]], [gemms[-1].output[0]]
    ).SerializeToString()
    return inner


@pytest.mark.parametrize("precision", ["fp32", "fp16"])
@pytest.mark.parametrize("part", ["warp", "condition"])
def test_the_library_builds_it_for_every_architecture_that_is_offered(
    part: str, precision: Precision
) -> None:
    """For real; it needs no GPU. Whole bundles take minutes: docs/engines.md tells of them."""
    pytest.importorskip("tensorrt_rtx", reason="TensorRT-RTX is not installed")
    content = learned_condition()
    if part == "warp":
        content = open_bundle("warp").graph("render").read_bytes()
    graph = mixed(content, precision)
    offered = architectures("tensorrt-rtx")
    assert {"sm_75", "sm_86", "sm_89", "sm_120"} <= set(offered)
    for architecture in offered if part == "condition" else ("sm_75", "sm_89"):
        given = spelled_out(graph) if architecture == ARCHITECTURE else graph
        flavour = FLAVOURS[find_backend("tensorrt-rtx").library]
        engine, _ = compile_engine(flavour, given, architecture, lambda *told: None)
        assert len(engine) > 1000, architecture
