"""One run at a time into one result: two would clear and mix each other's parts."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from rtxfer.errors import OutputError
from rtxfer.sinks.destination import explained
from rtxfer.sinks.exchange import bring_back
from rtxfer.sinks.parts import TEMPORARY, parts_folder

_PLACE: Final = 1 << 30
"""Byte that Windows locks: far behind the owner's name, which stays readable."""


@contextmanager
def locked(output: Path, told: Path | None = None) -> Iterator[None]:
    """Hold `output` for this run; what killed runs left of work in one go is removed, and an old
    result that one had put aside is brought back.

    The lock is the operating system's and ends with the process, however that ends: the little
    file that a killed run leaves beside its output holds nobody up.

    Args:
        output: a file or a folder.
        told: what people know it by; None for its own name.

    Raises:
        OutputError: another run is making it, or its folder cannot be written to.
    """
    with explained(output):
        file = _opened(output, told or output)
    try:
        bring_back(output, parts_folder(output))
        for left in output.parent.glob(f".{_literal(output.name)}.*{TEMPORARY}"):
            bring_back(output, left)
            shutil.rmtree(left, ignore_errors=True)
        yield
    finally:
        # While it is still held, or it could be another run's that is removed.
        if sys.platform != "win32":
            with suppress(OSError):
                lock_file(output).unlink()
        os.close(file)
        if sys.platform == "win32":
            with suppress(OSError):
                lock_file(output).unlink()


def check_free(output: Path) -> None:
    """Refuse early an output that another run is making.

    Raises:
        OutputError: one is.
    """
    with locked(output):
        pass


def lock_file(output: Path) -> Path:
    """What tells that `output` is being made, and by whom."""
    return output.parent / f".{output.name}.rtxfer-lock"


def _opened(output: Path, told: Path) -> int:
    path = lock_file(output)
    while True:
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            if not _take(file):
                raise OutputError(
                    f"{told} is being made by another run ({_owner(path)}).",
                    "Wait until it has ended, stop it, or give this output another name.",
                )
            if _is_still(path, file):
                with suppress(OSError):  # on a full disk it holds without a name, too
                    os.ftruncate(file, 0)
                    os.write(file, _own_name().encode())
                return file
        except BaseException:
            os.close(file)
            raise
        os.close(file)  # the run before ended just now and took the file with it


def _take(file: int) -> bool:
    """Whether the lock is ours now; also where the disk knows no locks (some network shares)."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(file, _PLACE, os.SEEK_SET)
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
            os.lseek(file, 0, os.SEEK_SET)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return True
    return True


def _is_still(path: Path, file: int) -> bool:
    with suppress(OSError):
        return os.path.samestat(path.stat(), os.fstat(file))
    return False


def _own_name() -> str:
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):  # a user without a name, as in containers
        user = "somebody"
    since = datetime.now().strftime("%H:%M")
    return f"process {os.getpid()} of {user} on {socket.gethostname()}, since {since}"


def _owner(path: Path) -> str:
    with suppress(OSError):
        return path.read_text("utf-8", "replace").strip() or "it has just begun"
    return "who cannot be told"


def _literal(name: str) -> str:
    """A name in which a glob finds no signs of its own."""
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in name)
