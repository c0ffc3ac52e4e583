"""Operations of graphs that are small enough to count by hand."""

from __future__ import annotations

from pathlib import Path

import onnx
import pytest
from onnx import parser

from engines.bundle import open_bundle
from engines.errors import BundleError
from rtxfer.bench.flops import flops


def graph(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "graph.onnx"
    header = '<ir_version: 8, opset_import: ["" : 18]>'
    onnx.save(parser.parse_model(f"{header} g {text}"), path)
    return path


CONVOLUTION = """
(float[1, 8, 16, 16] x, float[32, 8, 3, 3] w) => (float[1, 32, 8, 8] y)
{ y = Conv<kernel_shape=[3, 3], strides=[2, 2], pads=[1, 1, 1, 1]>(x, w) }
"""


def test_a_convolution(tmp_path: Path) -> None:
    # Each of 32 × 8 × 8 numbers is a sum of 8 × 3 × 3 products.
    assert flops(graph(tmp_path, CONVOLUTION)) == 2 * (32 * 8 * 8) * (8 * 3 * 3) == 294_912


def test_a_convolution_in_groups(tmp_path: Path) -> None:
    text = """
    (float[1, 8, 16, 16] x, float[8, 1, 3, 3] w) => (float[1, 8, 16, 16] y)
    { y = Conv<kernel_shape=[3, 3], pads=[1, 1, 1, 1], group=8>(x, w) }
    """
    assert flops(graph(tmp_path, text)) == 2 * (8 * 16 * 16) * 9


def test_a_transposed_convolution(tmp_path: Path) -> None:
    text = """
    (float[1, 8, 4, 4] x, float[8, 6, 2, 2] w) => (float[1, 6, 8, 8] y)
    { y = ConvTranspose<kernel_shape=[2, 2], strides=[2, 2]>(x, w) }
    """
    # Each of 8 × 4 × 4 numbers goes into 6 × 2 × 2 others.
    assert flops(graph(tmp_path, text)) == 2 * (8 * 4 * 4) * (6 * 2 * 2)


@pytest.mark.parametrize(("x", "attribute"), [("5, 7", ""), ("7, 5", "<transA=1>")])
def test_matrices(tmp_path: Path, x: str, attribute: str) -> None:
    text = f"(float[{x}] x, float[7, 3] w) => (float[5, 3] y) {{ y = Gemm{attribute}(x, w) }}"
    assert flops(graph(tmp_path, text)) == 2 * 5 * 7 * 3


def test_many_matrices_at_once(tmp_path: Path) -> None:
    text = """
    (float[4, 5, 7] x, float[4, 7, 3] w) => (float[4, 5, 3] y) { z = MatMul(x, w) y = Relu(z) }
    """
    assert flops(graph(tmp_path, text)) == 2 * 4 * 5 * 7 * 3


def test_shapes_that_only_a_run_can_tell(tmp_path: Path) -> None:
    text = """
    (float[1, 6, 2] x, float[4, 3] w) => (float[M, N] y)
    <int64[1] one = {1}, int64[1] three = {3}, int64[1] minus = {-1}>
    {
        s = Shape(x)
        six = Gather(s, one)
        rows = Div(six, three)
        wanted = Sub(six, rows)
        sides = Concat<axis=0>(minus, wanted)
        z = Reshape(x, sides)
        y = MatMul(z, w)
    }
    """
    assert flops(graph(tmp_path, text)) == 2 * 3 * 4 * 3  # z is [3, 4]


def test_what_is_not_wanted_is_not_counted(tmp_path: Path) -> None:
    text = """
    (float[5, 7] x, float[7, 3] w, float[7, 100] v) => (float[5, 3] y, float[5, 100] z)
    { y = MatMul(x, w) z = MatMul(x, v) }
    """
    path = graph(tmp_path, text)
    assert flops(path, ["y"]) == 2 * 5 * 7 * 3
    assert flops(path) == 2 * 5 * 7 * 103


def test_a_graph_without_products(tmp_path: Path) -> None:
    assert flops(graph(tmp_path, "(float[5] x) => (float[5] y) { y = Relu(x) }")) == 0


def test_branches_are_refused(tmp_path: Path) -> None:
    text = """
    (bool b, float[5] x) => (float[5] y)
    {
        y = If (b) <
            then_branch = one () => (float[5] p) { p = Relu(x) },
            else_branch = two () => (float[5] q) { q = Neg(x) }
        >
    }
    """
    with pytest.raises(BundleError, match="branches"):
        flops(graph(tmp_path, text))


def test_warp_computes_less_than_flow() -> None:
    flow, warp = (open_bundle(name) for name in ("flow", "warp"))
    network = flops(flow.graph("render"), flow.wanted("render"))
    geometry = flops(warp.graph("render"), warp.wanted("render"))
    assert 10 * geometry < network < 10e9
