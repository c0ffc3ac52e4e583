"""A crew of processes on this machine, each with its share of the cores."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.synchronize import Event
from time import monotonic
from typing import Final

import psutil

from rtxfer import threads
from rtxfer.batch.crew import CrewNews, Lost
from rtxfer.batch.plan import Piece
from rtxfer.batch.worker import Work, Worker
from rtxfer.job_process import GRACE, Cancelled, Failure, end_with_parent
from rtxfer.video import Summary

MEMORY: Final = 1.2 * 2**30
"""Bytes that a worker takes with a portrait of 20 megapixels."""

_context = multiprocessing.get_context("spawn")


def usual_size() -> int:
    """As many workers as cores and memory allow.

    One a core: a worker alone cannot use two of them all the time, for its threads wait for each
    other."""
    fitting = int(psutil.virtual_memory().available / MEMORY)
    return max(1, min(threads.cores(), fitting))


class LocalCrew:
    """See `rtxfer.batch.crew.Crew`.

    Args:
        size: how many workers; None: see `usual_size`.
        cores: of each; None for a share of all.
    """

    def __init__(self, size: int | None = None, cores: int | None = None) -> None:
        self.size = usual_size() if size is None else size
        self._shares = _shares(self.size, cores)
        self._hands: list[_Hand | None] = [None] * self.size

    @property
    def free(self) -> int:
        """Workers without a job; they are started when they get their first."""
        return sum(hand is None or hand.piece is None for hand in self._hands)

    def begin(self, piece: Piece) -> None:
        """See `Crew.begin`."""
        idle = [n for n, hand in enumerate(self._hands) if hand is None or hand.piece is None]
        # One that has worked before has engines; among these the first will do.
        number = max(idle, key=lambda n: self._hands[n] is not None)
        hand = self._hands[number] or _Hand(self._shares[number])
        self._hands[number] = hand
        hand.begin(piece)

    def news(self, seconds: float) -> Iterator[tuple[Piece, CrewNews]]:
        """See `Crew.news`."""
        busy = {hand.pipe: number for number, hand in enumerate(self._hands) if hand and hand.piece}
        for pipe in wait(list(busy), seconds):
            number = busy[pipe]  # type: ignore[index]  # wait gives back what it was given
            hand = self._hands[number]
            assert hand is not None
            assert hand.piece is not None
            piece = hand.piece
            news = hand.heard()
            if isinstance(news, Lost):
                hand.kill()
                self._hands[number] = None
            yield piece, news
        for hand in self._hands:
            if hand is not None:
                hand.lose_patience()

    def cancel(self) -> None:
        """See `Crew.cancel`."""
        for hand in self._hands:
            if hand is not None:
                hand.cancel()

    def kill(self) -> None:
        """End all of them now; `news` will tell."""
        for hand in self._hands:
            if hand is not None:
                hand.end_now()

    def __enter__(self) -> LocalCrew:
        return self

    def __exit__(self, *error: object) -> None:
        for hand in self._hands:
            if hand is not None:
                hand.kill()


class _Hand:
    """One process, as it is seen from here."""

    def __init__(self, cores: Sequence[int]) -> None:
        self.piece: Piece | None = None
        self._stop = _context.Event()
        self._stopped_at: float | None = None
        self.pipe, theirs = _context.Pipe()
        self._process = _context.Process(
            target=_work, args=(theirs, self._stop, cores), name="rtxfer worker", daemon=True
        )
        self._process.start()
        theirs.close()  # so that the pipe ends when the process does

    def begin(self, piece: Piece) -> None:
        self.piece = piece
        with suppress(OSError):  # it is gone, and `heard` will say so
            self.pipe.send(piece.work)

    def heard(self) -> CrewNews:
        """What came through the pipe; the last of a piece leaves the worker free."""
        news: CrewNews
        try:
            news = self.pipe.recv()
        except (EOFError, OSError):
            self._process.join()
            news = Lost(f"The worker's process ended by itself (exit {self._process.exitcode}).")
        if isinstance(news, Summary | Failure | Cancelled | Lost):
            self.piece = None
        return news

    def cancel(self) -> None:
        self._stopped_at = monotonic()
        self._stop.set()

    def lose_patience(self) -> None:
        if self._stopped_at is not None and monotonic() - self._stopped_at > GRACE:
            self._process.kill()

    def end_now(self) -> None:
        self._process.kill()

    def kill(self) -> None:
        self._process.kill()
        self._process.join()
        self.pipe.close()


def _shares(size: int, each: int | None = None) -> list[Sequence[int]]:
    """Which cores each worker keeps to: libraries start as many threads as they see cores, and
    those of several workers would be in each other's way. Empty where that cannot be told."""
    if not hasattr(os, "sched_getaffinity"):
        return [()] * size
    cores = sorted(os.sched_getaffinity(0))
    each = each or max(1, len(cores) // size)
    return [[cores[(n * each + k) % len(cores)] for k in range(each)] for n in range(size)]


def _work(pipe: Connection, stop: Event, cores: Sequence[int]) -> None:
    """The process."""
    end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the batch's, which then tells us
    with suppress(AttributeError, OSError):
        os.nice(5)  # a live run beside it comes first
        if cores:
            os.sched_setaffinity(0, cores)
    worker = Worker()
    with suppress(EOFError, OSError):
        while True:
            job: Work = pipe.recv()
            pipe.send(worker.do(job, pipe.send, stop.is_set))
