"""What is changed in mid-call waits until it is applied; a recording goes on until then."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("PyQt6.QtWidgets", reason="PyQt6 is not installed")
pytest.importorskip("pytestqt", reason="pytest-qt is not installed")

from PyQt6.QtCore import Qt

DEADLINE = 60_000


def test_another_size_ends_no_recording_until_it_is_applied(
    window: Any, session: Any, store: Any, qtbot: Any
) -> None:
    qtbot.mouseClick(window.transport.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.monitor.latest() is not None, timeout=DEADLINE)
    qtbot.mouseClick(window.transport.record, Qt.MouseButton.LeftButton)
    shown = session.monitor.latest().index
    qtbot.waitUntil(lambda: session.monitor.latest().index > shown + 20, timeout=DEADLINE)
    saved = "Recording saved."
    first, before = session._life.runner, store.value.output.width
    window.tabs.setCurrentIndex(2)
    qtbot.keyClick(window.output.picture_size, Qt.Key.Key_Down)
    assert store.value.output.width != before
    assert session._life.runner is first
    assert session.output.recording
    assert window.transport.apply.isVisible()
    assert "ends the recording" in window.transport._waiting.text()

    qtbot.mouseClick(window.transport.apply, Qt.MouseButton.LeftButton)
    assert not window.transport.apply.isVisible()
    qtbot.waitUntil(lambda: session._life.runner not in (None, first), timeout=DEADLINE)
    width = store.value.output.width
    qtbot.waitUntil(lambda: session.monitor.output() is not None, timeout=DEADLINE)
    assert session.monitor.output().shape[1] == width
    qtbot.waitUntil(
        lambda: saved in [card.notice.problem for card in window.notices.cards], timeout=DEADLINE
    )
