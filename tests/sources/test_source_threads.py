"""A source that is closed leaves no thread behind, with or without Python's collector."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from rtxfer.demo import DRIVER, shipped
from rtxfer.sources import open_live_source, open_source
from tests.media import make_video


@pytest.fixture
def without_collector() -> Iterator[None]:
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def threads() -> int:
    """Native ones, too."""
    return psutil.Process().num_threads()


def read_once(path: Path) -> None:
    with open_source(path) as source:
        for _ in source:
            break
    playing = open_live_source(str(path), loop=True)
    playing.open()
    playing.read(2.0)
    playing.close()


@pytest.mark.usefixtures("without_collector")
def test_no_thread_is_left(tmp_path: Path) -> None:
    clips = [shipped(DRIVER), make_video(tmp_path / "small.mp4", pts=range(8))]
    for path in clips:
        read_once(path)  # libraries start what they keep
    before = threads()
    for _ in range(3):
        for path in clips:
            read_once(path)
    assert threads() <= before
