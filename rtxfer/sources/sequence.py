"""A folder of pictures, a numbered pattern, a glob, or one still, as a source."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

from engines.closing import Closing
from rtxfer.errors import InputError
from rtxfer.frame import Frame
from rtxfer.sources.cut import Cut
from rtxfer.sources.lookup import nearest_hint
from rtxfer.sources.picture import PICTURE_SUFFIXES, read_picture
from rtxfer.sources.source import SourceInfo

_NUMBER = re.compile(r"%0?\d*d")
_GLOB = re.compile(r"[*?\[]")


class ImageSequenceSource(Closing):
    """Pictures shown one after another at a constant rate; each keeps its own size.

    Args:
        pictures: the files, in order.
        name: what to call them in messages.
        rate: pictures per second.
        start: seconds at which to begin; None for the beginning.
        end: seconds before which to stop; None for the end.

    Raises:
        InputError: no pictures, the first cannot be read, or nothing between `start` and `end`.
            A later picture that cannot be read raises when its turn comes.
    """

    def __init__(
        self,
        pictures: Sequence[Path],
        name: Path,
        rate: Fraction = Fraction(25),
        start: float | None = None,
        end: float | None = None,
    ) -> None:
        if not pictures:
            raise InputError(
                f"{name} holds no pictures.",
                f"Pictures end in {' '.join(sorted(PICTURE_SUFFIXES))}.",
            )
        cut = Cut(start, end)
        duration = cut.applied_to(float(len(pictures) / rate), name)
        self.skipped = 0
        self.notes: tuple[str, ...] = ()
        self._first = math.ceil((cut.start or 0) * rate)
        last = len(pictures) if cut.end is None else math.ceil(cut.end * rate)
        self._pictures = pictures[:last]
        height, width = read_picture(pictures[0]).shape[:2]
        self.info = SourceInfo(
            name=name.name,
            width=width,
            height=height,
            rate=rate,
            time_base=1 / rate,
            duration=duration,
            frames=len(self._pictures) - self._first,
            has_audio=False,
            path=name,
        )

    @property
    def identity(self) -> str:
        """The pictures' names, sizes and times of change, and the rate."""
        digest = hashlib.sha256()
        for path in self._pictures[self._first :]:
            stat = path.stat()
            digest.update(f"{path.name}:{stat.st_size}:{stat.st_mtime_ns};".encode())
        return f"{self.info.rate}:{digest.hexdigest()}"

    def frames(self, since: int | None = None) -> Iterator[Frame]:
        """Every picture of the cut, or those whose `pts` (its number) is at least `since`."""
        first = max(self._first, since or 0)
        for index, number in enumerate(range(first, len(self._pictures))):
            image = read_picture(self._pictures[number])
            yield Frame(image, index, number, self.info.time_base)

    def __iter__(self) -> Iterator[Frame]:
        return self.frames()

    def close(self) -> None:
        """Nothing to let go: each picture is closed as soon as it is read."""


def is_pattern(path: Path) -> bool:
    """Whether `path` names many pictures: `frame_%04d.png` or `shots/*.jpg`."""
    return bool(_NUMBER.search(path.name) or _GLOB.search(path.name)) and not path.exists()


def list_pictures(path: Path) -> list[Path]:
    """The pictures in a folder or matching a pattern, 2 before 10.

    Raises:
        InputError: the folder does not exist.
    """
    if path.is_dir():
        found = [entry for entry in path.iterdir() if entry.suffix.lower() in PICTURE_SUFFIXES]
        return sorted(found, key=_natural)
    if not path.parent.is_dir():
        raise InputError(f"There is no folder {path.parent}.", nearest_hint(path.parent))
    if _NUMBER.search(path.name):
        before, after = _NUMBER.split(path.name, maxsplit=1)
        numbered = re.compile(re.escape(before) + r"\d+" + re.escape(after))
        found = [entry for entry in path.parent.iterdir() if numbered.fullmatch(entry.name)]
    else:
        found = list(path.parent.glob(path.name))
    return sorted(found, key=_natural)


def _natural(path: Path) -> list[tuple[int, str]]:
    """Sort key that reads digits as numbers; text parts sort apart from them."""
    parts = re.split(r"(\d+)", path.name.lower())
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]
