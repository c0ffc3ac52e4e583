"""How large the window is, and what its status line says of what viewers get."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("PyQt6.QtWidgets", reason="PyQt6 is not installed")
pytest.importorskip("pytestqt", reason="pytest-qt is not installed")

from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtWidgets import QWidget

from rtxfer.app.main_window import FRAME
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
