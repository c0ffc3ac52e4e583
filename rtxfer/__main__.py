"""`python -m rtxfer`, and the command `rtxfer`: deaf to nothing, from the very first moment.

Little is imported here: what the program needs takes a second or two to load, and Ctrl-C within
that would be a traceback.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
from contextlib import suppress
from typing import Final

from rtxfer.interrupt import listen, was_interrupted
from rtxfer.shortage import shortage

INTERRUPTED: Final = 130
"""Exit code after Ctrl-C, as shells expect it."""


def main() -> None:
    """Run a command; ends the process."""
    listen()
    try:
        from rtxfer.cli import main as command

        command()
    except KeyboardInterrupt:
        _stop()
    except Exception as error:
        # A library whose loading was broken off says that it is missing, or worse.
        if was_interrupted():
            _stop()
        short = shortage(error)
        if short is None:
            raise
        print(f"Error: {short.problem}\n  {short.hint}", file=sys.stderr)
        _leave(short.exit_code)
        sys.exit(short.exit_code)
    except SystemExit as end:
        if was_interrupted() and end.code not in (0, INTERRUPTED):
            _stop()
        _leave(end.code)
        raise


def _leave(code: object) -> None:
    """End at once where a thread is still inside native code, a driver's that hangs, say.

    Python would take itself down under it, and it would crash on its way out. Threads that the end
    has to wait for, such as one that publishes a recording, are waited for.
    """
    others = [one for one in threading.enumerate() if one is not threading.current_thread()]
    if not any(thread.daemon for thread in others):
        return
    _end_pools()
    for thread in others:
        if not thread.daemon:
            thread.join()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
    logging.shutdown()
    os._exit(code if isinstance(code, int) else 0 if code is None else 1)


def _end_pools() -> None:
    """Have pools end that nobody closed, for their threads wait for work for ever.

    Python does the same at its end. A library that was broken off leaves such a pool.
    """
    pools = sys.modules.get("concurrent.futures.thread")
    if pools is not None:
        pools._python_exit()


def _stop() -> None:
    print("Stopped. Nothing half-written was left.", file=sys.stderr)
    _leave(INTERRUPTED)
    sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
