"""What goes wrong for a reason the user can mend, said in words that tell how.

Every error carries two sentences: what happened, and what to do next. The command line
prints both and exits with `exit_code`; the app shows both and lives on. Anything that is not
a `RtxferError` is our own bug and keeps its traceback.
"""

from __future__ import annotations


class RtxferError(Exception):
    """Base of all expected errors.

    Args:
        problem: what happened, naming the file or device.
        hint: what the user can do about it.
    """

    exit_code = 1

    def __init__(self, problem: str, hint: str = "") -> None:
        super().__init__(problem if not hint else f"{problem}\n{hint}")
        self.problem = problem
        self.hint = hint


class InputError(RtxferError):
    """The user gave something that cannot be used: a missing file, a picture without a face."""

    exit_code = 2


class NoFaceError(InputError):
    """A picture or a clip in which no usable face was found."""


class OutputError(RtxferError):
    """The result cannot be written: a missing folder, a full disk, an unknown extension."""

    exit_code = 2


class DeviceError(RtxferError):
    """A camera, microphone or virtual camera is missing, busy, forbidden or gone."""

    exit_code = 2


class MissingDependencyError(RtxferError):
    """An optional package is not installed; the hint holds the pip line that brings it."""

    exit_code = 3
