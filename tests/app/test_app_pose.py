"""A portrait edited by hand in the window."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("PyQt6.QtWidgets", reason="PyQt6 is not installed")
pytest.importorskip("pytestqt", reason="pytest-qt is not installed")

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QFileDialog

from rtxfer.face.action_units import ACTION_UNITS
from rtxfer.motion.pose import find_channel
from rtxfer.sources import read_picture

DEADLINE = 60_000
POSE = 3


@pytest.fixture
def panel(window: Any, session: Any, qtbot: Any) -> Any:
    """Opened, with a portrait to edit."""
    qtbot.waitUntil(lambda: session.portrait.target is not None, timeout=DEADLINE)
    window.tabs.setCurrentIndex(POSE)
    qtbot.waitUntil(window.pose.isVisible)
    return window.pose


def _push(qtbot: Any, slider: Any, presses: int) -> None:
    """With the arrow keys, as a person does."""
    for _ in range(presses):
        qtbot.keyClick(slider._slider, Qt.Key.Key_Right)


def test_there_is_a_slider_for_every_unit_and_every_turn(panel: Any) -> None:
    units = {unit for name in panel.both for unit in find_channel(name).unit}
    assert units == set(ACTION_UNITS)
    panel.apart.setChecked(True)
    shown = [name for name, slider in (panel.both | panel.sides).items() if slider.isVisible()]
    assert sorted(unit for name in shown for unit in find_channel(name).unit) == sorted(
        ACTION_UNITS
    )
    assert set(panel.turns) == {"turn", "nod", "tilt"}


def test_a_slider_moves_the_portrait_in_the_preview(
    panel: Any, window: Any, session: Any, qtbot: Any
) -> None:
    assert session.pose.picture is None, "a portrait that rests needs no generator"
    _push(qtbot, panel.both["smile"], 20)
    assert panel.value().values == {"smile": 0.5}
    rest = session.portrait.target.image

    def smiles() -> bool:
        """A computer with time to spare shows the poses between, too."""
        shown = window.preview._pictures()[0]
        return shown is not None and bool(np.abs(shown.astype(int) - rest).max() > 40)

    qtbot.waitUntil(smiles, timeout=DEADLINE)
    qtbot.mouseClick(panel.reset, Qt.MouseButton.LeftButton)
    assert panel.value().values == {}
    qtbot.waitUntil(lambda: bool((session.pose.picture == rest).all()), timeout=DEADLINE)
    window.tabs.setCurrentIndex(0)
    assert session.pose.picture is None


def test_sides_begin_where_both_were_and_come_back_as_their_mean(panel: Any, qtbot: Any) -> None:
    _push(qtbot, panel.both["smile"], 20)
    panel.apart.setChecked(True)
    assert panel.value().values == {"smile_left": 0.5, "smile_right": 0.5}
    _push(qtbot, panel.sides["smile_left"], 8)
    assert panel.value().values == {"smile_left": 0.7, "smile_right": 0.5}
    panel.apart.setChecked(False)
    assert panel.value().values == {"smile": 0.6}


def test_it_is_saved_at_the_portraits_own_size(
    panel: Any, window: Any, session: Any, qtbot: Any, tmp_path: Path
) -> None:
    _push(qtbot, panel.both["jaw_open"], 12)
    qtbot.mouseClick(panel.save, Qt.MouseButton.LeftButton)
    (dialog,) = panel.findChildren(QFileDialog)
    out = tmp_path / "posed.png"
    dialog.fileSelected.emit(str(out))
    dialog.close()
    qtbot.waitUntil(lambda: bool(window.notices.cards), timeout=DEADLINE)
    assert window.notices.cards[-1].notice.problem == "The picture was saved as posed.png."
    saved, rest = read_picture(out), session.portrait.target.image
    assert saved.shape == rest.shape
    assert np.abs(saved.astype(int) - rest).max() > 40


def test_while_a_driver_moves_the_portrait_it_cannot_be_edited(
    panel: Any, session: Any, qtbot: Any
) -> None:
    _push(qtbot, panel.both["smile"], 4)
    qtbot.waitUntil(lambda: session.pose.picture is not None, timeout=DEADLINE)
    session.start()
    assert not panel.save.isEnabled()
    assert not panel.both["smile"].isEnabled()
    assert session.pose.picture is None
    session.stop()
    qtbot.waitUntil(lambda: not session.busy, timeout=DEADLINE)
    assert panel.save.isEnabled()
    qtbot.waitUntil(lambda: session.pose.picture is not None, timeout=DEADLINE)
