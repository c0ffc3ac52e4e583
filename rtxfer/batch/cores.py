"""Which cores a worker keeps to.

Libraries start as many threads as they see cores. Those of several workers would be in each other's
way, and a codec with another number of threads compresses otherwise.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import psutil
from filelock import FileLock, Timeout


def shares(size: int, each: int | None = None) -> list[Sequence[int]]:
    """The cores of each of so many workers of one process; empty where that cannot be told.

    Args:
        size: how many workers.
        each: cores of one; None for a share of all.
    """
    if not hasattr(os, "sched_getaffinity"):
        return [()] * size
    cores = sorted(os.sched_getaffinity(0))
    each = each or max(1, len(cores) // size)
    return [[cores[(n * each + k) % len(cores)] for k in range(each)] for n in range(size)]


class Claim:
    """Some cores of this machine for this process, which other claims then leave alone, whoever
    started them; all of them where so many are not free.

    Args:
        count: how many.
        folder: where claims are noted; None for the one that all processes of the user share.
    """

    def __init__(self, count: int, folder: Path | None = None) -> None:
        self.cores: list[int] = []
        self._locks: list[FileLock] = []  # the system takes them back when this process ends
        if not hasattr(os, "sched_setaffinity"):
            return
        user = os.getuid() if hasattr(os, "getuid") else 0
        folder = folder or Path(tempfile.gettempdir()) / f"rtxfer-cores-{user}"
        with suppress(OSError):
            folder.mkdir(exist_ok=True)
            for core in sorted(os.sched_getaffinity(0)):
                lock = FileLock(folder / f"{core}.lock")
                with suppress(Timeout):
                    lock.acquire(timeout=0)
                    self._locks.append(lock)
                    self.cores.append(core)
                if len(self.cores) == count:
                    self._keep()
                    return
        self.release()

    def release(self) -> None:
        """Leave them to others; the process goes on where it is."""
        for lock in self._locks:
            lock.release()
        self._locks, self.cores = [], []

    def _keep(self) -> None:
        for thread in psutil.Process().threads():  # those to come do as the one that starts them
            with suppress(OSError):
                os.sched_setaffinity(thread.id, self.cores)
