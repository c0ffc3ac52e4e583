"""How long engines take, side by side."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter
from types import MappingProxyType
from typing import Final, TypeVar

import numpy as np

from engines.engine import Engine, Tensors

Name = TypeVar("Name", bound=Hashable)

WARM_UP: Final = 3
LEAST_RUNS: Final = 5
MOST_RUNS: Final = 500


@dataclass(frozen=True, slots=True)
class Timing:
    """Of one engine; milliseconds a run.

    Attributes:
        median: half of the runs were faster.
        p95: 95 in 100 were.
        runs: how many were timed.
    """

    median: float
    p95: float
    runs: int


def race(
    engines: Mapping[Name, Engine],
    samples: Sequence[Tensors],
    wanted: Mapping[Name, Sequence[str] | None] = MappingProxyType({}),
    *,
    seconds: float = 1.0,
    turn: float = 0.0,
    failed: Callable[[Name, Exception], None],
) -> dict[Name, Timing]:
    """Time engines in turns, so that a busy moment of the machine hits all alike.

    Args:
        engines: by name, all open.
        samples: inputs by name, one after the other.
        wanted: outputs to compute, by engine; None, and where nothing is said: all.
        seconds: for each engine, warm-up aside.
        turn: seconds that a turn lasts at least, in as many runs as it takes; 0: one run. So
            quick engines run often enough beside one that is slower by far.
        failed: told of an engine that raised; it then drops out.
    """
    running = dict(engines)
    times: dict[Name, list[float]] = {name: [] for name in engines}
    runs = dict.fromkeys(engines, 0)
    spent = 0.0
    number = 0
    while running and number < WARM_UP + MOST_RUNS:
        if spent > seconds * len(running) and number >= WARM_UP + LEAST_RUNS:
            break
        for name, engine in list(running.items()):
            begun = perf_counter()
            while True:
                start = perf_counter()
                try:
                    engine.run(samples[runs[name] % len(samples)], wanted.get(name))
                except Exception as error:  # whatever a backend may raise: it is out of the race
                    failed(name, error)
                    del running[name]
                    break
                end = perf_counter()
                runs[name] += 1
                if number >= WARM_UP:
                    times[name].append(end - start)
                    spent += end - start
                if end - begun >= turn:
                    break
        number += 1
    return {name: _timing(times[name]) for name in running}


def _timing(times: Sequence[float]) -> Timing:
    median, p95 = np.percentile(times, [50, 95]) * 1000
    return Timing(float(median), float(p95), len(times))
