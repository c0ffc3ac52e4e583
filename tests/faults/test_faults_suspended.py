"""A live run that is held for some seconds, as when a lid is shut, goes on where the clock is."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest

from tests.faults.killing import PATIENCE
from tests.faults.works import WARP, portrait
from tests.media import moments

HELD = 3.0


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="nothing is held like that here")
@pytest.mark.timeout(3600)
def test_held_while_it_records(tmp_path: Path) -> None:
    portrait(tmp_path / "face.jpg")
    command = ["live", "--source", "synthetic", "--target", "face.jpg", "--sink", "take.mp4"]
    with subprocess.Popen(
        [sys.executable, "-m", "rtxfer", *command, *WARP, "--json"],
        cwd=tmp_path,
        env={**os.environ, "RTXFER_BACKEND": "onnxruntime"},
        stdout=subprocess.PIPE,
        text=True,
    ) as run:
        parts = tmp_path / ".take.mp4.rtxfer-part"
        until = time.monotonic() + PATIENCE
        while not list(parts.glob("*.mp4")):
            assert run.poll() is None, "it ended by itself"
            assert time.monotonic() < until, "it never began to record"
            time.sleep(0.1)
        time.sleep(1)
        run.send_signal(signal.SIGSTOP)
        time.sleep(HELD)
        run.send_signal(signal.SIGCONT)
        time.sleep(2)
        run.send_signal(signal.SIGINT)
        said, _ = run.communicate(timeout=PATIENCE)
    assert run.returncode == 0
    told = json.loads(said)
    assert told["output_fps"] > 0
    assert told["sinks"]["recording take.mp4"]["failures"] == 0
    shown = moments(tmp_path / "take.mp4")
    assert all(a < b for a, b in pairwise(shown))
    assert shown[-1] > HELD, "the recording keeps real time"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["face.jpg", "take.mp4"]
