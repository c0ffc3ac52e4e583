"""The list of generators says what each of them does."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("PyQt6.QtWidgets", reason="PyQt6 is not installed")
pytest.importorskip("pytestqt", reason="pytest-qt is not installed")

from engines.bundle import DEFAULT, open_bundle
from rtxfer.app.theme import colours

DEADLINE = 60_000


def test_what_is_chosen_is_said_in_one_sentence(window: Any, store: Any, qtbot: Any) -> None:
    panel = window.output
    qtbot.waitUntil(lambda: panel.generator.findData(DEFAULT) > 0, timeout=DEADLINE)
    for name in ("warp", DEFAULT, None):
        panel.generator.setCurrentIndex(panel.generator.findData(name))
        panel.generator.activated.emit(panel.generator.currentIndex())
        assert store.value.generator == name
        assert panel._summary.text() == open_bundle(name or DEFAULT).manifest.summary


def test_a_bundle_that_is_gone_is_said_to_do_nothing(window: Any, store: Any, qtbot: Any) -> None:
    panel = window.output
    qtbot.waitUntil(lambda: panel.generator.findData(DEFAULT) > 0, timeout=DEADLINE)
    store.change(generator="gone")
    assert panel.generator.currentData() == "gone"
    assert panel._summary.isHidden()


def test_another_one_moves_the_portrait_beside(window: Any, session: Any, qtbot: Any) -> None:
    combo = window.output.rival
    qtbot.waitUntil(lambda: combo.findData("warp") > 0, timeout=DEADLINE)
    combo.setCurrentIndex(combo.findData("warp"))
    combo.activated.emit(combo.currentIndex())
    session.start()
    qtbot.waitUntil(lambda: session.monitor.rival() is not None, timeout=DEADLINE)
    assert session.monitor.rival().shape == session.monitor.output().shape
    picture = window.preview.grab().toImage()
    middle = picture.pixelColor(picture.width() // 2, picture.height() // 2)
    assert middle == colours()["stage"]  # the gap between the two
    combo.setCurrentIndex(0)
    combo.activated.emit(0)
    assert session.monitor.rival() is None
    picture = window.preview.grab().toImage()
    middle = picture.pixelColor(picture.width() // 2, picture.height() // 2)
    assert middle != colours()["stage"]
    session.stop()
