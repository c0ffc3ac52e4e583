"""Whether something was made here: a seal that only this user's programs can put on it.

An engine is code for a graphics card, and a compiled model nearly that: one that somebody else laid
into the cache is never loaded. The key lies in the user's data folder, apart from the cache, and is
read by its owner alone. Whoever may read it is the user, or as mighty.
"""

from __future__ import annotations

import hmac
import logging
import os
import secrets
import stat
import sys
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from filelock import FileLock
from platformdirs import user_data_path

from engines.drafts import PRIVATE, drafted

VARIABLE: Final = "RTXFER_CACHE_KEY"
"""Environment variable that names another file, such as one for a cache that machines share."""

BYTES: Final = 32

_log = logging.getLogger(__name__)


def seal(*parts: bytes) -> str:
    """What only this user's programs can say of some bytes; HMAC-SHA256 in hexadecimal digits."""
    made = hmac.new(_key(key_path()), digestmod=sha256)
    for part in parts:
        made.update(len(part).to_bytes(8, "big"))
        made.update(part)
    return made.hexdigest()


def is_sealed(by: str, *parts: bytes) -> bool:
    """Whether `by` is the seal of these bytes."""
    return hmac.compare_digest(by.encode(), seal(*parts).encode())


def key_path() -> Path:
    """Where the key lies."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named else user_data_path("rtxfer") / "cache.key"


@cache
def _key(path: Path) -> bytes:
    try:
        return _read(path)
    except FileNotFoundError:
        pass
    except (OSError, ValueError) as error:
        _log.warning("The key of the cache, %s, is made anew: %s.", path, error)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_suffix(".lock")):
            with suppress(OSError, ValueError):  # another process was quicker
                return _read(path)
            with drafted(path, PRIVATE) as part:
                part.write_bytes(secrets.token_bytes(BYTES))
            return _read(path)
    except (OSError, ValueError) as error:
        _log.warning(
            "The key of the cache cannot be kept at %s (%s): what is made now is made again when "
            "the program starts next.",
            path,
            error,
        )
        return secrets.token_bytes(BYTES)


def _read(path: Path) -> bytes:
    """The key.

    Raises:
        OSError: it cannot be read.
        ValueError: it is none, or others may read or write it.
    """
    with path.open("rb") as file:
        about = os.fstat(file.fileno())
        if not stat.S_ISREG(about.st_mode):
            raise ValueError("it is no file")
        if sys.platform != "win32":
            if about.st_uid != os.geteuid():
                raise ValueError("it is somebody else's")
            if about.st_mode & 0o077:
                raise ValueError("others may read it")
        key = file.read(BYTES + 1)
    if len(key) != BYTES:
        raise ValueError("it is damaged")
    return key
