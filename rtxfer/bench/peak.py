"""The most that one core of this machine does in a second, measured in a second.

This file is also the program that measures, in a process of its own: only there does numpy's BLAS
keep to one thread, and nothing else of ours runs beside it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Final

SECONDS: Final = 0.5
"""For which each of the two is tried."""

_SIDE: Final = 512
"""Of the matrices that are multiplied: three of them fit into a core's cache."""

_MEGABYTES: Final = 64
"""That are copied: more than caches hold, so that memory is what is measured."""

_ONE_THREAD: Final = dict.fromkeys(
    ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"), "1"
)


@dataclass(frozen=True, slots=True)
class Peak:
    """Of one core.

    Attributes:
        gflops: thousand million operations of FP32 a second, in a matrix product.
        gigabytes: moved in a second, read and written counted apart, in a long copy.
    """

    gflops: float
    gigabytes: float


def measured_peak() -> Peak:
    """Of this machine; others that run take little off it, for the best of many tries counts."""
    done = subprocess.run(
        [sys.executable, "-P", __file__],
        env=os.environ | _ONE_THREAD,
        capture_output=True,
        text=True,
        check=True,
    )
    return Peak(**json.loads(done.stdout))


def _try() -> Peak:
    import numpy as np

    one, two = np.ones((2, _SIDE, _SIDE), np.float32)
    product = np.empty_like(one)
    source = np.ones(_MEGABYTES * 1_000_000, np.uint8)
    target = np.zeros_like(source)
    multiply = _best(lambda: np.matmul(one, two, product))
    copy = _best(lambda: np.copyto(target, source))
    return Peak(2 * _SIDE**3 / multiply / 1e9, 2 * source.nbytes / copy / 1e9)


def _best(work: Callable[[], object]) -> float:
    """Seconds of processor time that the quickest of many tries took."""
    best, end = float("inf"), time.perf_counter() + SECONDS
    while time.perf_counter() < end:
        began = time.thread_time()
        work()
        best = min(best, time.thread_time() - began)
    return best


if __name__ == "__main__":
    print(json.dumps(asdict(_try())))
