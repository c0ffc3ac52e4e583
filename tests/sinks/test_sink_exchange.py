"""A folder of pictures takes the place of another, and neither is missing in between."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from rtxfer.sinks import exchange, locked
from rtxfer.sinks.exchange import put_in_place
from rtxfer.sinks.parts import parts_folder
from rtxfer.sources import open_source
from rtxfer.video import process
from tests.media import make_video
from tests.runs import SHORT, Smoother, names


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path, Path]:
    """A new one, the old one in its place, and where the parts are."""
    place, parts = tmp_path / "out", parts_folder(tmp_path / "out")
    for folder, name in ((place, "old"), (parts / "pictures", "new")):
        folder.mkdir(parents=True)
        (folder / name).touch()
    return parts / "pictures", place, parts


@pytest.mark.skipif(sys.platform not in ("linux", "darwin"), reason="no such call here")
def test_in_one_step(folders: tuple[Path, Path, Path]) -> None:
    fresh, place, parts = folders
    try:
        done = exchange.exchange(fresh, place)
    except OSError as error:
        pytest.skip(f"not on this disk: {error}")
    if not done:
        pytest.skip("this system cannot exchange names")
    assert names(place) == ["new"]
    assert names(parts / "pictures") == ["old"]


def test_where_that_cannot_be(
    folders: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh, place, parts = folders
    monkeypatch.setattr(exchange, "exchange", lambda one, other: False)
    put_in_place(fresh, place, parts)
    assert names(place) == ["new"]
    assert names(parts / exchange.ASIDE) == ["old"]


def test_killed_in_the_middle(folders: tuple[Path, Path, Path]) -> None:
    """The next run that takes the result brings the old one back, and may well be cancelled."""
    _, place, parts = folders
    place.rename(parts / exchange.ASIDE)
    with locked(place):
        assert names(place) == ["old"]


def test_what_cannot_be_put_in_place_leaves_the_old(
    folders: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh, place, parts = folders
    monkeypatch.setattr(exchange, "exchange", lambda one, other: False)
    with pytest.raises(FileNotFoundError):
        put_in_place(fresh.with_name("none"), place, parts)
    assert names(place) == ["old"]


@pytest.mark.parametrize("can", [True, False])
def test_pictures_in_place_of_pictures(
    tmp_path: Path, can: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not can:
        monkeypatch.setattr(exchange, "exchange", lambda one, other: False)
    out = tmp_path / "out"
    for count in (9, 4):
        driver = make_video(tmp_path / "in.mp4", pts=range(count))
        process(open_source(driver), Smoother(), out, SHORT)
        assert len(names(out)) == count
        assert names(tmp_path) == ["in.mp4", "out"]
