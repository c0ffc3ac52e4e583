"""How far unfinished work has come, written so that it is read back exactly or not at all."""

from __future__ import annotations

import base64
import binascii
import hashlib
import io
import json
import os
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt

JsonValue: TypeAlias = "bool | int | float | str | list[JsonValue] | dict[str, JsonValue] | None"

Arrays: TypeAlias = Mapping[str, npt.NDArray[Any]]
"""A state, as named arrays of numbers or text."""

FILE: Final = "journal.json"

_MOST: Final = 1 << 62
"""Ticks and frames beyond which a count is nobody's."""


@dataclass
class Segment:
    """One finished stretch of the result.

    Attributes:
        name: its file in the parts folder; of pictures a pattern, such as `pictures/%04d.png`.
        first_pts: timestamp of its first frame, in ticks of the whole.
        frames: how many it holds.
        digest: of what was written, see `Parts.seal`; empty while it is being written.
    """

    name: str
    first_pts: int
    frames: int
    digest: str = ""


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
        segments: what was finished, in order.
        arrays: the state of whatever makes the frames, just after the last finished one.
    """

    identity: dict[str, str]
    state: JsonValue = None
    first_pts: int | None = None
    last_pts: int | None = None
    frames: int = 0
    faceless: int = 0
    segments: list[Segment] = field(default_factory=list)
    arrays: Arrays = field(default_factory=dict)

    def write(self, folder: Path) -> None:
        """Replace the journal in a folder: a crash at any moment leaves the old or the new one."""
        arrays, self.arrays = self.arrays, {}
        try:
            plain = asdict(self)
        finally:
            self.arrays = arrays
        body = json.dumps(plain | {"arrays": _packed(arrays)}, ensure_ascii=False)
        draft = folder / f"{FILE}.new"
        with draft.open("w", encoding="utf-8") as file:
            json.dump({"sha256": _digest(body), "body": body}, file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(folder / FILE)
        sync_folder(folder)

    @classmethod
    def read(cls, folder: Path) -> Journal:
        """What `write` wrote.

        Raises:
            OSError: there is none.
            ValueError: it is not exactly what was written, or cannot be true.
        """
        try:
            outer = json.loads((folder / FILE).read_text("utf-8"))
            if _digest(outer["body"]) != outer["sha256"]:
                raise ValueError("the journal was changed")
            raw = json.loads(outer["body"])
            segments = [Segment(**segment) for segment in raw.pop("segments")]
            arrays = _unpacked(raw.pop("arrays"))
            journal = cls(**raw, segments=segments, arrays=arrays)
        except (TypeError, KeyError, AttributeError, RecursionError) as error:
            raise ValueError(f"the journal cannot be read: {error}") from error
        if not _can_be(journal):
            raise ValueError("the journal cannot be true")
        return journal


def sync_folder(folder: Path) -> None:
    """Have the disk keep which files a folder holds, where it can be asked to."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError:
        return  # some network disks know no such thing
    finally:
        os.close(descriptor)


def _can_be(journal: Journal) -> bool:
    counts = [journal.frames, journal.faceless, *(one.frames for one in journal.segments)]
    first, last = journal.first_pts, journal.last_pts
    moments = [one.first_pts for one in journal.segments]
    if journal.frames == 0:
        return not journal.segments and first is last is None
    if not (_is_count(first) and _is_count(last)) or not all(map(_is_count, counts + moments)):
        return False
    assert first is not None
    assert last is not None
    return (
        0 <= journal.faceless <= journal.frames == sum(one.frames for one in journal.segments)
        and all(one.frames > 0 for one in journal.segments)
        and moments[0] == first <= moments[-1] <= last
        and all(a < b for a, b in pairwise(moments))
    )


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < _MOST


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _packed(arrays: Arrays) -> str:
    if not arrays:
        return ""
    file = io.BytesIO()
    np.savez_compressed(file, allow_pickle=False, **dict(arrays))
    return base64.b64encode(file.getvalue()).decode()


def _unpacked(text: str) -> Arrays:
    if not text:
        return {}
    try:
        with np.load(io.BytesIO(base64.b64decode(text)), allow_pickle=False) as file:
            return dict(file)
    except (binascii.Error, zipfile.BadZipFile, OSError) as error:
        raise ValueError(f"the state cannot be read: {error}") from error
