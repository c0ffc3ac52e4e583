"""A bundle's graphs made runnable: on the backends that suit this machine, with a net."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Final, TypeAlias

from engines.backends.registry import AUTO, REFERENCE, find_backend, split_name
from engines.bundle import Bundle
from engines.cache import Cache
from engines.contract import GraphName
from engines.engine import Engine
from engines.errors import BackendError
from engines.opening import open_on, plan_on
from engines.selection.auto import Choice, Progress, choose, is_known, silent, unwatched
from engines.selection.fallback import FallbackEngine

VARIABLE: Final = "RTXFER_BACKEND"
"""Environment variable that names the backend which `auto` takes without measuring."""

_log = logging.getLogger(__name__)


class ChosenEngine(FallbackEngine):
    """One of a bundle's graphs, running.

    Attributes:
        choice: how its backend was chosen; None where it was named.
    """

    choice: Choice | None = None


Coming: TypeAlias = Future[ChosenEngine]
"""An engine that is being opened."""


def named_backend(backend: str = AUTO) -> str:
    """The backend that is asked for: "auto" may stand for the one that `RTXFER_BACKEND` names."""
    return (os.environ.get(VARIABLE) or backend) if backend == AUTO else backend


def check_backend(bundle: Bundle, backend: str = AUTO) -> None:
    """See whether `open_graphs` will find the backend that is named; "auto" finds one.

    Args:
        bundle: a verified bundle.
        backend: a name from `engines.backends.registry`, or "auto".

    Raises:
        BackendError: it is unknown, or not here.
    """
    named, _ = split_name(named_backend(backend))
    if named != AUTO:
        chosen = find_backend(named_backend(backend))
        for graph in bundle.running:
            chosen.check(plan_on(chosen, bundle, graph))


def open_graphs(
    bundle: Bundle, backend: str = AUTO, *, threads: int = 0, cache: Cache | None = None
) -> dict[GraphName, ChosenEngine]:
    """Make all graphs runnable that run in every frame; where one breaks, the reference goes on.

    Takes and raises what `begin_graphs` does.
    """
    coming = begin_graphs(bundle, backend, threads=threads, cache=cache)
    try:
        return {graph: engine.result() for graph, engine in coming.items()}
    except BaseException:  # if one cannot be opened, the others are closed
        close_graphs(coming)
        raise


def known_backends(
    bundle: Bundle,
    backend: str = AUTO,
    *,
    threads: int = 0,
    cache: Cache | None = None,
    tell: Callable[[str], object] = silent,
    progress: Progress = unwatched,
) -> dict[GraphName, Choice]:
    """What "auto" takes for each graph, measured now if it is not known yet; nothing where a
    backend is named. Takes and raises what `begin_graphs` does, and `progress` as `choose`."""
    plain, gpu = split_name(named_backend(backend))
    if plain != AUTO:
        return {}
    return choose(bundle, gpu=gpu, threads=threads, cache=cache, tell=tell, progress=progress)


def is_measured(
    bundle: Bundle, backend: str = AUTO, *, threads: int = 0, cache: Cache | None = None
) -> bool:
    """Whether `known_backends` would answer at once."""
    plain, gpu = split_name(named_backend(backend))
    return plain != AUTO or is_known(bundle, gpu=gpu, threads=threads, cache=cache)


def begin_graphs(
    bundle: Bundle,
    backend: str = AUTO,
    *,
    threads: int = 0,
    cache: Cache | None = None,
    tell: Callable[[str], object] = silent,
) -> dict[GraphName, Coming]:
    """Choose backends, then open the graphs in a thread beside whatever is done next.

    Args:
        bundle: a verified bundle.
        backend: a name from `engines.backends.registry`. "auto" takes the one that `RTXFER_BACKEND`
            names, or else the fastest for each graph; the first time on a machine that takes
            seconds. "auto@1" does so with the second GPU.
        threads: CPU threads that the graphs are opened with; 0 leaves that to the backend. What is
            fastest was measured with as many as it likes, once for all uses.
        cache: where choices are kept; None for the user's.
        tell: told in a few words, for people, before something is measured.

    Returns:
        The engines to come, the quickest to open first; `close_graphs` closes them.

    Raises:
        BackendError: the named backend is unknown; from a result: it is not here, or cannot run
            these graphs.
    """
    choices = known_backends(bundle, backend, cache=cache, tell=tell)
    named = named_backend(backend)
    if not choices:
        find_backend(named)
    beside = ThreadPoolExecutor(1, "opening")
    coming: dict[GraphName, Coming] = {}
    for graph in sorted(bundle.running):  # "driver" before "render", which takes the longest
        run = _Opening(bundle, graph, threads)
        coming[graph] = (
            beside.submit(run.chosen, choices[graph])
            if graph in choices
            else beside.submit(run.named, named)
        )
    beside.shutdown(wait=False)
    return coming


def close_graphs(coming: Mapping[GraphName, Coming]) -> None:
    """Close what was begun, once it is open."""
    for engine in coming.values():
        if not engine.cancel() and engine.exception() is None:
            engine.result().close()


class _Opening:
    """One graph of a bundle, opened on one backend or another."""

    def __init__(self, bundle: Bundle, graph: GraphName, threads: int) -> None:
        self._bundle, self._graph, self._threads = bundle, graph, threads

    def named(self, backend: str) -> ChosenEngine:
        """On one that is named."""
        return self._caught(self._on(backend), ())

    def chosen(self, choice: Choice) -> ChosenEngine:
        """On the first of those chosen that can still be opened."""
        _log.info("%s: %s", self._graph, choice.reason)
        notes = list(choice.notes)
        for candidate in choice.able:
            try:
                engine = self._on(candidate.backend)
            except BackendError as error:
                notes.append(f"{candidate.backend} was passed over: {error.problem}")
                continue
            opened = self._caught(engine, notes)
            opened.choice = choice
            return opened
        raise BackendError("No backend can run this bundle here.", "\n".join(notes))

    def _on(self, backend: str) -> Engine:
        return open_on(find_backend(backend), self._bundle, self._graph, threads=self._threads)

    def _caught(self, engine: Engine, notes: Sequence[str]) -> ChosenEngine:
        """With the reference below it."""
        below = partial(self._on, REFERENCE)
        return ChosenEngine(engine, None if engine.backend == REFERENCE else below, notes)
