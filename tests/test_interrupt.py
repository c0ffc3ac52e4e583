"""Ctrl-C is never lost: not in a library that is loading, not while something is freed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from rtxfer.__main__ import INTERRUPTED

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")

LIBRARY = """
import os, signal
os.kill(os.getpid(), signal.SIGINT)
for _ in range(1_000): pass    # here Python would raise it
loaded = True
"""

PROGRAM = """
import os, signal, sys, time
import rtxfer.__main__ as program

class Freed:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)
        for _ in range(1_000): pass

def load(*arguments, **options):
    import slow_library
    print("loaded", slow_library.loaded, flush=True)
    work()

def free(*arguments, **options):
    one = Freed()
    del one
    work()

def pool(*arguments, **options):
    # As MediaPipe leaves one, beside a thread of its own that never ends.
    import threading
    from concurrent.futures import ThreadPoolExecutor
    left.append(ThreadPoolExecutor(1))
    left[0].submit(int).result()
    threading.Thread(target=time.sleep, args=(3600,), daemon=True).start()
    os.kill(os.getpid(), signal.SIGINT)
    work()

left = []

def begin(*arguments, **options):
    import threading
    from concurrent.futures import ThreadPoolExecutor, thread
    class Begun(threading.Thread):
        def start(self):
            super().start()
            os.kill(os.getpid(), signal.SIGINT)
            for _ in range(1_000): pass
    thread.threading.Thread = Begun
    left.append(ThreadPoolExecutor(1))
    left[0].submit(int)
    work()

def work():
    time.sleep(60)
    print("worked on", flush=True)

import rtxfer.cli
rtxfer.cli.main = {what}
program.main()
"""


@pytest.mark.parametrize(
    ("what", "said"), [("load", "loaded True\n"), ("free", ""), ("pool", ""), ("begin", "")]
)
def test_it_is_raised_where_it_is_heard(what: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "slow_library.py").write_text(LIBRARY)
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM.replace("{what}", what)],
        capture_output=True,
        text=True,
        timeout=50,
        check=False,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
    )
    assert ended.returncode == INTERRUPTED
    assert ended.stdout == said
    assert ended.stderr == "Stopped. Nothing half-written was left.\n"
