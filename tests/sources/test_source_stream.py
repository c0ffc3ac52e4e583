"""Streams over real connections to this very machine, whole, broken, stalled and refused."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from rtxfer.errors import DeviceError, InputError
from rtxfer.frame import Image
from rtxfer.sources import grabber
from rtxfer.sources.live_source import LiveSourceEnded
from rtxfer.sources.stream import StreamSource
from tests.media import corner_marked, make_video
from tests.web_camera import PERIOD, RATE, SIZE, RtspCamera, WebCamera, stamped

PATIENCE = 30.0


def first(source: StreamSource) -> Image:
    """The next frame, or the error that comes instead."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        image = source.read(0.1)
        if image is not None:
            return image
    raise AssertionError("neither a frame nor an error")


def number(image: Image) -> int:
    """Which frame of a served stream this is, of a period."""
    levels = [float(stamped(index).mean()) for index in range(PERIOD)]
    return int(np.abs(np.array(levels) - image.mean()).argmin())


def ending(source: StreamSource) -> Exception:
    """The error that opening or reading ends with."""
    end = time.monotonic() + PATIENCE
    try:
        source.open()
        while time.monotonic() < end:
            source.read(0.1)
    except (DeviceError, LiveSourceEnded) as error:
        return error
    finally:
        source.close()
    raise AssertionError("it goes on and on")


@pytest.fixture(params=["jpeg", "ts", "rtsp"])
def live(request: pytest.FixtureRequest) -> Iterator[tuple[WebCamera | RtspCamera, str]]:
    """A camera that sends, and its address."""
    if request.param == "rtsp":
        with RtspCamera() as camera:
            yield camera, camera.url
    else:
        with WebCamera() as camera:
            yield camera, camera.url(request.param)


def test_frames_come(live: tuple[WebCamera | RtspCamera, str]) -> None:
    _, url = live
    with closing(StreamSource(url)) as source:
        source.open()
        image = first(source)
        assert image.shape == (SIZE[1], SIZE[0], 3)
        assert image.dtype == np.uint8
        earlier = number(image)
        assert 0 < (number(first(source)) - earlier) % PERIOD < PERIOD // 2


def test_only_the_newest_is_kept(live: tuple[WebCamera | RtspCamera, str]) -> None:
    camera, url = live
    with closing(StreamSource(url)) as source:
        source.open()
        first(source)
        before = camera.sent
        while camera.sent < before + RATE:  # the reader is busy for about a second
            time.sleep(0.01)
        behind = camera.sent - 1 - number(first(source))
        assert behind % PERIOD < RATE - 3  # those of that second are not in line


def test_a_broken_connection_is_told_and_mended() -> None:
    with WebCamera(break_after=10) as camera, closing(StreamSource(camera.url("jpeg"))) as source:
        error = ending(source)
        assert isinstance(error, DeviceError)
        assert "has ended" in error.problem or "broke" in error.problem
        assert camera.connections == 1
        source.open()
        assert first(source).shape == (SIZE[1], SIZE[0], 3)
        assert camera.connections == 2


def test_silence_ends_in_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grabber, "SILENCE_SECONDS", 0.3)
    with WebCamera(stall_after=10) as camera:
        error = ending(StreamSource(camera.url("jpeg")))
    assert isinstance(error, DeviceError)
    assert "sends no pictures" in error.problem


def test_closing_does_not_wait_for_the_network() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:  # takes the connection, says nothing
        source = StreamSource(f"http://127.0.0.1:{mute.getsockname()[1]}/live")
        began = time.monotonic()
        source.open()
        assert source.read(0.1) is None
        source.close()
        assert time.monotonic() - began < 4  # the network alone has five seconds
    for thread in threading.enumerate():
        if thread.name.startswith("grab "):
            thread.join(PATIENCE)
            assert not thread.is_alive()


@pytest.mark.parametrize(
    ("path", "problem", "hint"),
    [
        ("private", "401", "user name and password"),
        ("nothing", "404", "not at this path"),
        ("text", "cannot be opened", ""),
    ],
)
def test_a_refusal_says_why_and_keeps_the_password_to_itself(
    path: str, problem: str, hint: str
) -> None:
    with WebCamera() as camera:
        error = ending(StreamSource(camera.url(path, "me:secret@") + "?token=hidden"))
    assert isinstance(error, DeviceError)
    assert problem in error.problem
    assert hint in error.hint
    assert f"127.0.0.1:{camera.port}/{path}" in error.problem
    assert "secret" not in str(error)
    assert "hidden" not in str(error)


@pytest.mark.parametrize("scheme", ["http", "rtsp"])
def test_nobody_listens(scheme: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    error = ending(StreamSource(f"{scheme}://127.0.0.1:{port}/live"))
    assert isinstance(error, DeviceError)
    assert "refused" in error.problem


def test_an_unknown_host() -> None:
    error = ending(StreamSource("rtsp://camera.invalid/live"))
    assert isinstance(error, DeviceError)
    assert "no host called camera.invalid" in error.problem


@pytest.mark.parametrize("url", ["ftp://host/clip.mp4", "rtsp:/host", "http://", "clip.mp4"])
def test_what_is_no_address(url: str) -> None:
    with pytest.raises(InputError, match="not the address of a stream"):
        StreamSource(url)


def test_a_served_clip_is_upright_shown_at_its_pace_and_ends(tmp_path: Path) -> None:
    images = [corner_marked()] * 20
    options = {"movflags": "faststart"}
    clip = make_video(
        tmp_path / "clip.mp4",
        pts=range(20),
        images=images,
        rotation=(90,),
        container_options=options,
    )
    with WebCamera(file=clip) as camera, closing(StreamSource(camera.url("file"))) as source:
        source.open()
        image = first(source)
        began = time.monotonic()
        assert image.shape == (64, 48, 3)  # lying on its side it was 64 wide
        for _ in images:
            try:
                first(source)
            except LiveSourceEnded:
                break
        else:
            raise AssertionError("it goes on and on")
        assert time.monotonic() - began > 0.5 * len(images) / RATE
