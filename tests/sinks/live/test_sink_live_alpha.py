"""Pictures of which a part is not there, to sinks that can show that and to those that cannot."""

from __future__ import annotations

import sys
import threading
import time

import numpy as np
import pytest

from rtxfer.frame import Image
from rtxfer.sinks.live.opening import NullSink, open_live_sink
from rtxfer.sinks.live.pipewire import PipeWireSink
from rtxfer.sinks.live.sink import CHROMA, before_green, takes_alpha
from tests.pipewire_session import Watcher, wait_until_gone

SIZE = (320, 180)
COLUMNS = (0, 64, 128, 200, 255)
"""Alpha of the picture, in stripes."""


def striped() -> Image:
    image = np.zeros((SIZE[1], SIZE[0], 4), np.uint8)
    image[..., :3] = (220, 40, 90)
    image[..., 3] = np.repeat(COLUMNS, SIZE[0] // len(COLUMNS))
    return image


def test_who_takes_it() -> None:
    assert takes_alpha(PipeWireSink(alpha=True))
    assert not takes_alpha(PipeWireSink())
    assert not takes_alpha(NullSink())
    assert takes_alpha(open_live_sink("pipewire:studio", alpha=True))
    assert not takes_alpha(open_live_sink("virtual", alpha=True))


def test_before_green() -> None:
    laid = before_green(striped()).astype(int)
    for number, alpha in enumerate(COLUMNS):
        share = alpha / 255
        wanted = np.array((220, 40, 90)) * share + np.array(CHROMA) * (1 - share)
        assert np.abs(laid[:, 64 * number + 32] - wanted).max() <= 1


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux only")
@pytest.mark.usefixtures("pipewire")
def test_the_pipewire_camera_gives_rgba_to_the_bit() -> None:
    sink = PipeWireSink("clear", alpha=True)
    sink.open(SIZE, 30)
    stopped = threading.Event()

    def feed() -> None:
        while not stopped.wait(1 / 30):
            sink.write(striped(), time.monotonic())
            # The standby picture has no alpha.
            sink.write(np.full((SIZE[1], SIZE[0], 3), 50, np.uint8), time.monotonic())

    thread = threading.Thread(target=feed)
    thread.start()
    try:
        with Watcher("clear", SIZE, 12, "RGBA") as watcher:
            frames = watcher.frames(10)
    finally:
        stopped.set()
        thread.join()
        sink.close()
    wait_until_gone("clear")
    assert len(frames) == 10
    clear = [frame for frame in frames if frame[0, 0, 0] != 50]
    opaque = [frame for frame in frames if frame[0, 0, 0] == 50]
    assert clear
    assert opaque
    assert all((frame == striped()).all() for frame in clear)
    assert all((frame[..., 3] == 255).all() for frame in opaque)
