"""Tables in three kinds, patterns, pairs; and what is wrong with a table is told with its row."""

from __future__ import annotations

from pathlib import Path

import pytest

from rtxfer.batch import Row, read_rows
from rtxfer.errors import InputError

CSV = """driver, target, generator, mirrored, strength
clips/ann.mp4, eve.jpg, eet, true, 1.5
clips/bob.mp4, "eve.jpg", , ,
"""
JSON = """[
  {"driver": ["clips/ann.mp4"], "target": "eve.jpg", "generator": "eet", "mirrored": true,
   "strength": 1.5},
  {"driver": "clips/bob.mp4", "target": "eve.jpg"}
]"""
TOML = """
[[job]]
driver = "clips/ann.mp4"
target = ["eve.jpg"]
generator = "eet"
mirrored = true
strength = 1.5

[[job]]
driver = "clips/bob.mp4"
target = "eve.jpg"
"""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", CSV),
        ("semicolons.csv", CSV.replace(",", ";")),
        ("tabs.csv", CSV.replace(",", "\t")),
        ("a.json", JSON),
        ("a.toml", TOML),
    ],
)
def test_the_three_kinds_say_the_same(tmp_path: Path, name: str, text: str) -> None:
    first, second = read_rows(write(tmp_path, name, text))
    assert first == Row(
        driver=("clips/ann.mp4",),
        target=("eve.jpg",),
        generator="eet",
        mirrored=True,
        motion={"strength": 1.5},
    )
    assert second == Row(driver=("clips/bob.mp4",), target=("eve.jpg",))


def test_a_spreadsheets_mark_at_the_beginning_is_no_part_of_a_name(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"\xef\xbb\xbfdriver,target\na.mp4,b.jpg\n")
    assert read_rows(path)[0].driver == ("a.mp4",)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.csv", "driver,target,strenth\na.mp4,b.jpg,1\n", "row 1: strenth"),
        ("a.csv", "driver,target\na.mp4,b.jpg\na.mp4\n", "row 2: target"),
        ("a.csv", "driver,target\na.mp4,b.jpg,c\n", "row 1: it is longer than the heading"),
        ("a.csv", "driver,target,strength\na.mp4,b.jpg,3\n", "row 1: strength"),
        ("a.csv", "driver,target,start\na.mp4,b.jpg,nan\n", "row 1: start"),
        ("a.csv", "driver,target,start,end\na.mp4,b.jpg,5,2\n", "row 1: .*ends at 2 s"),
        ("a.json", '{"driver": 1}', "it is no list"),
        ("a.json", "[1]", "row 1: there are no names"),
        ("a.json", "[{]", "is damaged"),
        ("a.toml", "job = 1", "beside"),
        ("a.toml", "driver = 'a'", "beside"),
        ("a.json", "[]", "is empty"),
        ("a.xlsx", "", "is no table"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, name: str, text: str, told: str) -> None:
    with pytest.raises(InputError, match=told) as caught:
        read_rows(write(tmp_path, name, text))
    assert caught.value.hint


class TestPairs:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        for name in ("b.mp4", "a.mp4", "one.jpg", "two.jpg", "not.txt"):
            (tmp_path / name).touch()
        return tmp_path

    def names(self, row: Row, pairing: str, folder: Path) -> list[tuple[str, str]]:
        pairs = row.pairs(pairing, folder)  # type: ignore[arg-type]
        return [(driver.name, target.name) for driver, target in pairs]

    def test_each_with_each(self, folder: Path) -> None:
        row = Row(driver=("*.mp4",), target=("*.jpg",))
        assert self.names(row, "product", folder) == [
            *(("a.mp4", "one.jpg"), ("a.mp4", "two.jpg")),
            *(("b.mp4", "one.jpg"), ("b.mp4", "two.jpg")),
        ]

    def test_the_first_with_the_first(self, folder: Path) -> None:
        row = Row(driver=("*.mp4",), target=("two.jpg", "one.jpg"))
        assert self.names(row, "zip", folder) == [("a.mp4", "two.jpg"), ("b.mp4", "one.jpg")]

    def test_one_too_many_cannot_be_paired(self, folder: Path) -> None:
        with pytest.raises(InputError, match="2 drivers and 1 portraits"):
            self.names(Row(driver=("*.mp4",), target=("one.jpg",)), "zip", folder)

    def test_a_pattern_that_fits_nothing_is_told(self, folder: Path) -> None:
        with pytest.raises(InputError, match=r"No file fits \*\.mov"):
            self.names(Row(driver=("*.mov",), target=("one.jpg",)), "product", folder)
