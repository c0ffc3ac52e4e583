from __future__ import annotations

from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Pillow

from rtxfer.errors import InputError, OutputError
from rtxfer.provenance import Origin
from rtxfer.sinks import open_live_sink
from rtxfer.sinks.live.opening import NullSink
from rtxfer.sinks.live.pipewire import PipeWireSink
from rtxfer.sinks.live.recording import RecordingSink
from rtxfer.sinks.live.snapshot import save_snapshot
from rtxfer.sinks.live.virtual_camera import VirtualCameraSink
from tests.media import corner_marked, file_size_limit, grey

NOON = datetime(2026, 1, 1, 12, 0, 0)


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("virtual", VirtualCameraSink, "virtual"),
        ("virtual:obs", VirtualCameraSink, "virtual:obs"),
        ("virtual:/dev/video7", VirtualCameraSink, "virtual:/dev/video7"),
        ("pipewire", PipeWireSink, "pipewire"),
        ("pipewire:My camera", PipeWireSink, "pipewire:My camera"),
        ("null", NullSink, "null"),
        ("a folder/take.MP4", RecordingSink, "recording take.MP4"),
    ],
)
def test_a_word_stands_for_a_sink(text: str, kind: type, name: str) -> None:
    sink = open_live_sink(text)
    assert isinstance(sink, kind)
    assert sink.name == name
    sink.close()


@pytest.mark.parametrize("text", ["", "cinema", "null:1", "picture.png", "film.webm"])
def test_another_word_names_the_known_ones(text: str) -> None:
    with pytest.raises(InputError, match="pipewire:<name>"):
        open_live_sink(text)


def test_null_counts() -> None:
    sink = NullSink()
    sink.open((64, 48), 30)
    for _ in range(3):
        sink.write(grey(0), 0.0)
    sink.close()
    assert sink.frames == 3


def test_a_snapshot_is_exact_and_replaces_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "pictures"
    first = save_snapshot(corner_marked(), folder, Origin(), NOON)
    second = save_snapshot(grey(9), folder, Origin(), NOON)
    assert [first.name, second.name] == [
        "rtxfer-2026-01-01-120000.png",
        "rtxfer-2026-01-01-120000-2.png",
    ]
    np.testing.assert_array_equal(np.asarray(Pillow.open(first)), corner_marked())
    assert sorted(folder.iterdir()) == sorted([first, second])


def test_a_snapshot_on_a_full_disk_leaves_nothing(tmp_path: Path) -> None:
    image = np.random.default_rng(0).integers(0, 255, (200, 200, 3), dtype=np.uint8)
    with file_size_limit(10_000), pytest.raises(OutputError, match="disk is full"):
        save_snapshot(image, tmp_path, Origin(), NOON)
    assert not list(tmp_path.iterdir())
