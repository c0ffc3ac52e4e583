"""Who does the work, as the batch sees it: some free hands, and news from those that are busy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from rtxfer.batch.plan import Piece
from rtxfer.job_process import News


@dataclass(frozen=True, slots=True)
class Lost:
    """The worker is gone in the middle of it.

    Attributes:
        problem: what is known of why.
    """

    problem: str


@dataclass(frozen=True, slots=True)
class Spent:
    """Work on a piece beside the time from its beginning to its end.

    Attributes:
        seconds: how much more several workers had with it; less than none where it waited.
    """

    seconds: float


CrewNews: TypeAlias = News | Lost | Spent


class Crew(Protocol):
    """Workers; a context manager, after which none is left."""

    @property
    def size(self) -> int:
        """How many there are at most."""

    @property
    def free(self) -> int:
        """How many could begin something now."""

    def begin(self, piece: Piece) -> None:
        """Have one of the free ones do it."""

    def news(self, seconds: float) -> Iterator[tuple[Piece, CrewNews]]:
        """What has happened since; waits so long for something to."""

    def cancel(self) -> None:
        """Have all of them end soon; each still tells how it ended."""

    def __enter__(self) -> Crew: ...

    def __exit__(self, *error: object) -> None: ...
