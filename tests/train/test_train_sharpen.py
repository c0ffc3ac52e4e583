"""Fields that the tracker's own network reads as one blendshape, made of how faces move."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("torch", reason="training is not installed: pip install -e '.[train]'")

import torch

from rtxfer.face import landmarks as lm
from rtxfer.face.geometry import canonical_face
from rtxfer.face.landmarks import BLENDSHAPE
from rtxfer.motion.basis import expression_basis
from tests.train.test_train_basis import made_up_people
from train.basis import sharpen as module
from train.basis.sharpen import (
    CENTRAL,
    SHARPENED,
    SIDED,
    _framed,
    mirror,
    mirrored,
    sharpen,
)
from train.data.mean_basis import mean_basis
from train.pretrained.tracker import TrackerNetwork


def read_as(field: np.ndarray) -> np.ndarray:
    """Rise of all blendshapes where half of a field is added to the canonical face."""
    face = canonical_face()
    faces = torch.from_numpy(np.stack([face, face + field / 2]).astype(np.float32))
    with torch.inference_mode():
        before, after = TrackerNetwork().eval().blendshapes(_framed(faces)).numpy()
    rise: np.ndarray = after - before
    return rise


def test_opposite_landmarks_mirror_each_other() -> None:
    assert (mirror()[mirror()] == np.arange(lm.LANDMARKS)).all()
    assert mirror()[lm.MOUTH_CORNERS[0]] == lm.MOUTH_CORNERS[1]
    field = np.random.default_rng(0).normal(size=(3, 478, 3)).astype(np.float32)
    assert (mirrored(mirrored(field)) == field).all()
    assert mirrored(field)[0, lm.MOUTH_CORNERS[1], 0] == -field[0, lm.MOUTH_CORNERS[0], 0]


def test_a_field_is_found_that_reads_as_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """From nothing at all, though made only of what the made-up people show."""
    monkeypatch.setattr(module, "FACES", 2)
    monkeypatch.setattr(module, "CENTRAL", ("jawOpen",))
    monkeypatch.setattr(module, "SHARPENED", ("jawOpen", "jawLeft"))
    people = made_up_people(np.random.default_rng(3))
    start = np.zeros_like(expression_basis())
    found = sharpen(start, people, steps=25)  # type: ignore[arg-type]
    jaw = BLENDSHAPE["jawOpen"]
    rise = read_as(found[jaw])
    assert rise[jaw] > 0.2
    assert rise[jaw] > 2 * np.abs(np.delete(rise, jaw)).max()


def test_both_sides_are_alike_and_the_rest_stays() -> None:
    basis = expression_basis()
    left, right = (BLENDSHAPE[f"mouthStretch{side}"] for side in ("Left", "Right"))
    assert mirrored(basis[left]) == pytest.approx(basis[right], abs=2e-3)
    assert mirrored(basis[BLENDSHAPE["mouthFunnel"]]) == pytest.approx(
        basis[BLENDSHAPE["mouthFunnel"]], abs=2e-3
    )
    assert len(set(SHARPENED)) == len(SHARPENED)


@pytest.mark.parametrize(
    "name", ["mouthFunnel", "mouthStretchLeft", "mouthLeft", "mouthRight", "jawLeft"]
)
def test_what_ships_reads_as_what_it_is_called(name: str) -> None:
    rise, mean = (read_as(basis()[BLENDSHAPE[name]]) for basis in (expression_basis, mean_basis))
    own = BLENDSHAPE[name]
    assert rise[own] > 0.15
    assert rise[own] > 2 * np.abs(np.delete(rise, own)).max()
    besides = [np.abs(np.delete(read, own)).sum() / max(read[own], 1e-3) for read in (rise, mean)]
    assert besides[0] < 0.8 * besides[1]  # which is why it was sharpened


def test_what_is_not_sharpened_ships_as_the_mean() -> None:
    both_sides = (name.removesuffix("Left") + "Right" for name in SHARPENED)
    changed = [BLENDSHAPE[name] for name in {*SHARPENED, *both_sides} if name in BLENDSHAPE]
    assert len(changed) == len(CENTRAL) + 2 * len(SIDED)
    kept = np.delete(np.arange(52), changed)
    assert (expression_basis()[kept] == mean_basis()[kept]).all()
