"""Work done by several processes, here or on a Ray cluster, its results in the order of what was
given."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from typing import Any, Final, TypeVar

from rtxfer.cluster import joined
from rtxfer.errors import RtxferError

Item = TypeVar("Item")
Answer = TypeVar("Answer")

AHEAD: Final = 4
"""Items per process that may be under way before the first is asked for."""

AT_ONCE: Final = 2
"""Items that an actor has: the one it works on, and the next, so that it never waits for us."""

TRIES: Final = 3
"""An item that takes its worker with it so often is at fault itself."""


@dataclass(frozen=True, slots=True)
class Helpers:
    """Who does the work.

    Attributes:
        count: of processes; 0 works in this one, or on a cluster as many as that has cores, or
            GPUs where it has.
        ray: address of a Ray cluster, or "auto"; "" for processes of this machine. What `work`
            reads must lie where all nodes see it.
    """

    count: int = 0
    ray: str = ""

    def __bool__(self) -> bool:
        return bool(self.count or self.ray)


ALONE: Final = Helpers()
"""This process does it."""


def ordered_map(
    work: Callable[[Item], Answer],
    items: Iterable[Item],
    helpers: Helpers,
    begin: Callable[..., object] | None = None,
    *facts: Any,
) -> Generator[Answer, None, None]:
    """`work` of each item.

    No more than `AHEAD` items of each helper are under way or wait to be asked for, whoever is
    slow.

    Args:
        work: can be pickled where there are helpers.
        items: what to do; taken as they are needed.
        helpers: who does it.
        begin: called with `facts` once in each other process before it works.

    Raises:
        RtxferError: there is no such cluster, or an item took its worker with it three times.
    """
    if helpers.ray:
        yield from _on_cluster(work, items, helpers, begin, facts)
        return
    if not helpers.count:
        yield from map(work, items)
        return
    # Forked copies of MediaPipe's threads hang, so each process starts afresh.
    with ProcessPoolExecutor(helpers.count, get_context("spawn"), begin, facts) as pool:
        waiting = iter(items)
        ahead: list[Future[Answer]] = [
            pool.submit(work, i) for i in islice(waiting, AHEAD * helpers.count)
        ]
        while ahead:
            yield ahead.pop(0).result()
            ahead += [pool.submit(work, item) for item in islice(waiting, 1)]


class _Helper:
    """The actor."""

    def __init__(self, begin: Callable[..., object] | None, facts: tuple[Any, ...]) -> None:
        if begin is not None:
            begin(*facts)

    def do(self, work: Callable[[Item], Answer], item: Item) -> Answer:
        return work(item)


def _on_cluster(
    work: Callable[[Item], Answer],
    items: Iterable[Item],
    helpers: Helpers,
    begin: Callable[..., object] | None,
    facts: tuple[Any, ...],
) -> Generator[Answer, None, None]:
    ray, ours = joined(helpers.ray)
    has = ray.cluster_resources()
    gpus = int(has.get("GPU", 0))
    count = helpers.count or gpus or max(1, int(has.get("CPU", 1)))
    # Ray starts an actor anew whose node is lost, and does again what it had begun.
    kind = ray.remote(
        num_cpus=1, num_gpus=int(gpus >= count), max_restarts=-1, max_task_retries=TRIES - 1
    )(_Helper)
    actors = [kind.remote(begin, facts) for _ in range(count)]
    waiting = iter(items)
    ahead: deque[Any] = deque()  # in their order; some are done
    busy: dict[Any, int] = {}  # number of the actor, of those that are not
    try:
        while True:
            load = Counter(busy.values())
            for number in [n for _ in range(AT_ONCE) for n in range(count)]:
                if load[number] < AT_ONCE and len(ahead) < AHEAD * count:
                    for item in islice(waiting, 1):
                        ahead.append(actors[number].do.remote(work, item))
                        busy[ahead[-1]] = number
                        load[number] += 1
            if not ahead:
                return
            if ahead[0] not in busy:
                yield _answer(ray, ahead.popleft())
                continue
            # Not fetched before it is asked for.
            done, _ = ray.wait(list(busy), num_returns=1, fetch_local=False)
            for one in done:
                del busy[one]
    finally:
        for actor in actors:
            with suppress(Exception):  # it may be gone with its node
                ray.kill(actor)
        if ours:
            ray.shutdown()


def _answer(ray: Any, reference: Any) -> Any:
    try:
        return ray.get(reference)
    except ray.exceptions.RayTaskError as error:
        raise error.cause from error  # as it would be here
    except ray.exceptions.RayError as error:
        raise RtxferError(
            f"A worker is gone, {TRIES} times in the same item ({type(error).__name__}).",
            "What is done is kept: give the same command again. A clip that is too large for the "
            "node's memory can be cut, or left out.",
        ) from error
