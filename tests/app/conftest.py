"""A window of its own for every test, with preferences in a temporary folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image as Pillow

FOLDERS = ("CONFIG", "DATA", "CACHE", "STATE")
SECONDS = 60_000
"""Deadline of whatever a test waits for, milliseconds; machines that test are slow."""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nothing of the user's own is read or written."""
    for name in FOLDERS:
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


@pytest.fixture(autouse=True)
def background(home: Path) -> Iterator[None]:
    """Nothing works on in the background after a test."""
    yield
    from rtxfer.app.model.task_queue import finish

    assert finish(60)


@pytest.fixture
def faceless(tmp_path: Path) -> Path:
    """A picture without a face."""
    path = tmp_path / "meadow.png"
    Pillow.fromarray(np.full((300, 400, 3), 120, np.uint8)).save(path)
    return path


@pytest.fixture
def store(qapp: Any, tmp_path: Path) -> Any:
    """Preferences that run fast and touch no device."""
    from rtxfer.app.model.preferences import OutputPreferences
    from rtxfer.app.preferences_store import PreferencesStore

    made = PreferencesStore(tmp_path / "preferences.json")
    output = OutputPreferences(
        virtual_camera="", recordings=tmp_path / "films", snapshots=tmp_path / "pictures"
    )
    made.change(generator="warp", backend="onnxruntime", output=output, consented=True)
    return made


@pytest.fixture
def open_window(qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Any]]:
    """Makes windows, and ends what runs in them."""
    from rtxfer.app.main_window import MainWindow
    from rtxfer.app.session import Session

    sessions = []
    monkeypatch.setattr("rtxfer.app.panels.source.cameras", list)  # and switch none on

    def make(store: Any, **options: Any) -> Any:
        session = Session(store, **options)
        window = MainWindow(session, store)
        qtbot.addWidget(window)
        window.resize(1280, 800)
        window.show()
        qtbot.waitExposed(window)
        sessions.append(session)
        return window

    yield make
    for session in sessions:
        session.stop()
        qtbot.waitUntil(lambda session=session: not session.busy, timeout=SECONDS)


@pytest.fixture
def window(open_window: Callable[..., Any], store: Any) -> Any:
    return open_window(store)


@pytest.fixture
def session(window: Any) -> Any:
    return window._session
