"""A PipeWire session of its own, as a desktop has one, and a program that watches a camera."""

from __future__ import annotations

import os
import select
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import cv2
import numpy as np
import pytest

from rtxfer.frame import Image

TOOLS = ["dbus-daemon", "pipewire", "wireplumber", "pw-cli", "gst-launch-1.0", "gst-inspect-1.0"]
ELEMENTS = ["pipewiresink", "pipewiresrc", "rawvideoparse", "videoconvert"]
DEADLINE = 30.0


def lacking() -> str:
    """What of PipeWire and GStreamer is missing on this machine; empty if nothing is."""
    tools = [tool for tool in TOOLS if not shutil.which(tool)]
    if tools:
        return f"not installed: {', '.join(tools)} (scripts/system-packages --tests)"
    for element in ELEMENTS:
        found = subprocess.run(["gst-inspect-1.0", element], capture_output=True, check=False)
        if found.returncode:
            return f"GStreamer lacks {element} (scripts/system-packages --tests)"
    return ""


@contextmanager
def pipewire_session() -> Iterator[dict[str, str]]:
    """Run dbus, PipeWire and WirePlumber; gives what the environment of its programs needs."""
    if reason := lacking():
        pytest.skip(reason)
    with ExitStack() as stack:
        # A short path: a socket's name has room for about a hundred characters.
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="rtxfer-")))
        variables = {
            "XDG_RUNTIME_DIR": str(folder),
            "XDG_STATE_HOME": str(folder),
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={folder / 'bus'}",
        }
        environment = {**os.environ, **variables}
        for unwanted in ("PIPEWIRE_REMOTE", "PIPEWIRE_RUNTIME_DIR", "DISPLAY"):
            environment.pop(unwanted, None)
        log = stack.enter_context((folder / "log").open("w+"))

        def start(*command: str) -> None:
            process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
            stack.callback(process.wait)
            stack.callback(process.kill)

        def wait_for(condition: Callable[[], bool]) -> None:
            try:
                wait_until(condition)
            except TimeoutError:
                log.seek(0)
                pytest.skip(f"PipeWire does not run here: {log.read()[-500:]}")

        def has_session_manager() -> bool:
            command = ["pw-cli", "ls", "Client"]
            listed = subprocess.run(command, env=environment, capture_output=True, check=False)
            return b"WirePlumber" in listed.stdout

        address = variables["DBUS_SESSION_BUS_ADDRESS"]
        start("dbus-daemon", "--session", f"--address={address}", "--nofork", "--nopidfile")
        wait_for((folder / "bus").exists)
        start("pipewire")
        wait_for((folder / "pipewire-0").exists)
        start("wireplumber")
        wait_for(has_session_manager)
        yield variables


def wait_until(condition: Callable[[], bool], seconds: float = DEADLINE) -> None:
    """Wait until `condition` holds.

    Raises:
        TimeoutError: it does not within `seconds`.
    """
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.05)


def _nodes() -> str:
    command = ["pw-cli", "ls", "Node"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def wait_until_gone(camera: str) -> None:
    """A watcher that comes at once would else choose the camera that is on its way out."""
    wait_until(lambda: f'"{camera}"' not in _nodes())


class Watcher:
    """A program of its own that watches a camera, as a video call would; waits until it is there.

    Args:
        camera: its name.
        size: width and height of its frames.
        frames: after how many it has seen enough.
        pixels: YUY2, as webcams give them, or RGBA, as they are given without conversion.
    """

    def __init__(
        self, camera: str, size: tuple[int, int], frames: int, pixels: str = "YUY2"
    ) -> None:
        wait_until(lambda: f'"{camera}"' in _nodes())
        self._shape = (size[1], size[0], 4 if pixels == "RGBA" else 2)
        source = ["pipewiresrc", f"target-object={camera}", f"num-buffers={frames}"]
        rest = ["!", f"video/x-raw,format={pixels}", "!", "fdsink", "fd=1"]
        self.process = subprocess.Popen(
            ["gst-launch-1.0", "-q", *source, *rest],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def frames(self, count: int) -> list[Image]:
        """The next `count` frames; fewer if it has seen enough, or if none come any more."""
        size = int(np.prod(self._shape))
        seen = []
        for _ in range(count):
            data = self._read(size)
            if len(data) < size:
                break
            frame = np.frombuffer(data, np.uint8).reshape(self._shape)
            yuy2 = self._shape[2] == 2
            seen.append(cv2.cvtColor(frame, cv2.COLOR_YUV2RGB_YUY2) if yuy2 else frame)
        return seen

    def _read(self, size: int) -> bytes:
        assert self.process.stdout is not None
        pipe = self.process.stdout.fileno()
        data = b""
        while len(data) < size and select.select([pipe], [], [], DEADLINE)[0]:
            if not (more := os.read(pipe, size - len(data))):
                break
            data += more
        return data

    def __enter__(self) -> Watcher:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.communicate(timeout=3)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.communicate()
