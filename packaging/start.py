"""Where the packaged program begins.

There is no Python beside it: what the program starts with `python -m` or `python -P` in a process
of its own, it starts with itself, and that is answered here.
"""

from __future__ import annotations

import multiprocessing
import runpy
import sys


def start() -> None:
    """Be the Python that a part of the program asks for, or the program."""
    multiprocessing.freeze_support()
    given = sys.argv[1:]
    if len(given) > 1 and given[0] == "-m":
        sys.argv = given[1:]
        runpy.run_module(given[1], run_name="__main__", alter_sys=True)
    elif len(given) > 1 and given[0] == "-P":
        sys.argv = given[1:]
        runpy.run_path(given[1], run_name="__main__")
    else:
        if not given and ".app/Contents/" in sys.executable:  # a Mac's Dock says nothing
            sys.argv.append("app")
        from rtxfer.__main__ import main

        main()


if __name__ == "__main__":
    start()
