"""One job by workers of its own, as the window's queue and `rtxfer video --workers` have it."""

from __future__ import annotations

from collections.abc import Iterator

from rtxfer.batch.batch import ATTEMPTS
from rtxfer.batch.crew import Lost, Spent
from rtxfer.batch.cut import LEAST, CuttingCrew
from rtxfer.batch.local import LocalCrew
from rtxfer.batch.plan import Piece, key_of
from rtxfer.job import Job
from rtxfer.job_process import EVERY, Cancelled, Failure, News
from rtxfer.video import Summary


class JobByWorker:
    """Starts a job at once; it goes on from what an earlier run has left, if that fits.

    A worker that dies is replaced, and the next one goes on from its last finished segment.
    Ctrl-C while news are waited for has the workers end what they do in order; a second one ends
    them.

    Args:
        job: what to do.
        workers: how many; with more than one a clip is cut.
        length: frames of a part.
    """

    def __init__(self, job: Job, workers: int = 1, length: int = LEAST) -> None:
        self._piece = Piece(job.out.name, job, "" if workers == 1 else key_of(job))
        self._hands = LocalCrew(workers)
        self._crew = CuttingCrew(self._hands, 2 * LEAST, length)
        self._cancelled = self._killed = False
        self._crew.begin(self._piece)

    def news(self) -> Iterator[News]:
        """What happens, as it happens; the last is a `Summary`, `Failure` or `Cancelled`."""
        lost = 0
        with self._crew:
            while True:
                heard = self._heard()
                if self._cancelled and not heard and self._crew.free == self._crew.size:
                    yield Cancelled()  # Ctrl-C came between two words of the last worker's
                    return
                for news in heard:
                    if isinstance(news, Lost):
                        lost += 1
                        end = self._end(news, lost)
                        if end is None:
                            self._crew.begin(self._piece)
                            continue
                        yield end
                        return
                    yield news
                    if isinstance(news, Summary | Failure | Cancelled):
                        return

    def _heard(self) -> list[News | Lost]:
        try:
            return [news for _, news in self._crew.news(EVERY) if not isinstance(news, Spent)]
        except KeyboardInterrupt:
            if self._cancelled:
                raise
            self.cancel()
            return []

    def _end(self, news: Lost, lost: int) -> Cancelled | Failure | None:
        """What the end of a worker means; None: another one shall go on."""
        if self._cancelled:
            return Cancelled()
        if self._killed or lost == ATTEMPTS:
            return Failure(
                news.problem,
                "It may have run out of memory: close other programs, or choose a smaller size.",
            )
        return None

    def cancel(self) -> None:
        """Have it end soon; returns at once, from any thread."""
        self._cancelled = True
        self._crew.cancel()

    def kill(self) -> None:
        """End it now."""
        self._killed = True
        self._hands.kill()
