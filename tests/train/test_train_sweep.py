"""Pure units, their regions, and one sweep over a shipped portrait."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="training is not installed: pip install -e '.[train]'")

from rtxfer.demo import PORTRAITS, shipped
from rtxfer.face.action_units import UNIT
from rtxfer.face.crop import crop_around
from rtxfer.target import Target
from train.judging.sweep import SCALE, TILE, pure, region, sweep, sweep_all


def test_a_pure_unit_is_the_strongest_of_all() -> None:
    for unit in ("1", "L12", "18", "26", "R45"):
        asked = pure(unit).action_units
        assert asked[UNIT[unit]] == asked.max() > 0.5


def test_one_lid_shuts_alone() -> None:
    right, left = pure("L45").eyes
    assert (right, left) == (0, -1)


def test_regions_lie_where_the_face_has_them(eileen: Target) -> None:
    points = eileen.signal.landmarks
    crop = crop_around(points, SCALE)

    def holds(unit: str, landmark: int) -> bool:
        x, y = (crop.to_crop(points)[landmark, :2] * TILE).astype(int)
        return bool(region(unit, points, crop, TILE)[y, x])

    brow, lid, lip, chin = 105, 145, 13, 152
    told = {unit: [holds(unit, at) for at in (brow, lid, lip, chin)] for unit in ("1", "45", "26")}
    assert told == {
        "1": [True, False, False, False],
        "45": [False, True, False, False],
        "26": [False, False, True, True],
    }


def test_an_open_jaw_moves_the_lower_face_more_and_more(eileen: Target) -> None:
    (jaw,), sheet = sweep("warp", eileen.shrunk(640), ["26"])
    assert sheet.shape == (TILE, 6 * TILE, 3)
    assert jaw.answered > 0.3
    assert jaw.inside > 0.4  # her hair and collar move with the chin
    assert jaw.monotone
    rest, full = sheet[:, :TILE], sheet[:, 4 * TILE : 5 * TILE]
    assert np.abs(full.astype(int) - rest).max() > 60


def test_what_is_written_is_what_was_seen(tmp_path: Path) -> None:
    table = sweep_all(["warp"], [shipped(PORTRAITS["collins"])], tmp_path, ["26"])
    assert "| 26 |" in table
    told = json.loads((tmp_path / "sweep.json").read_text("utf-8"))
    assert [answer["unit"] for answer in told["warp"]["eileen_collins"]] == ["26"]
    assert (tmp_path / "warp-eileen_collins.jpg").exists()
