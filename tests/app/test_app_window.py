"""How large the window is, and what its status line says of what viewers get."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

pytest.importorskip("PyQt6.QtWidgets", reason="PyQt6 is not installed")
pytest.importorskip("pytestqt", reason="pytest-qt is not installed")

from PyQt6.QtCore import QPoint, QRect, Qt
from PyQt6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from rtxfer.app.controls import ElidedLabel
from rtxfer.app.on_screen import FRAME, fit_screen
from rtxfer.live import Statistics
from rtxfer.live.statistics import Percentiles, SinkStatistics

SMALLEST = (1024, 640)
"""The smallest screen it is made for, pixels."""

WORDY = Statistics(
    seconds=20.0,
    camera_fps=30.0,
    generated_fps=30.0,
    output_fps=30.0,
    face=True,
    engine="dense_geometry on openvino",
    quality="drawn at 1/2 size, the driver looked at less often",
    lowered=True,
    sinks={"pipewire": SinkStatistics("running", 9, 0, 0, Percentiles())},
)


def inside(window: Any, widget: QWidget) -> bool:
    """Whether all of it lies in the window."""
    corner = widget.mapTo(window, QPoint(0, 0))
    return bool(window.rect().contains(widget.rect().translated(corner)))


def test_all_that_matters_is_seen_on_the_smallest_screen(window: Any, session: Any) -> None:
    room = SMALLEST[0] - FRAME[0], SMALLEST[1] - FRAME[1]
    session.monitor.statistics_changed.emit(WORDY)
    window.transport._pending.show()
    window.resize(*room)
    assert (window.width(), window.height()) == room, "it can be made as small"
    for tab in range(3):
        window.tabs.setCurrentIndex(tab)
        controls = window.transport
        for widget in (controls.start, controls.panic, controls.record, window.status._state):
            assert widget.isVisible()
            assert inside(window, widget), widget.accessibleName()


def test_no_figure_of_the_status_line_is_cut_and_words_are_cut_with_an_ellipsis(
    window: Any, session: Any, qtbot: Any
) -> None:
    window.resize(SMALLEST[0] - FRAME[0], SMALLEST[1] - FRAME[1])
    status = window.status
    status._recorded.show()
    slow = replace(WORDY, latency_ms=Percentiles(p50=1234, p95=2000, p99=3000))
    session.monitor.statistics_changed.emit(slow)

    def whole() -> bool:
        labels = [one for one in status.findChildren(QLabel) if not isinstance(one, ElidedLabel)]
        seen = [one for one in labels if one.isVisible()]
        assert len(seen) >= 9
        return all(
            one.width() >= one.fontMetrics().horizontalAdvance(one.text()) and inside(window, one)
            for one in seen
        )

    qtbot.waitUntil(whole, timeout=60_000)
    for cut in status.findChildren(ElidedLabel):
        assert cut.fontMetrics().horizontalAdvance(cut.text()) <= max(cut.width(), 0)


class SmallScreen:
    """The smallest that it is made for."""

    @staticmethod
    def availableGeometry() -> QRect:  # noqa: N802 - Qt's name
        return QRect(0, 0, *SMALLEST)


def test_every_dialog_fits_the_smallest_screen(
    window: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QWidget, "screen", lambda self: SmallScreen())
    for ask in (
        window.dialogs.work_offline,
        window.dialogs.edit_hotkeys,
        window.dialogs.help,
        window.dialogs.assist,
    ):
        ask()
    opened = window.findChildren(QDialog)
    assert len(opened) == 4
    for dialog in opened:
        assert dialog.width() <= SMALLEST[0] - FRAME[0], dialog.windowTitle()
        assert dialog.height() <= SMALLEST[1] - FRAME[1], dialog.windowTitle()
        dialog.close()


def test_a_window_is_never_smaller_than_what_is_in_it(
    qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    crowded = QWidget()
    qtbot.addWidget(crowded)
    column = QVBoxLayout(crowded)
    for _ in range(60):
        column.addWidget(QLabel("one line"))
    monkeypatch.setattr(QWidget, "screen", lambda self: SmallScreen())
    fit_screen(crowded, 300, 200)
    assert crowded.height() >= crowded.minimumSizeHint().height() > SMALLEST[1]


def test_the_first_window_is_no_larger_than_the_screen(open_window: Any, store: Any) -> None:
    window = open_window(store)
    window._fit_screen()
    room = window.screen().availableGeometry()
    least = window.minimumSizeHint()
    assert window.width() <= max(room.width(), least.width())
    assert window.height() <= max(room.height(), least.height())


def test_green_is_for_what_viewers_see(
    window: Any, session: Any, monkeypatch: pytest.MonkeyPatch, qtbot: Any
) -> None:
    tell, state = session.monitor.statistics_changed.emit, window.status._state
    tell(WORDY)
    assert (state.text(), state.property("kind")) == ("● Preview only", "warning")
    assert "virtual camera" in state.toolTip()

    monkeypatch.setattr(type(session.monitor), "virtual_camera", "pipewire")
    tell(WORDY)
    assert (state.text(), state.property("kind")) == ("● Live", "good")
    qtbot.mouseClick(window.transport.panic, Qt.MouseButton.LeftButton)
    assert (state.text(), state.property("kind")) == ("● Panic", "bad")
    qtbot.mouseClick(window.transport.panic, Qt.MouseButton.LeftButton)
    assert state.text() == "● Live"
