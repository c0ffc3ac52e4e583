"""One picture file per frame, in a folder that appears complete or not at all."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import Final

from rtxfer.errors import OutputError
from rtxfer.frame import Frame
from rtxfer.provenance import picture_bytes
from rtxfer.sinks.exchange import put_in_place
from rtxfer.sinks.file_sink import FileSink
from rtxfer.sinks.journal import Segment
from rtxfer.sinks.parts import Parts

NUMBER: Final = re.compile(r"%0?\d*d")
"""Where a pattern such as `frame_%04d.png` puts the frame's number."""

_JOURNAL_EVERY = 25
PICTURE_SUFFIXES: Final = (".png", ".jpg", ".jpeg")


class ImageSequenceSink(FileSink):
    """Pictures numbered from 0. Timestamps are not kept: pictures have no place for them.

    Args:
        folder: the destination; see `check_replaceable`.
        pattern: name of each picture, with a `%04d` and an extension of `PICTURE_SUFFIXES`.
        parts: resumable work to go on with, or None.
    """

    def __init__(
        self, folder: Path, pattern: str = "frame_%06d.png", parts: Parts | None = None
    ) -> None:
        super().__init__(folder, parts)
        self._pattern = pattern
        self._suffix = Path(pattern).suffix
        self._pictures = self._parts.folder / "pictures"
        self._pictures.mkdir(exist_ok=True)
        self._count = self._parts.journal.frames
        self._first_pts = 0
        self._last_pts: int | None = self._parts.journal.last_pts

    def _write(self, frame: Frame) -> None:
        picture = self._pictures / (self._pattern % self._count)
        picture.write_bytes(picture_bytes(frame.image, self._suffix, self.origin))
        if self._count == self._parts.journal.frames:
            self._first_pts = frame.pts
        self._count += 1
        self._last_pts = frame.pts
        if self._count % _JOURNAL_EVERY == 0:
            self._commit()

    def _commit(self) -> None:
        journal = self._parts.journal
        fresh = self._count - journal.frames
        if fresh:
            if journal.first_pts is None:
                journal.first_pts = self._first_pts
            self._parts.seal(Segment(f"pictures/{self._pattern}", self._first_pts, fresh))
            journal.frames = self._count
            journal.last_pts = self._last_pts
        self._parts.commit()

    def _publish(self) -> None:
        if self._count == 0:
            raise self._nothing_written()
        if not self.path.exists():
            self._pictures.rename(self.path)
            return
        put_in_place(self._pictures, self.path, self._parts.folder)

    def _abandon(self) -> None:
        if self._parts.kept and self._count > 0:
            # On a full disk this may fail; then the journal before it still stands.
            with suppress(OSError):
                self._commit()
        super()._abandon()


def check_replaceable(folder: Path, pattern: str) -> None:
    """Refuse a folder that replacing would empty of more than an earlier run's pictures.

    Raises:
        OutputError: it holds other files, or is a file itself.
    """
    if not folder.exists():
        return
    before, after = NUMBER.split(pattern, maxsplit=1)
    ours = re.compile(re.escape(before) + r"\d+" + re.escape(after))
    for entry in folder.iterdir() if folder.is_dir() else [folder]:
        if not ours.fullmatch(entry.name):
            raise OutputError(
                f"{folder} holds something else ({entry.name}), which would be lost.",
                "Name a new or empty folder for the pictures.",
            )
