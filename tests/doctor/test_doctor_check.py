"""Whatever a check does, it becomes a finding, and in time."""

from __future__ import annotations

import os
import threading
import time

import pytest

from rtxfer.doctor.check import Check, Finding, perform
from tests import ailing


@pytest.mark.parametrize("apart", [False, True], ids=["in a thread", "in a process"])
class TestPerform:
    def check(self, run: object, apart: bool, seconds: float = 60) -> Finding:
        return perform(Check("it", "It", run, seconds=seconds, apart=apart))  # type: ignore[arg-type]

    def test_what_works(self, apart: bool) -> None:
        found = self.check(ailing.well, apart)
        assert (found.verdict, found.detail, found.mend) == ("works", "all is well", "")

    def test_what_hangs_is_given_up(self, apart: bool) -> None:
        began = time.monotonic()
        found = self.check(ailing.hang, apart, seconds=0.5)
        assert time.monotonic() - began < 60
        assert found.verdict == "fails"
        assert "no answer" in found.detail
        assert found.mend

    def test_an_error_for_the_user_keeps_its_words(self, apart: bool) -> None:
        found = self.check(ailing.refuse, apart)
        assert (found.verdict, found.detail) == ("fails", "The camera is busy.")
        assert found.mend == "Close the other program."

    def test_a_bug_is_a_finding_too(self, apart: bool) -> None:
        found = self.check(ailing.stumble, apart)
        assert found.verdict == "fails"
        assert "ZeroDivisionError: a bug" in found.detail


def test_a_crash_stays_apart() -> None:
    found = perform(Check("it", "It", ailing.crash, seconds=60, apart=True))
    assert found.verdict == "fails"
    assert "crashed (exit code 42)" in found.detail
    assert "pip install" in found.mend


def test_apart_is_another_process() -> None:
    found = perform(Check("it", "It", ailing.elsewhere, seconds=60, apart=True))
    assert int(found.detail) != os.getpid()


def test_a_hanging_thread_does_not_keep_the_program() -> None:
    perform(Check("lazy", "It", ailing.hang, seconds=0.1))
    left = [thread for thread in threading.enumerate() if thread.name == "doctor lazy"]
    assert left
    assert all(thread.daemon for thread in left)
