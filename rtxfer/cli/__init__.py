"""The command line: options in, a job out. Each module brings the commands it is named for.

A command imports what it runs only when it runs, so that `rtxfer --help` is there at once.
"""

from rtxfer.cli import doctor, live, machine, measuring, offline, window
from rtxfer.cli.root import INTERRUPTED, app, main

__all__ = [
    "INTERRUPTED",
    "app",
    "doctor",
    "live",
    "machine",
    "main",
    "measuring",
    "offline",
    "window",
]
