"""Finding the user's file, and telling them which one they may have meant."""

from __future__ import annotations

import difflib
from pathlib import Path

from rtxfer.errors import InputError


def require_file(path: Path, kind: str) -> Path:
    """Check that `path` is a file with something in it, and give it back.

    Args:
        path: what the user named.
        kind: what it should be, for the message: "video", "picture".

    Raises:
        InputError: it is missing (the hint names the closest match in its folder), a folder,
            or empty.
    """
    if path.is_dir():
        raise InputError(f"{path} is a folder, not a {kind}.", f"Name a {kind} file inside it.")
    if path.is_symlink() and not path.exists():
        raise InputError(
            f"{path} is a link to {path.readlink()}, where there is no file.",
            "Name the file itself, or make the link anew.",
        )
    if not path.exists():
        raise InputError(f"There is no file {path}.", nearest_hint(path))
    if path.is_file() and path.stat().st_size == 0:
        raise InputError(
            f"{path} is empty (0 bytes).", "Copy or download it again; it did not arrive whole."
        )
    return path


def nearest_hint(path: Path) -> str:
    """Say where to look for the missing `path`: a similar name beside it, if there is one."""
    folder = path.parent
    if not folder.is_dir():
        return f"The folder {folder} does not exist either; check the path."
    names = [entry.name for entry in folder.iterdir() if entry.name != path.name]
    similar = difflib.get_close_matches(path.name, names, n=1, cutoff=0.6)
    if similar:
        return f"Did you mean {folder / similar[0]}?"
    return f"Check the name; the folder {folder} holds nothing similar."
