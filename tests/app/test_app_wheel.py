"""The wheel scrolls; it changes nothing that it happens to be over."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("PyQt6.QtWidgets", reason="PyQt6 is not installed")
pytest.importorskip("pytestqt", reason="pytest-qt is not installed")

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import (
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QScrollArea,
    QScrollBar,
    QTabBar,
    QWidget,
)

from tests.app.events import turn


def changeable(parent: QWidget) -> list[Any]:
    """Whatever Qt would change by the wheel, but for scroll bars."""
    kinds = (QComboBox, QAbstractSlider, QAbstractSpinBox, QTabBar)
    found = [child for kind in kinds for child in parent.findChildren(kind)]
    return [child for child in found if not isinstance(child, QScrollBar)]


def state(widget: Any) -> object:
    return widget.currentIndex() if hasattr(widget, "currentIndex") else widget.value()


def test_nothing_is_changed_by_a_wheel_over_it(window: Any, store: Any, qtbot: Any) -> None:
    window.dialogs.work_offline()
    found = changeable(window)
    assert len(found) > 25
    kept = store.value
    for widget in found:
        before = state(widget)
        for notches in (-1, 1, 1, -3):
            turn(widget, notches)
        assert state(widget) == before, (type(widget), widget.accessibleName())
        assert not widget.focusPolicy() & Qt.FocusPolicy.WheelFocus & ~Qt.FocusPolicy.StrongFocus
    assert store.value == kept
    window.dialogs.close()


def test_the_page_scrolls_instead(window: Any, qtbot: Any) -> None:
    window.resize(1280, 600)
    window.tabs.setCurrentIndex(2)
    area = window.output.parentWidget().parentWidget()
    assert isinstance(area, QScrollArea)
    bar = area.verticalScrollBar()
    assert bar is not None
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    turn(window.output.picture_size)
    assert bar.value() > 0


def test_a_slider_in_use_follows_it_and_a_list_of_choices_never(window: Any, qtbot: Any) -> None:
    window.tabs.setCurrentIndex(1)
    slider = window.expression.sliders["strength"]._slider
    slider.setFocus()
    qtbot.waitUntil(slider.hasFocus)
    before = slider.value()
    turn(slider)
    assert slider.value() < before
    window.tabs.setCurrentIndex(2)
    combo = window.output.picture_size
    combo.setFocus()
    qtbot.waitUntil(combo.hasFocus)
    chosen = combo.currentIndex()
    turn(combo)
    assert combo.currentIndex() == chosen
