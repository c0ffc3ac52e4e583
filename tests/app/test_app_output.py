"""What the output panel says of the virtual camera: who sees it, and what to do for the rest."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("PyQt6.QtWidgets", reason="PyQt6 is not installed")
pytest.importorskip("pytestqt", reason="pytest-qt is not installed")

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
