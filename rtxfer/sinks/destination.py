"""Whether a result can be put where the user wants it, and what to say when it cannot."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from rtxfer.errors import OutputError

NO_SPACE: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""What the system answers when a disk, a quota or a file size limit is used up."""

_NOT_ALLOWED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def check_destination(path: Path, inputs: Iterable[Path]) -> None:
    """Refuse early what could only fail, or do harm, after hours of work.

    Args:
        path: where the result shall appear.
        inputs: files the result must not replace: the driver, the portrait.

    Raises:
        OutputError: the folder is missing, or the destination is or holds one of the inputs.
    """
    if not path.parent.is_dir():
        raise OutputError(
            f"The folder {path.parent} does not exist.",
            f"Create it first (mkdir -p '{path.parent}') or choose another output.",
        )
    for taken in inputs:
        if _would_replace(path, taken):
            raise OutputError(
                f"The output {path} is also an input and would be overwritten.",
                "Give the output another name.",
            )


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn the system's refusals while `path` is written into an `OutputError`."""
    try:
        yield
    except OSError as error:
        raise _explanation(path, error) from error


def _explanation(path: Path, error: OSError) -> OutputError:
    if error.errno in NO_SPACE:
        return OutputError(
            f"The disk is full: {path} could not be finished.",
            "Free some space or write to another disk, then run again.",
        )
    if error.errno in _NOT_ALLOWED:
        return OutputError(
            f"Writing into {path.parent} is not allowed.",
            "Choose a folder of your own or change its permissions.",
        )
    return OutputError(
        f"{path} cannot be written ({error.strerror or error}).", "Try another folder or disk."
    )


def _would_replace(path: Path, taken: Path) -> bool:
    if path.is_dir():
        # A folder of pictures is replaced with all that is in it.
        return taken.resolve().is_relative_to(path.resolve())
    if path.exists() and taken.exists():
        return path.samefile(taken)
    return path.resolve() == taken.resolve()
