"""Something the user may want to know, as data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from engines.errors import EngineError
from rtxfer.errors import RtxferError
from rtxfer.live.events import Event, Level


@dataclass(frozen=True, slots=True)
class Notice:
    """What the notice bar shows.

    Attributes:
        level: "info" goes by itself; the others stay until they are closed, or are right again.
        problem: what happened, in plain words.
        hint: what to do about it; may be empty.
        details: more, for those who ask.
        folder: what a button offers to open.
        undo: what a button offers to take back.
        topic: what it is about; "info" of a topic says that what was wrong with it is right again.
    """

    level: Level
    problem: str
    hint: str = ""
    details: str = ""
    folder: Path | None = None
    undo: Callable[[], object] | None = field(default=None, compare=False)
    topic: str = ""

    def same_as(self, other: Notice) -> bool:
        """Whether both tell the same."""
        return (self.level, self.problem, self.hint) == (other.level, other.problem, other.hint)


def notice_of(event: Event) -> Notice:
    """What a live run reports, as a notice."""
    topic = f"{event.about}: {event.subject}"
    return Notice(event.level, event.problem, event.hint, topic, topic=topic)


def notice_of_error(error: Exception, bug_hint: str) -> Notice:
    """An exception as a notice.

    Args:
        error: an expected one speaks for itself.
        bug_hint: what to say of any other, which is a bug of ours.
    """
    if isinstance(error, RtxferError | EngineError):
        return Notice("error", error.problem, error.hint, type(error).__name__)
    return Notice("error", str(error) or type(error).__name__, bug_hint, repr(error))
