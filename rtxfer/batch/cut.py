"""Long clips by many workers: a crew that hands on the steps of one, and tells of it as a whole."""

from __future__ import annotations

import shutil
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from time import monotonic
from typing import Final

from engines.drafts import drafted
from engines.errors import EngineError
from rtxfer.batch.crew import Crew, CrewNews, Lost, Spent
from rtxfer.batch.plan import Piece
from rtxfer.batch.steps import PLAN, Join, Look, parts_of
from rtxfer.errors import RtxferError
from rtxfer.job_process import Cancelled, Failure
from rtxfer.sources import open_source
from rtxfer.video import Summary, VideoProgress

LENGTH: Final = 500
"""Frames of a part: a multiple of what is finished at a time, so that what is compressed is the
same; enough that opening engines and portrait does not count."""

LONG: Final = 1000
"""Frames from which on a clip is cut."""

JOINED: Final = frozenset({".mp4", ".mov"})
"""What keeps moments exactly, also of a part."""

KEY: Final = "key"


class CuttingCrew:
    """See `rtxfer.batch.crew.Crew`.

    A folder beside the result, `.NAME.rtxfer-cut`, holds what is finished of it, until the result
    is there. A batch that is begun again goes on from that.

    Args:
        crew: who does the steps; is entered and left with this one.
        long: frames from which on a clip is cut.
        length: frames of a part.
    """

    def __init__(self, crew: Crew, long: int = LONG, length: int = LENGTH) -> None:
        self._crew, self._long, self._length = crew, long, length
        self._waiting: deque[Piece] = deque()
        self._cuts: dict[str, _Cut] = {}  # by the names of their steps
        self._ended: deque[tuple[Piece, CrewNews]] = deque()
        self._stopping = False

    @property
    def size(self) -> int:
        """As many as are in the crew."""
        return self._crew.size

    @property
    def free(self) -> int:
        """How many are left once the steps that wait are begun."""
        return max(0, self._crew.free - len(self._waiting))

    def begin(self, piece: Piece) -> None:
        """See `Crew.begin`."""
        if self.size == 1 or not is_long(piece, self._long):
            self._crew.begin(piece)
            return
        self._hand_on(_Cut(piece, self._length))

    def news(self, seconds: float) -> Iterator[tuple[Piece, CrewNews]]:
        """See `Crew.news`."""
        self._start()
        while self._ended:
            yield self._ended.popleft()
        for step, news in self._crew.news(seconds):
            cut = self._cuts.get(step.name)
            if cut is None:
                yield step, news
                continue
            if isinstance(news, VideoProgress):
                cut.speed[step.name] = news.fps
                yield cut.piece, VideoProgress(0, None, sum(cut.speed.values()), None)
            elif isinstance(news, Summary | Failure | Cancelled | Lost):
                del self._cuts[step.name]
                cut.end(step, news)
                self._hand_on(cut)
        self._start()
        while self._ended:
            yield self._ended.popleft()

    def cancel(self) -> None:
        """See `Crew.cancel`."""
        self._stopping = True
        for cut in {id(cut): cut for cut in self._cuts.values()}.values():
            self._hand_on(cut)
        self._crew.cancel()

    def __enter__(self) -> CuttingCrew:
        self._crew.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._crew.__exit__(*error)

    def _start(self) -> None:
        while self._waiting and self._crew.free:
            step = self._waiting.popleft()
            self._cuts[step.name].began[step.name] = monotonic()
            self._crew.begin(step)

    def _hand_on(self, cut: _Cut) -> None:
        """What a clip needs next: its steps, or the word that it has ended."""
        busy = [name for name, other in self._cuts.items() if other is cut]
        if self._stopping and cut.outcome is None:
            cut.outcome = Cancelled()
        if cut.outcome is None and not busy:
            for step in cut.next():
                self._cuts[step.name] = cut
                self._waiting.append(step)
        if cut.outcome is None:
            return
        for step in [step for step in self._waiting if step.name in busy]:
            self._waiting.remove(step)
            del self._cuts[step.name]
        if cut.began:  # and not ended: those are waited for
            return
        self._ended.append((cut.piece, Spent(cut.spent - (monotonic() - cut.since))))
        self._ended.append((cut.piece, cut.outcome))


class _Cut:
    """One long clip: what is done of it, and what comes next."""

    def __init__(self, piece: Piece, length: int) -> None:
        self.piece = piece
        self.since = monotonic()
        self.spent = 0.0
        self.speed: dict[str, float] = {}
        self.began: dict[str, float] = {}
        self.outcome: Summary | Failure | Cancelled | Lost | None = None
        self._folder = piece.job.out.with_name(f".{piece.job.out.name}.rtxfer-cut")
        self._length = length

    def next(self) -> list[Piece]:
        """Steps that can be done now, all at the same time."""
        job, folder = self.piece.job, self._folder
        try:
            if not self._is_ours():
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                with drafted(folder / KEY) as part:
                    part.write_text(self.piece.key, encoding="utf-8")
            if not (folder / PLAN).exists():
                return [self._step("look", Look(job, folder, self._length))]
            missing = [part for part in parts_of(job, folder) if not part.out.exists()]
        except OSError as error:
            self.outcome = Failure(
                f"{folder} cannot be written to ({error.strerror or error}).",
                "Choose another folder, or free some space.",
            )
            return []
        except RtxferError as error:
            self.outcome = Failure(error.problem, error.hint)
            return []
        if missing:
            return [self._step(part.out.stem, part) for part in missing]
        return [self._step("join", Join(job, folder))]

    def _is_ours(self) -> bool:
        with suppress(OSError, ValueError):
            return (self._folder / KEY).read_text("utf-8") == self.piece.key
        return False

    def _step(self, name: str, job: object) -> Piece:
        return Piece(f"{self.piece.name} {name}", job, self.piece.key)  # type: ignore[arg-type]

    def end(self, step: Piece, news: Summary | Failure | Cancelled | Lost) -> None:
        """Take note of a step that has ended."""
        self.spent += monotonic() - self.began.pop(step.name)
        self.speed.pop(step.name, None)
        if not isinstance(news, Summary):
            self.outcome = self.outcome or news
        elif isinstance(step.job, Join):
            self.outcome = news
            shutil.rmtree(self._folder, ignore_errors=True)


def is_long(piece: Piece, frames: int = LONG) -> bool:
    """Whether a clip is worth the trouble; what cannot be opened is told by the job itself."""
    job = piece.job
    if piece.places or job.out.suffix.lower() not in JOINED or job.side_by_side:
        return False
    try:
        with open_source(job.driver, job.start, job.end, rate=job.rate) as source:
            return (source.info.frames or 0) >= frames and source.info.path is not None
    except (RtxferError, EngineError):
        return False
