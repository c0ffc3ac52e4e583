"""Errors as notices."""

from __future__ import annotations

from rtxfer.app.model.notice import notice_of_error
from rtxfer.errors import DeviceError


def test_expected_errors_speak_for_themselves_and_bugs_say_so() -> None:
    expected = notice_of_error(DeviceError("Busy.", "Close the other."), "A bug.")
    assert (expected.problem, expected.hint) == ("Busy.", "Close the other.")
    bug = notice_of_error(KeyError("x"), "A bug.")
    assert bug.hint == "A bug."
    assert "KeyError" in bug.details
