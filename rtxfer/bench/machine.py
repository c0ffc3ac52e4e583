"""What a benchmark ran on."""

from __future__ import annotations

import os
import platform
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psutil

_CPUINFO: Final = Path("/proc/cpuinfo")

FEATURES: Final = {
    "AVX2": "avx2",
    "AVX-512": "avx512f",
    "AVX512_BF16": "avx512_bf16",
    "AMX": "amx_tile",
}
"""Instruction sets by which one processor runs a network several times as fast as another, and
what Linux calls them."""


@dataclass(frozen=True, slots=True)
class Machine:
    """What a benchmark ran on, and how busy that was before.

    Attributes:
        processor: its name.
        cores: how many it has.
        features: which of `FEATURES`; off Linux only the first two are looked for.
        load: how many threads wanted a core, mean over the last minute. Above 0, walls tell of
            the neighbours too; processor times tell less of them.
    """

    processor: str
    cores: int
    features: tuple[str, ...]
    load: float

    def __str__(self) -> str:
        """One line."""
        known = " ".join(self.features) or "no instruction set that is known to matter"
        return f"{self.processor}, {self.cores} cores, {known}; load {self.load:.1f}"


def this_machine() -> Machine:
    """As it is now."""
    name, features = "", tuple[str, ...]()
    if _CPUINFO.exists():
        name, features = told_by_linux(_CPUINFO.read_text())
    elif platform.machine() in ("AMD64", "x86_64"):
        features = _told_by_opencv()
    return Machine(
        processor=name or platform.processor() or platform.machine(),
        cores=os.cpu_count() or 1,
        features=features,
        load=psutil.getloadavg()[0],
    )


def told_by_linux(cpuinfo: str) -> tuple[str, tuple[str, ...]]:
    """Name and features of the first processor in the text of `/proc/cpuinfo`; "" if unnamed."""
    lines = (line.partition(":") for line in cpuinfo.partition("\n\n")[0].splitlines())
    told = {key.strip(): value.strip() for key, _, value in lines}
    flags = told.get("flags", "").split()
    return told.get("model name", ""), tuple(name for name in FEATURES if FEATURES[name] in flags)


def _told_by_opencv() -> tuple[str, ...]:
    import cv2

    asked = {"AVX2": 11, "AVX-512": 13}  # CpuFeatures of OpenCV, which its Python does not name
    return tuple(name for name, number in asked.items() if cv2.checkHardwareSupport(number))


def peak_memory() -> float | None:
    """Of this process so far, MB; None where the system does not tell."""
    if sys.platform == "win32":
        return None
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Linux counts kilobytes, macOS bytes.
    return peak / (1024 if sys.platform == "linux" else 1024 * 1024)
