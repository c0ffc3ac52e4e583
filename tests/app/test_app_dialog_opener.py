"""What the menu opens, and what becomes of the answers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("PyQt6.QtWidgets", reason="PyQt6 is not installed")
pytest.importorskip("pytestqt", reason="pytest-qt is not installed")

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QDialog

from engines.bundle import DEFAULT
from rtxfer.app.dialogs import Answers, Assistant, CalibrationDialog, HotkeyDialog, OfflineDialog
from rtxfer.demo import shipped

DEADLINE = 60_000
CLIP = shipped("driver.mp4")


def _opened(window: Any, kind: type[QDialog]) -> Any:
    (dialog,) = window.findChildren(kind)
    assert dialog.isVisible()
    return dialog


def test_the_menu_leads_to_every_dialog(window: Any) -> None:
    menu = window.dialogs.menu(window)
    titles = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert len(titles) == len(set(titles)) == 12
    menu.actions()[0].trigger()
    _opened(window, OfflineDialog)


def _pick(qtbot: Any, combo: Any, data: Any) -> None:
    """Choose an entry by the keyboard, as a person without a mouse does."""
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_Home)
    for _ in range(combo.findData(data)):
        qtbot.keyClick(combo, Qt.Key.Key_Down)
    assert combo.currentData() == data


def _generator(window: Any) -> str:
    form = _opened(window, OfflineDialog).form
    form.set_drivers([CLIP])
    (job,) = form.jobs()
    return str(job.generator)


def test_offline_begins_with_the_generator_of_the_window_and_goes_along_with_it(
    window: Any, store: Any, qtbot: Any
) -> None:
    store.change(generator=None)
    window.dialogs.menu(window).actions()[0].trigger()
    assert _generator(window) == DEFAULT
    offline = _opened(window, OfflineDialog).form._generator
    _pick(qtbot, offline, "relative_au")
    store.change(mirrored=True)  # of another thing than the generator
    assert _generator(window) == "relative_au"
    window.tabs.setCurrentIndex(2)
    qtbot.waitUntil(lambda: window.output.generator.findData("warp") >= 0, timeout=DEADLINE)
    _pick(qtbot, window.output.generator, "warp")
    assert store.value.generator == "warp"
    assert _generator(window) == "warp"


def test_a_generator_from_a_folder_is_offline_too(window: Any, store: Any, tmp_path: Path) -> None:
    store.change(generator=str(tmp_path / "mine"))
    window.dialogs.work_offline()
    assert _generator(window) == str(tmp_path / "mine")


def test_chosen_hotkeys_are_kept_and_work(
    window: Any, store: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.dialogs.edit_hotkeys()
    dialog = _opened(window, HotkeyDialog)
    keys = dialog.keys()
    assert keys["panic"] == "F12"
    monkeypatch.setattr(dialog, "keys", lambda: keys | {"panic": "F11"})
    dialog.accept()
    assert store.value.hotkeys == {"panic": "F11"}
    assert window.hotkeys.shown("panic") == "F11"


def test_the_assistant_sets_up_camera_and_portrait(
    window: Any, session: Any, store: Any, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.change(consented=False)
    session.start()
    assert not session.running
    dialog = _opened(window, Assistant)
    second = window.targets.paths()[1]
    monkeypatch.setattr(dialog, "answers", lambda: Answers("synthetic", second))
    dialog.accept()
    assert store.value.consented
    assert store.value.source == "synthetic"
    qtbot.waitUntil(lambda: store.value.target == second, timeout=DEADLINE)


def test_without_consent_the_assistant_changes_nothing(
    window: Any, session: Any, store: Any
) -> None:
    store.change(consented=False)
    session.start()
    _opened(window, Assistant).reject()
    assert not store.value.consented


def test_calibration_needs_a_run(window: Any, session: Any, qtbot: Any) -> None:
    window.dialogs.calibrate()
    assert not window.findChildren(CalibrationDialog)
    assert not window.sources._calibrate.isEnabled()
    session.start()
    assert window.sources._calibrate.isEnabled()
    window.sources._calibrate.click()
    _opened(window, CalibrationDialog).reject()
