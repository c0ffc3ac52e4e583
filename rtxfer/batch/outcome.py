"""How each piece of a batch ended, and all of them together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, TypeAlias

State: TypeAlias = Literal["done", "kept", "failed", "stopped"]
"""Done now; done by an earlier run; not to be done, for `reason`; not come to the end of."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one piece ended.

    Attributes:
        name: of the piece.
        state: see `State`.
        key: of the piece, as it was then.
        output: path of the result.
        frames: of the result.
        seconds: length of the result.
        work: seconds that a worker was at it, failed attempts included.
        reason: of a failure: what happened, and what to do.
        warnings: what the user should know of the result.
    """

    name: str
    state: State
    key: str = ""
    output: str = ""
    frames: int = 0
    seconds: float = 0.0
    work: float = 0.0
    reason: str = ""
    warnings: tuple[str, ...] = ()

    @property
    def fps(self) -> float:
        """Frames a second of work."""
        return self.frames / self.work if self.work > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Report:
    """How a batch ended.

    Attributes:
        outcomes: of all pieces, in the table's order.
        wall_seconds: from the first to the last.
        workers: how many there were.
    """

    outcomes: Sequence[Outcome]
    wall_seconds: float
    workers: int

    def count(self, state: State) -> int:
        """How many ended so."""
        return sum(outcome.state == state for outcome in self.outcomes)

    @property
    def made(self) -> list[Outcome]:
        """What was made by this run."""
        return [outcome for outcome in self.outcomes if outcome.state == "done"]

    @property
    def cost(self) -> float | None:
        """Hours of one worker for an hour of video; None where nothing was made."""
        video = sum(outcome.seconds for outcome in self.made)
        return sum(outcome.work for outcome in self.made) / video if video else None

    @property
    def fps(self) -> float:
        """Frames of all workers together, a second of wall time."""
        frames = sum(outcome.frames for outcome in self.made)
        return frames / self.wall_seconds if self.wall_seconds > 0 else 0.0

    def to_json(self) -> dict[str, Any]:
        """In JSON's own types."""
        return {
            "jobs": [asdict(one) | {"fps": one.fps} for one in self.outcomes],
            **{state: self.count(state) for state in ("done", "kept", "failed", "stopped")},
            "workers": self.workers,
            "wall_seconds": self.wall_seconds,
            "fps": self.fps,
            "worker_hours_per_hour_of_video": self.cost,
        }
