"""Two runs into one result: the second is refused by name, and the first does not notice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from rtxfer.errors import OutputError
from rtxfer.frame import Frame
from rtxfer.sinks import locked
from rtxfer.sinks.lock import lock_file
from rtxfer.sources import open_source
from rtxfer.video import process
from tests.media import make_video
from tests.runs import SHORT, Result, Smoother, names

HOLD = """
import sys, time
from pathlib import Path
from rtxfer.sinks import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(600)
"""


@pytest.mark.parametrize("name", ["out.mp4", "out.gif", "frames", "f[1]*.webp"])
def test_the_second_is_refused_and_the_first_goes_on(tmp_path: Path, name: str) -> None:
    driver = make_video(tmp_path / "in.mp4", pts=range(20))
    out = tmp_path / name
    refusals = []

    class Interfering(Smoother):
        """Has somebody else begin the same result in the middle."""

        def move(self, frame: Frame) -> Result:
            if len(self.seen) == 12:
                with pytest.raises(OutputError) as refusal:
                    process(open_source(driver), Smoother(), out, SHORT)
                refusals.append(refusal.value)
            return super().move(frame)

    summary = process(open_source(driver), Interfering(), out, SHORT)
    assert f"process {os.getpid()} of " in refusals[0].problem
    assert summary.frames == 20
    assert len(list(open_source(out))) in (19, 20)  # WebP joins equal neighbours
    assert sorted(names(tmp_path)) == sorted(["in.mp4", name])


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
def test_a_killed_run_holds_nobody_up(tmp_path: Path) -> None:
    out = tmp_path / "out.gif"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(out)], stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        (tmp_path / ".out.gif.abc.rtxfer-tmp").mkdir()
        with pytest.raises(OutputError, match=f"process {other.pid} of "), locked(out):
            raise AssertionError("both hold it")
        other.kill()
        other.wait()
    assert lock_file(out).exists()
    with locked(out):
        assert names(tmp_path) == [".out.gif.rtxfer-lock"]
    assert names(tmp_path) == []


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(OutputError), locked(tmp_path / "none" / "out.mp4"):
        raise AssertionError


def test_held_one_after_another(tmp_path: Path) -> None:

    for _ in range(50):
        with locked(tmp_path / "out.mp4"):
            assert lock_file(tmp_path / "out.mp4").exists()
    assert names(tmp_path) == []
