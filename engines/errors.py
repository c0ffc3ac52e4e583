"""What can go wrong with bundles and engines, said so that the user can mend it."""

from __future__ import annotations


class EngineError(Exception):
    """A bundle or engine cannot be used.

    Args:
        problem: what happened, naming the file or backend.
        hint: what to do about it.
    """

    def __init__(self, problem: str, hint: str = "") -> None:
        super().__init__(problem if not hint else f"{problem}\n{hint}")
        self.problem = problem
        self.hint = hint


class BundleError(EngineError):
    """A bundle is missing, damaged or not to the contract."""


class BackendError(EngineError):
    """A backend is not installed, or cannot run this graph here."""
