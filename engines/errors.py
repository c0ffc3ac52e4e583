"""What can go wrong with bundles and engines, said so that the user can mend it."""

from __future__ import annotations


class EngineError(Exception):
    """A bundle or engine cannot be used.

    Args:
        problem: what happened, naming the file or backend.
        hint: what to do about it.

    Attributes:
        exit_code: of the command line, see docs/cli.md.
    """

    exit_code = 1

    def __init__(self, problem: str, hint: str = "") -> None:
        super().__init__(problem if not hint else f"{problem}\n{hint}")
        self.problem = problem
        self.hint = hint


class BundleError(EngineError):
    """A bundle is missing, damaged or not to the contract."""

    exit_code = 2


class BackendError(EngineError):
    """A backend cannot be had here, cannot run this graph, or broke while it ran."""


class MissingLibraryError(BackendError):
    """A backend's library is not installed.

    Args:
        library: its name, for people.
        install: the line that brings it.
        error: what the import said.
    """

    exit_code = 3

    def __init__(self, library: str, install: str, error: ImportError) -> None:
        super().__init__(f"{library} cannot be loaded: {error}", f"Run: {install}")


class UnbuiltError(BackendError):
    """Library and GPU are here, and only the engine has not been built yet."""


class ParityError(BackendError):
    """A backend runs the graph, but does not give the picture that it should."""


class BuildError(EngineError):
    """An engine could not be built."""
