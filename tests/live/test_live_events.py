"""What goes wrong is told as data, whoever listens."""

from __future__ import annotations

import logging

import pytest

from engines.errors import BundleError
from rtxfer.errors import DeviceError
from rtxfer.live.events import KEPT, Event, Events


def test_the_last_ones_are_kept_in_order(events: Events, told: list[Event]) -> None:
    for number in range(KEPT + 5):
        events.report("info", "sink", "virtual", f"event {number}", "hint")
    assert [event.problem for event in events.last()][:: KEPT - 1] == [
        "event 5",
        f"event {KEPT + 4}",
    ]
    assert len(told) == KEPT + 5
    assert told[-1] is events.last()[-1]
    assert (told[0].level, told[0].about, told[0].subject) == ("info", "sink", "virtual")


@pytest.mark.parametrize(
    "error", [DeviceError("It is busy.", "Wait."), BundleError("It is busy.", "Wait.")]
)
def test_expected_errors_come_with_their_hint(events: Events, error: Exception) -> None:
    events.failed("source", "cam", error)
    (event,) = events.last()
    assert (event.level, event.problem, event.hint) == ("error", "It is busy.", "Wait.")


def test_an_unexpected_error_is_named_and_logged_whole(
    events: Events, caplog: pytest.LogCaptureFixture
) -> None:
    try:
        raise ZeroDivisionError("by zero")
    except ZeroDivisionError as error:
        events.failed("transfer", "grace", error)
    (event,) = events.last()
    assert event.problem == "ZeroDivisionError: by zero"
    assert "bug" in event.hint
    assert any(record.exc_info and record.levelno == logging.ERROR for record in caplog.records)


def test_a_listener_that_fails_harms_nobody(caplog: pytest.LogCaptureFixture) -> None:
    def refuse(event: Event) -> None:
        raise ZeroDivisionError("listener")

    events = Events(refuse)
    events.report("info", "transfer", "grace", "one")
    events.report("info", "transfer", "grace", "two")
    assert [event.problem for event in events.last()] == ["one", "two"]
    assert "listener" in caplog.text
