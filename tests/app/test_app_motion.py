"""What the driver does, recorded from the window and played again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("PyQt6.QtWidgets", reason="PyQt6 is not installed")
pytest.importorskip("pytestqt", reason="pytest-qt is not installed")

from rtxfer.app.model.dropped import sort_dropped
from rtxfer.app.model.source_thumbnails import first_picture
from rtxfer.face.motion_file import MotionFile

DEADLINE = 60_000


def test_it_is_recorded_and_saved_also_where_the_run_is_stopped(
    window: Any, session: Any, store: Any, qtbot: Any
) -> None:
    session.start()
    qtbot.waitUntil(lambda: session.monitor.neutral is not None, timeout=DEADLINE)
    menu = window.dialogs.menu(window)
    (action,) = [one for one in menu.actions() if "motion" in one.text()]
    assert action.isEnabled()
    action.trigger()
    assert session.output.recording_motion
    runner = session._life.runner
    qtbot.waitUntil(lambda: runner.motion.frames > 3, timeout=DEADLINE)
    session.stop()
    assert not session.output.recording_motion
    folder = store.value.output.recordings

    def files() -> list[Path]:
        return list(folder.glob("*.motion"))

    qtbot.waitUntil(lambda: len(files()) == 1, timeout=DEADLINE)
    assert len(MotionFile.load(files()[0])) > 3
    sketch = first_picture(str(files()[0]))
    assert sketch.shape == (360, 640, 3)
    assert sketch.max() > 150, "the landmarks are seen"
    assert sort_dropped(files()).sources == tuple(files())
