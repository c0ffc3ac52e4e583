"""A Linux machine's video devices without any: files for sysfs, answers for the kernel's."""

from __future__ import annotations

import errno
import fcntl
import os
import struct
import time
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from rtxfer.sources import v4l2

CAPTURE, OUTPUT, METADATA = 0x1, 0x2, 0x800000
QUERYCAP, REQBUFS = 0x80685600, 0xC0145608


class Machine:
    """Devices that can be plugged in, unplugged, taken by others, and forbidden."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.dev, self.sysfs, self.proc = root / "dev", root / "sys", root / "proc"
        for folder in (self.dev, self.sysfs, self.proc):
            folder.mkdir()
        self._drivers: dict[str, tuple[str, int]] = {}
        self.busy: set[str] = set()
        self.forbidden: set[str] = set()
        self._open = os.open
        monkeypatch.setattr(v4l2, "DEV", self.dev)
        monkeypatch.setattr(v4l2, "SYSFS", self.sysfs)
        monkeypatch.setattr(v4l2, "PROC", self.proc)
        monkeypatch.setattr(os, "open", self._opened)
        monkeypatch.setattr(fcntl, "ioctl", self._asked)

    def plug(
        self,
        number: int,
        name: str = "HD Webcam",
        serial: str | None = None,
        *,
        driver: str = "uvcvideo",
        abilities: int = CAPTURE,
        index: int = 0,
    ) -> Path:
        """A device appears; with `serial` udev gives it a lasting link as well."""
        node = self.dev / f"video{number}"
        node.touch()
        self._drivers[node.name] = (driver, abilities)
        entry = self.sysfs / node.name
        entry.mkdir()
        (entry / "name").write_text(f"{name}\n")
        (entry / "index").write_text(f"{index}\n")
        if serial:
            folder = self.dev / "v4l" / "by-id"
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"usb-{serial}-video-index{index}").symlink_to(f"../../{node.name}")
        return node

    def unplug(self, number: int) -> None:
        """The device, and the links to it, are gone."""
        node = self.dev / f"video{number}"
        for link in (self.dev / "v4l" / "by-id").glob("*"):
            if link.resolve() == node:
                link.unlink()
        node.unlink()
        for part in (self.sysfs / node.name).iterdir():
            part.unlink()
        (self.sysfs / node.name).rmdir()

    def hold(self, number: int, program: str, process: int = 4711) -> None:
        """Another program streams from it."""
        node = self.dev / f"video{number}"
        self.busy.add(node.name)
        folder = self.proc / str(process) / "fd"
        folder.mkdir(parents=True)
        (folder / "7").symlink_to(node)
        (folder.parent / "comm").write_text(f"{program}\n")

    def _opened(self, path: Any, *rest: Any, **more: Any) -> int:
        if Path(path).parent == self.dev and Path(path).name in self.forbidden:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return self._open(path, *rest, **more)

    def _asked(self, descriptor: int, request: int, answer: bytes) -> bytes:
        name = Path(f"/proc/self/fd/{descriptor}").readlink().name
        if name not in self._drivers:
            raise OSError(errno.ENOTTY, "Inappropriate ioctl for device")
        if request == REQBUFS and name in self.busy:
            raise OSError(errno.EBUSY, "Device or resource busy")
        if request == QUERYCAP:
            driver, abilities = self._drivers[name]
            return struct.pack("16s32s32s6I", driver.encode(), b"", b"", 0, 0, abilities, 0, 0, 0)
        return answer


class Driver:
    """Stands in for the class `cv2.VideoCapture`.

    Args:
        reads: what `read()` gives in turn: a frame, None for an empty one, an error to raise, or
            something to call for any of these; the last is given for ever.
        opens: whether opening succeeds.
    """

    def __init__(self, *reads: Any, opens: bool = True) -> None:
        self.reads = reads
        self.opens = opens
        self.made: list[FakeCapture] = []

    def __call__(self, index: int, backend: int) -> FakeCapture:
        self.made.append(FakeCapture(self, index, backend))
        return self.made[-1]

    def install(self, monkeypatch: pytest.MonkeyPatch) -> Driver:
        """Let OpenCV use it."""
        monkeypatch.setattr(cv2, "VideoCapture", self)
        return self


class FakeCapture:
    """One opened camera."""

    def __init__(self, driver: Driver, index: int, backend: int) -> None:
        self.index, self.backend = index, backend
        self.asked: dict[int, float] = {}
        self.released = False
        self._opens = driver.opens
        self._left = list(driver.reads)

    def isOpened(self) -> bool:  # noqa: N802 - OpenCV's name
        return self._opens

    def set(self, what: int, value: float) -> bool:
        self.asked[what] = value
        return True

    def read(self) -> tuple[bool, np.ndarray | None]:
        time.sleep(0.005)
        item = self._left.pop(0) if len(self._left) > 1 else self._left[0]
        if callable(item):
            item = item()
        if isinstance(item, Exception):
            raise item
        return item is not None, item

    def release(self) -> None:
        self.released = True
