"""The choice of quality in the window, and what the status line says of it."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("PyQt6.QtWidgets", reason="PyQt6 is not installed")
pytest.importorskip("pytestqt", reason="pytest-qt is not installed")

from rtxfer.app.controls import ElidedLabel
from rtxfer.live import Statistics
from rtxfer.quality import LADDER

DEADLINE = 60_000


def said(window: Any) -> ElidedLabel:
    (found,) = (
        one for one in window.status.findChildren(ElidedLabel) if one.accessibleName() == "Quality"
    )
    assert isinstance(found, ElidedLabel)
    return found


def choose(window: Any, quality: str) -> None:
    combo = window.output.quality
    combo.setCurrentIndex(combo.findData(quality))
    combo.activated.emit(combo.currentIndex())


def test_it_is_kept_and_followed(window: Any, store: Any) -> None:
    assert window.output.quality.currentData() == "auto"
    choose(window, "fast")
    assert store.value.quality == "fast"
    store.change(quality="best")
    assert window.output.quality.currentData() == "best"


def test_a_run_begins_with_it_and_takes_up_another(window: Any, session: Any, qtbot: Any) -> None:
    choose(window, "best")
    session.start()
    qtbot.waitUntil(lambda: session.monitor.latest() is not None, timeout=DEADLINE)
    runner = session._life.runner
    assert runner.quality == "best"
    choose(window, "fast")
    assert runner.quality == "fast"
    half = "drawn at 1/2 size"  # of a bundle that has no learned part to begin with
    qtbot.waitUntil(lambda: half in said(window).whole(), timeout=DEADLINE)
    assert said(window).property("kind") == "warning"
    session.stop()
    assert said(window).whole() == ""


def test_the_status_line_says_every_level(window: Any, session: Any) -> None:
    for level in LADDER:
        lowered = level is not LADDER[0]
        found = Statistics(engine="flow on test", quality=level.name, lowered=lowered)
        session.monitor.statistics_changed.emit(found)
        assert said(window).whole() == f"Quality: {level.name}"
        assert said(window).property("kind") == ("warning" if lowered else "muted")
        assert (level.name in said(window).toolTip()) == lowered


def test_long_words_make_no_window_wider(window: Any, session: Any, qapp: Any) -> None:
    def narrowest(quality: str) -> int:
        session.monitor.statistics_changed.emit(Statistics(engine="flow on test", quality=quality))
        qapp.processEvents()
        return int(window.status.minimumSizeHint().width())

    assert narrowest(LADDER[-1].name) == narrowest(LADDER[0].name)
