"""A bundle's render graph made runnable: on the backend that suits this machine, with a net."""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from functools import partial
from typing import Final

from engines.backends.registry import BACKENDS, REFERENCE, find_backend
from engines.bundle import Bundle
from engines.cache import Cache
from engines.errors import BackendError
from engines.opening import open_on, plan_on
from engines.selection.auto import Choice, choose
from engines.selection.fallback import FallbackEngine

VARIABLE: Final = "RTXFER_BACKEND"
"""Environment variable that names the backend which `auto` takes without measuring."""

_log = logging.getLogger(__name__)


class RenderEngine(FallbackEngine):
    """A bundle's render graph, running.

    Attributes:
        choice: how its backend was chosen; None where it was named.
    """

    choice: Choice | None = None


def named_backend(backend: str = "auto") -> str:
    """The backend that is asked for: "auto" may stand for the one that `RTXFER_BACKEND` names."""
    return (os.environ.get(VARIABLE) or backend) if backend == "auto" else backend


def check_render(bundle: Bundle, backend: str = "auto") -> None:
    """See whether `open_render` will find the backend that is named; "auto" finds one.

    Args:
        bundle: a verified bundle.
        backend: a name from `engines.backends.registry`, or "auto".

    Raises:
        BackendError: it is unknown, or not here.
    """
    named = named_backend(backend)
    if named != "auto":
        chosen = find_backend(named)
        chosen.check(plan_on(chosen, bundle))


def open_render(
    bundle: Bundle,
    backend: str = "auto",
    *,
    wanted: Sequence[str] | None = None,
    threads: int = 0,
    cache: Cache | None = None,
) -> RenderEngine:
    """Make a bundle's render graph runnable; if it breaks while running, the reference goes on.

    Args:
        bundle: a verified bundle.
        backend: a name from `engines.backends.registry`. "auto" takes the one that `RTXFER_BACKEND`
            names, or else the fastest; the first time on a machine that takes seconds.
        wanted: the outputs that will be asked for, so that these are timed; None: all.
        threads: CPU threads; 0 leaves the choice to the backend.
        cache: where choices are kept; None for the user's.

    Raises:
        BackendError: the named backend is unknown, not here, or cannot run this graph.
        BundleError: the bundle asks for inputs that nothing gives.
    """
    named = named_backend(backend)
    reference = partial(open_on, BACKENDS[REFERENCE], bundle, threads=threads)
    if named != "auto":
        engine = open_on(find_backend(named), bundle, threads=threads)
        return RenderEngine(engine, None if named == REFERENCE else reference)
    choice = choose(bundle, wanted=wanted, threads=threads, cache=cache)
    _log.info("%s", choice.reason)
    notes = list(choice.notes)
    for candidate in choice.able:
        try:
            engine = open_on(BACKENDS[candidate.backend], bundle, threads=threads)
        except BackendError as error:
            notes.append(f"{candidate.backend} was passed over: {error.problem}")
            continue
        opened = RenderEngine(engine, None if engine.backend == REFERENCE else reference, notes)
        opened.choice = choice
        return opened
    raise BackendError("No backend can run this bundle here.", "\n".join(notes))
