"""No command opens a network socket but those that are given an address, libraries included.

`strace` tells what a process and all its children ask the system for, whatever language they are
written in. Sockets of the same computer (AF_UNIX, AF_NETLINK) are none of the network.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import DEMO

SECONDS = os.environ.get("RTXFER_WATCH_SECONDS", "60")
"""How long a live run is watched: a library may begin to report only after a while."""

NETWORK = re.compile(r"^.*\b(?:socket|connect|sendto|sendmsg|bind)\(.*AF_INET6?\b.*$", re.MULTILINE)
NAMES = re.compile(
    r'^.*openat\(.*"(/etc/resolv\.conf|/etc/hosts|/etc/nsswitch\.conf)".*$', re.MULTILINE
)

needs_strace = pytest.mark.skipif(
    sys.platform != "linux" or not shutil.which("strace"), reason="needs strace, on Linux"
)


def asked_for(tmp_path: Path, *arguments: str) -> str:
    """What a program asked the system for: sockets, and the files that name look-ups read."""
    log = tmp_path / "strace.log"
    watched = ["strace", "-f", "-qq", "-e", "trace=%network,openat", "-o", str(log)]
    environment = {
        **os.environ,
        "ORT_DISABLE_TELEMETRY": "",
        "RTXFER_CACHE": str(tmp_path / "cache"),
    }
    environment.pop("ORT_DISABLE_TELEMETRY")
    done = subprocess.run(
        [*watched, sys.executable, *arguments],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=800,
    )
    if "PTRACE" in done.stderr or "ptrace" in done.stderr:
        pytest.skip("this system lets no process watch another")
    assert done.returncode == 0, done.stderr
    return log.read_text()


def check(log: str) -> None:
    assert "openat" in log, "else nothing was watched"
    assert NETWORK.findall(log) == []
    assert [found for found in NAMES.findall(log) if "resolv" in found] == []


@needs_strace
def test_the_watch_sees_a_socket(tmp_path: Path) -> None:
    code = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM)"
    assert NETWORK.findall(asked_for(tmp_path, "-c", code))


PICTURE = str(DEMO / "eileen_collins.jpg")
CLIP = str(DEMO / "driver.mp4")
COMMANDS = {
    "video": [
        "video",
        CLIP,
        "--target",
        PICTURE,
        "--out",
        "a.mp4",
        "--end",
        "0.3",
        "--size",
        "320x320",
    ],
    "live": [
        "live",
        "--source",
        "synthetic",
        "--target",
        PICTURE,
        "--generator",
        "warp",
        "--size",
        "320x320",
        "--sink",
        "null",
        "--seconds",
        SECONDS,
    ],
    "demo": ["demo", "--out", "made", "--seconds", "1"],
    "verify": ["verify", PICTURE],
    "devices": ["devices", "--json"],
    "forget": ["forget", "--show"],
}


@needs_strace
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_opens_none(tmp_path: Path, command: str) -> None:
    check(asked_for(tmp_path, "-m", "rtxfer", *COMMANDS[command]))


@needs_strace
def test_no_library_opens_one_when_it_is_imported(tmp_path: Path) -> None:
    """As the program imports them: two of them report their use if they are left to."""
    code = (
        "from engines.backends.onnxruntime import _library;"
        "from rtxfer.face.tracker import Tracker;"
        "import cv2, av, c2pa, cryptography.x509, onnx, PIL.Image, psutil;"
        "_library('cpu'); Tracker('picture').close()"
    )
    check(asked_for(tmp_path, "-c", code))


@needs_strace
def test_the_other_backend_opens_none(tmp_path: Path) -> None:
    pytest.importorskip("openvino")
    check(asked_for(tmp_path, "-m", "rtxfer", *COMMANDS["video"], "--backend", "openvino"))
