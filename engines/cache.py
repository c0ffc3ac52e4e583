"""What was made on this machine and can be made again: engines, and which backend was fastest.

An entry is one file: a line of JSON that says what it was made from, then the content. It is
written beside its place and moved there, so that a reader finds all of it or nothing; and it is
sealed, so that nothing is ever loaded that somebody else put there.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from filelock import FileLock, Timeout

from engines.drafts import SUFFIX as DRAFT
from engines.drafts import drafted
from engines.folder import user_cache
from engines.seal import is_sealed, seal

SUFFIX: Final = ".entry"
LIMIT: Final = 4 * 1024**3
"""Bytes of all entries; the ones that were longest unused go first."""

MEASURED_LIMIT: Final = 8 * 1024**2
"""Bytes of all measurements: about 150 clips' faces, or thousands of portraits."""

WAIT: Final = 0.2
"""Seconds between two words with whoever waits for another process."""


@dataclass(frozen=True)
class Key:
    """What an entry was made from; another value of any part makes another entry.

    Attributes:
        subject: what it is, for people ("flow render tensorrt-rtx sm_89").
        parts: all that it depends on, by name.
    """

    subject: str
    parts: Mapping[str, str]

    @property
    def digest(self) -> str:
        """Names the entry's file."""
        return hashlib.sha256(_named(self)).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the cache.

    Attributes:
        path: where it lies.
        key: what it was made from.
        seal: that it was made here, see `engines.seal`; empty in those of older versions.
        size: bytes, all told.
        used: when last, seconds since the epoch.
    """

    path: Path
    key: Key
    seal: str
    size: int
    used: float


class Cache:
    """A folder of entries, safe for several processes at once.

    Args:
        folder: None for the user's cache, or what `RTXFER_CACHE` names.
        limit: bytes of all entries.
    """

    def __init__(self, folder: Path | None = None, *, limit: int = LIMIT) -> None:
        self.folder = folder or user_cache() / "engines"
        self._limit = limit

    def load(self, key: Key) -> bytes | None:
        """The content of an entry, or None where there is none that can be trusted."""
        path = self._path(key)
        try:
            with path.open("rb") as file:
                head = _head(path, file.readline())
                content = file.read()
        except OSError:
            return None
        if head is None or head.key != key or not is_sealed(head.seal, _named(key), content):
            return None
        with suppress(OSError):
            os.utime(path)
        return content

    def store(self, key: Key, content: bytes) -> None:
        """Write an entry, whole or not at all, then make room.

        Raises:
            OSError: it cannot be written.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        head = {
            "subject": key.subject,
            "parts": dict(key.parts),
            "seal": seal(_named(key), content),
        }
        with drafted(self._path(key)) as part, part.open("wb") as file:
            file.write(json.dumps(head).encode() + b"\n")
            file.write(content)
        self._make_room(self._path(key))

    def made(self, key: Key, make: Callable[[str], bytes]) -> bytes:
        """The content of an entry, made now where there is none that can be trusted.

        Of two processes that ask at once, one makes it and the other waits.

        Args:
            key: of the entry.
            make: makes the content; told why it must be made.
        """
        with self.lock(key):
            content = self.load(key)
            if content is None:
                content = make(self.why(key))
                self.store(key, content)
            return content

    def why(self, key: Key) -> str:
        """Why an entry must be made, for people."""
        if self._path(key).is_file():
            return "the one in the cache is damaged or not its own"
        others = [entry for entry in self.entries() if entry.key.subject == key.subject]
        if not others:
            return "there is none yet"
        parts = others[-1].key.parts
        changed = [
            f"{name} changed from {parts.get(name, 'nothing')} to {key.parts.get(name, 'nothing')}"
            for name in sorted({*parts, *key.parts})
            if parts.get(name) != key.parts.get(name)
        ]
        return "; ".join(changed)

    @contextmanager
    def lock(self, key: Key, waiting: Callable[[], object] = lambda: None) -> Iterator[None]:
        """Keep other processes from making the same entry; freed even if this one is killed.

        Args:
            key: of the entry.
            waiting: called now and then while another process has it; what it raises ends that.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.folder / f"{key.digest}.lock")
        while not lock.is_locked:
            try:
                lock.acquire(timeout=WAIT)
            except Timeout:
                waiting()
        try:
            yield
        finally:
            lock.release()

    def entries(self) -> list[Entry]:
        """All that can be read, the longest unused first."""
        found = []
        for path in self.folder.glob(f"*{SUFFIX}"):
            with suppress(OSError), path.open("rb") as file:
                entry = _head(path, file.readline())
                if entry is not None:
                    found.append(entry)
        return sorted(found, key=lambda entry: entry.used)

    def clear(self) -> int:
        """Remove all entries, damaged ones and what a killed process left among them.

        Returns:
            Bytes that became free.
        """
        freed = 0
        for pattern in (f"*{SUFFIX}", f".*{DRAFT}", "*.part", "*.lock"):
            for path in self.folder.glob(pattern):
                with suppress(OSError):
                    size = path.stat().st_size
                    path.unlink()
                    freed += size
        return freed

    def _make_room(self, newest: Path) -> None:
        entries = self.entries()
        total = sum(entry.size for entry in entries)
        for entry in entries:
            if total > self._limit and entry.path != newest:
                # Another process may have been quicker, or on Windows may hold it open.
                with suppress(OSError):
                    entry.path.unlink()
                    total -= entry.size

    def _path(self, key: Key) -> Path:
        return self.folder / f"{key.digest}{SUFFIX}"


def measurements() -> Cache:
    """The cache of what was measured of faces and portraits, in a folder of its own: a few numbers
    each, which neither drive out an engine nor are looked for among engines."""
    return Cache(user_cache() / "measured", limit=MEASURED_LIMIT)


def sha256_of(path: Path) -> str:
    """Of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _named(key: Key) -> bytes:
    return json.dumps([key.subject, dict(key.parts)], sort_keys=True).encode()


def _head(path: Path, line: bytes) -> Entry | None:
    try:
        head: Any = json.loads(line)
        key = Key(head["subject"], head["parts"])
        status = path.stat()
        return Entry(path, key, str(head.get("seal", "")), status.st_size, status.st_mtime)
    except (ValueError, KeyError, TypeError):
        return None
