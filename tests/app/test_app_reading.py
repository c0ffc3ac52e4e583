"""Help, about, the doctor and the theme, by the menu; text as large as the system has it."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any

import pytest

pytest.importorskip("PyQt6.QtWidgets", reason="PyQt6 is not installed")
pytest.importorskip("pytestqt", reason="pytest-qt is not installed")

from PyQt6.QtCore import QRect, Qt
from PyQt6.QtGui import QFont, QGuiApplication
from PyQt6.QtWidgets import QWidget

from rtxfer import __version__
from rtxfer.app import theme
from rtxfer.app.controls import ElidedLabel
from rtxfer.app.dialogs.reading import DoctorDialog, ReadingDialog
from rtxfer.app.hotkeys import hotkey_actions
from rtxfer.app.main_window import MainWindow
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


def test_a_doctor_that_nobody_listens_to_looks_no_further(qtbot: Any) -> None:
    told: list[str] = []
    begun, closed = threading.Event(), threading.Event()

    def look(tell: Any) -> Report:
        begun.set()
        assert closed.wait(DEADLINE / 1000)
        try:
            tell(Finding("disk", "Disk", "main", "works", "is large", "", 0.1))
        except Exception as error:
            told.append(type(error).__name__)
            raise
        return Report([])

    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = DoctorDialog(parent, look)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.show()
    qtbot.waitUntil(begun.is_set, timeout=DEADLINE)
    with qtbot.waitSignal(dialog.destroyed, timeout=DEADLINE):
        dialog.close()
    closed.set()
    qtbot.waitUntil(lambda: told == ["_NobodyReads"], timeout=DEADLINE)


def test_what_the_doctor_cannot_do_is_told(qtbot: Any) -> None:
    def look(tell: Any) -> Report:
        raise OSError("the disk is gone")

    dialog = DoctorDialog(look=look)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: "the disk is gone" in dialog.page.toPlainText(), timeout=DEADLINE)


def test_keys_stand_under_each_other(window: Any) -> None:
    window.dialogs.help()
    (page,) = (one.page for one in window.findChildren(ReadingDialog))
    keys = [line.split("\t")[0] for line in page.toPlainText().splitlines() if "\t" in line]
    assert len(keys) > 8
    widths = {page.fontMetrics().horizontalAdvance(key) for key in keys}
    assert len(widths) > 1
    assert max(widths) < page.tabStopDistance()


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


class LargeScreen:
    """That of this machine may have no room for larger text."""

    @staticmethod
    def availableGeometry() -> QRect:  # noqa: N802 - Qt's name
        return QRect(0, 0, 1920, 1080)


def test_larger_text_gets_more_room(
    open_window: Any, store: Any, qapp: Any, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = QGuiApplication.font()
    try:
        large = QFont(before)
        large.setPixelSize(19)
        qapp.setFont(large)
        theme.force_scheme(qapp, "system")
        monkeypatch.setattr(MainWindow, "screen", lambda self: LargeScreen())
        window = open_window(store)
        for tab, panel in enumerate(
            (window.sources, window.expression, window.output, window.pose)
        ):
            window.tabs.setCurrentIndex(tab)
            view = panel.parentWidget()
            qtbot.waitUntil(lambda panel=panel: panel.isVisible())
            assert panel.minimumSizeHint().width() <= view.width(), type(panel).__name__
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
    shown.resize(30, 20)
    assert shown.text() == "", "two letters say nothing"


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
    assert window.status._quality.whole() == "4 pictures a second: choose Fast"
    assert "choose Fast" in window.status._quality.toolTip()
    session.monitor.statistics_changed.emit(replace(slow, lowered=True))
    assert window.status._quality.whole() == "4 pictures a second: close other programs"
    store.change(quality="fast")
    session.monitor.statistics_changed.emit(slow)
    assert "choose" not in window.status._quality.whole()
