"""Files that are the old one or the new one at every moment, never a half, and leave no halves.

A file is written beside its place under a hidden name, put on the disk, and moved. Whoever writes
holds a lock of the operating system on the draft: so what a killed process left can be told from
what another is writing now, and the next one who writes there removes it.
"""

from __future__ import annotations

import io
import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

PRIVATE: Final = 0o600
"""Read by its owner alone."""

OPEN: Final = 0o666
"""As the user's umask has it."""

SUFFIX: Final = ".rtxfer-draft"


class Draft(io.FileIO):
    """A file for a library to write into that forgets what the system refused; this remembers.

    Attributes:
        error: the refusal.
    """

    error: OSError | None = None

    def write(self, data: ReadableBuffer, /) -> int:
        """All of it."""
        left = memoryview(data).cast("B")
        written = len(left)
        try:
            while left:
                left = left[super().write(left) or 0 :]
        except OSError as error:
            self.error = error
            raise
        return written


@contextmanager
def drafted(path: Path, mode: int = PRIVATE) -> Iterator[Path]:
    """A place beside `path` to write to, which takes its place when the block ends.

    Args:
        path: the file; its folder is there.
        mode: who may read it, before the umask: `PRIVATE` or `OPEN`.

    Raises:
        OSError: the folder cannot be written to; what was there before still is.
    """
    remove_stale(path.parent)
    part, handle = _begun(path, mode)
    try:
        try:
            yield part
            sync(part)
            if sys.platform != "win32":  # still locked: else another writer might remove it now
                part.replace(path)
        finally:
            os.close(handle)
        if sys.platform == "win32":  # which moves nothing that is open, and removes nothing either
            part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def remove_stale(folder: Path) -> None:
    """Remove drafts in a folder that nobody writes any more."""
    with suppress(OSError):
        for found in list(folder.glob(f".*{SUFFIX}")):
            with suppress(OSError):
                _remove_unless_held(found)


def sync(path: Path) -> None:
    """Have the disk keep a file's content, whatever happens to the computer.

    Raises:
        OSError: it cannot.
    """
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _begun(path: Path, mode: int) -> tuple[Path, int]:
    """A new draft, and the open file that holds the lock on it."""
    while True:
        part = path.with_name(f".{path.name}.{secrets.token_hex(4)}{SUFFIX}")
        handle = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, mode)
        with suppress(OSError):  # some network disks know no locks
            _lock(handle)
        # Between the two lines above somebody may have taken it for a killed process's.
        with suppress(OSError):
            if os.path.samestat(part.stat(), os.fstat(handle)):
                return part, handle
        os.close(handle)


def _remove_unless_held(part: Path) -> None:
    if sys.platform == "win32":
        part.unlink()  # refused while it is open
        return
    handle = os.open(part, os.O_RDWR)
    try:
        _lock(handle)
        part.unlink()
    finally:
        os.close(handle)


def _lock(handle: int) -> None:
    """Take it, or raise OSError at once."""
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
