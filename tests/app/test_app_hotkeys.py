"""Keys do what they say, and can be given to something else."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("PyQt6.QtWidgets", reason="PyQt6 is not installed")
pytest.importorskip("pytestqt", reason="pytest-qt is not installed")

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QKeySequence
from PyQt6.QtWidgets import QLineEdit

from rtxfer.app.hotkeys import hotkey_actions


def test_every_action_has_a_key_of_its_own(window: Any) -> None:
    actions = hotkey_actions()
    defaults = [action.default for action in actions if action.default]
    assert len(set(defaults)) == len(defaults)
    assert all(QKeySequence(key).toString() == key for key in defaults)
    assert set(window.hotkeys.keys()) == {action.name for action in actions}


def test_panic_works_at_once_and_before_the_start(window: Any, session: Any, qtbot: Any) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F12)
    assert session.output.panicking
    qtbot.keyClick(window, Qt.Key.Key_F12)
    assert not session.output.panicking


def test_another_key_takes_the_place_of_the_old(
    window: Any, session: Any, store: Any, qtbot: Any
) -> None:
    keys = window.hotkeys.keys() | {"panic": "Ctrl+P"}
    store.change(hotkeys=window.hotkeys.changes(keys))
    assert store.value.hotkeys == {"panic": "Ctrl+P"}
    qtbot.keyClick(window, Qt.Key.Key_F12)
    assert not session.output.panicking
    qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert session.output.panicking
    assert "Ctrl+P" in window.transport.panic.toolTip()
    session.output.panic(False)


def test_digits_typed_into_a_field_choose_no_portrait(window: Any, store: Any, qtbot: Any) -> None:
    before = store.value.target
    field = QLineEdit(window)
    field.show()
    field.setFocus()
    qtbot.keyClicks(field, "2")
    assert field.text() == "2"
    assert store.value.target == before
