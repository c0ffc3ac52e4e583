"""Short clips, and what one process makes of them."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from rtxfer.batch import Piece, Row, plan
from rtxfer.demo import shipped
from rtxfer.frame import Frame
from rtxfer.job import Job, run
from tests.media import make_video


@pytest.fixture(scope="package")
def clips(driver_frames: list[Frame], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with three clips of the demo's driver and its two portraits."""
    folder = tmp_path_factory.mktemp("batch")
    for number in range(3):
        images = [frame.image for frame in driver_frames[8 * number : 8 * number + 16]]
        make_video(folder / f"clip{number}.mp4", pts=range(len(images)), images=images)
    for portrait in ("grace_hopper.jpg", "eileen_collins.jpg"):
        shutil.copy(shipped(portrait), folder)
    return folder


def pieces_of(clips: Path, out: Path, *rows: Row) -> list[Piece]:
    usual = Job(Path(), Path(), out, generator="warp", backend="onnxruntime", neutral="first")
    rows = rows or (Row(driver=("clip*.mp4",), target=("grace_hopper.jpg",)),)
    return plan(rows, usual, clips, "product")


@pytest.fixture(scope="package")
def alone(clips: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same results, made one after the other in this process."""
    folder = tmp_path_factory.mktemp("alone")
    for piece in pieces_of(clips, folder):
        run(replace(piece.job))
    return folder


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RTXFER_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def memory() -> Iterator[object]:
    fsspec = pytest.importorskip("fsspec", reason="pip install 'rtxfer[batch]'")
    system = fsspec.filesystem("memory")
    system.store.clear()
    yield system
    system.store.clear()


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *words: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A folder, as a web server on loopback gives it."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(folder))) as one:
        thread = threading.Thread(target=one.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{one.server_port}"
        one.shutdown()


@pytest.fixture
def server(clips: Path) -> Iterator[str]:
    """The clips, likewise."""
    with served(clips) as address:
        yield address
