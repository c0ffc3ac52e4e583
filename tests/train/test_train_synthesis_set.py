"""Sets are made, read by `prepare`, interrupted, gone on with, and made to grow."""

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from rtxfer.errors import InputError
from rtxfer.face.tracker import Tracker
from rtxfer.sources.picture import read_picture
from tests.train.synthetic import Likeness, Painter, Props, generator, keep_styles
from train.data.adapters import items_of
from train.data.prepare import Options as PrepareOptions
from train.data.prepare import prepare
from train.ordered_map import ALONE, Helpers
from train.synthesis import styles as styles_module
from train.synthesis.attributes import ATTRIBUTES
from train.synthesis.styles import CHUNK, tracked_styles
from train.synthesis.synthesise import Made, Options, synthesise

OURS = Options(identities=3, edits=2, size=256, styles=2 * CHUNK)

Make = Callable[..., Made]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    keep_styles(tmp_path / "styles", 2)

    def run(
        out: str,
        likeness: Any = None,
        painter: Painter | None = None,
        helpers: Helpers = ALONE,
        **other: Any,
    ) -> Made:
        props = Props(painter or Painter(), likeness or Likeness(1.0, 0.9, 0.7))
        options = replace(OURS, **other)
        return synthesise(tmp_path / out, options, props, tmp_path / "styles", helpers)

    return run


def table(folder: Path) -> list[dict[str, str]]:
    with (folder / "pairs.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def content(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_a_set_holds_people_with_their_edits(make: Make, tmp_path: Path) -> None:
    made = make("set")
    assert made.rejects == {}
    assert made.scores == pytest.approx([0.9, 0.7] * 3, abs=1e-3)
    assert made.mean_score == pytest.approx(0.8, abs=1e-3)
    rows = table(tmp_path / "set")
    assert [row["file"] for row in rows] == [f"0000{p}_{n}.jpg" for p in range(3) for n in range(3)]
    assert len({row["identity"] for row in rows}) == 3
    for row in rows:
        image = read_picture(tmp_path / "set" / "pairs" / row["file"])
        assert image.shape == (256, 256, 3)
        edits = [name for name in ATTRIBUTES if float(row[name])]
        if row["file"].endswith("_0.jpg"):
            assert row["expression"] == "neutral"
            assert float(row["score"]) == pytest.approx(1, abs=1e-3)
        else:
            assert edits
            assert row["expression"] == "+".join(edits)
    assert not list((tmp_path / "set").rglob("*.part"))


def test_what_is_made_says_whence_it_comes(make: Make, tmp_path: Path) -> None:
    make("set")
    text = (tmp_path / "set" / "README.md").read_text()
    assert text.startswith("# Synthesised pairs\n\n9 pictures of 3 people")
    for fact in ("random_face", "Apache", "StyleGAN2", "FFHQ", "non-commercial"):
        assert fact in text
    settings = json.loads((tmp_path / "set" / "set.json").read_text())
    assert settings["seed"] == 0
    assert settings["edits"] == 2


def test_prepare_reads_a_set(make: Make, tmp_path: Path) -> None:
    make("set")
    items = list(items_of(str(tmp_path / "set" / "pairs.csv")))
    assert {item.split for item in items} == {"train"}
    assert all("non-commercial" in item.licence for item in items)
    pack = prepare([str(tmp_path / "set" / "pairs.csv")], tmp_path / "pack", PrepareOptions())
    assert len(pack) == 9
    assert pack.rejects == {}
    assert [row.identity for row in pack.rows] == [item.identity for item in items]
    assert [row.expression for row in pack.rows][::3] == ["neutral"] * 3


def test_several_processes_make_the_same_set(make: Make, tmp_path: Path) -> None:
    assert make("alone") == make("helped", helpers=Helpers(2))
    assert content(tmp_path / "alone") == content(tmp_path / "helped")


def test_edits_that_changed_the_person_are_left_out(make: Make, tmp_path: Path) -> None:
    made = make("set", Likeness(1.0, 0.9, 0.3))
    assert made.rejects == {"not the same person": 3}
    assert [row["file"][-5] for row in table(tmp_path / "set")] == ["0", "1"] * 3
    kept = make("all", Likeness(1.0, 0.9, 0.3), least_likeness=0.2)
    assert len(kept.scores) == 6


def test_nobody_is_left_without_a_pair(make: Make, tmp_path: Path) -> None:
    made = make("set", Likeness(1.0, 0.4, 0.3))
    assert made.rejects == {"not the same person": 6, "without its pair": 3}
    assert table(tmp_path / "set") == []
    assert not list((tmp_path / "set" / "pairs").iterdir())


def test_pictures_without_a_face_are_left_out(make: Make, tmp_path: Path) -> None:
    # Of the first person the neutral picture is lost, of the second one edit.
    made = make("set", painter=Painter(frozenset({0, 5})))
    assert made.rejects == {"no face": 2, "without its pair": 2}
    assert [row["file"] for row in table(tmp_path / "set")] == [
        *("00001_0.jpg", "00001_1.jpg"),
        *("00002_0.jpg", "00002_1.jpg", "00002_2.jpg"),
    ]


class Impatient(Likeness):
    """Presses Ctrl-C while the third person is looked at."""

    calls = 0

    def __call__(self, images: torch.Tensor, landmarks: torch.Tensor) -> torch.Tensor:
        self.calls += 1
        if self.calls == 3:
            raise KeyboardInterrupt
        return super().__call__(images, landmarks)


def test_an_interrupted_run_goes_on_to_the_same_set(make: Make, tmp_path: Path) -> None:
    make("whole")
    with pytest.raises(KeyboardInterrupt):
        make("cut", Impatient(1.0, 0.9, 0.7))
    assert len(table(tmp_path / "cut")) == 6, "what was done can be used"
    # As a process that was killed may leave it.
    with (tmp_path / "cut" / "journal.jsonl").open("ab") as journal:
        journal.write(b'{"person": 2, "rej')
    painter = Painter()
    make("cut", painter=painter)
    assert painter.drawn == 3, "only the third person is drawn"
    assert content(tmp_path / "cut") == content(tmp_path / "whole")


def test_a_set_grows_and_a_finished_one_is_left_alone(make: Make, tmp_path: Path) -> None:
    make("set")
    painter = Painter()
    make("set", painter=painter, identities=2)
    assert painter.drawn == 0
    assert len(table(tmp_path / "set")) == 9
    make("set", painter=painter, identities=4)
    assert painter.drawn == 3
    assert len(table(tmp_path / "set")) == 12


@pytest.mark.parametrize("other", [{"seed": 1}, {"edits": 3}, {"size": 320}])
def test_a_set_made_otherwise_is_not_added_to(make: Make, other: dict[str, int]) -> None:
    make("set", identities=1)
    (name,) = other
    with pytest.raises(InputError, match=f"made with {name}"):
        make("set", **other)


def test_another_seed_gives_other_people(make: Make, tmp_path: Path) -> None:
    make("one", identities=1)
    make("two", identities=1, seed=1)
    (one, *_), (two, *_) = table(tmp_path / "one"), table(tmp_path / "two")
    assert one["identity"] != two["identity"]
    assert one["jaw"] != two["jaw"] or one["smile"] != two["smile"]


def test_styles_are_tracked_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(styles_module, "FEWEST", 4)
    monkeypatch.setattr(styles_module, "CHUNK", 4)
    painter = Painter(absent=frozenset({1}))
    first = tracked_styles(generator(painter), 8, tmp_path)
    assert painter.drawn == 8
    assert first.styles.shape == (7, 512), "one picture shows no face"
    assert first.attributes.shape == (7, len(ATTRIBUTES))
    assert np.isfinite(first.attributes).all()
    again = tracked_styles(generator(painter), 8, tmp_path)
    assert painter.drawn == 8
    assert np.array_equal(first.attributes, again.attributes)
    # More are drawn to those that are there.
    assert len(tracked_styles(generator(painter), 12, tmp_path).styles) == 11
    assert painter.drawn == 12


def test_pictures_without_faces_teach_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(styles_module, "CHUNK", 4)
    with pytest.raises(InputError, match="0 of 4"):
        tracked_styles(generator(Painter(frozenset(range(4)))), 4, tmp_path)


def test_the_painter_shows_a_face() -> None:
    """Else the tests above would prove nothing."""
    from train.synthesis.network import Styles
    from train.synthesis.styles import as_images

    pictures = generator(Painter()).pictures(Styles.whole(np.zeros((1, 512), np.float32)), 256)
    with Tracker("picture", faces=1) as tracker:
        assert len(tracker.faces(as_images(pictures)[0])) == 1
