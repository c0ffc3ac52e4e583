"""A run starts with another run's weights, where they fit; a bundle's are in test_train_flow."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch
from torch import nn

from engines.errors import BundleError
from rtxfer.errors import InputError
from tests.train.packs import made_up_pack
from tests.train.tiny import Tint
from train.trainer.checkpoint import CHECKPOINT
from train.trainer.presets import resolve
from train.trainer.trainer import Trainer
from train.trainer.warm_start import Taken, warm_start

QUICK = resolve("smoke", ["steps=2", "mix.pairs=1"])


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two steps of training, and the pack beside it."""
    folder = tmp_path_factory.mktemp("first")
    made_up_pack(folder / "pack")
    data, out = folder / "pack", folder / "run"
    Trainer(Tint(), QUICK, data, out, pretrained=folder, accelerator="cpu").run()
    return folder / "run"


def test_the_average_and_its_discriminator_are_taken(run: Path) -> None:
    networks = Tint().build()
    took = warm_start(networks, str(run))
    assert all(one.taken == one.of > 0 for one in took.values())
    saved = torch.load(run / CHECKPOINT, weights_only=True)
    for key, value in networks["painter"].state_dict().items():
        assert torch.equal(value, saved["averaged"]["painter"][key])
    for key, value in networks["patches"].state_dict().items():
        assert torch.equal(value, saved["networks"]["patches"][key])


def test_what_does_not_fit_stays_fresh(run: Path) -> None:
    networks = {**Tint().build(), "eyes": nn.Linear(2, 2)}
    networks["painter"].layers[0] = nn.Conv2d(5, 4, 3)  # type: ignore[index, operator]
    fresh = {key: value.clone() for key, value in networks["painter"].state_dict().items()}
    took = warm_start(networks, str(run))
    assert took["eyes"] == Taken(0, 2)
    assert 0 < took["painter"].taken < took["painter"].of
    assert torch.equal(
        networks["painter"].state_dict()["layers.0.weight"], fresh["layers.0.weight"]
    )
    assert took["patches"].taken == took["patches"].of


def test_another_methods_weights_are_refused(run: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No weights"):
        warm_start({"nose": nn.Linear(2, 2)}, str(run))
    with pytest.raises(BundleError):
        warm_start(Tint().build(), str(tmp_path))


def test_a_run_says_what_it_started_with(
    run: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def go_on(steps: int, *, resume: bool) -> dict[str, object]:
        preset = resolve("smoke", [f"steps={steps}", "mix.pairs=1"])
        Trainer(Tint(), preset, run.parent / "pack", tmp_path, resume=resume, start=str(run),
                pretrained=tmp_path, accelerator="cpu").run()  # fmt: skip
        record: dict[str, object] = json.loads((tmp_path / "run.json").read_text())["start"]
        return record

    record = go_on(1, resume=False)
    assert record["from"] == str(run)
    assert "painter: 9 of 9" in capfd.readouterr().out
    assert go_on(2, resume=True) == record, "the resumed run remembers"
