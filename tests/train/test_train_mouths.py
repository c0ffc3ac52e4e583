"""Doubtful mouths: melted ones and violet ones are told from photographs, and passed over."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor

from rtxfer.errors import InputError
from tests.train.packs import facts, made_up_crop
from train.data.mouths import DIRECTIONS, doubt_mouths, strangeness, violet
from train.data.pack import Pack
from train.data.packing import PackWriter
from train.data.pair_sampler import PairSampler
from train.data.prepare import CROP_SCALE

PHOTOGRAPHS = DIRECTIONS + 10
EDITS = {"whole": 0.0, "melted": 9.0, "shut and melted": 9.0}


class Eyes:
    """Stands in for LPIPS: what it sees of each mouth is given, in the order it looks."""

    def __init__(self, features: Tensor) -> None:
        self._features, self._seen = features, 0

    def features(self, mouths: Tensor) -> list[Tensor]:
        assert mouths.shape[1:] == (3, 96, 96)
        some = self._features[self._seen : self._seen + len(mouths)]
        self._seen += len(mouths)
        return [torch.zeros(1), some[..., None, None]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Photographs of parted lips, and three edits of one person, one with shut lips."""
    with PackWriter(tmp_path, 64, CROP_SCALE, 95) as writer:
        for number in range(PHOTOGRAPHS):
            crop = made_up_crop(number % 9, mouth=1 + number / PHOTOGRAPHS)
            writer.add(f"photo{number}", facts(identity=f"{number}"), [crop], {})
        for number, name in enumerate(EDITS):
            crop = made_up_crop(number, mouth=0 if "shut" in name else 2)
            writer.add(name, facts(identity="eve", source="edits"), [crop], {})
    return tmp_path


def looks() -> Tensor:
    """Photographs differ in few directions; the melted edit lies beside all of them."""
    torch.manual_seed(0)
    faces = torch.randn(PHOTOGRAPHS + len(EDITS), 4) @ torch.randn(4, 100)
    faces += 0.1 * torch.randn_like(faces)
    faces[PHOTOGRAPHS:] += torch.tensor(list(EDITS.values()))[:, None] * torch.randn(3, 100)
    return faces


def test_a_melted_mouth_is_not_drawn(folder: Path) -> None:
    doubt_mouths(Pack(folder), Eyes(looks()), ["edits"])  # type: ignore[arg-type]
    pack = Pack(folder)
    whole, melted, shut = pack.doubts()[PHOTOGRAPHS:]
    assert whole < melted
    assert melted > 1
    assert shut == 0, "of shut lips nothing is doubted"
    assert not pack.doubts()[:PHOTOGRAPHS].any()
    drawing, rng = PairSampler(pack, 0.0, most_doubt=float(whole)), np.random.default_rng(0)
    assert drawing.pair(rng) in permutations((PHOTOGRAPHS, PHOTOGRAPHS + 2))
    assert drawing.stills is not None
    assert PHOTOGRAPHS + 1 not in drawing.stills.rows


def test_what_photographs_do_not_show_is_strange() -> None:
    rng = np.random.default_rng(0)
    few = rng.normal(size=(DIRECTIONS // 2, 200))
    seen, like = (rng.normal(size=(n, len(few))) @ few for n in (150, 20))
    seen = seen + 0.1 * rng.normal(size=seen.shape)
    like = like + 0.1 * rng.normal(size=like.shape)
    unlike = like + rng.normal(size=like.shape)
    found = strangeness(*(x.astype(np.float32) for x in (seen, np.ones(150), like)))
    assert found.mean() < 2
    further = strangeness(*(x.astype(np.float32) for x in (seen, np.ones(150), unlike)))
    assert further.min() > 3 * found.max()


@pytest.mark.parametrize(
    ("colour", "share"),
    [((120, 80, 140), 1.0), ((120, 70, 72), 0.0), ((20, 10, 30), 0.0), ((220, 215, 200), 0.0)],
    ids=["violet", "flesh", "dark", "teeth"],
)
def test_violet_is_told_from_what_mouths_show(colour: tuple[int, int, int], share: float) -> None:
    crop = made_up_crop(mouth=2.0)
    image = np.broadcast_to(np.uint8(colour), crop.image.shape).copy()
    assert violet(image, crop.landmarks) == share


def test_only_what_is_between_the_lips_counts() -> None:
    crop = made_up_crop(mouth=2.0)
    image = np.full_like(crop.image, (120, 80, 140))
    middle = (crop.landmarks[[13, 14], :2].mean(0) * 64).astype(int)
    image[middle[1] - 2 : middle[1] + 3, middle[0] - 2 : middle[0] + 3] = (120, 70, 72)
    assert 0 < violet(image, crop.landmarks) < 1


def test_what_cannot_be_doubted_is_said(folder: Path) -> None:
    with pytest.raises(InputError, match="made-up"):
        doubt_mouths(Pack(folder), Eyes(looks()), ["edit"])  # type: ignore[arg-type]
    with pytest.raises(InputError, match="too few"):
        doubt_mouths(Pack(folder), Eyes(looks()), ["made-up"])  # type: ignore[arg-type]
