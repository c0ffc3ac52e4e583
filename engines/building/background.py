"""Engines that this machine's GPU could have and has not: which they are, and building one beside
whatever runs meanwhile.
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Final

from engines.backends import cuda
from engines.backends.registry import AUTO, REFERENCE, Backend, find_backend, split_name
from engines.building.build import BuildResult, architectures, build, buildable
from engines.building.process import BuildProgress
from engines.bundle import DEFAULT, Bundle, open_bundle
from engines.errors import BackendError, UnbuiltError
from engines.opening import plan_on
from engines.selection.graphs import named_backend

WORTH_BUILDING: Final = ("tensorrt-rtx-fp16", "tensorrt-fp16")
"""For "auto", that which takes seconds before that which takes minutes. In FP32 the same library
is never faster, so it is built only for those who name it."""


def missing(generator: str | Path | None = None, backend: str = "auto") -> list[str]:
    """Backends that this GPU could run a bundle on, had their engines been built.

    One that was built from another graph, for another driver or by another version of the
    library is missing as well.

    Args:
        generator: name or folder of a bundle; None for the default one.
        backend: the one that is wanted; "auto" wants all that may be the fastest.

    Raises:
        BundleError: the bundle is not there, or damaged.
    """
    named, gpu = split_name(named_backend(backend))
    names = WORTH_BUILDING if named == AUTO else [name for name in buildable() if name == named]
    if not names:
        return []
    bundle = open_bundle(generator or DEFAULT)
    wanted = [find_backend(name).on(gpu) for name in names]
    return [one.name for one in wanted if _unbuilt(bundle, one)]


def stand_in(generator: str | Path | None = None, backend: str = "auto") -> str:
    """What to run on for now: the backend that is wanted, or another until its engine is built.

    Args:
        generator: name or folder of a bundle; None for the default one.
        backend: the one that is wanted.

    Raises:
        BundleError: the bundle is not there, or damaged.
    """
    named, gpu = split_name(named_backend(backend))
    if named == AUTO or not missing(generator, backend):
        return backend
    if named_backend() != AUTO:  # the environment names it, and "auto" would be the same again
        return REFERENCE
    return f"{AUTO}@{gpu}" if gpu else AUTO


class EngineBuild:
    """The engines of one bundle for one GPU that is here.

    Args:
        generator: name or folder of a bundle; None for the default one.
        backend: a name from `missing`.

    Attributes:
        progress: the latest; None before it has begun.
    """

    def __init__(self, generator: str | Path | None, backend: str) -> None:
        self.generator: Final = generator or DEFAULT
        self.backend: Final = backend
        self.progress: BuildProgress | None = None
        self._stop = threading.Event()

    @property
    def cancelled(self) -> bool:
        """Whether it shall be, or was, stopped."""
        return self._stop.is_set()

    def run(self) -> list[BuildResult]:
        """Build them, compare them with the reference, and put them into the cache; may take
        minutes.

        Returns:
            What came of each graph's; a failure or a stop is told in `problem`.

        Raises:
            BackendError: the GPU is gone.
            BundleError: the bundle is.
        """
        bundle = open_bundle(self.generator)
        here = cuda.device(find_backend(self.backend).number)
        return list(build(bundle, self.backend, [here.architecture], watch=self._goes_on))

    def cancel(self) -> None:
        """Have it end within moments, with nothing kept; from any thread, and at any time."""
        self._stop.set()

    def _goes_on(self, progress: BuildProgress) -> bool:
        self.progress = progress
        return not self._stop.is_set()


def _unbuilt(bundle: Bundle, backend: Backend) -> bool:
    """Whether nothing but the engine of some graph is missing."""
    unbuilt = False
    for graph in bundle.running:
        try:
            backend.check(plan_on(backend, bundle, graph))
        except UnbuiltError:
            unbuilt = True
        except BackendError:
            return False
    here = cuda.device(backend.number).architecture if unbuilt else ""
    return unbuilt and here in architectures(backend.name)
