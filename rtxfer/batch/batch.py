"""The batch itself: hands out pieces, counts what comes back, tries again where a worker died."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from rtxfer.batch.crew import Crew, CrewNews, Lost, Spent
from rtxfer.batch.journal import Journal
from rtxfer.batch.outcome import Outcome, Report
from rtxfer.batch.plan import Piece
from rtxfer.job_process import Cancelled, Failure
from rtxfer.video import Summary, VideoProgress

ATTEMPTS: Final = 3
"""A piece that takes its worker with it so often is at fault itself."""

PATIENCE: Final = 0.2
"""Seconds between two looks for news."""


@dataclass(frozen=True, slots=True)
class BatchProgress:
    """How far a batch has come.

    Attributes:
        done: pieces that are finished, one way or the other.
        total: of all.
        failed: of those that are finished.
        fps: frames of all workers a second, now.
        eta: seconds left if the rest takes as long each; None before the first is finished.
        at_work: names of what is being made.
    """

    done: int
    total: int
    failed: int
    fps: float
    eta: float | None
    at_work: tuple[str, ...]


Watch: TypeAlias = Callable[[BatchProgress], object]


class Batch:
    """One run over the pieces.

    Args:
        pieces: what to do.
        journal: what was done before.
        crew: who does it.
        clock: seconds.
    """

    def __init__(
        self,
        pieces: Sequence[Piece],
        journal: Journal,
        crew: Crew,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._pieces, self._journal, self._crew, self._clock = pieces, journal, crew, clock
        kept = {piece.name: journal.done(piece) for piece in pieces}
        self._ended = {
            name: replace(outcome, state="kept") for name, outcome in kept.items() if outcome
        }
        self._waiting = deque(piece for piece in pieces if piece.name not in self._ended)
        self._began: dict[str, float] = {}
        self._speed: dict[str, float] = {}
        self._work: dict[str, float] = {}
        self._lost: dict[str, int] = {}
        self._stopping = False
        self._start = clock()

    def run(self, watch: Watch = lambda progress: None) -> Report:
        """Do all that is missing. Ctrl-C, once, has the workers end what they do in order.

        Args:
            watch: told how far it has come, some times a second.
        """
        while self._began or (self._waiting and not self._stopping):
            try:
                self._hand_out()
                heard = False
                for piece, news in self._crew.news(PATIENCE):
                    heard = True
                    self._heard(piece, news)
                watch(self.progress())
                if self._stopping and not heard and self._crew.free == self._crew.size:
                    break  # Ctrl-C came between two words of a worker's
            except KeyboardInterrupt:
                if self._stopping:
                    raise
                self._stopping = True
                self._crew.cancel()
        for piece in self._pieces:
            self._ended.setdefault(piece.name, Outcome(piece.name, "stopped"))
        outcomes = [self._ended[piece.name] for piece in self._pieces]
        return Report(outcomes, self._clock() - self._start, self._crew.size)

    def progress(self) -> BatchProgress:
        """How far it has come."""
        made = sum(outcome.state != "kept" for outcome in self._ended.values())
        left = len(self._waiting) + len(self._began)
        passed = self._clock() - self._start
        return BatchProgress(
            done=len(self._ended),
            total=len(self._pieces),
            failed=sum(outcome.state == "failed" for outcome in self._ended.values()),
            fps=sum(self._speed.values()),
            eta=passed / made * left if made else None,
            at_work=tuple(self._began),
        )

    def _hand_out(self) -> None:
        while self._waiting and self._crew.free and not self._stopping:
            piece = self._waiting.popleft()
            self._began[piece.name] = self._clock()
            self._crew.begin(piece)

    def _heard(self, piece: Piece, news: CrewNews) -> None:
        if isinstance(news, VideoProgress):
            self._speed[piece.name] = news.fps
        elif isinstance(news, Spent):
            self._work[piece.name] = self._work.get(piece.name, 0.0) + news.seconds
        elif isinstance(news, Summary | Failure | Cancelled | Lost):
            self._speed.pop(piece.name, None)
            passed = self._clock() - self._began.pop(piece.name)
            self._work[piece.name] = self._work.get(piece.name, 0.0) + passed
            self._end(piece, news)

    def _end(self, piece: Piece, news: Summary | Failure | Cancelled | Lost) -> None:
        if isinstance(news, Lost) and not self._stopping:
            self._lost[piece.name] = self._lost.get(piece.name, 0) + 1
            if self._lost[piece.name] < ATTEMPTS:
                self._waiting.appendleft(piece)  # it goes on from what is finished of it
                return
        outcome = replace(_outcome(piece, news), work=self._work[piece.name])
        self._ended[piece.name] = outcome
        if outcome.state != "stopped":
            self._journal.add(outcome)


def _outcome(piece: Piece, news: Summary | Failure | Cancelled | Lost) -> Outcome:
    base = Outcome(piece.name, "failed", piece.key, piece.output)
    if isinstance(news, Summary):
        return replace(
            base,
            state="done",
            frames=news.frames,
            seconds=news.seconds,
            warnings=tuple(news.warnings),
        )
    if isinstance(news, Failure):
        return replace(base, reason=f"{news.problem} {news.hint}".strip())
    if isinstance(news, Lost):
        return replace(base, reason=f"{news.problem} {ATTEMPTS} workers ended in it.")
    return replace(base, state="stopped")
