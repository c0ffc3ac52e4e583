"""The main path, with real widgets, the shipped clip and a real run."""

from __future__ import annotations

import threading
from typing import Any

import numpy as np
import pytest

pytest.importorskip("PyQt6.QtWidgets", reason="PyQt6 is not installed")
pytest.importorskip("pytestqt", reason="pytest-qt is not installed")

from PyQt6.QtCore import QEvent, QObject, Qt
from PyQt6.QtWidgets import QApplication, QLabel, QWidget

from rtxfer.app.images import from_qimage
from rtxfer.app.theme import colours
from rtxfer.face.action_units import ACTION_UNITS
from rtxfer.live.standby import standby_picture

DEADLINE = 60_000


class Paints(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:  # noqa: N802
        self.count += event is not None and event.type() == QEvent.Type.Paint
        return False


def figure(window: Any, caption: str) -> str:
    """What the status line says."""
    (shown,) = (
        one for one in window.status.findChildren(QLabel) if one.accessibleName() == caption
    )
    return str(shown.text())


def _start(window: Any, qtbot: Any) -> None:
    qtbot.mouseClick(window.transport.start, Qt.MouseButton.LeftButton)
    session = window._session
    assert session.running
    qtbot.waitUntil(lambda: session.monitor.neutral is not None, timeout=DEADLINE)


def test_from_start_to_stop(window: Any, session: Any, qtbot: Any) -> None:
    painted = Paints(window.preview)
    _start(window, qtbot)
    qtbot.waitUntil(lambda: session.monitor.latest().driver is not None, timeout=DEADLINE)
    before = painted.count
    qtbot.waitUntil(lambda: painted.count > before + 10, timeout=DEADLINE)
    qtbot.waitUntil(lambda: "fps" in figure(window, "Generated"), timeout=DEADLINE)

    first = session.portrait.target
    qtbot.keyClick(window, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: session.portrait.target is not first, timeout=DEADLINE)
    assert session.portrait.target.name == "eileen_collins.jpg"
    qtbot.waitUntil(lambda: window.header._name.whole() == "Eileen Collins", timeout=DEADLINE)
    assert session.monitor.latest().target is session.portrait.target, "and viewers see her"

    qtbot.keyClick(window, Qt.Key.Key_F12)
    output = session.monitor.output()
    np.testing.assert_array_equal(output, standby_picture((output.shape[1], output.shape[0])))
    assert window.transport.panic.isChecked()
    qtbot.keyClick(window, Qt.Key.Key_F12)
    assert session.monitor.output() is not None
    assert session.monitor.output() is not output

    with qtbot.waitSignal(session.ended, timeout=DEADLINE):
        qtbot.mouseClick(window.transport.start, Qt.MouseButton.LeftButton)
    assert not session.running
    assert session.monitor.output() is None
    assert figure(window, "Generated") == "–"


def test_freezing_holds_the_picture(window: Any, session: Any, qtbot: Any) -> None:
    _start(window, qtbot)
    qtbot.keyClick(window, Qt.Key.Key_F6)
    qtbot.waitUntil(
        lambda: session.monitor.output() is not session.monitor.latest().image, timeout=DEADLINE
    )
    held, shown = session.monitor.output(), session.monitor.latest().index
    qtbot.waitUntil(lambda: session.monitor.latest().index > shown + 5, timeout=DEADLINE)
    assert session.monitor.output() is held
    assert window.transport.freeze.isChecked()


def test_a_recording_and_a_snapshot_are_published(
    window: Any, session: Any, store: Any, qtbot: Any
) -> None:
    notices: list[Any] = []
    session.noticed.connect(notices.append)
    _start(window, qtbot)
    qtbot.mouseClick(window.transport.snapshot, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(window.transport.record, Qt.MouseButton.LeftButton)
    assert session.output.recording
    shown = session.monitor.latest().index
    qtbot.waitUntil(lambda: session.monitor.latest().index > shown + 20, timeout=DEADLINE)
    qtbot.mouseClick(window.transport.record, Qt.MouseButton.LeftButton)
    assert not session.output.recording
    output = store.value.output
    saved = "Recording saved."
    qtbot.waitUntil(lambda: any(n.problem == saved for n in notices), timeout=DEADLINE)
    (film,) = output.recordings.iterdir()
    (picture,) = output.snapshots.iterdir()
    assert film.stat().st_size > 1000
    assert picture.suffix == ".png"
    assert [n for n in notices if n.folder == output.recordings]


def test_closing_while_it_runs_stops_everything(window: Any, session: Any, qtbot: Any) -> None:
    _start(window, qtbot)
    with qtbot.waitSignal(window.left, timeout=DEADLINE):
        assert not window.close(), "it closes when all has ended"
        assert not session.running
    qtbot.waitUntil(lambda: not window.isVisible() and not session.busy, timeout=DEADLINE)
    QApplication.processEvents()
    names = {thread.name for thread in threading.enumerate()}
    assert not names & {f"rtxfer {name}" for name in ("capture", "transfer", "pace", "builder")}


def test_the_portrait_is_looked_at_only_while_the_bars_are_seen(
    window: Any, session: Any, qtbot: Any
) -> None:
    bars = window.expression.bars
    _start(window, qtbot)
    qtbot.wait(300)
    assert bars.portrait is None
    window.tabs.setCurrentIndex(1)
    area = window.expression.parentWidget().parentWidget()
    area.ensureWidgetVisible(bars)
    qtbot.waitUntil(lambda: bars.portrait is not None, timeout=DEADLINE)
    assert bars.portrait.shape == (len(ACTION_UNITS),)
    session.stop()
    qtbot.waitUntil(lambda: bars.portrait is None, timeout=DEADLINE)


def test_the_status_counts_a_recording_in_minutes_and_seconds(
    window: Any, session: Any, qtbot: Any
) -> None:
    counted = window.status._recorded
    assert counted.isHidden()
    session.start()
    qtbot.waitUntil(lambda: session.monitor.output() is not None, timeout=DEADLINE)
    session.output.record(True)
    assert counted.text() == "● Recording 00:00"
    qtbot.waitUntil(lambda: "00:00" not in counted.text(), timeout=DEADLINE)
    recorder = session.output._recorder
    recorder._began -= 754
    qtbot.waitUntil(lambda: counted.text().startswith("● Recording 12:"), timeout=DEADLINE)
    session.output.record(False)
    assert counted.isHidden()


def test_where_the_resting_face_was_taken_is_drawn_over_the_driver_alone(
    window: Any, session: Any, qtbot: Any
) -> None:
    header, preview = window.header, window.preview
    assert not header.seat.isEnabled(), "there is no driver to draw it over"
    header.split.setChecked(True)
    session.start()
    qtbot.waitUntil(lambda: session.monitor.seat is not None, timeout=DEADLINE)
    oval = session.monitor.seat[0]
    assert 0.2 < oval[:, 0].min() < oval[:, 0].max() < 0.8
    session.output.freeze(True)

    def ink(pane: str) -> int:
        """Pixels of the line's colour in one half of the preview."""
        picture = from_qimage(preview.grab().toImage()).astype(int)
        half = picture.shape[1] // 2
        picture = picture[:, :half] if pane == "driver" else picture[:, half:]
        accent = colours()["accent"]
        wanted = (accent.red(), accent.green(), accent.blue())
        return int((abs(picture - wanted).max(-1) < 8).sum())

    before = ink("driver"), ink("portrait")
    header.seat.setChecked(True)
    after = ink("driver"), ink("portrait")
    assert after[0] > before[0] + 200
    assert abs(after[1] - before[1]) < 60  # the portrait moves; nothing is drawn over it
