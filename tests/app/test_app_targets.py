"""The gallery: what is taken in, what is refused and why."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("PyQt6.QtWidgets", reason="PyQt6 is not installed")
pytest.importorskip("pytestqt", reason="pytest-qt is not installed")

from PyQt6.QtCore import QMimeData, QPointF, Qt, QUrl
from PyQt6.QtGui import QDropEvent, QGuiApplication, QImage
from PyQt6.QtWidgets import QPushButton

DEADLINE = 60_000
GRACE = Path("rtxfer/demo/grace_hopper.jpg").resolve()


def _drop(panel: Any, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    panel.dropEvent(event)
    assert event.isAccepted()


def _settled(window: Any, qtbot: Any) -> None:
    gallery = window.targets
    qtbot.waitUntil(
        lambda: not gallery._background.busy and all(gallery.list.pictures()), timeout=DEADLINE
    )


def test_the_shipped_portraits_are_there_at_first(window: Any, qtbot: Any) -> None:
    _settled(window, qtbot)
    names = [path.name for path in window.targets.paths()]
    assert names == ["grace_hopper.jpg", "eileen_collins.jpg"]
    qtbot.waitUntil(lambda: window._session.portrait.target is not None, timeout=DEADLINE)


def test_a_picture_without_a_face_is_refused_with_the_reason(
    window: Any, faceless: Path, qtbot: Any
) -> None:
    _settled(window, qtbot)
    before = window.targets.paths()
    _drop(window, faceless)
    qtbot.waitUntil(lambda: bool(window.notices.cards), timeout=DEADLINE)
    (card,) = window.notices.cards
    assert card.notice.problem == "No face was found in meadow.png."
    assert "whole face" in card.notice.hint
    assert window.targets.paths() == before


def test_a_folder_brings_its_portraits_and_one_notice(
    window: Any, faceless: Path, tmp_path: Path, qtbot: Any
) -> None:
    _settled(window, qtbot)
    folder = tmp_path / "people"
    folder.mkdir()
    shutil.copy(GRACE, folder / "c.jpg")
    shutil.copy(faceless, folder / "a.png")
    shutil.copy(faceless, folder / "b.png")
    (folder / "notes.txt").write_text("no picture")
    _drop(window, folder)
    qtbot.waitUntil(lambda: len(window.targets.paths()) == 3, timeout=DEADLINE)
    assert window.targets.paths()[-1] == folder / "c.jpg"
    qtbot.waitUntil(lambda: bool(window.notices.cards), timeout=DEADLINE)
    (card,) = window.notices.cards
    assert "2 " in card.notice.problem
    assert "a.png" in card.notice.details
    assert "b.png" in card.notice.details


def test_a_pasted_picture_becomes_a_portrait_and_is_shown(
    window: Any, store: Any, home: Path, qtbot: Any
) -> None:
    _settled(window, qtbot)
    clipboard = QGuiApplication.clipboard()
    assert clipboard is not None
    clipboard.setImage(QImage(str(GRACE)))
    qtbot.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(window.targets.paths()) == 3, timeout=DEADLINE)
    pasted = window.targets.paths()[-1]
    assert pasted.is_file()
    qtbot.waitUntil(lambda: store.value.target == pasted, timeout=DEADLINE)
    clipboard.clear()


def test_an_empty_clipboard_is_said(window: Any, qtbot: Any) -> None:
    _settled(window, qtbot)
    clipboard = QGuiApplication.clipboard()
    assert clipboard is not None
    clipboard.clear()
    window.dropping.paste()
    assert "clipboard" in window.notices.cards[0].notice.problem


def test_delete_removes_and_shows_another(window: Any, store: Any, qtbot: Any) -> None:
    _settled(window, qtbot)
    first, second = window.targets.paths()
    qtbot.keyClick(window.targets.list, Qt.Key.Key_Delete)
    assert window.targets.paths() == (second,)
    assert first.is_file(), "the file itself stays"
    qtbot.waitUntil(lambda: store.value.target == second, timeout=DEADLINE)

    (undo,) = window.notices.findChildren(QPushButton)
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert window.targets.paths() == (first, second)
    assert store.value.target == first
    assert not window.notices.cards
    _settled(window, qtbot)


def test_the_neighbour_of_the_one_removed_is_shown(window: Any, store: Any, qtbot: Any) -> None:
    _settled(window, qtbot)
    paths = window.targets.paths()
    more = [*paths, *(path.with_name(f"{path.stem}-again.jpg") for path in paths)]
    for path in more[2:]:
        window.targets.list.add(path)
    store.change(targets=tuple(more))
    window.targets._choose(more[2])
    window.targets.remove(more[2])
    assert store.value.target == more[3], "and not the first"
    window.targets.remove(more[3])
    assert store.value.target == more[1]


def test_next_and_previous_go_round(window: Any, store: Any, qtbot: Any) -> None:
    _settled(window, qtbot)
    first, second = window.targets.paths()
    window.targets.step(1)
    assert store.value.target == second
    window.targets.step(1)
    assert store.value.target == first
    window.targets.step(-1)
    assert store.value.target == second


def test_a_portrait_that_has_gone_is_dropped_and_said(
    open_window: Any, store: Any, tmp_path: Path, qtbot: Any
) -> None:
    store.change(targets=(GRACE, tmp_path / "gone.jpg"), target=GRACE)
    window = open_window(store)
    qtbot.waitUntil(lambda: window.targets.paths() == (GRACE,), timeout=DEADLINE)
    qtbot.waitUntil(lambda: bool(window.notices.cards), timeout=DEADLINE)
    assert "gone.jpg" in window.notices.cards[0].notice.problem
