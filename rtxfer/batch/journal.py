"""What a batch has done, one line a piece, so that it can be gone on with."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout
from pydantic import TypeAdapter, ValidationError

from rtxfer.batch.outcome import Outcome
from rtxfer.batch.plan import Piece
from rtxfer.errors import OutputError
from rtxfer.sinks.destination import explained

NAME: Final = "batch.jsonl"

_OUTCOME: Final = TypeAdapter(Outcome)


class Journal:
    """The lines of one folder; see `opened`."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._done = {outcome.name: outcome for outcome in self._lines()}

    def done(self, piece: Piece) -> Outcome | None:
        """How the piece was done, if it was: by the same key, and its result is still there."""
        outcome = self._done.get(piece.name)
        if outcome is None or outcome.state != "done" or outcome.key != piece.key:
            return None
        return outcome if piece.made else None

    def add(self, outcome: Outcome) -> None:
        """Write one down, for good.

        Raises:
            OutputError: the disk is full, or the like.
        """
        line = json.dumps(asdict(outcome), ensure_ascii=False) + "\n"
        with explained(self._path), self._path.open("a", encoding="utf-8") as file:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())

    def _lines(self) -> Iterator[Outcome]:
        """What can be read; a line that broke off in a crash is of nothing that was finished."""
        try:
            text = self._path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return
        for line in text.splitlines():
            try:
                yield _OUTCOME.validate_json(line)
            except ValidationError:
                continue
        if text and not text.endswith("\n"):  # or the next line would be glued to it
            with self._path.open("a", encoding="utf-8") as file:
                file.write("\n")


@contextmanager
def opened(folder: Path) -> Iterator[Journal]:
    """The journal of a folder, for one batch at a time.

    Raises:
        OutputError: another batch works there, or nothing can be written there.
    """
    with explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / f".{NAME}.lock")
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            raise OutputError(
                f"Another batch is writing into {folder}.",
                "Wait for it to end, or choose another folder.",
            ) from error
    try:
        yield Journal(folder)
    finally:
        lock.release()
