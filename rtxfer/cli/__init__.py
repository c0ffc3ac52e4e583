"""The command line: options in, a job out. Each module brings the commands it is named for.

A command imports what it runs only when it runs, so that `rtxfer --help` is there at once.
"""

from rtxfer.__main__ import INTERRUPTED
from rtxfer.cli import (
    batch,
    doctor,
    forget,
    live,
    machine,
    measuring,
    offline,
    pose,
    remote,
    track,
    verify,
    window,
)
from rtxfer.cli.root import app, main

__all__ = [
    "INTERRUPTED",
    "app",
    "batch",
    "doctor",
    "forget",
    "live",
    "machine",
    "main",
    "measuring",
    "offline",
    "pose",
    "remote",
    "track",
    "verify",
    "window",
]
