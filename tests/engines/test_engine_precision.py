"""Which nodes may lose precision, and that the picture does not show it."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, checker

from engines.backends.mixed_precision import CAUTION, mixed, network
from engines.bundle import Bundle, installed, open_bundle
from engines.errors import MissingLibraryError
from engines.opening import open_engine
from engines.selection.parity import EQUAL, compare
from engines.selection.sample import samples_of
from tests.engines.doubles import network_graph


@pytest.fixture(params=installed(), scope="module")
def bundle(request: pytest.FixtureRequest) -> Bundle:
    return open_bundle(request.param)


@pytest.fixture
def graph(tmp_path: Path) -> bytes:
    return network_graph(tmp_path).read_bytes()


def kinds(content: bytes) -> dict[str, int]:
    """Element type of every tensor of a graph."""
    model = onnx.shape_inference.infer_shapes(onnx.load_from_string(content), strict_mode=True)
    values = [*model.graph.value_info, *model.graph.input, *model.graph.output]
    found = {value.name: value.type.tensor_type.elem_type for value in values}
    return found | {tensor.name: tensor.data_type for tensor in model.graph.initializer}


def types(content: bytes) -> dict[str, int]:
    """Operator → element type of its first output."""
    known = kinds(content)
    model = onnx.load_from_string(content)
    return {node.op_type: known[node.output[0]] for node in model.graph.node}


class TestStructure:
    def test_the_network_lies_between_convolutions(self, graph: bytes) -> None:
        nodes = network(onnx.load_from_string(graph).graph)
        assert [node.op_type for node in nodes] == ["Conv", "LeakyRelu", "Conv"]

    def test_what_leads_to_a_grid_is_geometry(self) -> None:
        model = onnx.parser.parse_model("""<ir_version: 8, opset_import: ["" : 18]>
            learned (float[1,3,8,8] image) => (float[1,2,8,8] rgb)
            <float[2,3,1,1] weight, float[2,2,1,1] other, float k>
            {
                wide = Conv (image, weight)
                scaled = Mul (wide, k)
                grid = Transpose <perm = [0,2,3,1]> (scaled)
                seen = GridSample (image, grid)
                part = Conv (seen, weight)
                rgb = Conv (part, other)
            }""")
        named = onnx.ModelProto()
        named.CopyFrom(model)
        for number, node in enumerate(named.graph.node):
            node.name = f"{node.op_type} {number}"
        assert [node.name for node in network(named.graph)] == [
            "Conv 0",
            "GridSample 3",
            "Conv 4",
            "Conv 5",
        ]

    def test_named_nodes_are_left_out(self, graph: bytes) -> None:
        model = onnx.load_from_string(graph)
        for number, node in enumerate(model.graph.node):
            node.name = f"{node.op_type} {number}"
        nodes = network(model.graph, ["LeakyRelu 4"])
        assert [node.name for node in nodes] == ["Conv 3", "Conv 5"]

    def test_a_graph_without_a_network_stays_as_it_is(self) -> None:
        path = open_bundle("warp").graph("render")
        content = mixed(path.read_bytes(), "fp16")
        assert TensorProto.FLOAT16 not in kinds(content).values()


class TestTypes:
    def test_network_low_geometry_high(self, graph: bytes) -> None:
        found = types(mixed(graph, "fp16"))
        assert found["Conv"] == found["LeakyRelu"] == TensorProto.FLOAT16
        assert found["Mul"] == found["GridSample"] == found["Add"] == TensorProto.FLOAT

    def test_inputs_and_outputs_stay(self, graph: bytes) -> None:
        before, after = kinds(graph), kinds(mixed(graph, "bf16"))
        for name in ("state_image", "grid", "rgb", "flow"):
            assert after[name] == before[name] == TensorProto.FLOAT
        assert TensorProto.BFLOAT16 in after.values()

    def test_caution_takes_convolutions_alone(self, graph: bytes) -> None:
        found = types(mixed(graph, "fp16", caution=CAUTION))
        assert found["Conv"] == TensorProto.FLOAT16
        assert found["LeakyRelu"] == TensorProto.FLOAT

    def test_weights_beyond_fp16_stay_finite(self, tmp_path: Path) -> None:
        model = onnx.load(network_graph(tmp_path))
        weights = model.graph.initializer[0]
        weights.CopyFrom(
            onnx.numpy_helper.from_array(np.full((4, 3, 3, 3), 1e6, "f4"), weights.name)
        )
        low = onnx.load_from_string(mixed(model.SerializeToString(), "fp16"))
        for tensor in low.graph.initializer:
            assert np.isfinite(onnx.numpy_helper.to_array(tensor).astype(np.float32)).all()

    def test_fp32_is_the_graph_itself(self, graph: bytes) -> None:
        assert mixed(graph, "fp32") is graph

    def test_without_onnx_the_line_that_brings_it(
        self, graph: bytes, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "onnx", None)
        with pytest.raises(MissingLibraryError) as caught:
            mixed(graph, "fp16")
        assert "pip install" in caught.value.hint


@pytest.mark.parametrize("caution", range(CAUTION + 1))
def test_shipped_bundles_in_fp16(bundle: Bundle, tmp_path: Path, caution: int) -> None:
    path = bundle.graph("render")
    low = tmp_path / "low.onnx"
    low.write_bytes(mixed(path.read_bytes(), "fp16", caution=caution))
    checker.check_model(low, full_check=True)
    with open_engine(path) as reference, open_engine(low) as engine:
        found = compare(engine, reference, samples_of(bundle))
    found.demand()
    if bundle.manifest.method in ("flow", "warp"):
        assert found.psnr > 60
        # Of `flow`'s only the bend is learnt: a thousandth of a pixel. `warp` learns nothing.
        least = {"flow": 120, "warp": EQUAL}[bundle.manifest.method]
        assert found.outputs["flow"].psnr >= least
