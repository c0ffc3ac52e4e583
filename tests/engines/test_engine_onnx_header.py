"""What a graph says of itself, read without the onnx package, is what that package reads."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from onnx import numpy_helper, parser

from engines.bundle import installed, open_bundle
from engines.errors import BundleError
from engines.onnx_header import Header, Port, read_header
from tests.engines.doubles import HEAD


def written(folder: Path, text: str) -> Path:
    path = folder / "graph.onnx"
    path.write_bytes(parser.parse_model(text).SerializeToString())
    return path


def described(value: onnx.ValueInfoProto) -> tuple[str, Port]:
    sides = tuple(side.dim_value for side in value.type.tensor_type.shape.dim)
    return value.name, Port("float32", sides)


@pytest.mark.parametrize("name", installed())
def test_shipped_graphs(name: str) -> None:
    bundle = open_bundle(name)
    for graph in bundle.manifest.graphs:
        model = onnx.load(bundle.graph(graph))
        found = read_header(bundle.graph(graph))
        assert found.opset == model.opset_import[0].version
        assert found.inputs == dict(map(described, model.graph.input))
        assert found.outputs == dict(map(described, model.graph.output))


def test_types_and_open_shapes(tmp_path: Path) -> None:
    text = f"""{HEAD}
        odd (float16[N,3] a, int64[2] b, double[?] c) => (bool[N,3] d)
        {{ e = Cast <to = 9> (a)
           d = Identity (e) }}"""
    assert read_header(written(tmp_path, text)) == Header(
        18,
        {
            "a": Port("float16", ("N", 3)),
            "b": Port("int64", (2,)),
            "c": Port("float64", ("?",)),
        },
        {"d": Port("bool", ("N", 3))},
    )


def test_weights_are_no_inputs(tmp_path: Path) -> None:
    """Old exporters list them among the inputs."""
    model = parser.parse_model(
        f"{HEAD} sums (float[2] a, float[2] w) => (float[2] b) {{ b = Add (a, w) }}"
    )
    model.graph.initializer.append(numpy_helper.from_array(np.ones(2, np.float32), "w"))
    path = tmp_path / "graph.onnx"
    path.write_bytes(model.SerializeToString())
    assert list(read_header(path).inputs) == ["a"]


@given(content=st.binary(max_size=200))
def test_anything_else_is_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("odd") / "odd.onnx"
    path.write_bytes(content)
    with pytest.raises(BundleError, match="is no ONNX graph"):
        read_header(path)


@given(share=st.floats(0, 0.999))
def test_a_graph_that_is_cut_off(tmp_path_factory: pytest.TempPathFactory, share: float) -> None:
    whole = open_bundle("warp").graph("render").read_bytes()
    path = tmp_path_factory.mktemp("cut") / "cut.onnx"
    path.write_bytes(whole[: int(share * len(whole))])
    with pytest.raises(BundleError, match="is no ONNX graph"):
        read_header(path)
