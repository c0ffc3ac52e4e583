"""A file that ends before it says so gives what is there, and says so."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from rtxfer.sources import open_source
from rtxfer.video import process
from tests.media import cut_short, make_gif, make_video
from tests.runs import Black

INDEX_FIRST = {"movflags": "+faststart"}
NOISE = np.random.default_rng(1).integers(0, 255, (48, 64, 3), dtype=np.uint8)
BUSY = [np.roll(NOISE, 5 * index) for index in range(50)]
"""Pictures that take more room than the index does."""


@pytest.mark.parametrize("suffix", ["mp4", "mov", "mkv", "avi", "webm"])
def test_a_file_that_was_cut_off(tmp_path: Path, suffix: str) -> None:
    codec = "libvpx-vp9" if suffix == "webm" else "libx264"
    options = INDEX_FIRST if suffix in ("mp4", "mov") else None
    path = tmp_path / f"clip.{suffix}"
    make_video(
        path, pts=range(50), images=BUSY, codec=codec, key_every=5, container_options=options
    )
    with open_source(path) as source:
        assert len(list(source)) == 50
        assert source.notes == ()
    cut_short(path, 0.6)
    with open_source(path) as source:
        frames = len(list(source))
        notes = source.notes
    assert 5 < frames < 45
    assert len(notes) == 1
    found = re.search(r"ends at (\d\.\d) s of 2\.0 s", notes[0])
    assert found is not None
    assert float(found[1]) == pytest.approx(
        frames / 25, abs=0.11
    )  # AVI has no moments, only counts


@pytest.mark.parametrize("suffix", ["mp4", "mkv"])
def test_sound_that_is_longer_than_the_picture_is_no_damage(tmp_path: Path, suffix: str) -> None:
    path = make_video(tmp_path / f"clip.{suffix}", pts=range(50), sound="aac")
    with open_source(path) as source:
        assert len(list(source)) == 50
        assert source.notes == ()


def test_a_cut_before_the_damage_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "clip.mp4"
    make_video(path, pts=range(50), images=BUSY, key_every=5, container_options=INDEX_FIRST)
    cut_short(path, 0.6)
    with open_source(path, end=0.3) as source:
        assert len(list(source)) == 8
        assert source.notes == ()


def test_an_animation_that_was_cut_off(tmp_path: Path) -> None:
    path = cut_short(make_gif(tmp_path / "clip.gif", [40] * 20), 0.7)
    with open_source(path) as source:
        assert 5 < len(list(source)) < 20


def test_it_is_told_in_words_and_in_json(tmp_path: Path) -> None:
    path = tmp_path / "clip.mp4"
    make_video(path, pts=range(50), images=BUSY, key_every=5, container_options=INDEX_FIRST)
    cut_short(path, 0.6)
    with open_source(path) as source:
        summary = process(source, Black(), tmp_path / "out.mp4")
    assert any("of 2.0 s" in warning for warning in summary.to_json()["warnings"])


def test_the_files_that_were_seen(shared: Path) -> None:
    for name, frames, here, said in (
        ("faststart_cut_55pct.mp4", 23, "0.9", "2.0"),
        ("truncated_silent_fl3.mp4", 6, "0.2", "1.0"),
    ):
        with open_source(shared / "cases" / name) as source:
            assert len(list(source)) == frames
            assert f"ends at {here} s of {said} s" in source.notes[0]
