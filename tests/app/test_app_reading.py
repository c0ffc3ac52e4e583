"""Help, about, the doctor and the theme, by the menu; text as large as the system has it."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("PyQt6.QtWidgets", reason="PyQt6 is not installed")
pytest.importorskip("pytestqt", reason="pytest-qt is not installed")

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QFont, QGuiApplication

from rtxfer import __version__
from rtxfer.app import theme
from rtxfer.app.controls import ElidedLabel
from rtxfer.app.dialogs.reading import DoctorDialog, ReadingDialog
from rtxfer.app.hotkeys import hotkey_actions
from rtxfer.doctor import Finding, Report
from rtxfer.live import Statistics

DEADLINE = 60_000


def test_help_names_every_key_and_about_the_version(window: Any) -> None:
    window.dialogs.help()
    (help_,) = window.findChildren(ReadingDialog)
    said = help_.page.toPlainText()
    for action in hotkey_actions():
        assert (action.title in said) == bool(window.hotkeys.shown(action.name))
        assert window.hotkeys.shown(action.name) in said
    help_.close()
    window.dialogs.tell_about()
    about = window.findChildren(ReadingDialog)[-1]
    assert __version__ in about.page.toPlainText()
    about.close()


def test_the_doctor_tells_as_it_finds(qtbot: Any) -> None:
    bad = Finding("disk", "Disk", "main", "fails", "is full", "Delete something.", 0.1)

    def look(tell: Any) -> Report:
        tell(bad)
        return Report([bad])

    dialog = DoctorDialog(look=look)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: "To mend: Disk." in dialog.page.toPlainText(), timeout=DEADLINE)
    assert "Delete something." in dialog.page.toPlainText()


def test_a_theme_is_worn_and_kept(window: Any, store: Any, qapp: Any) -> None:
    themes, _ = [a.menu() for a in window.dialogs.menu(window).actions() if a.menu() is not None]
    try:
        themes.actions()[2].trigger()
        assert store.value.theme == "dark"
        assert theme.colours() is theme.DARK
        themes.actions()[1].trigger()
        assert theme.colours() is theme.LIGHT
    finally:
        theme.force_scheme(qapp, "system")


def test_text_is_as_large_as_the_system_has_it(window: Any, qapp: Any) -> None:
    before = QGuiApplication.font()
    try:
        large = QFont(before)
        large.setPixelSize(22)
        qapp.setFont(large)
        theme.force_scheme(qapp, "system")
        assert window.transport.freeze.fontInfo().pixelSize() == 22
        assert window.transport.start.fontInfo().pixelSize() > 22
    finally:
        qapp.setFont(before)
        theme.force_scheme(qapp, "system")


def test_a_long_name_is_cut_with_an_ellipsis(qtbot: Any) -> None:
    shown = ElidedLabel()
    qtbot.addWidget(shown)
    shown.resize(120, 20)
    shown.show()
    shown.setText("a name that is by far too long to be shown here")
    assert "…" in shown.text()
    assert shown.toolTip() == shown.whole()
    shown.resize(900, 20)
    assert shown.text() == shown.whole()


def test_focus_is_seen_on_the_button_to_press_next(window: Any, qtbot: Any) -> None:
    start = window.transport.start
    window.output.setFocus()
    start.clearFocus()
    before = start.grab().toImage()
    start.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(start.hasFocus)
    after = start.grab().toImage()
    middle = before.height() // 2
    assert after.pixelColor(1, middle) != before.pixelColor(1, middle)


def test_too_few_pictures_come_with_advice(window: Any, session: Any, store: Any) -> None:
    slow = Statistics(seconds=20.0, camera_fps=30.0, generated_fps=4.2, quality="full")
    session.monitor.statistics_changed.emit(slow)
    assert window.status._quality.text() == "4 pictures a second: choose Fast"
    store.change(quality="fast")
    session.monitor.statistics_changed.emit(slow)
    assert "choose" not in window.status._quality.text()
