"""Memory and descriptors that do not suffice, and clocks that go back."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import av
import pytest

from rtxfer.errors import InputError, OutputError, RtxferError
from rtxfer.shortage import shortage
from rtxfer.sources import open_source
from rtxfer.video import process
from tests.faults.works import WARP, clip, portrait
from tests.media import make_video
from tests.runs import SHORT, Smoother, names

ROOT = Path(__file__).resolve().parents[2]

limited = pytest.mark.skipif(sys.platform != "linux", reason="limits are kept so on Linux")

LIMITED = """
import resource, runpy, sys
kind, value = getattr(resource, sys.argv[1]), int(sys.argv[2])
resource.setrlimit(kind, (value, value))
sys.argv = ["rtxfer", *sys.argv[3:]]
runpy.run_module("rtxfer", run_name="__main__")
"""


def run_with(kind: str, value: int, folder: Path) -> subprocess.CompletedProcess[str]:
    command = ["video", "in.mp4", "--target", "face.jpg", "--out", "out.mp4", *WARP]
    return subprocess.run(
        [sys.executable, "-c", LIMITED, kind, str(value), *command],
        cwd=folder,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        timeout=900,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    clip(tmp_path / "in.mp4", 6)
    portrait(tmp_path / "face.jpg")
    return tmp_path


@limited
@pytest.mark.timeout(3600)
def test_memory_that_does_not_suffice(folder: Path) -> None:
    """While libraries are loaded. What they say besides cannot be helped."""
    done = run_with("RLIMIT_AS", 150 << 20, folder)
    if done.returncode == 0:
        pytest.skip("so much does suffice here")
    assert "Traceback" not in done.stderr
    # Some libraries end the process themselves, in words or by a signal.
    assert done.returncode < 0 or "emory" in done.stderr, done.stderr[-500:]
    assert names(folder) in (["face.jpg", "in.mp4"], [".out.mp4.rtxfer-lock", "face.jpg", "in.mp4"])


@limited
@pytest.mark.timeout(3600)
def test_descriptors_that_do_not_suffice(folder: Path) -> None:
    done = run_with("RLIMIT_NOFILE", 5, folder)
    assert done.returncode == 1
    assert "Error: Too many files are open at once for this system." in done.stderr
    assert "Traceback" not in done.stderr
    assert names(folder) == ["face.jpg", "in.mp4"]


DECODING = """
import resource, sys
from pathlib import Path
import psutil
from rtxfer.errors import RtxferError
from rtxfer.sources.picture_track import PictureTrack
most = psutil.Process().memory_info().vms + (8 << 20)
resource.setrlimit(resource.RLIMIT_AS, (most, most))
try:
    with PictureTrack(Path(sys.argv[1])) as track:
        next(track.pictures(), None)
except RtxferError as error:
    print(type(error).__name__)
"""


@limited
def test_memory_that_does_not_suffice_for_decoding_is_no_damage(folder: Path) -> None:
    """A limit above what is taken already: so it is met just there, on every machine."""
    done = subprocess.run(
        [sys.executable, "-c", DECODING, "in.mp4"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.stdout == "ShortageError\n", done.stderr


def caused(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


SHORT_OF = {
    "memory": [
        MemoryError(),
        OSError(errno.ENOMEM, os.strerror(errno.ENOMEM)),
        ImportError("cv2.so: failed to map segment from shared object"),
        RuntimeError("std::bad_alloc"),
        RuntimeError("can't start new thread"),
        caused(InputError("in.mp4 is not a video"), av.error.MemoryError(errno.ENOMEM, "x")),
        av.error.BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable"),
    ],
    "Too many files": [
        OSError(errno.EMFILE, "x"),
        caused(OutputError("out.mp4 cannot be written"), OSError(errno.ENFILE, "x")),
    ],
}


@pytest.mark.parametrize("what", list(SHORT_OF))
def test_what_is_short_is_told_whoever_met_it(what: str) -> None:
    for error in SHORT_OF[what]:
        found = shortage(error)
        assert found is not None, error
        assert what in found.problem
        assert found.hint
        assert found.exit_code == 1


def test_other_errors_are_what_they_are() -> None:
    errors: list[Exception] = [
        InputError("out of memory.mp4 is not a video"),
        OSError(errno.ENOENT, "x"),
        BlockingIOError(errno.EAGAIN, "x"),
        RtxferError("x"),
        KeyError("x"),
    ]
    assert [error for error in errors if shortage(error)] == []


def test_an_error_that_is_its_own_cause() -> None:
    error = KeyError("x")
    error.__context__ = caused(ValueError("y"), error)
    assert shortage(error) is None


def test_clocks_that_go_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    began, calls = time.time(), [0]

    def back() -> float:
        calls[0] += 1
        return began - 3600.0 * calls[0]

    monkeypatch.setattr(time, "time", back)
    driver = make_video(tmp_path / "in.mp4", pts=range(12))
    summary = process(open_source(driver), Smoother(), tmp_path / "out.mp4", SHORT)
    assert summary.frames == 12
    assert summary.wall_seconds > 0
    assert summary.fps > 0


def test_no_duration_is_taken_from_the_clock_on_the_wall() -> None:
    """But for one: when this process began is only told by it (rtxfer/bench/offline.py)."""
    wall = re.compile(r"\btime\.time\(|\btime_ns\(|from time import .*\btime\b")
    found = {
        path.relative_to(ROOT).as_posix()
        for name in ("rtxfer", "engines", "train")
        for path in (ROOT / name).rglob("*.py")
        if wall.search(path.read_text("utf-8"))
    }
    assert found == {"rtxfer/bench/offline.py"}
