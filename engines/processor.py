"""Which processor this is, told apart from any that might compute otherwise."""

from __future__ import annotations

import hashlib
import os
import platform
from functools import cache
from pathlib import Path
from typing import Final

LINUX: Final = Path("/proc/cpuinfo")


@cache
def processor() -> str:
    """Model, features and number of cores.

    The model alone is not enough: a virtual machine may hide features, and what is compiled for
    the processor, and how fast, depends on them.
    """
    return f"{_described(LINUX)}, {os.cpu_count()} cores"


def _described(cpuinfo: Path) -> str:
    """As Linux tells it; elsewhere, and where it does not, as Python does."""
    plain = platform.processor() or platform.machine()
    try:
        lines = cpuinfo.read_text(errors="replace").split("\n\n")[0].splitlines()
    except OSError:
        return plain
    told = {
        name.strip(): value.strip() for name, _, value in (line.partition(":") for line in lines)
    }
    features = told.get("flags") or told.get("Features", "")
    digest = hashlib.sha256(features.encode()).hexdigest()[:8]
    return f"{told.get('model name', plain)} ({digest})"
