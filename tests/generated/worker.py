"""A process of its own that reads files somebody damaged: it may crash, and nobody else does.

One line of JSON in (kind, path, deep), one out (outcome or fault, seconds of processor time, peak
memory in megabytes).
"""

from __future__ import annotations

import json
import logging
import os
import sys
import time
import traceback
import warnings
from pathlib import Path

MOST_MEMORY = 6 * 1024**3
"""Bytes of address space: no file may take the machine with it."""

_STATUS = Path("/proc/self/status")
_REFS = Path("/proc/self/clear_refs")


def main() -> None:
    """Read until there is nothing more to read."""
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)  # what libraries print is no answer
    _limit_memory()
    from tests.generated.readers import read

    logging.disable()
    warnings.simplefilter("ignore")
    print("{}", file=answers)
    for line in sys.stdin:
        asked = json.loads(line)
        before, began = _forget_peak(), time.process_time()
        told = {"outcome": "", "fault": ""}
        try:
            told["outcome"] = read(asked["kind"], Path(asked["path"]), deep=asked["deep"])
        except BaseException:
            told["fault"] = traceback.format_exc()
        seconds, grown = time.process_time() - began, _peak() - before
        print(json.dumps(told | {"seconds": seconds, "megabytes": grown}), file=answers)


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _forget_peak() -> float:
    try:
        _REFS.write_text("5")
    except OSError:
        return 0.0
    return _peak()


def _peak() -> float:
    """Megabytes; 0 where the system does not tell."""
    try:
        lines = _STATUS.read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(one.split()[1]) / 1024 for one in lines if one.startswith("VmHWM")), 0.0)


if __name__ == "__main__":
    main()
