"""A portrait with several faces: the person picks the one that moves, on the picture."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image as Pillow

pytest.importorskip("PyQt6.QtWidgets", reason="PyQt6 is not installed")
pytest.importorskip("pytestqt", reason="pytest-qt is not installed")

from PyQt6.QtCore import Qt

from rtxfer.app.dialogs import FaceDialog
from rtxfer.demo import PORTRAITS, shipped
from rtxfer.sources import read_picture
from rtxfer.target import Target

DEADLINE = 60_000


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Grace Hopper at the left, and larger, so that she moves by default, Eileen Collins."""
    grace, eileen = (read_picture(shipped(PORTRAITS[name])) for name in ("hopper", "collins"))
    canvas = np.full((600, 1024, 3), 128, np.uint8)
    canvas[100:400, :256] = grace[::2, ::2]
    canvas[: eileen.shape[0], 512 : 512 + eileen.shape[1]] = eileen
    path = tmp_path_factory.mktemp("two") / "two people.png"
    Pillow.fromarray(canvas).save(path)
    return path


def _dialog(window: Any, qtbot: Any) -> Any:
    def shown() -> list[FaceDialog]:
        return [one for one in window.findChildren(FaceDialog) if one.isVisible()]

    qtbot.waitUntil(lambda: len(shown()) == 1, timeout=DEADLINE)
    return shown()[0]


def _moves(session: Any, face: int) -> bool:
    target = session.portrait.target
    return target is not None and len(target.faces) == 2 and target.face == face


def test_it_is_asked_and_a_click_on_the_picture_answers(
    window: Any, session: Any, store: Any, two: Path, qtbot: Any
) -> None:
    window.targets.add([two])
    dialog = _dialog(window, qtbot)
    assert _moves(session, 2), "until it is answered the largest one moves, and that is said"
    assert dialog.picture.face == 2
    qtbot.mouseClick(
        dialog.picture,
        Qt.MouseButton.LeftButton,
        pos=dialog.picture.frame(1).center().toPoint(),
    )
    assert dialog.picture.face == 1
    qtbot.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    assert store.value.faces == {str(two): 1}
    qtbot.waitUntil(lambda: _moves(session, 1), timeout=DEADLINE)
    assert not [one for one in window.findChildren(FaceDialog) if one.isVisible()]


def test_who_keeps_the_one_is_not_asked_again(
    window: Any, session: Any, store: Any, two: Path, qtbot: Any
) -> None:
    window.targets.add([two])
    dialog = _dialog(window, qtbot)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert store.value.faces == {str(two): 2}
    session.portrait.show(two)
    qtbot.waitUntil(lambda: not session.portrait._background.busy, timeout=DEADLINE)
    qtbot.wait(50)
    assert not [one for one in window.findChildren(FaceDialog) if one.isVisible()]
    assert _moves(session, 2)


def test_keys_pick_too(qtbot: Any, qapp: Any, two: Path) -> None:
    dialog = FaceDialog(Target.open(two))
    qtbot.addWidget(dialog)
    dialog.show()
    with qtbot.waitSignal(dialog.chosen) as chosen:
        qtbot.keyClick(dialog.picture, Qt.Key.Key_Left)
        assert dialog.picture.face == 1
        qtbot.keyClick(dialog.picture, Qt.Key.Key_2)
        assert dialog.picture.face == 2
        qtbot.keyClick(dialog.picture, Qt.Key.Key_Left)
        qtbot.keyClick(dialog.picture, Qt.Key.Key_Left)  # there is none further left
        qtbot.keyClick(dialog.picture, Qt.Key.Key_Return)
    assert chosen.args == [1]


def test_an_offline_job_moves_the_chosen_face(window: Any, store: Any, two: Path) -> None:
    store.change(target=two, faces={str(two): 1})
    window.dialogs.work_offline()
    form = window.dialogs._offline.form
    form.set_target(two)
    form.set_drivers([Path("me.mp4")])
    assert [job.face for job in form.jobs()] == [1]


def test_a_face_that_is_gone_from_the_file_is_the_largest_again(two: Path) -> None:
    from rtxfer.app.model.opening import open_portrait

    assert open_portrait(two, {str(two): 7}).face == 2
    assert open_portrait(two, {str(two): 1}).face == 1
