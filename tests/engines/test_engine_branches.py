"""A part of a graph behind a branch: the same numbers, and not computed where it is not seen."""

from __future__ import annotations

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import TensorProto, helper, numpy_helper

from engines.backends.branches import branched
from engines.backends.registry import find_backend
from engines.bundle import Bundle, open_bundle
from engines.contract import Skip
from engines.errors import BundleError
from engines.opening import open_engine, open_on
from engines.selection.sample import samples_of

SKIP = Skip(nodes="/net/", unless=("gate",))
IDENTITY = np.eye(4, dtype=np.float32)


def gated() -> bytes:
    """y = x + gate · |x W|, where the gate is never below 0."""
    weights = numpy_helper.from_array(IDENTITY * 2, "w")
    nodes = [
        helper.make_node("Relu", ["asked"], ["gate"], name="/gate"),
        helper.make_node("MatMul", ["x", "w"], ["product"], name="/net/first"),
        helper.make_node("Abs", ["product"], ["drawn"], name="/net/last"),
        helper.make_node("Mul", ["drawn", "gate"], ["let"], name="/let"),
        helper.make_node("Add", ["x", "let"], ["y"], name="/sum"),
    ]
    value = helper.make_tensor_value_info
    inputs = [value("x", TensorProto.FLOAT, [1, 4]), value("asked", TensorProto.FLOAT, [1])]
    graph = helper.make_graph(
        nodes, "g", inputs, [value("y", TensorProto.FLOAT, [1, 4])], [weights]
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)])
    whole: bytes = model.SerializeToString()
    return whole


def run(content: bytes, asked: float) -> list[float]:
    session = onnxruntime.InferenceSession(content, providers=["CPUExecutionProvider"])
    given = {"x": np.full((1, 4), -1, np.float32), "asked": np.array([asked], np.float32)}
    (y,) = session.run(None, given)
    return [float(value) for value in y[0]]


@pytest.mark.parametrize(("asked", "wanted"), [(-1.0, -1.0), (0.0, -1.0), (0.5, 0.0), (1.0, 1.0)])
def test_the_numbers_are_those_of_the_plain_graph(asked: float, wanted: float) -> None:
    assert run(gated(), asked) == [wanted] * 4
    assert run(branched(gated(), [SKIP]), asked) == [wanted] * 4


def test_the_part_lies_in_a_branch_and_nowhere_else() -> None:
    model = onnx.load_from_string(branched(gated(), [SKIP]))
    assert [node.op_type for node in model.graph.node if node.name.startswith("/net/")] == ["If"]
    (branch,) = [node for node in model.graph.node if node.op_type == "If"]
    sizes = {a.name: len(a.g.node) for a in branch.attribute}
    assert sizes == {"then_branch": 2, "else_branch": 1}
    onnx.checker.check_model(model, full_check=True)


def test_nothing_to_skip_leaves_the_bytes_alone() -> None:
    assert branched(b"not even a graph", ()) == b"not even a graph"


@pytest.mark.parametrize(
    "skip", [Skip(nodes="/other/", unless=("gate",)), Skip(nodes="/net/", unless=("nowhere",))]
)
def test_a_manifest_of_another_graph_is_refused(skip: Skip) -> None:
    with pytest.raises(BundleError, match="no part"):
        branched(gated(), [skip])


@pytest.fixture(params=["flow"])
def bundle(request: pytest.FixtureRequest) -> Bundle:
    return open_bundle(request.param)


@pytest.mark.parametrize("backend", ["onnxruntime", "openvino"])
def test_shipped_bundles_draw_the_same_with_open_and_with_shut_eyes(
    bundle: Bundle, backend: str
) -> None:
    if backend == "openvino":
        pytest.importorskip("openvino", reason="OpenVINO has no wheel here")
    sample = samples_of(bundle)[2]
    shut = dict(sample, landmarks=sample["landmarks"].copy())
    for upper, lower in ((159, 145), (386, 374)):
        shut["landmarks"][0, upper] = shut["landmarks"][0, lower]
    with (
        open_engine(bundle.graph("render"), backend) as plain,
        open_on(find_backend(backend), bundle) as branching,
    ):
        for inputs, most in ((sample, 0.0), (shut, 1e-5)):
            one, other = plain.run(inputs), branching.run(inputs)
            apart = {name: float(np.abs(one[name] - other[name]).max()) for name in one}
            assert max(apart.values()) <= most, apart
        eyes = plain.run(shut)["alpha"] - plain.run(sample)["alpha"]
        assert eyes.max() > 0.5  # or the second comparison would show nothing
