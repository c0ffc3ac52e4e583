"""Finished parts of an unfinished result, in a hidden folder beside its destination.

Every sink works there and moves the result to its destination in one step at the end: same
folder, hence same disk, hence an atomic rename. With a journal the parts also survive an
interruption, and the work can go on from them.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from dataclasses import asdict, dataclass, field
from itertools import count
from pathlib import Path
from typing import Final, Self, TypeAlias

from rtxfer.sinks.destination import explained

JsonValue: TypeAlias = "bool | int | float | str | list[JsonValue] | dict[str, JsonValue] | None"

_JOURNAL: Final = "journal.json"


@dataclass
class Segment:
    """One finished, separately encoded stretch of video.

    Attributes:
        name: its file in the parts folder.
        first_pts: timestamp of its first frame, in ticks of the whole.
        frames: how many it holds.
    """

    name: str
    first_pts: int
    frames: int


@dataclass
class Journal:
    """How far the work has come.

    Attributes:
        identity: what the work depends on, each under a word for the user ("driver",
            "settings"); parts made under another identity do not fit.
        state: the caller's own, kept for it (the driver's neutral).
        first_pts: timestamp of the first frame; None before it.
        last_pts: timestamp of the last finished frame; None before it.
        frames: finished frames.
        faceless: how many of them had no face in the driver's picture.
        segments: finished segments, in order; empty for picture sequences.
    """

    identity: dict[str, str]
    state: JsonValue = None
    first_pts: int | None = None
    last_pts: int | None = None
    frames: int = 0
    faceless: int = 0
    segments: list[Segment] = field(default_factory=list)


class Parts:
    """The hidden folder and its journal.

    Attributes:
        folder: where to work; removed by `remove`.
        journal: how far the work has come; written by `commit`.
        kept: whether finished parts stay behind when the work breaks off.
    """

    def __init__(self, folder: Path, journal: Journal, *, kept: bool) -> None:
        self.folder = folder
        self.journal = journal
        self.kept = kept

    @classmethod
    def temporary(cls, output: Path) -> Self:
        """A folder of its own for work that is not to be resumed.

        Raises:
            OutputError: the folder of `output` cannot be written to.
        """
        with explained(output):
            folder = tempfile.mkdtemp(
                prefix=f".{output.name}.", suffix=".rtxfer-tmp", dir=output.parent
            )
        return cls(Path(folder), Journal({}), kept=False)

    @classmethod
    def fresh(cls, output: Path, identity: dict[str, str], state: JsonValue = None) -> Self:
        """Start resumable work on `output`; what an earlier run left behind is removed.

        Raises:
            OutputError: the folder of `output` cannot be written to.
        """
        folder = parts_folder(output)
        with explained(output):
            if folder.exists():
                shutil.rmtree(folder)
            folder.mkdir()
        return cls(folder, Journal(identity, state), kept=True)

    @classmethod
    def left_by(cls, output: Path) -> Self | None:
        """What an interrupted run left of `output`; None if nothing usable."""
        folder = parts_folder(output)
        try:
            raw = json.loads((folder / _JOURNAL).read_text("utf-8"))
            segments = [Segment(**segment) for segment in raw.pop("segments")]
            journal = Journal(**raw, segments=segments)
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None
        if any(not (folder / segment.name).is_file() for segment in segments):
            return None
        return cls(folder, journal, kept=True)

    @property
    def committed(self) -> bool:
        """Whether there is anything to go on from."""
        return (self.folder / _JOURNAL).is_file()

    def commit(self) -> None:
        """Write the journal, so that a crash at any moment leaves the old one or the new one."""
        draft = self.folder / f"{_JOURNAL}.new"
        with draft.open("w", encoding="utf-8") as file:
            json.dump(asdict(self.journal), file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.folder / _JOURNAL)

    def remove(self) -> None:
        """Delete the folder and all in it."""
        shutil.rmtree(self.folder, ignore_errors=True)


def parts_folder(output: Path) -> Path:
    """Where resumable work on `output` keeps its parts."""
    return output.parent / f".{output.name}.rtxfer-part"


def free_name(path: Path) -> Path:
    """`path`, or else the first of `name-2`, `name-3` … that is free: nothing is ever replaced.

    A name is taken as well while unfinished work on it waits beside it.
    """
    names = (path if n == 1 else path.with_stem(f"{path.stem}-{n}") for n in count(1))
    return next(name for name in names if not name.exists() and not parts_folder(name).exists())
