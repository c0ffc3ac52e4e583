from pathlib import Path

import numpy as np
import pytest

from rtxfer.errors import InputError
from tests.train.packs import facts, made_up_crop, made_up_pack
from train.data.pack import Pack, counts
from train.data.packing import PackWriter
from train.data.prepare import CROP_SCALE


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    crop = made_up_crop(3, mouth=1.0)
    with PackWriter(tmp_path, 64, CROP_SCALE, 95) as writer:
        writer.add("one", facts(expression="calm"), [crop], {"too small": 4})
    pack = Pack(tmp_path)
    assert len(pack) == 1
    assert (pack.size, pack.crop_scale) == (64, CROP_SCALE)
    assert np.abs(pack.landmarks(0) - crop.landmarks).max() < 4e-5
    assert np.array_equal(pack.blendshapes(0), crop.blendshapes)
    assert np.abs(pack.image(0).astype(int) - crop.image.astype(int)).mean() < 6
    assert pack.rows[0].expression == "calm"
    assert pack.rows[0].matrix == pytest.approx(crop.matrix)
    assert pack.rejects["too small"] == 4
    assert np.array_equal(pack.landmark(152)[0], pack.landmarks(0)[152])


def test_a_run_that_was_cut_off_leaves_nothing_of_its_last_item(tmp_path: Path) -> None:
    made_up_pack(tmp_path)
    whole = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    torn = b'{"item": "torn", "rows": [{"start"'
    for name in ("images.bin", "landmarks.i16", "blendshapes.f32"):
        (tmp_path / name).write_bytes(whole[name] + b"half of something")
    (tmp_path / "journal.jsonl").write_bytes(whole["journal.jsonl"] + torn)
    before = [Pack(tmp_path).image(row) for row in range(3)]
    with PackWriter(tmp_path, 64, CROP_SCALE, 95) as writer:
        assert "torn" not in writer.done
        assert "clip" in writer.done
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == whole
    assert all(np.array_equal(Pack(tmp_path).image(row), before[row]) for row in range(3))


def test_splits_are_kept_apart(tmp_path: Path) -> None:
    made_up_pack(tmp_path)
    train, held = Pack(tmp_path, "train"), Pack(tmp_path, "eval")
    assert len(train) + len(held) == len(Pack(tmp_path))
    assert {row.split for row in train.rows} == {"train"}
    # Rows keep their own signals although others were left out before them.
    everything = Pack(tmp_path)
    place = next(i for i, row in enumerate(everything.rows) if row.split == "eval")
    assert np.array_equal(held.landmarks(0), everything.landmarks(place))
    with pytest.raises(InputError, match="no crops of split measure"):
        Pack(tmp_path, "measure")


def test_another_kind_of_pack_is_not_mixed_in(tmp_path: Path) -> None:
    made_up_pack(tmp_path)
    with pytest.raises(InputError, match="another kind"):
        PackWriter(tmp_path, 128, CROP_SCALE, 95)


def test_counts_tell_people_clips_and_licences(tmp_path: Path) -> None:
    table = counts(Pack(made_up_pack(tmp_path)).rows)
    assert table["clips"] == {"crops": 12, "people": 1, "clips": 1, "licence": "CC0"}
    assert table["made-up"]["people"] == 7


def test_a_missing_pack_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="train prepare"):
        Pack(tmp_path)
