"""Threads that stop when told to, and waits that grow."""

from __future__ import annotations

import threading
import time

import pytest

from rtxfer.live import worker as worker_module
from rtxfer.live.worker import Backoff, Worker


class Sleeper(Worker):
    def __init__(self) -> None:
        super().__init__("sleeper")
        self.begun = threading.Event()
        self.joined: bool | None = None

    def _main(self) -> None:
        self.begun.set()
        self.pause(60)
        self.joined = self.join(time.monotonic() + 10)


class TestWorker:
    def test_a_pause_ends_when_it_is_told_to_stop(self) -> None:
        sleeper = Sleeper()
        sleeper.start()
        assert sleeper.begun.wait(20)
        assert not sleeper.join(time.monotonic() + 0.05)
        sleeper.stop()
        assert sleeper.stopping
        assert sleeper.join(time.monotonic() + 20)

    def test_one_that_never_began_has_ended(self) -> None:
        sleeper = Sleeper()
        sleeper.stop()
        assert sleeper.join(time.monotonic() + 20)

    def test_it_does_not_wait_for_itself(self) -> None:
        sleeper = Sleeper()
        sleeper.start()
        sleeper.stop()
        assert sleeper.join(time.monotonic() + 20)
        assert sleeper.joined is False

    def test_a_deadline_that_has_passed(self) -> None:
        sleeper = Sleeper()
        sleeper.start()
        assert not sleeper.join(time.monotonic() - 5)
        sleeper.stop()


class TestBackoff:
    @pytest.fixture(autouse=True)
    def _clock(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 100.0
        monkeypatch.setattr(worker_module.time, "monotonic", lambda: self.now)
        monkeypatch.setattr(worker_module, "FIRST_WAIT", 1.0)
        monkeypatch.setattr(worker_module, "LONGEST_WAIT", 10.0)
        monkeypatch.setattr(worker_module, "STEADY_SECONDS", 5.0)

    def test_it_waits_longer_each_time_up_to_the_longest(self) -> None:
        backoff = Backoff()
        assert [backoff.wait() for _ in range(6)] == [1, 2, 4, 8, 10, 10]

    def test_what_works_for_a_while_starts_afresh(self) -> None:
        backoff = Backoff()
        backoff.wait()
        backoff.wait()
        for _ in range(60):
            backoff.worked()
            self.now += 0.1
        assert backoff.wait() == 1

    def test_what_fails_again_and_again_in_between_does_not(self) -> None:
        backoff = Backoff()
        waits = []
        for _ in range(5):
            backoff.worked()
            self.now += 3
            backoff.worked()
            waits.append(backoff.wait())
        assert waits == [1, 2, 4, 8, 10]

    def test_another_device_starts_afresh(self) -> None:
        backoff = Backoff()
        backoff.wait()
        backoff.reset()
        assert backoff.wait() == 1
