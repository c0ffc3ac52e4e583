"""What the menu opens, and what becomes of the answers."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("PyQt6.QtWidgets", reason="PyQt6 is not installed")
pytest.importorskip("pytestqt", reason="pytest-qt is not installed")

from PyQt6.QtWidgets import QDialog

from rtxfer.app.dialogs import Answers, Assistant, CalibrationDialog, HotkeyDialog, OfflineDialog

DEADLINE = 60_000


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
