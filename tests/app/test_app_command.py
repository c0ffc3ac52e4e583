"""`rtxfer app` where it cannot run: said in words, before Qt ends the program."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

SCREENS = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")


def _run(tmp_path: Path, first: str = "pass") -> subprocess.CompletedProcess[str]:
    code = f"import sys; {first}; sys.argv = ['rtxfer', 'app']; import rtxfer.cli as c; c.main()"
    kept = {name: value for name, value in os.environ.items() if name not in SCREENS}
    return subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        timeout=120,
        env=kept | {"HOME": str(tmp_path)},
    )


def test_without_pyqt6_it_tells_what_to_install(tmp_path: Path) -> None:
    done = _run(tmp_path, "sys.modules['PyQt6'] = None")
    assert done.returncode == 3
    assert "pip install 'rtxfer[app]'" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
@pytest.mark.skipif(find_spec("PyQt6") is None, reason="PyQt6 is not installed")
def test_without_a_screen_it_says_so(tmp_path: Path) -> None:
    done = _run(tmp_path)
    assert done.returncode == 2
    assert "no screen" in done.stderr
    assert "rtxfer live" in done.stderr


def test_help_needs_no_pyqt6() -> None:
    code = (
        "import sys; sys.modules['PyQt6'] = None; sys.argv = ['rtxfer', '--help']; "
        "import rtxfer.cli as c; c.main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0
    assert "app" in done.stdout
