"""Work done by several processes, its results in the order of what was given."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from typing import Any, Final, TypeVar

Item = TypeVar("Item")
Answer = TypeVar("Answer")

AHEAD: Final = 4
"""Items per process that may be under way before the first is asked for."""


def ordered_map(
    work: Callable[[Item], Answer],
    items: Iterable[Item],
    workers: int,
    begin: Callable[..., object] | None = None,
    *facts: Any,
) -> Generator[Answer, None, None]:
    """`work` of each item.

    Args:
        work: can be pickled where there are workers.
        workers: processes; 0 works in this one.
        begin: called with `facts` once in each other process before it works.
    """
    if not workers:
        yield from map(work, items)
        return
    # Forked copies of MediaPipe's threads hang, so each process starts afresh.
    with ProcessPoolExecutor(workers, get_context("spawn"), begin, facts) as pool:
        waiting = iter(items)
        ahead: list[Future[Answer]] = [
            pool.submit(work, i) for i in islice(waiting, AHEAD * workers)
        ]
        while ahead:
            yield ahead.pop(0).result()
            ahead += [pool.submit(work, item) for item in islice(waiting, 1)]
