"""The log file, and what happens to exceptions that nobody caught."""

from __future__ import annotations

import logging
import sys
import threading
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Final

from platformdirs import user_log_path

LARGEST: Final = 1_000_000
"""Bytes of one log file; three are kept."""

_log = logging.getLogger(__name__)


def log_path() -> Path:
    """Where the log lies."""
    return user_log_path("rtxfer") / "rtxfer.log"


def start_log() -> None:
    """Write what is logged to the file, and log exceptions that nobody caught.

    Where the file cannot be written, the app goes on without it.
    """
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    try:
        log_path().parent.mkdir(parents=True, exist_ok=True)
        file = RotatingFileHandler(log_path(), maxBytes=LARGEST, backupCount=2, encoding="utf-8")
    except OSError:
        _log.warning("The log cannot be written to %s", log_path(), exc_info=True)
    else:
        file.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        root.addHandler(file)
    logging.captureWarnings(True)
    # Without a hook of our own, Qt ends the program on an exception in any slot.
    sys.excepthook = _uncaught
    threading.excepthook = _uncaught_in_thread


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    _log.critical("Nobody caught this", exc_info=(kind, error, trace))


def _uncaught_in_thread(found: threading.ExceptHookArgs) -> None:
    name = found.thread.name if found.thread else "a thread"
    _log.critical("Nobody caught this in %s", name, exc_info=found.exc_value)
