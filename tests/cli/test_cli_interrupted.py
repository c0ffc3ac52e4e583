"""Ctrl-C at any moment: a word, the code that shells expect, and never a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rtxfer.__main__ import INTERRUPTED
from rtxfer.demo import DRIVER, PORTRAITS, shipped
from rtxfer.errors import InputError
from rtxfer.sources.lookup import require_file
from tests.runs import names

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")

BROKEN_OFF = """
import os, signal, sys
import rtxfer.__main__ as program
import rtxfer.job

def loading(*arguments, **options):
    # As ONNX Runtime's loader does: what was broken off is reported as missing.
    try:
        os.kill(os.getpid(), signal.SIGINT)
        while True: pass
    except KeyboardInterrupt:
        from rtxfer.errors import MissingDependencyError
        raise MissingDependencyError("ONNX Runtime cannot be loaded", "pip install") from None

rtxfer.job.run = loading
sys.argv = ["rtxfer", *sys.argv[1:]]
program.main()
"""


def line(out: Path) -> list[str]:
    return ["video", str(shipped(DRIVER)), "-t", str(shipped(PORTRAITS["hopper"])), "-o", str(out)]


@pytest.mark.parametrize("seconds", [0.25, 0.6, 1.2, 2.5])
def test_in_the_first_seconds(tmp_path: Path, seconds: float) -> None:
    command = [sys.executable, "-m", "rtxfer", *line(tmp_path / "out.mp4"), "--generator", "warp"]
    # A shell that starts programs behind itself has them ignore Ctrl-C; not so here.
    program = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=os.environ)
    time.sleep(seconds)
    program.send_signal(signal.SIGINT)
    _, complained = program.communicate(timeout=120)
    assert program.returncode in (INTERRUPTED, -signal.SIGINT)  # before Python itself was ready
    if program.returncode == INTERRUPTED:
        assert "Traceback" not in complained
        assert "Stopped" in complained
        assert "cannot be loaded" not in complained
        assert "--resume" not in complained or names(tmp_path)
    assert not (tmp_path / "out.mp4").exists()


def test_what_it_broke_off_is_not_missing(tmp_path: Path) -> None:
    command = [sys.executable, "-c", BROKEN_OFF, *line(tmp_path / "out.gif")]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert ended.returncode == INTERRUPTED
    assert ended.stderr.strip() == "Stopped. Nothing half-written was left."


def test_a_link_that_leads_nowhere(tmp_path: Path) -> None:
    loop, dangling = tmp_path / "loop.mp4", tmp_path / "dangling.mp4"
    loop.symlink_to(loop)
    dangling.symlink_to(tmp_path / "gone.mp4")
    for path in (loop, dangling):
        with pytest.raises(InputError, match="is a link to") as refusal:
            require_file(path, "video")
        assert "Did you mean" not in str(refusal.value)
