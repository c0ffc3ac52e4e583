"""Finished parts of an unfinished result, in a hidden folder beside its destination.

Every sink works there and moves the result to its destination in one step at the end: same
folder, hence same disk, hence an atomic rename. With a journal the parts also survive an
interruption, and the work can go on from them.
"""

from __future__ import annotations

import shutil
import tempfile
from hashlib import sha256
from itertools import count, takewhile
from pathlib import Path
from typing import Final, Self

from engines.drafts import sync
from rtxfer.sinks.destination import explained
from rtxfer.sinks.journal import FILE, Journal, JsonValue, Segment

TEMPORARY: Final = ".rtxfer-tmp"
"""How folders end that hold work which cannot be gone on with."""


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
                prefix=f".{output.name}.", suffix=TEMPORARY, dir=output.parent
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
        """What an interrupted run left of `output`; None if nothing that can be gone on with.

        Only what is exactly as it was written can: a segment that is cut short, or a journal that
        was changed, would be found out when hours of work are joined, or never.
        """
        folder = parts_folder(output)
        try:
            parts = cls(folder, Journal.read(folder), kept=True)
            whole = all(parts._sealed(one) == one.digest for one in parts.journal.segments)
        except (OSError, ValueError):
            return None
        return parts if whole else None

    def seal(self, segment: Segment) -> Segment:
        """Note a finished segment: it is on the disk, and what it holds is told by its digest."""
        for path in self._files(segment):
            sync(path)
        segment.digest = self._sealed(segment)
        self.journal.segments.append(segment)
        return segment

    def _sealed(self, segment: Segment) -> str:
        """Of a video its content; of pictures, which may be many gigabytes, how large they are."""
        files = self._files(segment)
        if len(files) == 1:
            return sha256(files[0].read_bytes()).hexdigest()
        return sha256("\n".join(f"{path.stat().st_size}" for path in files).encode()).hexdigest()

    def _files(self, segment: Segment) -> list[Path]:
        first = self.folder / segment.name
        if "%" not in segment.name:
            return [first]
        number = sum(
            one.frames for one in takewhile(lambda one: one is not segment, self.journal.segments)
        )
        return [self.folder / (segment.name % (number + i)) for i in range(segment.frames)]

    @property
    def committed(self) -> bool:
        """Whether there is anything to go on from."""
        return (self.folder / FILE).is_file()

    def commit(self) -> None:
        """Write the journal, so that a crash at any moment leaves the old one or the new one."""
        self.journal.write(self.folder)

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
