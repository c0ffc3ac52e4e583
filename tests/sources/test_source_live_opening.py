"""What a person writes, and which source it means."""

from __future__ import annotations

from pathlib import Path

import pytest

from rtxfer.errors import InputError
from rtxfer.sources import PlaybackSource, open_live_source
from rtxfer.sources.camera import CameraSource
from rtxfer.sources.stream import StreamSource
from tests.media import make_pictures, make_video


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("camera", "camera"),
        ("camera:0", "camera 0"),
        ("camera:usb-046d_C920-video-index0", "camera usb-046d_C920-video-index0"),
        ("/dev/video2", "camera /dev/video2"),
    ],
)
def test_cameras(text: str, name: str) -> None:
    source = open_live_source(text)
    assert isinstance(source, CameraSource)
    assert source.name == name


@pytest.mark.parametrize("url", ["rtsp://10.0.0.5:554/live", "http://10.0.0.5/video"])
def test_streams(url: str) -> None:
    source = open_live_source(url)
    assert isinstance(source, StreamSource)
    assert source.name == url


def test_a_password_is_not_part_of_a_name() -> None:
    assert open_live_source("rtsp://me:secret@10.0.0.5/live").name == "rtsp://10.0.0.5/live"


def test_files_and_folders(tmp_path: Path) -> None:
    clip = make_video(tmp_path / "clip.mp4")
    make_pictures(tmp_path / "shots", 3)
    for path in (clip, tmp_path / "shots"):
        source = open_live_source(str(path))
        assert isinstance(source, PlaybackSource)
        assert source.name == path.name


def test_what_is_nothing(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no file"):
        open_live_source(str(tmp_path / "clip.mp4"))
    with pytest.raises(InputError, match="not the address of a stream"):
        open_live_source("ftp://host/clip.mp4")
