"""How the machine's cores are shared out among the threads of one run.

Libraries start as many threads as they see cores, each of them its own, and these then wait for
each other. Here looking, moving and encoding run beside each other, so what each of them calls
needs few.
"""

from __future__ import annotations

import os


def cores() -> int:
    """How many cores this process may use, 1 or more."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def for_rendering() -> int:
    """Threads of a generator that renders a clip, 1 or more: tracker and encoder, which are never
    at rest there, have the other half of the cores.

    Live nothing is encoded and each frame is waited for, so there a backend takes what it likes.
    """
    return max(1, cores() // 2)
