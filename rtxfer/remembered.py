"""What was measured of a clip's face or a portrait, kept so that the next start need not.

Only numbers are kept, of a face's shape and of how a portrait answers, never a pixel and no name;
`rtxfer build --clean` removes them, and `RTXFER_REMEMBER=no` keeps none. An entry is found only by
all that it was made from, so what is read back is, bit by bit, what would be measured anew.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
from collections.abc import Callable, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final, TypeAlias, TypeVar

import cv2
import numpy as np

from engines.cache import Key, measurements
from engines.processor import processor
from engines.untrusted import read_json
from rtxfer import __version__

VARIABLE: Final = "RTXFER_REMEMBER"
"""Environment variable that keeps anything from being kept."""

OFF: Final = ("0", "no", "off", "false")

PACKAGES: Final = ("rtxfer", "engines")
"""Whose code has a say in every number."""

Parts: TypeAlias = Mapping[str, str]
Made = TypeVar("Made")

_log = logging.getLogger(__name__)


def remembered(
    subject: str,
    parts: Callable[[], Parts | None],
    make: Callable[[], Made],
    pack: Callable[[Made], Any],
    unpack: Callable[[Any], Made],
) -> Made:
    """What was made earlier from the same parts, or is made now and kept.

    Nothing is kept where the parts are others once it is made, as when a backend broke meanwhile.

    Args:
        subject: what it is, for people.
        parts: all that it depends on besides program, libraries and processor; None where that
            cannot be told, and then it is made each time.
        make: makes it.
        pack: as plain values for JSON, which `unpack` turns back into its equal.
        unpack: raises KeyError, TypeError or ValueError where they are not.
    """
    key = _key(subject, parts)
    if key is None:
        return make()
    kept = measurements().load(key)
    if kept is not None:
        try:
            return unpack(read_json(kept))
        except (KeyError, TypeError, ValueError) as error:
            _log.info("The kept %s cannot be read and is measured anew: %s", subject, error)
    made = make()
    if _key(subject, parts) == key:
        try:
            measurements().store(key, json.dumps(pack(made)).encode())
        except OSError as error:
            _log.info("The %s cannot be kept: %s", subject, error)
    return made


def digest(*arrays: np.ndarray[Any, Any]) -> str:
    """Of arrays: their types, shapes and values."""
    found = hashlib.sha256()
    for array in arrays:
        found.update(f"{array.dtype}{array.shape}".encode())
        found.update(np.ascontiguousarray(array).data)
    return found.hexdigest()


def _key(subject: str, parts: Callable[[], Parts | None]) -> Key | None:
    if os.environ.get(VARIABLE, "").lower() in OFF:
        return None
    own = parts()
    if own is None:
        return None
    common = {"program": _program(), "libraries": _libraries(), "processor": processor()}
    return Key(subject, {**own, **common})


@cache
def _program() -> str:
    """Of the code itself and its tables, for a version does not change with each line of it."""
    root = Path(__file__).resolve().parent.parent
    files = [
        path
        for name in PACKAGES
        for path in sorted((root / name).rglob("*"))
        if path.suffix in (".py", ".npz")
    ]
    found = hashlib.sha256(__version__.encode())  # where there are no sources
    for path in files:
        found.update(path.relative_to(root).as_posix().encode())
        found.update(path.read_bytes())
    return found.hexdigest()


@cache
def _libraries() -> str:
    # MediaPipe is asked for its version without being loaded, which takes long.
    try:
        tracker = version("mediapipe")
    except PackageNotFoundError:
        tracker = "unknown"
    return f"numpy {np.__version__}, opencv {cv2.__version__}, mediapipe {tracker}"
