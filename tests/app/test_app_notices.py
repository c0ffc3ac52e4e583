"""Notices: told once, in the thread of the window, never in the way."""

from __future__ import annotations

import threading
from typing import Any

import pytest

pytest.importorskip("PyQt6.QtWidgets", reason="PyQt6 is not installed")
pytest.importorskip("pytestqt", reason="pytest-qt is not installed")

from rtxfer.app.model.notice import Notice
from rtxfer.app.notice_stack import SHOWN
from rtxfer.live import Event

DEADLINE = 60_000
UNPLUGGED = Notice("error", "The camera is gone.", "Plug it in again.", "source: front")


def test_the_same_notice_is_counted_and_not_repeated(window: Any) -> None:
    for _ in range(200):
        window.notices.show_notice(UNPLUGGED)
    (card,) = window.notices.cards
    assert card.count == 200
    assert "200" in card._problem.text()


def test_only_a_few_are_shown_and_the_newest_is_on_top(window: Any) -> None:
    for number in range(SHOWN + 4):
        window.notices.show_notice(Notice("error", f"Trouble {number}"))
    shown = [card.notice.problem for card in window.notices.cards]
    assert shown == [f"Trouble {number}" for number in range(SHOWN + 3, 3, -1)]


def test_an_error_stays_until_it_is_closed_and_others_go(window: Any, qtbot: Any) -> None:
    window.notices.show_notice(UNPLUGGED)
    window.notices.show_notice(Notice("info", "A snapshot was saved."))
    info, error = window.notices.cards
    assert not error._timer.isActive()
    assert info._timer.isActive()
    info._timer.timeout.emit()
    assert window.notices.cards == [error]
    error.closed.emit(error)
    assert not window.notices.cards
    assert not window.notices.isVisible()


def test_a_warning_stays_until_it_is_closed_or_mended_and_is_in_the_log(
    window: Any, caplog: pytest.LogCaptureFixture
) -> None:
    topic = "source: front"
    with caplog.at_level("WARNING"):
        window.notices.show_notice(Notice("warning", "No face is seen.", topic=topic))
    (card,) = window.notices.cards
    assert not card._timer.isActive()
    assert "No face is seen." in caplog.text
    for number in range(SHOWN + 2):
        window.notices.show_notice(Notice("info", f"Saved {number}."))
    assert card in window.notices.cards, "it is not pushed out by what is only good to know"
    window.notices.show_notice(Notice("info", "The face is seen again.", topic=topic))
    assert card._timer.isActive()


def test_details_are_told_on_demand(window: Any) -> None:
    window.notices.show_notice(UNPLUGGED)
    (card,) = window.notices.cards
    assert not card._more.isVisible()
    card._unfold(True)
    assert card._more.isVisible()
    assert card._more.text() == "source: front"


def test_notices_never_move_the_preview(window: Any) -> None:
    before = window.preview.geometry()
    window.notices.show_notice(UNPLUGGED)
    assert window.preview.geometry() == before
    assert window.preview.rect().contains(window.notices.geometry())


def test_events_of_other_threads_are_told_in_the_window(
    window: Any, session: Any, qtbot: Any
) -> None:
    event = Event(0.0, "warning", "sink", "rtxfer", "It takes no frames.", "Wait.")
    seen_in: list[str] = []
    session.noticed.connect(lambda _: seen_in.append(threading.current_thread().name))
    threads = [threading.Thread(target=session._happened.emit, args=(event,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    qtbot.waitUntil(lambda: len(seen_in) == 8, timeout=DEADLINE)
    assert set(seen_in) == {threading.main_thread().name}
    (card,) = window.notices.cards
    assert card.count == 8
    assert card.notice.hint == "Wait."
