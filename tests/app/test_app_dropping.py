"""What is dropped becomes what it is for; what cannot be watched never becomes the source."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("PyQt6.QtWidgets", reason="PyQt6 is not installed")
pytest.importorskip("pytestqt", reason="pytest-qt is not installed")

from PyQt6.QtGui import QDragLeaveEvent
from PyQt6.QtWidgets import QApplication

from rtxfer.app.model.dropped import sort_dropped
from rtxfer.app.theme import colours
from tests.app.events import drag, drop, mime_of

DEADLINE = 60_000
CLIP = next(Path("rtxfer/demo").resolve().glob("*.mp4"))
GRACE = Path("rtxfer/demo/grace_hopper.jpg").resolve()


def test_files_are_sorted_by_what_they_are_for() -> None:
    paths = [Path(name) for name in ("a.JPG", "b.MKV", "people", "c.gif", "d.webm", "e.txt")]
    found = sort_dropped(paths)
    assert [str(path) for path in found.sources] == ["b.MKV", "d.webm"]
    assert [str(path) for path in found.portraits] == ["a.JPG", "people", "c.gif", "e.txt"]


def test_a_video_that_is_dropped_becomes_the_source(window: Any, store: Any, qtbot: Any) -> None:
    before = window.targets.paths()
    mime = mime_of(CLIP)
    drag(window, mime)
    assert "source" in window.preview._welcome
    drop(window, mime)
    assert window.preview._welcome == ""
    qtbot.waitUntil(lambda: store.value.source == str(CLIP), timeout=DEADLINE)
    assert store.value.sources == (str(CLIP),)
    assert window.targets.paths() == before


def test_the_window_is_highlighted_while_something_is_over_it(window: Any) -> None:
    def frame() -> str:
        picture = window.preview.grab().toImage()
        return str(picture.pixelColor(picture.width() // 2, 8).name())

    assert frame() == colours()["stage"].name()
    mime = mime_of(GRACE)
    seen = set()
    drag(window, mime)
    picture = window.preview.grab().toImage()
    for x in range(40, picture.width() - 40):
        seen.add(picture.pixelColor(x, 8).name())
    assert colours()["accent"].name() in seen
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert frame() == colours()["stage"].name()


@pytest.mark.parametrize("spec", ["http://127.0.0.1:9/nothing", "gone.mp4"])
def test_what_gives_no_pictures_is_refused_and_what_was_watched_goes_on(
    window: Any, store: Any, qtbot: Any, spec: str
) -> None:
    before = store.value.source
    window.sources.add(spec)
    told = window.notices
    qtbot.waitUntil(
        lambda: any(card.notice.level == "error" for card in told.cards), timeout=DEADLINE
    )
    assert len(told.cards) == 1, "that it was looked at is told no longer"
    assert (store.value.source, store.value.sources) == (before, ())
    assert spec not in window.sources.list.specs()
