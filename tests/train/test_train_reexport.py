"""Graphs made anew with a bundle's own weights."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from engines.bundle import MANIFEST, open_bundle
from engines.selection.parity import EQUAL
from rtxfer.errors import InputError, RtxferError
from train import reexport as reexport_module
from train.reexport import reexport, said_of_training
from train.trainer.warm_start import Taken


def test_the_shipped_graphs_are_what_the_method_makes_of_its_weights(tmp_path: Path) -> None:
    """Else the method has changed since: run python -m train reexport flow."""
    found = reexport("flow", tmp_path)
    assert set(found) == {"target", "driver", "render"}
    for graph, parity in found.items():
        least = 80 if graph == "render" else EQUAL  # processors add in other orders
        assert parity.psnr >= least, graph
    old, new = open_bundle("flow"), open_bundle(tmp_path)
    assert new.manifest.data == old.manifest.data
    assert new.manifest.metrics == old.manifest.metrics
    assert new.manifest.graphs["driver"] == old.manifest.graphs["driver"], "codes are known by it"
    same = new.graph("render").stat().st_size / old.graph("render").stat().st_size
    assert same == pytest.approx(1, abs=0.01)


def test_a_weight_that_is_missing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        reexport_module, "warm_start", lambda networks, name: {"mouth": Taken(96, 97)}
    )
    with pytest.raises(RtxferError, match="only 96 of 97 weights") as caught:
        reexport("flow", tmp_path)
    assert "train it further" in caught.value.hint
    assert not (tmp_path / MANIFEST).exists()


def test_what_is_not_trained_is_not_made_anew(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no method called warp"):
        reexport("warp", tmp_path)


def test_what_is_said_of_training(tmp_path: Path) -> None:
    said = said_of_training(open_bundle("warp").folder)
    assert said["metrics"]["ssim"] > 0.8
    assert set(said) <= {"name", "version", "data", "metrics"}
    assert said_of_training(tmp_path) == {}
    assert "graphs" in tomllib.loads((open_bundle("warp").folder / MANIFEST).read_text("utf-8"))
