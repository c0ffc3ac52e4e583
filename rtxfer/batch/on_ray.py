"""A crew on a Ray cluster: actors, each of which keeps its engines and portraits.

Files go by their paths, which every node must see alike (a network drive), or as addresses that
fsspec knows; no frame passes through Ray's object store. A worker that dies is started again by
Ray, on another node if its own is gone, and the batch gives it its next piece when it is there.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from threading import Event
from typing import Any, Final

from rtxfer.batch.cores import Claim
from rtxfer.batch.crew import CrewNews, Lost
from rtxfer.batch.plan import Piece
from rtxfer.batch.worker import Work, Worker
from rtxfer.cluster import AUTO, joined
from rtxfer.job_process import Cancelled, Failure, Phase
from rtxfer.video import Summary, VideoProgress

RESTARTS: Final = -1
"""Of an actor: as often as it takes."""


class RayWorker:
    """The actor. Two threads of Ray's call it: one works, the other asks how it goes and stops
    it.

    Args:
        cores: that it keeps to.
    """

    def __init__(self, cores: int = 1) -> None:
        self._claim = Claim(cores)
        self._worker = Worker()
        self._told: deque[Phase | VideoProgress] = deque(maxlen=1)
        self._stop = Event()

    def ready(self) -> bool:
        """It is there."""
        return True

    def do(self, job: Work) -> Summary | Failure | Cancelled:
        """See `Worker.do`."""
        self._told.clear()
        return self._worker.do(job, self._told.append, self._stop.is_set)

    def told(self) -> Phase | VideoProgress | None:
        """The newest of what it told, once."""
        return self._told.popleft() if self._told else None

    def stop(self) -> None:
        """End what it does in order."""
        self._stop.set()


class RayCrew:
    """See `rtxfer.batch.crew.Crew`.

    Args:
        address: of the cluster: `auto`, or such as `ray://head:10001`, or host and port.
        size: how many workers; None for as many as the cluster has cores, or GPUs where it has.
        cores: that a worker needs at least.

    Raises:
        MissingDependencyError: Ray is not installed.
        DeviceError: there is no cluster at the address.
    """

    def __init__(self, address: str = AUTO, size: int | None = None, cores: float = 1.0) -> None:
        self._ray, self._ours = joined(address)
        has = self._ray.cluster_resources()
        gpus = int(has.get("GPU", 0))
        self.size = size or gpus or max(1, int(has.get("CPU", 1) / cores))
        self._kind = self._ray.remote(
            num_cpus=cores,
            num_gpus=1 if gpus >= self.size else 0,
            max_restarts=RESTARTS,
            max_concurrency=2,
            scheduling_strategy="SPREAD",  # a few workers shall have the cores of all nodes
        )(RayWorker)
        self._actors = [
            self._kind.remote(share(has.get("CPU", 1), self.size)) for _ in range(self.size)
        ]
        self._arriving: dict[Any, Any] = {actor.ready.remote(): actor for actor in self._actors}
        self._idle: deque[Any] = deque()
        self._busy: dict[Any, tuple[Any, Piece]] = {}
        self._asked: dict[Any, tuple[Any, Piece]] = {}

    @property
    def free(self) -> int:
        """Workers that are there and have no job."""
        return len(self._idle)

    def begin(self, piece: Piece) -> None:
        """See `Crew.begin`."""
        actor = self._idle.pop()  # the last that was at work has what its job needed
        self._busy[actor.do.remote(piece.work)] = (actor, piece)

    def news(self, seconds: float) -> Iterator[tuple[Piece, CrewNews]]:
        """See `Crew.news`."""
        self._ask()
        waited_for = [*self._arriving, *self._busy, *self._asked]
        ready, _ = self._ray.wait(waited_for, num_returns=1, timeout=seconds)
        if ready:  # and what else is
            ready, _ = self._ray.wait(waited_for, num_returns=len(waited_for), timeout=0)
        for reference in ready:
            if reference in self._arriving:
                self._arrived(reference)
            elif reference in self._busy:
                yield self._ended(reference)
            else:
                yield from self._heard(reference)

    def cancel(self) -> None:
        """See `Crew.cancel`."""
        for actor, _ in self._busy.values():
            actor.stop.remote()

    def __enter__(self) -> RayCrew:
        return self

    def __exit__(self, *error: object) -> None:
        for actor in self._actors:
            with suppress(Exception):  # it may be gone with its node
                self._ray.kill(actor)
        if self._ours:
            self._ray.shutdown()

    def _ask(self) -> None:
        """Ask each of the busy ones how it goes, if it is not asked already."""
        asked = {id(actor) for actor, _ in self._asked.values()}
        for actor, piece in self._busy.values():
            if id(actor) not in asked:
                self._asked[actor.told.remote()] = (actor, piece)

    def _arrived(self, reference: Any) -> None:
        actor = self._arriving.pop(reference)
        try:
            self._ray.get(reference)
        except self._ray.exceptions.RayError:  # gone again before it said a word
            self._arriving[actor.ready.remote()] = actor
        else:
            self._idle.append(actor)

    def _ended(self, reference: Any) -> tuple[Piece, CrewNews]:
        actor, piece = self._busy.pop(reference)
        try:
            end: CrewNews = self._ray.get(reference)
        except self._ray.exceptions.RayError as error:
            self._arriving[actor.ready.remote()] = actor  # when Ray has it back
            return piece, Lost(f"The worker is gone ({type(error).__name__}).")
        self._idle.append(actor)
        return piece, end

    def _heard(self, reference: Any) -> Iterator[tuple[Piece, CrewNews]]:
        actor, piece = self._asked.pop(reference)
        with suppress(self._ray.exceptions.RayError):  # `_ended` will hear of it
            told = self._ray.get(reference)
            if told is not None and (actor, piece) in self._busy.values():
                yield piece, told


def share(cores: float, workers: int) -> int:
    """Cores that each worker keeps to: one with a GPU still decodes, tracks and compresses."""
    return max(1, int(cores // workers))
