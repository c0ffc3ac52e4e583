"""Bundles: found, verified, refused with a reason."""

from __future__ import annotations

import hashlib
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from pydantic import ValidationError

from engines import bundle as bundle_module
from engines.bundle import MANIFEST, Bundle, installed, open_bundle, shelves
from engines.contract import Manifest
from engines.errors import BundleError

SHIPPED = Path(bundle_module.__file__).with_name("bundles") / "warp"
SUM = "0" * 64
GOOD: dict[str, Any] = {
    "name": "test",
    "version": "1",
    "method": "warp",
    "fidelity": "original",
    "licence": "MIT",
    "size": 256,
    "crop_scale": 1.9,
    "graphs": {
        "target": {"file": "target.onnx", "sha256": SUM},
        "render": {"file": "render.onnx", "sha256": SUM},
    },
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped bundle, free to be damaged."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "copy"))


def rewrite(folder: Path, **changes: Any) -> None:
    values = tomllib.loads((folder / MANIFEST).read_text("utf-8")) | changes
    (folder / MANIFEST).write_text(tomli_w.dumps(values), "utf-8")


class TestManifest:
    def test_a_good_one(self) -> None:
        manifest = Manifest.model_validate(GOOD)
        assert manifest.size == 256
        assert manifest.data == ()

    @pytest.mark.parametrize(
        "change",
        [
            {"name": "with space"},
            {"name": "../evil"},
            {"name": ""},
            {"fidelity": "perfect"},
            {"size": 32},
            {"size": 100_000},
            {"size": "large"},
            {"crop_scale": 1.0},
            {"crop_scale": 9},
            {"surprise": 1},
            {"licence": None},
            {"graphs": {"painter": {"file": "a.onnx", "sha256": SUM}}},
            {"graphs": {"target": {"file": "../a.onnx", "sha256": SUM}}},
            {"graphs": {"target": {"file": "a/b.onnx", "sha256": SUM}}},
            {"graphs": {"target": {"file": "a.onnx\n", "sha256": SUM}}},
            {"graphs": {"target": {"file": "a.exe", "sha256": SUM}}},
            {"graphs": {"target": {"file": "a.onnx", "sha256": "beef"}}},
            {"graphs": {"target": {"file": "a.onnx", "sha256": SUM.replace("0", "G")}}},
            {"graphs": {"target": {"file": "a.onnx"}}},
            {"graphs": {"target": {"file": "a.onnx", "sha256": SUM, "trust": True}}},
            {"data": [{"name": "faces", "licence": "CC0", "share": 1.5}]},
            {"data": [{"name": "faces", "share": 0.5}]},
            {"metrics": {"csim": "good"}},
        ],
        ids=repr,
    )
    def test_nonsense_is_refused(self, change: dict[str, Any]) -> None:
        with pytest.raises(ValidationError):
            Manifest.model_validate(GOOD | change)

    @pytest.mark.parametrize(
        "field",
        ["name", "version", "method", "fidelity", "licence", "size", "crop_scale", "graphs"],
    )
    def test_what_must_be_said(self, field: str) -> None:
        with pytest.raises(ValidationError, match=field):
            Manifest.model_validate({k: v for k, v in GOOD.items() if k != field})

    def test_it_cannot_be_changed(self) -> None:
        with pytest.raises(ValidationError, match="frozen"):
            Manifest.model_validate(GOOD).size = 512  # type: ignore[misc]


class TestOpen:
    def test_by_name_and_by_folder(self, folder: Path) -> None:
        assert open_bundle("warp").manifest == open_bundle(folder).manifest
        assert open_bundle("warp").folder == SHIPPED
        assert open_bundle(str(folder)).folder == folder

    def test_graphs(self, folder: Path) -> None:
        bundle = open_bundle(folder)
        assert bundle.has("target")
        assert bundle.has("render")
        assert not bundle.has("driver")
        assert bundle.graph("render") == folder / "render.onnx"

    def test_non_ascii_folder(self, folder: Path) -> None:
        there = folder.rename(folder.parent / "生成器 für Ева")
        assert open_bundle(there).folder == there

    @pytest.mark.parametrize("name", ["nonsense", "", "..", "warp/render.onnx", "wa rp"])
    def test_unknown(self, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        with pytest.raises(BundleError, match="no generator bundle") as caught:
            open_bundle(name)
        assert "warp" in caught.value.hint

    def test_an_empty_folder(self, tmp_path: Path) -> None:
        with pytest.raises(BundleError, match="no generator bundle"):
            open_bundle(tmp_path)

    def test_a_missing_graph(self, folder: Path) -> None:
        (folder / "render.onnx").unlink()
        with pytest.raises(BundleError, match=r"lacks render\.onnx") as caught:
            open_bundle(folder)
        assert caught.value.hint

    @pytest.mark.parametrize("graph", ["target", "render"])
    def test_a_tampered_graph_is_never_run(self, folder: Path, graph: str) -> None:
        path = folder / f"{graph}.onnx"
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)
        with pytest.raises(BundleError, match="is damaged"):
            open_bundle(folder)

    @pytest.mark.parametrize(
        "content",
        [b"", b"name = ", b"\xff\xfe", b"name = 'x'\nname = 'y'", b"[graphs]\nx = 1", b"\0" * 40],
    )
    def test_a_broken_manifest(self, folder: Path, content: bytes) -> None:
        (folder / MANIFEST).write_bytes(content)
        with pytest.raises(BundleError, match="not a valid manifest"):
            open_bundle(folder)

    @pytest.mark.parametrize("lacking", ["target", "render"])
    def test_a_graph_not_named(self, folder: Path, lacking: str) -> None:
        graphs = tomllib.loads((folder / MANIFEST).read_text("utf-8"))["graphs"]
        del graphs[lacking]
        rewrite(folder, graphs=graphs)
        with pytest.raises(BundleError, match=f"names no {lacking} graph"):
            open_bundle(folder)


OURS = ["aip_gan", "dense_geometry", "eet", "flow", "relative_au", "warp"]
"""What is shipped."""


class TestInstalled:
    def test_the_shipped_one(self) -> None:
        assert installed()[: len(OURS)] == OURS
        assert SHIPPED.parent == shelves()[0]

    def test_the_users_own_come_after(
        self, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(bundle_module, "user_data_path", lambda name: tmp_path / name)
        shelf = tmp_path / "rtxfer" / "bundles"
        for name in ("zeta", "alpha", "warp"):
            shutil.copytree(folder, shelf / name)
        (shelf / "not-a-bundle").mkdir()
        (shelf / "a-file").write_text("")
        assert installed() == [*OURS, "alpha", "zeta"]
        assert open_bundle("zeta").folder == shelf / "zeta"
        assert open_bundle("warp").folder == SHIPPED

    def test_no_shelves(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(bundle_module, "shelves", lambda: [tmp_path / "nowhere"])
        assert installed() == []
        with pytest.raises(BundleError) as caught:
            open_bundle("warp-that-is-gone")
        assert "none" in caught.value.hint


def test_the_shipped_sums_are_those_of_the_files() -> None:
    bundle: Bundle = open_bundle("warp")
    for name, graph in bundle.manifest.graphs.items():
        assert hashlib.sha256(bundle.graph(name).read_bytes()).hexdigest() == graph.sha256
