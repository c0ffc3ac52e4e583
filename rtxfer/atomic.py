"""Small files that are the old one or the new one at every moment, never a half."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Final

PRIVATE: Final = 0o600
"""Read by its owner alone."""

OPEN: Final = 0o666
"""As the user's umask has it."""


def replace_text(path: Path, text: str) -> None:
    """As `replace_bytes`, in UTF-8, for the owner alone."""
    replace_bytes(path, text.encode())


def replace_bytes(path: Path, content: bytes, mode: int = PRIVATE) -> None:
    """Write `content` to `path` in one step; its folder is made if need be.

    Args:
        path: the file.
        content: all of it.
        mode: who may read it, before the umask: `PRIVATE` or `OPEN`.

    Raises:
        OSError: the folder cannot be written to; what was there before still is.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
