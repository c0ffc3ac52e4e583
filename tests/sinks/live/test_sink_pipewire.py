"""The PipeWire camera, read back by a program of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path

import psutil
import pytest

from rtxfer.errors import DeviceError, InputError, MissingDependencyError
from rtxfer.sinks.live.pipewire import PipeWireSink
from rtxfer.sinks.live.sink import LiveSink
from rtxfer.sinks.live.virtual_camera import VirtualCameraSink
from tests.pipewire_session import DEADLINE, Watcher, wait_until, wait_until_gone
from tests.stamped import SIZE, number_of, stamped, worst_difference

RATE = 30

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux only")


@contextmanager
def feeding(sink: LiveSink) -> Iterator[list[Exception]]:
    """Stamped frames go into the sink all the while; gives what it raised."""
    sink.open(SIZE, RATE)
    stopped = threading.Event()
    errors: list[Exception] = []

    def feed() -> None:
        try:
            for number in count():
                if stopped.wait(1 / RATE):
                    return
                sink.write(stamped(number), time.monotonic())
        except Exception as error:
            errors.append(error)

    thread = threading.Thread(target=feed)
    thread.start()
    try:
        yield errors
    finally:
        stopped.set()
        thread.join()
        sink.close()


def launched() -> list[psutil.Process]:
    """The pipelines that this process has running."""
    children = psutil.Process().children(recursive=True)
    return [child for child in children if "pipewiresink" in child.cmdline()]


@pytest.mark.usefixtures("pipewire")
@pytest.mark.parametrize(
    ("sink", "camera"),
    [
        (PipeWireSink(), "rtxfer"),
        (PipeWireSink("My camera 2"), "My camera 2"),
        (VirtualCameraSink("pipewire", "by pyvirtualcam"), "by pyvirtualcam"),
    ],
    ids=["usual name", "name with spaces", "through pyvirtualcam"],
)
def test_what_is_written_is_what_another_program_sees(sink: LiveSink, camera: str) -> None:
    with feeding(sink) as errors, Watcher(camera, SIZE, 40) as watcher:
        seen = watcher.frames(40)
    assert not errors
    assert len(seen) == 40
    assert max(map(worst_difference, seen)) <= 4
    numbers = [number_of(image) for image in seen]
    assert numbers == sorted(set(numbers)), "no frame comes twice or out of turn"
    assert numbers[-1] - numbers[0] < 4 * 40, "most frames arrive"


@pytest.mark.usefixtures("pipewire")
def test_applications_come_and_go() -> None:
    with feeding(PipeWireSink()) as errors:
        last = -1
        for _ in range(3):
            with Watcher("rtxfer", SIZE, 10) as watcher:
                numbers = [number_of(image) for image in watcher.frames(10)]
            assert len(numbers) == 10
            assert numbers[0] > last
            last = numbers[-1]
    assert not errors


@pytest.mark.usefixtures("pipewire")
def test_a_slow_reader_of_a_few_frames_leaves_the_camera_as_it_is() -> None:
    """It keeps all frames until it has worked on its ten, which takes longer than two seconds."""
    reader = (
        "gst-launch-1.0 -q pipewiresrc target-object=rtxfer num-buffers=10 ! "
        "videoconvert ! identity sleep-time=300000 ! filesink location=/dev/null"
    ).split()
    with feeding(PipeWireSink()) as errors:
        with Watcher("rtxfer", SIZE, 5) as watcher:
            assert len(watcher.frames(5)) == 5
        before = launched()
        subprocess.run(reader, check=True, timeout=DEADLINE)
        with Watcher("rtxfer", SIZE, 5) as watcher:
            assert len(watcher.frames(5)) == 5
        assert launched() == before, "it is the very same camera"
    assert not errors


@pytest.mark.usefixtures("pipewire")
def test_an_application_that_stalls_does_not_hold_the_sink_for_ever() -> None:
    sink = PipeWireSink()
    with feeding(sink) as errors, Watcher("rtxfer", SIZE, 10_000) as watcher:
        assert len(watcher.frames(5)) == 5
        watcher.process.send_signal(signal.SIGSTOP)
        wait_until(lambda: bool(errors))
    (error,) = errors
    assert isinstance(error, DeviceError)
    assert "no frame was taken" in error.problem
    wait_until_gone("rtxfer")
    with feeding(sink) as errors, Watcher("rtxfer", SIZE, 5) as watcher:
        assert len(watcher.frames(5)) == 5, "opened again, it works again"
    assert not errors


@pytest.mark.usefixtures("pipewire")
def test_the_pipeline_killed_is_an_error_and_leaves_nothing() -> None:
    sink = PipeWireSink()
    with feeding(sink) as errors:
        wait_until(lambda: len(launched()) > 0)
        for process in launched():
            if process.name() != "sh":
                process.kill()
        wait_until(lambda: bool(errors))
        assert isinstance(errors[0], DeviceError)
        begun = time.monotonic()
        sink.close()
        assert time.monotonic() - begun < 5
    assert not launched()


@pytest.mark.usefixtures("pipewire")
def test_a_killed_program_takes_its_camera_with_it() -> None:
    code = f"""if True:
        import time
        from rtxfer.sinks.live.pipewire import PipeWireSink
        from tests.stamped import stamped
        sink = PipeWireSink("orphan")
        sink.open({SIZE}, 30)
        print("open", flush=True)
        for number in range(100_000):
            sink.write(stamped(number), time.monotonic())
            time.sleep(0.03)
    """
    root = Path(__file__).parents[3]
    for tries in (2, 1, 0):
        with (
            subprocess.Popen(
                [sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=root
            ) as ours,
            Watcher("orphan", SIZE, 10_000) as watcher,
        ):
            try:
                assert ours.stdout is not None
                assert ours.stdout.readline() == b"open\n"
                seen = watcher.frames(3)
                if len(seen) < 3 and tries:
                    continue  # GStreamer ended by itself, as now and then; an outlet begins again
                assert len(seen) == 3
                # It waits for the application then, and learns of nothing by itself.
                watcher.process.send_signal(signal.SIGSTOP)
                time.sleep(0.5)
                left = psutil.Process(ours.pid).children(recursive=True)
                assert any("pipewiresink" in child.cmdline() for child in left)
            finally:
                ours.kill()
            assert not [p for p in psutil.wait_procs(left, DEADLINE)[1] if p.status() != "zombie"]
            return


@pytest.mark.usefixtures("pipewire")
def test_closing_is_safe_and_leaves_nothing() -> None:
    sink = PipeWireSink()
    sink.close()
    sink.open(SIZE, RATE)
    sink.open(SIZE, RATE)
    assert len([p for p in launched() if p.name() != "sh"]) == 1
    sink.close()
    sink.close()
    assert not launched()
    with pytest.raises(DeviceError, match="not open"):
        sink.write(stamped(0), 0.0)


@pytest.mark.usefixtures("pipewire")
def test_an_odd_size_is_refused() -> None:
    with pytest.raises(DeviceError, match="even"):
        PipeWireSink().open((641, 480), RATE)


def test_without_pipewire_it_says_what_to_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tools = tmp_path / "bin"
    tools.mkdir()
    (tools / "gst-launch-1.0").touch(0o755)
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.delenv("PIPEWIRE_RUNTIME_DIR", raising=False)
    with pytest.raises(DeviceError, match=r"(?s)not running.*systemctl --user start pipewire"):
        PipeWireSink().open(SIZE, RATE)
    # A socket on which nobody listens is no PipeWire either.
    with closing(socket.socket(socket.AF_UNIX)) as dead:
        dead.bind(os.path.relpath(tmp_path / "pipewire-0"))
        with pytest.raises(DeviceError, match="not running"):
            PipeWireSink().open(SIZE, RATE)


def test_without_gstreamer_it_names_the_packages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingDependencyError, match=r"gstreamer1\.0-tools"):
        PipeWireSink().open(SIZE, RATE)


@pytest.mark.usefixtures("pipewire")
def test_without_its_plug_in_it_names_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GST_PLUGIN_SYSTEM_PATH_1_0", str(tmp_path))
    monkeypatch.setenv("GST_REGISTRY_1_0", str(tmp_path / "registry"))
    with pytest.raises(MissingDependencyError, match=r"gstreamer1\.0-plugins-base"):
        PipeWireSink().open(SIZE, RATE)
    assert not launched()


@pytest.mark.parametrize("name", ["", 'a"b', "a,b=c", " a", "x" * 64, "a\nb"])
def test_a_name_that_no_camera_can_have(name: str) -> None:
    with pytest.raises(InputError):
        PipeWireSink(name)
