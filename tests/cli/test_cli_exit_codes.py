"""The table of exit codes in docs/cli.md."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from engines.errors import BackendError, BuildError, BundleError, MissingLibraryError
from rtxfer.cli.live import _failure
from rtxfer.demo import DRIVER, PORTRAITS, shipped
from rtxfer.errors import DeviceError, InputError, MissingDependencyError, OutputError
from rtxfer.live import Event, Statistics
from rtxfer.live.statistics import Percentiles, SinkStatistics

ROOT = Path(__file__).resolve().parent.parent.parent
LIVE = ["live", "--seconds", "4", "--generator", "warp", "--quality", "best"]
SHOWN = ["--source", "synthetic", "--sink", "null"]
VIDEO = ["video", str(shipped(DRIVER)), "-t", str(shipped(PORTRAITS["hopper"]))]


def ended(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "rtxfer", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([*LIVE, "--source", "camera:nobody has this one", "--sink", "null"], "nobody has this"),
        ([*LIVE, "--source", "http://127.0.0.1:9/none", "--sink", "null"], "127.0.0.1:9"),
        ([*LIVE[:3], "--generator", "no such bundle", *SHOWN], "no such bundle"),
        ([*VIDEO, "-o", "out.xyz"], "unknown extension"),
        ([*VIDEO, "-o", "out.mp4", "--audio", "7"], "no sound track 7"),
        ([*VIDEO, "-o", "out.mp4", "--generator", "no such bundle"], "no such bundle"),
    ],
)
def test_what_cannot_be_is_two(arguments: list[str], words: str) -> None:
    outcome = ended(*arguments)
    assert outcome.returncode == 2, outcome.stderr
    assert words in " ".join(outcome.stderr.split())
    assert "Traceback" not in outcome.stderr


def test_a_run_that_shows_something_is_none() -> None:
    for seconds in ("1", "5", "25"):  # on a busy machine nothing is shown within the first
        outcome = ended("live", "--seconds", seconds, "--generator", "warp", *SHOWN)
        if "let it run for longer" not in outcome.stderr:
            break
        assert outcome.returncode == 2
    assert outcome.returncode == 0, outcome.stderr


def test_each_error_has_its_code() -> None:
    table = (ROOT / "docs" / "cli.md").read_text("utf-8")
    told = {int(code) for code in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)}
    assert told == {0, 1, 2, 3, 130}
    assert {one.exit_code for one in (InputError, OutputError, DeviceError, BundleError)} == {2}
    assert {one.exit_code for one in (MissingDependencyError, MissingLibraryError)} == {3}
    assert {one.exit_code for one in (BackendError, BuildError)} == {1}


def test_something_was_shown_only_where_a_moved_portrait_came_out() -> None:
    sink = SinkStatistics("running", 5, 0, 0, Percentiles())
    unheard = SinkStatistics("failed", 0, 0, 1, Percentiles())
    broke = [Event(0.0, "error", "source", "Desk", "It is gone.", "Plug it in.")]
    assert _failure(Statistics(generated=3, sinks={"a": unheard, "b": sink}), broke) is None
    assert _failure(Statistics(generated=0, sinks={"b": sink}), []) is None
    unmoved = _failure(Statistics(generated=0, sinks={"b": sink}), broke)
    assert unmoved is not None
    assert "Nothing was shown: Desk: It is gone." in unmoved.problem
    unsent = _failure(Statistics(generated=3, sinks={"a": unheard}), broke)
    assert unsent is not None
    assert "Nothing was sent" in unsent.problem
    assert "Plug it in." in unsent.hint


HANGING = """
import sys, threading, time
import rtxfer.cli
def hang():
    threading.Thread(target=time.sleep, args=(600,), daemon=True).start()
    threading.Thread(target=lambda: (time.sleep(0.5), print("published"))).start()
    print("told")
    sys.exit(int(sys.argv[1]))
rtxfer.cli.main = hang
from rtxfer.__main__ import main
main()
"""


@pytest.mark.parametrize("code", [0, 2])
def test_a_thread_that_hangs_cannot_crash_the_end(code: int) -> None:
    command = [sys.executable, "-c", HANGING, str(code)]
    outcome = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (outcome.returncode, outcome.stdout, outcome.stderr) == (code, "told\npublished\n", "")
