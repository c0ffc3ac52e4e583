"""Engines on tiny graphs made here."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from onnx import parser

from engines.errors import BackendError
from engines.opening import open_engine

SWAPPED = """
<ir_version: 8, opset_import: ["" : 18]>
tiny (float[1,2] minus, float[1,2] from) => (float[1,2] quotient, float[1,2] difference)
{ difference = Sub (from, minus)
  quotient = Div (from, minus) }
"""
"""Names in an order in which binding by position would give other numbers."""

FROM = np.array([[6, 8]], np.float32)
MINUS = np.array([[2, 4]], np.float32)

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    path = tmp_path / "tiny größer.onnx"
    path.write_bytes(parser.parse_model(SWAPPED).SerializeToString())
    return path


def test_names_and_shapes(graph: Path) -> None:
    with open_engine(graph) as engine:
        assert dict(engine.inputs) == {"minus": (1, 2), "from": (1, 2)}
        assert dict(engine.outputs) == {"quotient": (1, 2), "difference": (1, 2)}
        assert "onnxruntime" in engine.backend


def test_tensors_are_bound_by_name(graph: Path) -> None:
    with open_engine(graph, threads=1) as engine:
        out = engine.run({"from": FROM, "minus": MINUS})
        assert out["difference"].tolist() == [[4, 4]]
        assert out["quotient"].tolist() == [[3, 2]]
        assert engine.run({"minus": MINUS, "from": FROM})["difference"].tolist() == [[4, 4]]


def test_only_what_is_wanted_in_any_order(graph: Path) -> None:
    with open_engine(graph) as engine:
        given = {"from": FROM, "minus": MINUS}
        assert list(engine.run(given, ["difference"])) == ["difference"]
        out = engine.run(given, ["difference", "quotient"])
        assert out["difference"].tolist() == [[4, 4]]
        assert out["quotient"].tolist() == [[3, 2]]


def test_inputs_that_the_graph_does_not_know_are_ignored(graph: Path) -> None:
    with open_engine(graph) as engine:
        given = {"from": FROM, "minus": MINUS, "colour": FROM}
        assert engine.run(given)["difference"].tolist() == [[4, 4]]


def test_other_precisions_and_strides_are_taken(graph: Path) -> None:
    wide = np.repeat(FROM.astype(np.float64), 2, axis=1)[:, ::2]
    with open_engine(graph) as engine:
        out = engine.run({"from": wide, "minus": MINUS})["difference"]
    assert out.dtype == np.float32
    assert out.tolist() == [[4, 4]]


def test_a_missing_input_is_named(graph: Path) -> None:
    with open_engine(graph) as engine, pytest.raises(KeyError, match="minus"):
        engine.run({"from": FROM})


def test_a_closed_engine(graph: Path) -> None:
    engine = open_engine(graph)
    engine.close()
    engine.close()
    with pytest.raises(RuntimeError, match="closed"):
        engine.run({"from": FROM, "minus": MINUS})


@pytest.mark.parametrize("backend", ["abacus", "", "ONNXRUNTIME"])
def test_an_unknown_backend(graph: Path, backend: str) -> None:
    with pytest.raises(BackendError, match="no backend") as caught:
        open_engine(graph, backend)
    assert "onnxruntime" in caught.value.hint


@pytest.mark.parametrize("content", [b"", b"not a graph", None])
def test_a_broken_or_missing_graph(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "broken.onnx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BackendError, match=r"broken\.onnx") as caught:
        open_engine(path)
    assert caught.value.hint


def test_a_graph_of_an_operator_that_nobody_knows(tmp_path: Path) -> None:
    model = parser.parse_model(SWAPPED.replace("Sub", "Guess"))
    (tmp_path / "odd.onnx").write_bytes(model.SerializeToString())
    with pytest.raises(BackendError, match="Guess"):
        open_engine(tmp_path / "odd.onnx")


def test_it_reports_to_nobody(graph: Path, tmp_path: Path) -> None:
    """Whoever would report first makes itself a number and a store in the user's cache."""
    home = tmp_path / "home"
    home.mkdir()
    code = (
        "from pathlib import Path\n"
        "from engines.opening import open_engine\n"
        f"with open_engine(Path({str(graph)!r})) as engine:\n"
        "    print(engine.backend)\n"
    )
    # The library is silent by itself where it sees continuous integration, or tests.
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=kept | {"HOME": str(home), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "onnxruntime" in done.stdout
    assert not list(home.rglob("*"))


def test_importing_the_packages_loads_nothing_heavy() -> None:
    heavy = "torch tensorrt tensorrt_rtx cuda openvino onnx mediapipe PyQt6 onnxruntime".split()
    code = (
        "import sys, rtxfer, engines, engines.selection.graphs, engines.building.build; "
        "import rtxfer.settings; "
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
