"""Linear probes find what was put into features, and nothing in what has nothing."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from rtxfer.errors import InputError
from tests.train.packs import facts, made_up_crop
from train.data.pack import IDENTITY, Pack
from train.data.packing import PackWriter
from train.data.prepare import CROP_SCALE
from train.judging.probe import CHANCE, FOLDS, PICTURE, Questions, probe, questions, told

PEOPLE = 12


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """Two crops, 256 pixels a side, of each of twelve people, with identity vectors."""
    folder = tmp_path / "pack"
    with PackWriter(folder, 256, CROP_SCALE, 90) as writer:
        for number in range(PEOPLE):
            crops = [made_up_crop(2 * number + n, mouth=1.5 * n, size=256) for n in range(2)]
            about = facts(identity=f"person{number}", clip=f"clip{number}")
            writer.add(f"clip{number}", about, crops, {})
    rng = np.random.default_rng(1)
    np.save(folder / IDENTITY, rng.normal(size=(2 * PEOPLE, 128)).astype(np.float16))
    return folder


def made_up(people: int = 60, each: int = 5) -> Questions:
    rng = np.random.default_rng(0)
    who = np.repeat(np.arange(people), each)
    units = rng.random((len(who), 7)).astype(np.float32)
    identity = rng.normal(size=(people, 16)).astype(np.float32)[who]
    return Questions(range(len(who)), who, units, identity)


def test_what_was_put_in_is_found() -> None:
    asked = made_up()
    mixing = np.random.default_rng(2).normal(size=(7, 40)).astype(np.float32)
    units, identity = told(asked.units @ mixing, asked)
    assert units > 0.98
    assert abs(identity) < 0.15
    units, identity = told(np.hstack([asked.identity, asked.units]), asked)
    assert units > 0.98
    assert identity > 0.95


def test_nothing_is_found_in_noise() -> None:
    asked = made_up()
    noise = np.random.default_rng(3).normal(size=(len(asked.people), 900)).astype(np.float32)
    units, identity = told(noise, asked)
    assert abs(units) < 0.15
    assert abs(identity) < 0.15


def test_a_person_is_asked_about_who_was_not_fitted_to() -> None:
    """Features that only say who it is tell nothing of people who were not seen."""
    asked = made_up()
    who = np.eye(60, dtype=np.float32)[asked.people]
    by_person = np.random.default_rng(4).random((60, 7)).astype(np.float32)[asked.people]
    units, _ = told(who, Questions(asked.rows, asked.people, by_person, asked.identity))
    assert units < 0.1


def test_people_are_asked_about_evenly(pack: Path) -> None:
    asked = questions(Pack(pack), 12)
    assert np.bincount(asked.people).tolist() == [2] * 6
    assert len(questions(Pack(pack), 1000).rows) == 2 * PEOPLE
    assert asked.identity.shape == (12, 128)
    assert asked.units.std(0).min() > 0.05


def test_a_pack_of_too_few_people(tmp_path: Path) -> None:
    with PackWriter(tmp_path, 64, CROP_SCALE, 90) as writer:
        for number in range(FOLDS - 1):
            crops = [made_up_crop(n) for n in range(2)]
            writer.add(str(number), facts(identity=str(number), clip=str(number)), crops, {})
    with pytest.raises(InputError, match="two crops each of 4 people, and 5 are needed"):
        questions(Pack(tmp_path), 100)


def test_bundles_are_probed_in_what_they_keep_and_read(pack: Path, tmp_path: Path) -> None:
    table = probe(["warp", "flow", "aip_gan"], pack, tmp_path / "out", 50)
    found = json.loads((tmp_path / "out" / "probe.json").read_text("utf-8"))
    assert (found["crops"], found["people"]) == (2 * PEOPLE, PEOPLE)
    names = [(row["bundle"], row["features"], row["numbers"]) for row in found["rows"]]
    assert names == [
        ("", PICTURE, 1728),
        ("flow", "code", 888),
        *(("aip_gan", f"state_features_{n}", c * 16) for n, c in enumerate((24, 48, 96, 144))),
        ("aip_gan", "code", 384),
        ("", CHANCE, 384),
    ]
    assert table == (tmp_path / "out" / "probe.md").read_text("utf-8")
    assert "| flow | code | 888 |" in table
