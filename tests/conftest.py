"""What is expensive is made once: the shipped clip, its signals, portraits, a generator."""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import tempfile
import threading

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("GLOG_minloglevel", "2")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
# The program sets this when it loads the library; some tests load it before.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
os.environ.pop("RTXFER_LANDMARK_MODEL", None)
# The same backend on every machine; how one is chosen is tested where backends are.
os.environ.setdefault("RTXFER_BACKEND", "onnxruntime")
# What was measured before may not stand in for what is tested; how it is kept is tested apart.
os.environ["RTXFER_REMEMBER"] = "no"
# What tests make is neither found in the user's cache nor left there.
if "RTXFER_CACHE" not in os.environ:
    os.environ["RTXFER_CACHE"] = tempfile.mkdtemp(prefix="rtxfer-tests-")
    atexit.register(shutil.rmtree, os.environ["RTXFER_CACHE"], ignore_errors=True)

# Nor is their certificate.
if "RTXFER_CERTIFICATE" not in os.environ:
    os.environ["RTXFER_CERTIFICATE"] = os.environ["RTXFER_CACHE"] + "/signing.pem"

# A shell that starts programs behind itself has them, and what they start, ignore Ctrl-C.
if threading.current_thread() is threading.main_thread():
    signal.signal(signal.SIGINT, signal.default_int_handler)

# Nor is the key that their cache is sealed with.
os.environ.setdefault("RTXFER_CACHE_KEY", os.environ["RTXFER_CACHE"] + "/cache.key")

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from rtxfer.face.signal import Signal
from rtxfer.face.tracker import Tracker
from rtxfer.frame import Frame
from rtxfer.generator import Generator, open_generator
from rtxfer.motion.neutral import Neutral, calmest, measure_neutral
from rtxfer.provenance import certificate
from rtxfer.provenance.finish import marking, unmarked
from rtxfer.sources import open_source
from rtxfer.stage import Stage
from rtxfer.target import Target

# Built as whoever compares pixels would; `marked` has the mark on, in tests/provenance.
Stage.finishing = staticmethod(unmarked)
if not Path(os.environ["RTXFER_CERTIFICATE"]).exists():
    certificate.make(Path(os.environ["RTXFER_CERTIFICATE"])).save()

ROOT = Path(__file__).resolve().parent.parent
DEMO = ROOT / "rtxfer" / "demo"
DRIVER_FRAMES = 215
"""Of the shipped clip: rest, then brows, an open jaw and a smile. Frames 0 to 316 and 500 to 655 of
the clip that it was cut from follow each other; both parts are bit by bit what they were."""
BLINK = (18.08, 18.58)
"""Seconds of the shipped clip in which its person blinks."""

# Seconds per example depend on the machine, and session fixtures are never changed by a test.
settings.register_profile(
    "rtxfer",
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.load_profile("rtxfer")


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Frames are finished as in the program itself."""
    monkeypatch.setattr(Stage, "finishing", staticmethod(marking))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The development data beside the checkout; mark such tests with `shared`."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip(f"the development data is not here ({folder})")
    return folder


@pytest.fixture(scope="session")
def driver_path() -> Path:
    return DEMO / "driver.mp4"


@pytest.fixture(scope="session")
def driver_frames(driver_path: Path) -> list[Frame]:
    return list(islice(open_source(driver_path), DRIVER_FRAMES))


@pytest.fixture(scope="session")
def blink_frames(driver_path: Path) -> list[Frame]:
    return list(open_source(driver_path, *BLINK))


def _tracked(frames: list[Frame]) -> list[Signal]:
    with Tracker() as tracker:
        found = [tracker.track(frame.image, frame.time) for frame in frames]
    signals = [signal for signal in found if signal is not None]
    assert len(signals) == len(frames), "the shipped clip shows a face in every frame"
    return signals


@pytest.fixture(scope="session")
def driver_signals(driver_frames: list[Frame]) -> list[Signal]:
    return _tracked(driver_frames)


@pytest.fixture(scope="session")
def blink_signals(blink_frames: list[Frame]) -> list[Signal]:
    return _tracked(blink_frames)


@pytest.fixture(scope="session")
def driver_neutral(driver_signals: list[Signal]) -> Neutral:
    return measure_neutral([driver_signals[index] for index in calmest(driver_signals)])


@pytest.fixture(scope="session")
def grace() -> Target:
    return Target.open(DEMO / "grace_hopper.jpg")


@pytest.fixture(scope="session")
def eileen() -> Target:
    return Target.open(DEMO / "eileen_collins.jpg")


@pytest.fixture(scope="session")
def portraits(grace: Target, eileen: Target) -> list[Target]:
    """The shipped portraits, and if the development data is here some of its faces."""
    folder = ROOT.parent / "shared" / "data"
    paths = (
        sorted((folder / "targets").glob("*.jpg")) + sorted((folder / "stills").glob("*.jpg"))[:3]
    )
    return [grace, eileen, *(Target.open(path) for path in paths)]


@pytest.fixture(scope="session")
def warp() -> Iterator[Generator]:
    with open_generator("warp") as generator:
        yield generator
