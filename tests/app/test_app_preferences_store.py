"""Preferences as the window uses them, and what of it survives a restart."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("PyQt6.QtWidgets", reason="PyQt6 is not installed")
pytest.importorskip("pytestqt", reason="pytest-qt is not installed")

from pydantic import ValidationError

from rtxfer.app.preferences_store import PreferencesStore

DEADLINE = 60_000


def test_a_forbidden_value_changes_nothing(qapp: Any, tmp_path: Path) -> None:
    store = PreferencesStore(tmp_path / "preferences.json")
    before = store.value
    with pytest.raises(ValidationError):
        store.change(motion={"brows": 7})
    assert store.value is before


def test_changes_reach_the_file_by_themselves(qapp: Any, tmp_path: Path, qtbot: Any) -> None:
    path = tmp_path / "preferences.json"
    store = PreferencesStore(path)
    store.change(mirrored=True)
    qtbot.waitUntil(path.is_file, timeout=DEADLINE)
    assert json.loads(path.read_text("utf-8"))["mirrored"] is True


def test_a_folder_that_cannot_be_written_is_no_crash(qapp: Any, tmp_path: Path) -> None:
    blocker = tmp_path / "file"
    blocker.write_text("in the way")
    store = PreferencesStore(blocker / "preferences.json")
    store.change(mirrored=True)
    store.flush()
    assert store.value.mirrored


def test_settings_and_window_survive_a_restart(open_window: Any, store: Any, qtbot: Any) -> None:
    first = open_window(store)
    first.resize(1111, 777)
    first.tabs.setCurrentIndex(1)
    first.header.split.setChecked(True)
    first.header.mirror.setChecked(True)
    first.expression.sliders["brows"]._slider.setValue(30)
    first.expression.save_preset("Raised")
    first.close()

    again = PreferencesStore(store._path)
    assert not again.notice
    second = open_window(again)
    assert (second.width(), second.height()) in {(1111, 777), (1280, 800)}
    assert again.value.window.geometry == store.value.window.geometry != ""
    assert second.tabs.currentIndex() == 1
    assert second.header.view() == (True, True)
    assert second.expression.sliders["brows"].value() == pytest.approx(1.5)
    assert second.expression.presets.currentText() == "Raised"
    assert second._session.driver.motion.brows == pytest.approx(1.5)


def test_a_broken_file_is_told_in_the_window(open_window: Any, tmp_path: Path, qapp: Any) -> None:
    path = tmp_path / "preferences.json"
    path.write_text("{")
    window = open_window(PreferencesStore(path))
    (card,) = window.notices.cards
    assert "could not be read" in card.notice.problem
    assert card.notice.level == "warning"
