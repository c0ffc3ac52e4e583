"""Whether an error means that the machine has run out of something, whoever met it first.

Libraries say so in many ways: a file that "is no video", a module that "cannot be imported", a
network that "failed to prepare". What is told is what is short, and what to do about it.
"""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from rtxfer.errors import RtxferError

LEAST: Final = 64 * 1024**2
"""Bytes; with fewer left, what fails in a library without a reason fails for lack of memory."""

_MEMORY: Final = (
    "cannot allocate",
    "failed to map segment",
    "bad_alloc",
    "out of memory",
    "not enough memory",
    "can't start new thread",
    "failed to create thread",
)

_SHARE: Final = 0.8
"""Of a limit on memory: beyond it, large pieces are refused."""


class ShortageError(RtxferError):
    """Memory or something else of the machine is used up."""


def shortage(error: BaseException) -> ShortageError | None:
    """What the machine ran out of, if that is what an error, or what caused it, comes from."""
    for one in _chain(error):
        number = one.errno if isinstance(one, OSError) else None
        if isinstance(one, MemoryError) or number == errno.ENOMEM or _speaks_of_memory(one):
            return _of_memory(one)
        # FFmpeg's word for threads that it could not start.
        if number == errno.EAGAIN and type(one).__module__.startswith("av"):
            return _of_memory(one)
        if number in (errno.EMFILE, errno.ENFILE):
            return ShortageError(
                "Too many files are open at once for this system.",
                "Close other programs, or raise the limit (ulimit -n 1024), and run it again.",
            )
    # A library's words that tell nothing, where there was nothing left.
    if not isinstance(error, RtxferError) and _is_scarce():
        return _of_memory(error)
    return None


def _of_memory(error: BaseException) -> ShortageError:
    words = f"{error}".strip().partition("\n")[0][:200]
    return ShortageError(
        f"The memory does not suffice ({type(error).__name__}{': ' if words else ''}{words}).",
        "Close other programs, raise the limit (ulimit -v), or take smaller pictures.",
    )


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        yield one
        one = one.__cause__ or one.__context__


def _speaks_of_memory(error: BaseException) -> bool:
    if isinstance(error, RtxferError):  # its own words may be a user's file name
        return False
    said = f"{error}".lower()
    return any(words in said for words in _MEMORY)


def _is_scarce() -> bool:
    with suppress(ImportError, OSError, MemoryError, ValueError):
        import psutil

        if psutil.virtual_memory().available < LEAST:
            return True
        if sys.platform != "win32":
            import resource

            limit, _ = resource.getrlimit(resource.RLIMIT_AS)
            used = psutil.Process().memory_info().vms
            return limit != resource.RLIM_INFINITY and used > _SHARE * limit
    return False
