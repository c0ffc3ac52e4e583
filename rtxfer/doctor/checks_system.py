"""What the program stands on: Python, packages, system libraries, room to write."""

from __future__ import annotations

import ctypes
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from importlib import metadata
from pathlib import Path
from typing import Final

from platformdirs import user_data_path

from engines.folder import user_cache
from rtxfer import __version__
from rtxfer.devices.gpus import gpus
from rtxfer.doctor.check import Check, Outcome, absent, fails, works

OLDEST_PYTHON: Final = (3, 11)
ROOM: Final = 1.0
"""Gigabytes that should be free: a few minutes of video while it is put together."""

LIBRARIES: Final = {
    "libEGL.so.1": "libegl1",
    "libGLESv2.so.2": "libgles2",
    "libGL.so.1": "libgl1",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxcb.so.1": "libxcb1",
}
"""What MediaPipe and OpenCV load but do not bring → its package on Debian and Ubuntu."""


def python() -> Outcome:
    """Its version, and on what it runs."""
    here = f"{platform.python_version()} on {platform.system()} {platform.machine()}"
    if sys.version_info[:2] < OLDEST_PYTHON:
        wanted = ".".join(map(str, OLDEST_PYTHON))
        return fails(here, f"Install Python {wanted} or newer, then rtxfer into it.")
    return works(here)


def packages() -> Outcome:
    """All that rtxfer requires, in a version that it was made for."""
    from packaging.requirements import Requirement

    listed = map(Requirement, metadata.requires("rtxfer") or ())
    wanted = [each for each in listed if not each.marker or each.marker.evaluate({"extra": ""})]
    lacking = [each for each in wanted if not _satisfied(each.name, each.specifier.contains)]
    if lacking:
        found = ", ".join(f"{each.name} ({_version(each.name) or 'missing'})" for each in lacking)
        lines = " ".join(f"'{each.name}{each.specifier}'" for each in lacking)
        return fails(f"not as required: {found}", f"{sys.executable} -m pip install {lines}")
    return works(f"rtxfer {__version__} with {len(wanted)} packages as required")


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _satisfied(name: str, contains: Callable[[str], bool]) -> bool:
    found = _version(name)
    return bool(found) and contains(found)


def libraries() -> Outcome:
    """The system libraries that packages load and do not bring."""
    if not sys.platform.startswith("linux"):
        return works("all that is needed comes with the packages")
    lacking = [name for name in LIBRARIES if not _loads(name)]
    if not lacking:
        return works(", ".join(LIBRARIES))
    return fails(f"missing: {', '.join(lacking)}", installing(lacking))


def installing(lacking: Sequence[str]) -> str:
    """The command that installs system libraries, for the package manager that is here."""
    if shutil.which("apt-get"):
        names = " ".join(dict.fromkeys(LIBRARIES[name] for name in lacking))
        return f"sudo apt-get install {names}"
    if shutil.which("dnf"):
        return "sudo dnf install " + " ".join(f"'{name}()(64bit)'" for name in lacking)
    return f"Install the packages of this system that hold {', '.join(lacking)}."


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def folders() -> Outcome:
    """Whether what rtxfer keeps can be written: engines and models, bundles and profiles."""
    refused = [folder for folder in (user_cache(), _data()) if not _writable(folder)]
    if refused:
        listed = " ".join(f"'{folder}'" for folder in refused)
        deed = f'sudo mkdir -p {listed} && sudo chown -R "$USER" {listed}'
        return fails(f"cannot be written: {listed}", deed)
    return works(f"{user_cache()} and {_data()} can be written")


def disk() -> Outcome:
    """Room where results are put together, and where rtxfer keeps its own."""
    for place in (Path.cwd(), Path(tempfile.gettempdir()), _existing(user_cache())):
        free = shutil.disk_usage(place).free / 1e9
        if free < ROOM:
            return fails(
                f"only {free:.1f} GB free for {place}",
                f"Free at least {ROOM:g} GB there; du -h --max-depth=1 {place} shows what is big.",
            )
    return works(f"{shutil.disk_usage(Path.cwd()).free / 1e9:.0f} GB free here")


def gpu() -> Outcome:
    """An NVIDIA GPU and its driver; nothing needs one."""
    found = gpus()
    broken = [device for device in found if not device.ready]
    if broken:
        return fails(broken[0].problem, broken[0].hint)
    if not found:
        return absent("no NVIDIA GPU; rtxfer runs on the processor")
    return works("; ".join(f"{device.name}, {device.detail}" for device in found))


def _data() -> Path:
    return user_data_path("rtxfer")


def _existing(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there."""
    return next(place for place in (folder, *folder.parents) if place.exists())


def _writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


CHECKS: Final = (
    Check("python", "Python", python),
    Check("packages", "Packages", packages),
    Check("libraries", "System libraries", libraries, apart=True),
    Check("folders", "Cache and data", folders),
    Check("disk", "Disk", disk),
    Check("gpu", "GPU", gpu, link="extra"),
)
