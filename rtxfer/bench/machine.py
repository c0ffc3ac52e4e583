"""What a benchmark ran on."""

from __future__ import annotations

import os
import platform
import sys


def machine() -> str:
    """Processor and cores, for people."""
    return f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores"


def peak_memory() -> float | None:
    """Of this process so far, MB; None where the system does not tell."""
    if sys.platform == "win32":
        return None
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Linux counts kilobytes, macOS bytes.
    return peak / (1024 if sys.platform == "linux" else 1024 * 1024)
