"""Places where writing fails: full disks and folders that nobody may write to."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

PAGE = 4096
"""Bytes in which a disk in memory counts."""


@contextmanager
def small_disk(folder: Path, size: int = 4 << 20) -> Iterator[Path]:
    """A disk of `size` bytes, mounted at a new folder; skips where that is not allowed."""
    if sys.platform != "linux":
        pytest.skip("mounts a disk in memory, on Linux")
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "rtxfer-test", str(folder)]
    try:
        done = subprocess.run(mount, capture_output=True, text=True)
    except FileNotFoundError:
        pytest.skip("there is no mount")
    if done.returncode:
        pytest.skip(f"a disk cannot be mounted here: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def leave_room(disk: Path, room: int) -> None:
    """Fill a disk until only `room` bytes are left, rounded up to pages."""
    filler = disk / "filler"
    filler.unlink(missing_ok=True)
    about = os.statvfs(disk)
    free = about.f_bavail * about.f_frsize - -(-room // PAGE) * PAGE
    with filler.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, free)


@contextmanager
def read_only(folder: Path) -> Iterator[Path]:
    """The folder, in which nobody may write until the end; root neither."""
    with small_disk(folder):
        subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
        yield folder
