"""Long clips by many workers: a crew that hands on the steps of one, and tells of it as a whole."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from time import monotonic
from typing import Final

from engines.errors import EngineError
from rtxfer.batch.crew import Crew, CrewNews, Lost, Spent
from rtxfer.batch.long_clip import LongClip
from rtxfer.batch.plan import Piece
from rtxfer.batch.steps import JOINED, why_whole
from rtxfer.errors import RtxferError
from rtxfer.job_process import Cancelled, Failure, Phase
from rtxfer.video import Summary, VideoProgress

LENGTH: Final = 500
"""Frames of a part: enough that opening engines and portrait does not count."""

LONG: Final = 1000
"""Frames from which on a clip is cut."""

ROUNDS: Final = 2
"""Parts that each worker draws of a clip that is alone."""

LEAST: Final = 50
"""Frames of the shortest part."""


class CuttingCrew:
    """See `rtxfer.batch.crew.Crew`.

    A folder beside the result, `.NAME.rtxfer-cut`, holds what is finished of it, until the result
    is there. A batch that is begun again goes on from that.

    Args:
        crew: who does the steps; is entered and left with this one.
        long: frames from which on a clip is cut.
        length: frames of a part, about.
    """

    def __init__(self, crew: Crew, long: int = LONG, length: int = LENGTH) -> None:
        self._crew, self._long, self._length = crew, long, length
        self._waiting: deque[Piece] = deque()
        self._cuts: dict[str, LongClip] = {}  # by the names of their steps
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
        cut = self._cut_of(piece) if self.size > 1 else None
        if cut is None:
            self._crew.begin(piece)
        else:
            self._hand_on(cut)

    def _cut_of(self, piece: Piece) -> LongClip | None:
        if not piece.places.driver:
            return LongClip(piece, self._length) if is_long(piece, self._long) else None
        # Only a worker shall fetch it, and so only a worker can tell how long it is.
        fit = piece.job.out.suffix.lower() in JOINED and not piece.job.side_by_side
        return LongClip(piece, self._length, self._long) if fit else None

    def news(self, seconds: float) -> Iterator[tuple[Piece, CrewNews]]:
        """See `Crew.news`."""
        self._start()
        while self._ended:
            yield self._ended.popleft()
        for step, news in self._crew.news(seconds):
            cut = self._cuts.get(step.name)
            if cut is None:
                yield step, news
            elif isinstance(news, VideoProgress | Phase):
                told = cut.told(step, news)
                if told is not None:
                    yield cut.piece, told
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
        for cut in self._cuts.values():
            cut.let_go()

    def _start(self) -> None:
        while self._waiting and self._crew.free:
            step = self._waiting.popleft()
            self._cuts[step.name].began[step.name] = monotonic()
            self._crew.begin(step)

    def _hand_on(self, cut: LongClip) -> None:
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
        cut.let_go()
        self._ended.append((cut.piece, Spent(cut.spent - (monotonic() - cut.since))))
        self._ended.append((cut.piece, cut.outcome))


def is_long(piece: Piece, frames: int = LONG) -> bool:
    """Whether a clip is worth the trouble; what cannot be opened is told by the job itself."""
    try:
        return not why_whole(piece.job, frames)
    except (RtxferError, EngineError):
        return False


def part_length(frames: int | None, workers: int) -> int:
    """Frames of a part where one clip is all there is to do: some parts for each worker, so that
    none waits long for the last, and each worth its beginning."""
    each = (frames or LENGTH * workers * ROUNDS) // (workers * ROUNDS)
    return max(LEAST, min(LENGTH, each))
