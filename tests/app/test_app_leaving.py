"""However it is asked to end, and whatever it is doing: the program itself, in its own process."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

pytest.importorskip("PyQt6.QtWidgets", reason="PyQt6 is not installed")

DEADLINE: Final = 120
"""Seconds for each step; machines that test are slow."""

_PROGRAM: Final = '''
import sys, time
from PyQt6.QtCore import Qt, QTimer
from PyQt6.QtTest import QTest
from rtxfer.app import application
from rtxfer.app.model import live_run
import rtxfer.app.session.session as session

state, way = sys.argv[1:]

if state == "starting":  # as where a camera's driver hangs
    session.Session.__init__.__defaults__ = (lambda *_, **__: time.sleep(600), None)

class Window(application.MainWindow):
    """Presses what a person would, says so, and is closed by the parent or by its own cross."""

    def __init__(self, *parts):
        super().__init__(*parts)
        self.watch = QTimer(self)
        self.watch.timeout.connect(self.look)
        QTimer.singleShot(0, self.begin)

    def begin(self):
        if state != "idle":
            QTest.mouseClick(self.transport.start, Qt.MouseButton.LeftButton)
        self.watch.start(50)

    def look(self):
        seen = self._session.monitor
        if state in ("live", "recording") and seen.neutral is None:
            return
        if state == "recording" and not self._session.output.recording:
            QTest.mouseClick(self.transport.record, Qt.MouseButton.LeftButton)
            self.until = seen.latest().index + 20
        if state == "recording" and seen.latest().index < self.until:
            return
        if state == "dead" and not self.notices.cards:
            return
        self.watch.stop()
        print("ready", flush=True)
        if way == "cross":
            self.windowHandle().close()
        elif way == "quit":
            menu = self.dialogs.menu(self)
            [quit] = [action for action in menu.actions() if action.text() == "Quit"]
            quit.trigger()

application.MainWindow = Window
sys.argv = ["rtxfer", "app"]
from rtxfer.__main__ import main
main()
'''


def _start(folder: Path, state: str, way: str) -> subprocess.Popen[str]:
    kept = {
        "consented": True,
        "generator": "warp",
        "backend": "onnxruntime",
        "source": "http://127.0.0.1:9/dead" if state == "dead" else "synthetic",
        "output": {"virtual_camera": "", "recordings": str(folder / "films")},
    }
    (folder / "config/rtxfer").mkdir(parents=True)
    (folder / "config/rtxfer/preferences.json").write_text(json.dumps(kept))
    own = {
        f"XDG_{name}_HOME": str(folder / name.lower())
        for name in ("CONFIG", "DATA", "CACHE", "STATE")
    }
    return subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, state, way],
        env=os.environ | own | {"HOME": str(folder), "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.skipif(sys.platform != "linux", reason="its folders are set by XDG variables")
@pytest.mark.parametrize(
    ("state", "way"),
    [
        ("idle", "SIGTERM"),
        ("live", "cross"),
        ("live", "quit"),
        ("recording", "SIGTERM"),
        ("recording", "SIGINT"),
        ("starting", "cross"),
        ("dead", "SIGHUP"),
    ],
)
def test_the_process_ends_and_a_recording_is_whole(tmp_path: Path, state: str, way: str) -> None:
    program = _start(tmp_path, state, way)
    try:
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
        if way.startswith("SIG"):
            program.send_signal(getattr(signal, way))
        _, said = program.communicate(timeout=DEADLINE)
    finally:
        program.kill()
    assert program.returncode == 0, said
    films = list((tmp_path / "films").glob("*")) if state == "recording" else []
    assert len(films) == (state == "recording")
    for film in films:
        import av

        with av.open(str(film)) as whole:
            assert sum(1 for _ in whole.decode(video=0)) >= 5
