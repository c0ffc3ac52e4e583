"""The small parts: pictures, working in the background, icons, colours, names."""

from __future__ import annotations

import threading
from typing import Any

import numpy as np
import pytest

pytest.importorskip("PyQt6.QtWidgets", reason="PyQt6 is not installed")
pytest.importorskip("pytestqt", reason="pytest-qt is not installed")

from PyQt6.QtCore import QObject, Qt
from PyQt6.QtWidgets import QAbstractButton, QAbstractSlider, QComboBox, QListWidget, QScrollBar

from rtxfer.app import theme
from rtxfer.app.background import Background
from rtxfer.app.icons import PATHS, icon
from rtxfer.app.images import from_qimage, to_qimage

DEADLINE = 60_000


def test_pictures_survive_the_way_through_qt() -> None:
    image = np.random.default_rng(1).integers(0, 256, (7, 5, 3), np.uint8)
    np.testing.assert_array_equal(from_qimage(to_qimage(image)), image)


def test_answers_come_in_order_in_the_thread_of_the_window(qapp: Any, qtbot: Any) -> None:
    parent = QObject()
    background = Background("test", parent)
    told: list[Any] = []
    here = threading.current_thread()
    for number in range(5):
        background.run(
            lambda number=number: (number, threading.current_thread() is here),
            lambda answer: told.append((*answer, threading.current_thread() is here)),
        )
    background.run(lambda: 1 // 0, told.append, lambda error: told.append(type(error)))
    qtbot.waitUntil(lambda: len(told) == 6, timeout=DEADLINE)
    assert told == [*((number, False, True) for number in range(5)), ZeroDivisionError]
    qtbot.waitUntil(lambda: not background.busy, timeout=DEADLINE)
    assert "test" not in {thread.name for thread in threading.enumerate()}


def test_nothing_is_called_after_the_parent_has_gone(qapp: Any, qtbot: Any) -> None:
    parent = QObject()
    background = Background("test", parent)
    gate, told = threading.Event(), []
    background.run(lambda: gate.wait(60), told.append)
    parent.deleteLater()
    with qtbot.waitSignal(parent.destroyed, timeout=DEADLINE):
        pass
    gate.set()
    qtbot.wait(100)
    assert told == []


def test_every_icon_can_be_drawn(qapp: Any) -> None:
    for name in PATHS:
        drawn = icon(name).pixmap(36, 36).toImage()
        inked = sum(
            drawn.pixelColor(x, y).alpha() > 0
            for x in range(drawn.width())
            for y in range(drawn.height())
        )
        assert inked > 20, name


def test_text_can_be_read_in_both_schemes() -> None:
    def light(name: str, scheme: theme.Colours) -> float:
        values = np.array(scheme[name].getRgbF()[:3], float)
        linear = np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)
        return float(linear @ [0.2126, 0.7152, 0.0722])

    for scheme in (theme.LIGHT, theme.DARK):
        for ink in ("text", "muted", "good", "warning", "danger"):
            for ground in ("surface", "window", "raised"):
                low, high = sorted((light(ink, scheme), light(ground, scheme)))
                assert (high + 0.05) / (low + 0.05) >= 4.5, (ink, ground)


def test_whatever_can_be_used_has_a_name_for_those_who_hear_it(window: Any) -> None:
    kinds = (QAbstractButton, QAbstractSlider, QComboBox, QListWidget)
    usable = [child for kind in kinds for child in window.findChildren(kind)]
    usable = [child for child in usable if not child.objectName().startswith("qt_")]
    assert len(usable) > 40
    usable = [child for child in usable if not isinstance(child, QScrollBar)]
    named = [child for child in usable if child.accessibleName() or getattr(child, "text", str)()]
    assert set(usable) == set(named)


def test_the_window_follows_the_scheme(window: Any, qapp: Any, qtbot: Any) -> None:
    def ground() -> float:
        picture = window.header.grab().toImage()
        return float(picture.pixelColor(picture.width() // 2, 4).lightnessF())

    try:
        theme.apply_theme(qapp, Qt.ColorScheme.Light)
        light, ink = ground(), window.header.split.icon().pixmap(18, 18).toImage()
        theme.apply_theme(qapp, Qt.ColorScheme.Dark)
        qtbot.waitUntil(lambda: ground() < 0.2, timeout=DEADLINE)
        assert light > 0.8
        assert window.header.split.icon().pixmap(18, 18).toImage() != ink
    finally:
        theme.apply_theme(qapp)
