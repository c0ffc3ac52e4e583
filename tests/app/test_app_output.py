"""What the output panel says of the virtual camera: who sees it, and what to do for the rest."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("PyQt6.QtWidgets", reason="PyQt6 is not installed")
pytest.importorskip("pytestqt", reason="pytest-qt is not installed")

from PyQt6.QtGui import QColor
from PyQt6.QtWidgets import QColorDialog, QFileDialog

from rtxfer.devices import Device
from rtxfer.devices.virtual_cameras import LOOPBACK_LINE, PIPEWIRE_REACH

PIPEWIRE = Device("pipewire", "PipeWire", facts={"reach": PIPEWIRE_REACH})
LOOPBACK = Device("/dev/video9", "rtxfer", "v4l2loopback")


def test_who_sees_pipewire_and_the_line_for_the_others(window: Any, store: Any, qtbot: Any) -> None:
    panel = window.output
    qtbot.waitUntil(lambda: not panel._background.busy, timeout=60_000)
    store.change(output=store.value.output.model_copy(update={"virtual_camera": "auto"}))
    panel._found_cameras([PIPEWIRE])
    said = panel._camera_state.text()
    assert "Firefox" in said
    assert "Zoom" in said
    assert LOOPBACK_LINE in said
    panel._found_cameras([LOOPBACK, PIPEWIRE])  # the first is taken, which all of them see
    assert "Zoom" not in panel._camera_state.text()
    store.change(output=store.value.output.model_copy(update={"virtual_camera": "pipewire"}))
    panel._found_cameras([LOOPBACK, PIPEWIRE])
    assert LOOPBACK_LINE in panel._camera_state.text()


def test_a_background_is_chosen_and_shown(window: Any, store: Any, tmp_path: Any) -> None:
    choice = window.output.background

    def choose(data: str) -> None:
        index = choice.findData(data)
        choice.setCurrentIndex(index)
        choice.activated.emit(index)

    choose("blur")
    assert store.value.output.background == "blur"
    assert choice.currentText() == "Blurred"
    choose("?colour")
    dialog = choice.findChild(QColorDialog)
    dialog.colorSelected.emit(QColor("#336699"))
    assert store.value.output.background == "#336699"
    assert choice.currentText() == "Colour #336699"
    dialog.reject()
    choose("?picture")
    assert choice.currentData() == "#336699", "until there is an answer"
    dialog = choice.findChild(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "room.jpg"))
    dialog.reject()
    assert choice.currentText() == "room.jpg"
    assert store.value.output.settings().background == str(tmp_path / "room.jpg")


def test_on_air_a_background_is_taken_up_and_transparency_waits(
    window: Any, session: Any, store: Any, qtbot: Any
) -> None:
    output = store.value.output.model_copy(update={"width": 320, "height": 180})
    store.change(output=output)
    session.start()
    qtbot.waitUntil(lambda: session.monitor.output() is not None, timeout=60_000)
    window.output.background.wanted.emit("#00b140")
    # A dark corner of the shipped portrait is green once it is shown; the mark lies over it.
    qtbot.waitUntil(
        lambda: abs(session.monitor.output()[2, 2].astype(int) - (0, 177, 64)).max() < 6,
        timeout=60_000,
    )
    assert session.pending.waiting == ""
    window.output.background.wanted.emit("none")
    assert session.pending.waiting == "restart"
