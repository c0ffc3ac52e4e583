"""A crew that does as it is told, and no more."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path

from rtxfer.batch import Piece
from rtxfer.batch.crew import CrewNews
from rtxfer.job import Job
from rtxfer.video import Summary


def piece(folder: Path, name: str) -> Piece:
    return Piece(name, Job(Path("a.mp4"), Path("b.jpg"), folder / name), key=f"key of {name}")


def made(one: Piece) -> Summary:
    one.job.out.touch()
    return Summary(one.job.out, 50, 2.0, 1.0, 50.0, 0, 0, "none", {}, None, ())


class ScriptedCrew:
    """Each piece begun is answered by the next of its answers.

    Args:
        size: how many at once.
        answer: gives the news of a piece that was begun for the nth time.
    """

    def __init__(self, size: int, answer: Callable[[Piece, int], CrewNews]) -> None:
        self.size = size
        self.begun: list[str] = []
        self.most_at_once = 0
        self.cancelled = False
        self._answer = answer
        self._busy: deque[Piece] = deque()

    @property
    def free(self) -> int:
        return self.size - len(self._busy)

    def begin(self, one: Piece) -> None:
        assert self.free
        self.begun.append(one.name)
        self._busy.append(one)
        self.most_at_once = max(self.most_at_once, len(self._busy))

    def news(self, seconds: float) -> Iterator[tuple[Piece, CrewNews]]:
        one = self._busy.popleft()
        yield one, self._answer(one, self.begun.count(one.name))

    def cancel(self) -> None:
        self.cancelled = True

    def __enter__(self) -> ScriptedCrew:
        return self

    def __exit__(self, *error: object) -> None: ...
