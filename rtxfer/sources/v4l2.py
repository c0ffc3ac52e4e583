"""What Linux tells of its video devices: names, lasting ids, and whether they are cameras."""

from __future__ import annotations

import errno
import fcntl
import os
import struct
from dataclasses import dataclass
from pathlib import Path

DEV = Path("/dev")
SYSFS = Path("/sys/class/video4linux")
PROC = Path("/proc")

# From linux/videodev2.h.
_QUERYCAP = 0x80685600
_CAPABILITY = struct.Struct("16s32s32s3I12x")
_REQBUFS = 0xC0145608
_REQUEST = struct.Struct("3I8x")
_VIDEO_CAPTURE, _VIDEO_CAPTURE_MPLANE = 0x1, 0x1000
_MMAP = 1


@dataclass(frozen=True, slots=True)
class Node:
    """One video device.

    Attributes:
        path: `/dev/video0`.
        number: 0 of it.
        name: what the driver calls the device.
        id: the same after a restart or in another socket, as far as the device lets itself be
            told from others.
        captures: whether frames can be read from it; false for the second device of a webcam,
            which gives only figures about its pictures.
        loopback: whether another program writes what is read from it (v4l2loopback).
    """

    path: Path
    number: int
    name: str
    id: str
    captures: bool
    loopback: bool


def nodes() -> list[Node]:
    """All video devices, by number."""
    numbered = [
        (int(path.name.removeprefix("video")), path)
        for path in DEV.glob("video*")
        if path.name.removeprefix("video").isdecimal()
    ]
    ids = _links(DEV / "v4l" / "by-path") | _links(DEV / "v4l" / "by-id")
    return [_node(number, path, SYSFS / path.name, ids) for number, path in sorted(numbered)]


def holders(path: Path) -> list[str]:
    """Names of other programs that have the device open, as far as this user may see them."""
    names = set()
    for process in PROC.glob("[0-9]*"):
        if process.name == str(os.getpid()):
            continue
        try:
            if any(link.readlink() == path for link in (process / "fd").iterdir()):
                names.add((process / "comm").read_text("utf-8", "replace").strip())
        except OSError:
            continue  # another user's, or just ended
    return sorted(names)


def is_busy(descriptor: int) -> bool:
    """Whether another program streams from the opened device.

    Several programs may open a camera, but only one may ask for buffers; asking for none
    changes nothing.
    """
    try:
        fcntl.ioctl(descriptor, _REQBUFS, _REQUEST.pack(0, _VIDEO_CAPTURE, _MMAP))
    except OSError as error:
        return error.errno == errno.EBUSY
    return False


def _node(number: int, path: Path, entry: Path, ids: dict[Path, str]) -> Node:
    driver, abilities = _capability(path)
    loopback = "loopback" in driver or "virtual" in entry.resolve().parts
    if abilities is None:  # forbidden to us: the first device of a webcam is its picture
        captures = _line(entry / "index") in ("0", "")
    else:
        captures = bool(abilities & (_VIDEO_CAPTURE | _VIDEO_CAPTURE_MPLANE))
    name = _line(entry / "name") or path.name
    return Node(path, number, name, ids.get(path.resolve(), str(path)), captures, loopback)


def _capability(path: Path) -> tuple[str, int | None]:
    """The driver's name and what this device of it can do; None where it may not be asked."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_NONBLOCK)
    except OSError:
        return "", None
    try:
        answer = fcntl.ioctl(descriptor, _QUERYCAP, bytes(_CAPABILITY.size))
    except OSError:
        return "", None
    finally:
        os.close(descriptor)
    driver, _, _, _, _, abilities = _CAPABILITY.unpack(answer)
    return driver.rstrip(b"\0").decode("utf-8", "replace"), abilities


def _links(folder: Path) -> dict[Path, str]:
    """Device → its name in a folder of links that udev keeps."""
    if not folder.is_dir():
        return {}
    return {link.resolve(): link.name for link in sorted(folder.iterdir())}


def _line(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace").strip()
    except OSError:
        return ""
