"""What is kept on this machine about faces, and how it is forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from engines.cache import measurements
from engines.folder import user_cache
from rtxfer.errors import OutputError
from rtxfer.profiles import Profiles
from rtxfer.provenance.certificate import own_path

FETCHED: Final = "fetched"
"""Of the user's cache: what `rtxfer.batch.store` copies there."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Files of one kind.

    Attributes:
        what: they are, for people.
        files: those that are there.
    """

    what: str
    files: tuple[Path, ...]


def kept() -> list[Kept]:
    """All that is kept about faces, and what links a user's results: numbers, and pictures only of
    batches whose files lie elsewhere."""
    return [
        Kept("resting faces of drivers, by camera (profiles)", _files(Profiles().folder)),
        Kept(
            "resting faces of clips, and how portraits answer (cache)",
            _files(measurements().folder),
        ),
        Kept("clips and portraits of batches (fetched)", _files(user_cache() / FETCHED)),
        Kept(
            "the certificate that results are signed with",
            tuple(path for path in (own_path(), own_path().with_suffix(".lock")) if path.is_file()),
        ),
    ]


def forget(things: list[Kept]) -> int:
    """Remove these files.

    Returns:
        How many there were.

    Raises:
        OutputError: one cannot be removed; the others may be gone.
    """
    gone = 0
    for path in (path for one in things for path in one.files):
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise OutputError(
                f"{path} cannot be removed ({error.strerror or error}).",
                "Close other programs of rtxfer, or remove it yourself.",
            ) from error
        gone += 1
    return gone


def _files(folder: Path) -> tuple[Path, ...]:
    def found() -> Iterator[Path]:
        for path in sorted(folder.rglob("*")):
            if path.is_file() or path.is_symlink():
                yield path

    return tuple(found()) if folder.is_dir() else ()
