"""Small files that are the old one or the new one at every moment, never a half."""

from __future__ import annotations

from pathlib import Path

from engines.drafts import OPEN, PRIVATE, drafted

__all__ = ["OPEN", "PRIVATE", "replace_bytes", "replace_text"]


def replace_text(path: Path, text: str, mode: int = PRIVATE) -> None:
    """As `replace_bytes`, in UTF-8."""
    replace_bytes(path, text.encode(), mode)


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
    with drafted(path, mode) as part:
        part.write_bytes(content)
