"""A bundle from a stranger reads no file but its own, and runs nothing but ONNX's operators."""

from __future__ import annotations

import hashlib
import os
import tomllib
from collections.abc import Callable
from pathlib import Path

import onnx
import pytest
import tomli_w
from onnx import TensorProto, helper

from engines import onnx_limits
from engines.bundle import MANIFEST, MOST_MANIFEST, installed, open_bundle
from engines.errors import BundleError
from engines.onnx_limits import MOST_NODES, refuse_unsafe
from tests.engines.made_up import RENDER, write

Change = Callable[[onnx.ModelProto], object]


def changed(folder: Path, change: Change, graph: str = "render") -> Path:
    """A bundle whose hashes are right, with a graph that is not."""
    path = write(folder) / f"{graph}.onnx"
    model = onnx.load(path)
    change(model)
    content = model.SerializeToString()
    path.write_bytes(content)
    manifest = tomllib.loads((folder / MANIFEST).read_text())
    manifest["graphs"][graph]["sha256"] = hashlib.sha256(content).hexdigest()
    (folder / MANIFEST).write_text(tomli_w.dumps(manifest))
    return folder


def elsewhere(place: str) -> TensorProto:
    """A tensor whose numbers lie in another file."""
    tensor = TensorProto(name="w", data_type=TensorProto.FLOAT, dims=[2])
    tensor.data_location = TensorProto.EXTERNAL
    tensor.external_data.add(key="location", value=place)
    return tensor


def weight(place: str) -> Change:
    return lambda model: model.graph.initializer.append(elsewhere(place))


def constant(model: onnx.ModelProto) -> None:
    model.graph.node.append(helper.make_node("Constant", [], ["w"], value=elsewhere("/etc/passwd")))


def sparse(model: onnx.ModelProto) -> None:
    made = model.graph.sparse_initializer.add(dims=[4])
    made.values.CopyFrom(elsewhere("x.bin"))


def branch(within: onnx.NodeProto, depth: int = 1) -> Change:
    """A node hidden in branches within branches."""

    def change(model: onnx.ModelProto) -> None:
        node = within
        for _ in range(depth):
            graph = helper.make_graph([node], "inner", [], [])
            node = helper.make_node("If", ["c"], ["y"], then_branch=graph, else_branch=graph)
        model.graph.node.append(node)

    return change


def foreign(model: onnx.ModelProto) -> None:
    model.graph.node.append(helper.make_node("Run", ["a"], ["b"], domain="com.example"))


def declared(model: onnx.ModelProto) -> None:
    model.opset_import.add(domain="com.microsoft", version=1)


def functions(model: onnx.ModelProto) -> None:
    opset = helper.make_opsetid("", 18)
    node = helper.make_node("Identity", ["x"], ["y"])
    model.functions.append(helper.make_function("", "Mine", ["x"], ["y"], [node], [opset]))


def many(model: onnx.ModelProto) -> None:
    node = helper.make_node("Identity", ["image"], ["y"])
    model.graph.node.extend([node] * MOST_NODES)


LOADS = helper.make_node("Constant", [], ["w"], value=elsewhere("../w.bin"))
LOOPS = helper.make_node("Loop", ["n", "c"], ["y"], body=helper.make_graph([], "body", [], []))

HARM: dict[str, tuple[Change, str]] = {
    "a path above": (weight("../../.ssh/id_rsa"), "numbers of it lie in another file"),
    "an absolute path": (weight("/etc/passwd"), "numbers of it lie in another file"),
    "a file beside it, of which no hash is known": (weight("w.bin"), "lie in another file"),
    "in a constant": (constant, "numbers of it lie in another file"),
    "in a sparse tensor": (sparse, "numbers of it lie in another file"),
    "in a branch": (branch(LOADS, 2), "numbers of it lie in another file"),
    "another's operator": (foreign, "it uses an operator of 'com.example'"),
    "in a branch of a branch": (
        branch(helper.make_node("Run", [], ["b"], domain="ai.onnx.ml"), 3),
        "it uses an operator of 'ai.onnx.ml'",
    ),
    "another's operators, unused": (declared, "it uses the operators of 'com.microsoft'"),
    "functions": (functions, "it brings functions of its own"),
    "a loop": (branch(LOOPS), "it uses Loop, which need not end"),
    "deep branches": (branch(LOADS, 9), "nested more than 4 deep"),
    "many nodes": (many, f"it has more than {MOST_NODES} nodes"),
}


@pytest.mark.parametrize("case", list(HARM))
@pytest.mark.parametrize("graph", ["target", "render"])
def test_harm_is_refused(case: str, graph: str, tmp_path: Path) -> None:
    change, problem = HARM[case]
    with pytest.raises(BundleError) as caught:
        open_bundle(changed(tmp_path / "b", change, graph))
    assert problem in caught.value.problem
    assert "\n" not in caught.value.problem


@pytest.mark.parametrize("name", installed())
def test_shipped_graphs_are_far_from_every_bound(name: str) -> None:
    bundle = open_bundle(name)
    for graph in bundle.manifest.graphs:
        reader = onnx_limits._Reader()
        assert reader.problem(memoryview(bundle.graph(graph).read_bytes())) == ""
        assert reader._nodes < MOST_NODES / 8
        assert reader._parts < onnx_limits.MOST_PARTS / 8


def test_a_tag_that_some_readers_cut_off(tmp_path: Path) -> None:
    """As 36 bits it is an unknown field, as 32 it says where a tensor's numbers lie."""
    tag = ((14 << 3) | 1 << 32).to_bytes(5, "little")
    number, long = int.from_bytes(tag, "little"), bytearray()
    while number > 0x7F:
        long.append(number & 0x7F | 0x80)
        number >>= 7
    long.append(number)
    tensor = bytes(long) + b"\x01"
    graph = b"\x2a" + bytes([len(tensor)]) + tensor
    path = tmp_path / "odd.onnx"
    path.write_bytes(b"\x3a" + bytes([len(graph)]) + graph)
    with pytest.raises(BundleError, match="is no ONNX graph"):
        refuse_unsafe(path)


def test_a_graph_of_nothing_but_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(onnx_limits, "MOST_PARTS", 5000)
    path = tmp_path / "odd.onnx"
    graph = b"\x0a\x00" * 5001
    path.write_bytes(helper.make_model(helper.make_graph([], "g", [], [])).SerializeToString())
    refuse_unsafe(path)
    path.write_bytes(b"\x3a" + bytes([len(graph) & 0x7F | 0x80, len(graph) >> 7]) + graph)
    with pytest.raises(BundleError, match="more than 5000 parts"):
        refuse_unsafe(path)


def test_a_vast_graph_is_not_even_read(tmp_path: Path) -> None:
    folder = write(tmp_path / "b")
    with (folder / "render.onnx").open("r+b") as file:
        file.truncate(1 << 40)  # a hole
    with pytest.raises(BundleError, match="1048576 MB, and 512 MB are allowed"):
        open_bundle(folder)


def test_a_vast_state(tmp_path: Path) -> None:
    info = helper.make_tensor_value_info("state_vast", TensorProto.FLOAT, [1, 60000, 60000])

    with pytest.raises(BundleError, match=r"state_vast is too large: \[1, 60000, 60000\]"):
        open_bundle(changed(tmp_path / "b", lambda m: m.graph.output.append(info), "target"))


class TestManifest:
    @pytest.mark.parametrize(
        "name", ["../render.onnx", "/etc/x.onnx", "a/b.onnx", "C:\\x.onnx", "a\\b.onnx", "\0.onnx"]
    )
    def test_names_that_leave_the_folder(self, name: str, tmp_path: Path) -> None:
        folder = write(tmp_path / "b")
        manifest = tomllib.loads((folder / MANIFEST).read_text())
        manifest["graphs"]["render"]["file"] = name
        (folder / MANIFEST).write_text(tomli_w.dumps(manifest))
        with pytest.raises(BundleError, match="is not a valid manifest"):
            open_bundle(folder)

    @pytest.mark.parametrize("name", ["render.onnx", MANIFEST])
    def test_links_that_lead_out(self, name: str, tmp_path: Path) -> None:
        folder = write(tmp_path / "b")
        (folder / name).rename(tmp_path / "outside")
        try:
            (folder / name).symlink_to(tmp_path / "outside")
        except OSError:
            pytest.skip("this system makes no links for this user")
        with pytest.raises(BundleError, match="is a link that leads out of the bundle"):
            open_bundle(folder)

    def test_links_within_are_fine_and_so_is_a_link_to_all(self, tmp_path: Path) -> None:
        folder = write(tmp_path / "b")
        (folder / "render.onnx").rename(folder / "blob")
        try:
            (folder / "render.onnx").symlink_to("blob")
            (tmp_path / "link").symlink_to(folder)
        except OSError:
            pytest.skip("this system makes no links for this user")
        assert open_bundle(tmp_path / "link").has("render")

    def test_a_link_to_itself(self, tmp_path: Path) -> None:
        folder = write(tmp_path / "b")
        (folder / "render.onnx").unlink()
        try:
            (folder / "render.onnx").symlink_to("render.onnx")
        except OSError:
            pytest.skip("this system makes no links for this user")
        with pytest.raises(BundleError):
            open_bundle(folder)

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such files here")
    def test_a_pipe_that_nobody_writes_to(self, tmp_path: Path) -> None:
        folder = write(tmp_path / "b")
        (folder / "render.onnx").unlink()
        os.mkfifo(folder / "render.onnx")
        with pytest.raises(BundleError, match="lacks"):
            open_bundle(folder)

    @pytest.mark.parametrize(
        "text",
        [
            "#" * (MOST_MANIFEST + 1),
            "a = " + "[" * 100_000,
            "contract = " + "9" * 10_000,
            "contract = nan",
            "\udcff",
        ],
        ids=["large", "nested", "a long number", "no number", "no text"],
    )
    def test_absurd_ones(self, text: str, tmp_path: Path) -> None:
        folder = write(tmp_path / "b")
        (folder / MANIFEST).write_bytes(text.encode("utf-8", "surrogateescape"))
        with pytest.raises(BundleError) as caught:
            open_bundle(folder)
        assert len(caught.value.problem) < 2000


def test_the_made_up_one_is_good(tmp_path: Path) -> None:
    """Else all of the above could be refused for another reason."""
    assert open_bundle(changed(tmp_path / "b", lambda model: None)).has("render")
    assert "Loop" not in RENDER
