"""Preferences and the file they lie in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rtxfer.app.model.preferences import Preferences, read_preferences, write_preferences
from rtxfer.settings import MotionSettings


def test_all_of_it_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "preferences.json"
    kept = Preferences(
        source="camera:front", motion=MotionSettings(brows=1.4), hotkeys={"panic": "F1"}
    )
    write_preferences(path, kept)
    assert read_preferences(path) == (kept, "")
    assert [file.name for file in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(
    "content", [b"{ broken", b"[]", b'{"mirrored": "perhaps"}', b"\xff\xfe", b""]
)
def test_a_broken_file_is_set_aside_with_a_notice(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "preferences.json"
    path.write_bytes(content)
    preferences, notice = read_preferences(path)
    assert preferences == Preferences()
    assert "preferences.json.broken" in notice
    assert (tmp_path / "preferences.json.broken").read_bytes() == content
    assert not path.exists()


def test_what_a_newer_version_added_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "preferences.json"
    path.write_text(json.dumps({"source": "clip.mp4", "hologram": True}))
    preferences, notice = read_preferences(path)
    assert preferences.source == "clip.mp4"
    assert not notice
