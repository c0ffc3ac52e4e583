"""OpenVINO gives the picture of ONNX Runtime, says nothing to anybody, and may be missing."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engines.backends.mixed_precision import mixed
from engines.backends.openvino import core
from engines.backends.registry import BACKENDS, find_backend
from engines.bundle import Bundle, installed, open_bundle
from engines.cache import Cache
from engines.engine import Plan
from engines.errors import BackendError, MissingLibraryError
from engines.opening import open_engine
from engines.selection.parity import compare
from engines.selection.sample import samples_of
from tests.engines.doubles import network_graph


@pytest.fixture(params=installed(), scope="module")
def bundle(request: pytest.FixtureRequest) -> Bundle:
    return open_bundle(request.param)


@pytest.fixture
def _openvino() -> None:
    pytest.importorskip("openvino._pyopenvino", reason="there is no OpenVINO for this machine")


@pytest.mark.usefixtures("_openvino")
class TestRunning:
    def test_the_picture_is_the_same(self, bundle: Bundle) -> None:
        path = bundle.graph("render")
        with open_engine(path, "openvino") as engine, open_engine(path) as reference:
            assert dict(engine.inputs) == dict(reference.inputs)
            assert dict(engine.outputs) == dict(reference.outputs)
            found = compare(engine, reference, samples_of(bundle))
        assert found.psnr > 100
        assert found.shift < 0.001

    def test_only_what_is_wanted(self, bundle: Bundle) -> None:
        sample = samples_of(bundle)[1]
        with open_engine(bundle.graph("render"), "openvino") as engine:
            whole = engine.run(sample)
            for wanted in (["flow"], ["alpha", "rgb"]):
                part = engine.run(sample, wanted)
                assert list(part) == wanted
                assert all(np.allclose(part[name], whole[name], atol=1e-4) for name in wanted)

    def test_results_are_the_callers_own(self, bundle: Bundle) -> None:
        first, _, jaw, _ = samples_of(bundle)
        with open_engine(bundle.graph("render"), "openvino") as engine:
            flow = engine.run(first)["flow"]
            kept = flow.copy()
            engine.run(jaw)
            assert (flow == kept).all()

    def test_bfloat16_that_is_asked_for_node_by_node_is_understood(self, tmp_path: Path) -> None:
        """Computed in FP32 where the processor has no bfloat16; the weights are rounded anyway."""
        path = network_graph(tmp_path)
        low = tmp_path / "low.onnx"
        low.write_bytes(mixed(path.read_bytes(), "bf16"))
        sample = {"state_image": noise((1, 3, 8, 8)), "grid": noise((1, 8, 8, 2))}
        with open_engine(path) as reference, open_engine(low, "openvino") as engine:
            truth, found = reference.run(sample), engine.run(sample)
        assert np.allclose(found["flow"], truth["flow"], atol=1e-6)
        error = float(np.abs(found["rgb"] - truth["rgb"]).max())
        assert 1e-4 < error < 0.05

    def test_ctrl_c_is_heard_after_engines_came_and_went(self, tmp_path: Path) -> None:
        """In a process of its own, for it died of the signal."""
        script = f"""
            import gc, os, signal, time
            from pathlib import Path
            from engines.opening import open_engine
            path = Path({str(network_graph(tmp_path))!r})
            engines = [open_engine(path, "openvino") for _ in range(2)]
            while engines:  # the first one first
                engines.pop(0).close()
                gc.collect()
            try:
                os.kill(os.getpid(), signal.SIGINT)
                time.sleep(5)
            except KeyboardInterrupt:
                print("heard")
        """
        command = [sys.executable, "-c", textwrap.dedent(script)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (0, "heard\n"), done.stderr

    def test_a_processor_without_bfloat16_says_so(self, tmp_path: Path) -> None:
        able = core().get_property("CPU", "OPTIMIZATION_CAPABILITIES")
        backend = find_backend("openvino-bf16")
        plan = backend.plan(network_graph(tmp_path))
        if "BF16" in able:
            with backend.open(plan) as engine:
                assert engine.backend == "openvino-bf16"
        else:
            with pytest.raises(BackendError, match="BF16"):
                backend.open(plan)

    def test_a_device_that_is_not_there(self) -> None:
        with pytest.raises(BackendError, match="finds no TPU"):
            BACKENDS["openvino"].module().check(Plan(Path("x"), "tpu"))

    def test_a_broken_graph(self, tmp_path: Path) -> None:
        (tmp_path / "broken.onnx").write_bytes(b"not a graph")
        with pytest.raises(BackendError, match=r"broken\.onnx") as caught:
            open_engine(tmp_path / "broken.onnx", "openvino")
        assert caught.value.hint

    def test_a_closed_engine(self, tmp_path: Path) -> None:
        engine = open_engine(network_graph(tmp_path), "openvino")
        engine.close()
        engine.close()
        with pytest.raises(RuntimeError, match="closed"):
            engine.run({})

    def test_a_wrong_shape_is_a_broken_backend(self, tmp_path: Path) -> None:
        with open_engine(network_graph(tmp_path), "openvino") as engine:
            wrong = {"state_image": noise((1, 3, 9, 9)), "grid": noise((1, 8, 8, 2))}
            with pytest.raises(BackendError, match="OpenVINO failed"):
                engine.run(wrong)

    def test_it_speaks_to_nobody(self, tmp_path: Path) -> None:
        code = (
            "import socket, sys\n"
            "def loud(*given, **named): raise SystemExit('a socket was opened')\n"
            "socket.socket = socket.getaddrinfo = loud\n"
            "from pathlib import Path\n"
            "from engines.opening import open_engine\n"
            f"open_engine(Path({str(network_graph(tmp_path))!r}), 'openvino')\n"
            "print(sys.modules['openvino_telemetry'])\n"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
        assert (done.returncode, done.stdout.strip()) == (0, "None"), done.stderr


@pytest.mark.usefixtures("_openvino")
class TestKeeping:
    """What was compiled is read back, bit by bit the same, and only where nothing changed."""

    @pytest.fixture(autouse=True)
    def made(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        """What was compiled and what was read, in order."""
        monkeypatch.setenv("RTXFER_CACHE", str(tmp_path / "cache"))
        told: list[str] = []

        class Watched:
            read_model = staticmethod(core().read_model)
            available_devices = core().available_devices
            get_property = staticmethod(core().get_property)

            def compile_model(self, *given: Any) -> Any:
                told.append("compiled")
                return core().compile_model(*given)

            def import_model(self, *given: Any) -> Any:
                told.append("read")
                return core().import_model(*given)

        monkeypatch.setattr("engines.backends.openvino.core", Watched)
        return told

    def test_the_same_to_the_last_bit(self, bundle: Bundle, made: list[str]) -> None:
        samples = samples_of(bundle)
        with open_engine(bundle.graph("render"), "openvino") as engine:
            fresh = [engine.run(sample) for sample in samples]
        with open_engine(bundle.graph("render"), "openvino") as engine:
            kept = [engine.run(sample) for sample in samples]
        assert made == ["compiled", "read"]
        for one, other in zip(fresh, kept, strict=True):
            assert list(one) == list(other)
            assert all((one[name] == other[name]).all() for name in one)

    @pytest.mark.parametrize("change", ["graph", "outputs", "threads", "version", "processor"])
    def test_whatever_it_depends_on_changes_the_entry(
        self, tmp_path: Path, made: list[str], monkeypatch: pytest.MonkeyPatch, change: str
    ) -> None:
        path = network_graph(tmp_path)
        sample = {"state_image": noise((1, 3, 8, 8)), "grid": noise((1, 8, 8, 2))}
        open_engine(path, "openvino").close()
        threads = 0
        if change == "graph":
            path.write_bytes(mixed(path.read_bytes(), "bf16"))
        elif change == "threads":
            threads = 1
        elif change == "version":
            monkeypatch.setattr("engines.backends.openvino.version", lambda: "1.0")
        elif change == "processor":
            monkeypatch.setattr("engines.backends.openvino_compiled.processor", lambda: "abacus")
        with open_engine(path, "openvino", threads=threads) as engine:
            if change == "outputs":
                assert made == ["compiled", "read"]
                engine.run(sample, ["flow"])
        assert made[-1] == "compiled"
        assert len(Cache().entries()) == 2

    def test_a_damaged_entry_is_made_anew(self, tmp_path: Path, made: list[str]) -> None:
        path = network_graph(tmp_path)
        open_engine(path, "openvino").close()
        (entry,) = Cache().entries()
        Cache().store(entry.key, b"whole, but nothing that OpenVINO wrote")
        open_engine(path, "openvino").close()
        open_engine(path, "openvino").close()
        assert made == ["compiled", "read", "compiled", "read"]

    def test_where_nothing_can_be_kept_it_runs_all_the_same(
        self, tmp_path: Path, made: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "cache").write_text("a file where the folder should be")
        open_engine(network_graph(tmp_path), "openvino").close()
        assert made == ["compiled"]


def noise(shape: tuple[int, ...]) -> np.ndarray:
    return np.random.default_rng(3).uniform(-1, 1, shape).astype(np.float32)


def test_without_the_library_the_line_that_brings_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "openvino", None)
    with pytest.raises(MissingLibraryError, match="OpenVINO cannot be loaded") as caught:
        open_engine(network_graph(tmp_path), "openvino")
    assert "pip install openvino" in caught.value.hint
