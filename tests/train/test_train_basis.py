"""The expression basis that the product ships, fitted to people whose landmarks move by one."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from typer.testing import CliRunner

from rtxfer.face.geometry import canonical_face, rotation_matrix
from rtxfer.motion.basis import expression_basis
from train.__main__ import app
from train.basis.mean import fit_basis, save_basis


def test_the_basis_is_found_again(tmp_path: Path) -> None:
    """People whose landmarks do move by a known basis, in any pose, give it back."""
    rng = np.random.default_rng(3)
    pack = made_up_people(rng)
    basis, pairs, explained = fit_basis(pack)  # type: ignore[arg-type]
    assert pairs == 60 * 4
    assert explained > 0.8
    chin = basis[25, 152]
    assert chin[1] > 0.5, "an open jaw lowers the chin"
    save_basis(basis, tmp_path / "basis.npz")
    assert np.load(tmp_path / "basis.npz", allow_pickle=False)["displacement"].shape == (52, 478, 3)


class MadeUp(SimpleNamespace):
    """What is asked of a pack."""

    def __len__(self) -> int:
        return len(self.rows)


def made_up_people(rng: np.random.Generator) -> MadeUp:
    """Sixty canonical faces with a rest and four random expressions each."""
    rows, landmarks, shapes = [], [], []
    for person in range(60):
        for number in range(5):
            rise = np.zeros(52, np.float32)
            if number:
                rise[[25, 44, 45]] = rng.uniform(0, 1, 3)
            face = canonical_face() + np.tensordot(rise, expression_basis(), 1)
            turn = rotation_matrix(rng.normal(0, 0.1, 3).astype(np.float32))
            rows.append(SimpleNamespace(identity=str(person)))
            landmarks.append((face @ turn.T * 0.03 + 0.5).astype(np.float32))
            shapes.append(rise)
    return MadeUp(rows=rows, landmarks=landmarks.__getitem__, blendshapes=shapes.__getitem__)


def test_the_command_writes_what_the_product_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = made_up_people(np.random.default_rng(3))
    monkeypatch.setattr("train.data.pack.Pack", lambda folder: people)
    out = tmp_path / "basis.npz"
    result = CliRunner().invoke(app, ["basis", str(tmp_path), "--out", str(out)])
    assert result.exit_code == 0, result.output
    assert "240 pairs" in result.output
    assert np.load(out, allow_pickle=False)["displacement"].shape == (52, 478, 3)
