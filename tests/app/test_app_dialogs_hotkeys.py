from __future__ import annotations

import pytest
from PyQt6.QtCore import Qt
from pytestqt.qtbot import QtBot

from rtxfer.app.dialogs.hotkeys import HotkeyDialog
from rtxfer.app.hotkeys import HotkeyAction

ACTIONS = (
    HotkeyAction("start", "Start or stop", "F5"),
    HotkeyAction("freeze", "Freeze", "F6"),
    HotkeyAction("panic", "Panic", "F12"),
)


@pytest.fixture
def dialog(qtbot: QtBot) -> HotkeyDialog:
    made = HotkeyDialog(ACTIONS, {"freeze": "Ctrl+F"})
    qtbot.addWidget(made)
    made.show()
    return made


def press(qtbot: QtBot, dialog: HotkeyDialog, name: str, key: Qt.Key) -> None:
    field = dialog._fields[name]
    field.setFocus()
    qtbot.keyClick(field, key)
    field.editingFinished.emit()  # else it waits a second for more keys


def test_those_in_use_are_shown(dialog: HotkeyDialog) -> None:
    assert dialog.keys() == {"start": "F5", "freeze": "Ctrl+F", "panic": "F12"}
    assert dialog._fields["freeze"].keySequence().toString() == "Ctrl+F"


def test_another_key(qtbot: QtBot, dialog: HotkeyDialog) -> None:
    press(qtbot, dialog, "start", Qt.Key.Key_F9)
    assert dialog.keys()["start"] == "F9"


def test_a_key_that_is_taken_is_refused(qtbot: QtBot, dialog: HotkeyDialog) -> None:
    press(qtbot, dialog, "start", Qt.Key.Key_F12)
    assert dialog.keys()["start"] == "F5"
    assert dialog._fields["start"].keySequence().toString() == "F5"
    assert "F12" in dialog._note.text()
    assert "Panic" in dialog._note.text()
    press(qtbot, dialog, "start", Qt.Key.Key_F8)
    assert dialog._note.text() == "", "what was mended is not complained about"


def test_no_key_at_all_is_no_conflict(qtbot: QtBot, dialog: HotkeyDialog) -> None:
    for name in ("start", "panic"):
        dialog._take(name, "")
    press(qtbot, dialog, "freeze", Qt.Key.Key_F12)
    assert dialog.keys() == {"start": "", "freeze": "F12", "panic": ""}


def test_reset(qtbot: QtBot, dialog: HotkeyDialog) -> None:
    press(qtbot, dialog, "start", Qt.Key.Key_F9)
    dialog.reset()
    assert dialog.keys() == {action.name: action.default for action in ACTIONS}


def test_every_field_has_a_name_to_be_heard(dialog: HotkeyDialog) -> None:
    assert [field.accessibleName() for field in dialog._fields.values()] == [
        action.title for action in ACTIONS
    ]
