"""Folders that change places: one result for another, with neither missing in between."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

ASIDE: Final = "replaced"
"""In the parts folder, where an old result waits on systems that cannot exchange names."""

_HERE: Final = -100
"""Linux: names are relative to the working folder."""
_EXCHANGE: Final = 2


def put_in_place(fresh: Path, place: Path, parts: Path) -> None:
    """Have a new folder take the place of an old one.

    Args:
        fresh: the new one.
        place: where the old one is; it is in `parts` then.
        parts: a folder on the same disk.

    Raises:
        OSError: it cannot be done; the old one is where it was.
    """
    if exchange(fresh, place):
        return
    aside = parts / ASIDE
    place.rename(aside)
    try:
        fresh.rename(place)
    except BaseException:
        aside.rename(place)
        raise


def bring_back(place: Path, parts: Path) -> None:
    """Undo `put_in_place` where it was killed in the middle."""
    aside = parts / ASIDE
    if aside.is_dir() and not place.exists():
        with suppress(OSError):
            aside.rename(place)


def exchange(one: Path, other: Path) -> bool:
    """Have two names change places in one step.

    Returns:
        Whether system and disk can.

    Raises:
        OSError: they can, but may not.
    """
    call: Any
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "linux":
            call = library.renameat2
            names = (_HERE, os.fsencode(one), _HERE, os.fsencode(other))
        elif sys.platform == "darwin":
            call = library.renamex_np
            names = (os.fsencode(one), os.fsencode(other))
        else:
            return False
    except (AttributeError, OSError, TypeError):
        return False
    if call(*names, _EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP):
        return False
    raise OSError(number, os.strerror(number), str(other))
