"""One long clip: what is done of it, what comes next, and how far it is."""

from __future__ import annotations

from contextlib import ExitStack, suppress
from dataclasses import replace
from time import monotonic
from typing import Final

import av

from rtxfer import __version__
from rtxfer.batch.crew import Lost
from rtxfer.batch.plan import Piece
from rtxfer.batch.steps import Draw, Join, Look, parts_of
from rtxfer.batch.workplace import PLAN, CutPlan, Workplace
from rtxfer.errors import RtxferError
from rtxfer.job_process import Cancelled, Failure, Phase
from rtxfer.sinks import locked
from rtxfer.video import Summary, VideoProgress

DRAWING: Final = "Moving the portrait, part by part"


class LongClip:
    """One long clip on its way through many hands.

    Args:
        piece: the whole.
        length: frames of a part, about.
        least: frames below which it is made as a whole, where only a worker can tell how many
            there are; else 0.
    """

    def __init__(self, piece: Piece, length: int, least: int = 0) -> None:
        self.piece = piece
        self.since = monotonic()
        self.spent = 0.0
        self.began: dict[str, float] = {}
        self.outcome: Summary | Failure | Cancelled | Lost | None = None
        self.work = workplace(piece)
        self._length, self._least = length, least
        self._running: dict[str, VideoProgress] = {}
        self._finished = 0  # frames of parts
        self._kept: int | None = None
        self._plan: CutPlan | None = None
        self._drawing = False
        self._held: ExitStack | None = None  # so long nobody else works in its folder

    def next(self) -> list[Piece]:
        """Steps that can be done now, all at the same time; none, and there is an outcome."""
        try:
            return self._next()
        except OSError as error:
            self.outcome = Failure(
                f"{self.work.meeting or self.work.folder} cannot be written to "
                f"({error.strerror or error}).",
                "Choose another folder, or free some space.",
            )
        except RtxferError as error:
            self.outcome = Failure(error.problem, error.hint, error.exit_code)
        return []

    def _next(self) -> list[Piece]:
        job, work, places = self.piece.job, self.work, self.piece.places
        if self._held is None and not work.meeting:
            held = ExitStack()
            held.enter_context(locked(work.folder, job.out))
            self._held = held
        self._plan = work.plan()
        if self._plan is None:
            work.clear()  # what is there is of other work
            work.make()
            return [self._step("look", Look(job, work, self._length, places, self._least))]
        parts = list(zip(parts_of(job, self._plan, work.folder), self._plan.parts, strict=True))
        names = work.names()
        missing = [n for n, (part, _) in enumerate(parts) if part.out.name not in names]
        self._finished = sum(
            last - first for part, (first, last) in parts if part.out.name in names
        )
        if self._kept is None:
            self._kept = self._finished
        if missing:
            return [self._step(parts[n][0].out.stem, Draw(job, work, n, places)) for n in missing]
        return [self._step("join", Join(job, work, places))]

    def let_go(self) -> None:
        """Others may work on it now; of a clip that was not looked at to its end nothing stays."""
        if self._held is None:
            return
        if self.work.plan() is None:
            self._clear()
        self._held.close()

    def _step(self, name: str, job: Look | Draw | Join) -> Piece:
        return Piece(f"{self.piece.name} {name}", job, self.piece.key)  # type: ignore[arg-type]

    def told(self, step: Piece, news: VideoProgress | Phase) -> VideoProgress | Phase | None:
        """What a step's news mean for the whole."""
        if not isinstance(step.job, Draw):
            if isinstance(news, VideoProgress):
                self._running[step.name] = news
            return news
        if isinstance(news, Phase):
            if self._drawing:
                return None
            self._drawing = True
            return Phase(DRAWING)
        self._running[step.name] = news
        done = self._finished + sum(one.done for one in self._running.values())
        fps = sum(one.fps for one in self._running.values())
        total = self._plan.frames if self._plan else None
        eta = max(0, total - done) / fps if total is not None and fps else None
        return VideoProgress(done, total, fps, eta)

    def end(self, step: Piece, news: Summary | Failure | Cancelled | Lost) -> None:
        """Take note of a step that has ended."""
        self.spent += monotonic() - self.began.pop(step.name)
        self._running.pop(step.name, None)
        if not isinstance(news, Summary):
            self.outcome = self.outcome or news
            return
        if isinstance(step.job, Draw):
            self._finished += news.frames
        elif isinstance(step.job, Join):
            self._made(news)
        elif news.output.name != PLAN:  # it was too short to be cut
            self.outcome = news
            self._clear()

    def _made(self, summary: Summary) -> None:
        wall, kept = monotonic() - self.since, self._kept or 0
        self.outcome = replace(
            summary,
            wall_seconds=wall,
            fps=(summary.frames - kept) / wall,
            resumed_from=kept or None,
        )
        self._clear()

    def _clear(self) -> None:
        with suppress(RtxferError):  # the result is there; a store that fails now is no fault of it
            self.work.clear()


def workplace(piece: Piece) -> Workplace:
    """Where the steps of a piece leave what they make.

    Parts that other versions compressed cannot be joined with ours.
    """
    version = f"{__version__} libavcodec {av.library_versions['libavcodec']}"
    return Workplace(piece.job.out, f"{piece.key} {version}", piece.places.out)
