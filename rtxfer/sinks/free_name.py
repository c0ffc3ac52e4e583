"""Names that are not taken yet, so that nothing is ever replaced unasked."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from rtxfer.sinks.parts import parts_folder


def free_name(path: Path) -> Path:
    """`path`, or else the first of `name-2`, `name-3` … that is free.

    A name is taken as well while unfinished work on it waits beside it.
    """
    names = (path if n == 1 else path.with_stem(f"{path.stem}-{n}") for n in count(1))
    return next(name for name in names if not name.exists() and not parts_folder(name).exists())
