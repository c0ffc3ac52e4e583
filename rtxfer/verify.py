"""A file or a camera looked at for the mark."""

from __future__ import annotations

import time
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Final

from rtxfer.face.tracked_frame import TrackedFrame
from rtxfer.frame import Image
from rtxfer.provenance.mark.detect import Detector, Found
from rtxfer.sources import Source, open_live_source, open_source
from rtxfer.sources.live_source import LiveSourceEnded

PICTURES: Final = 16
"""Pictures that are taken together: noise of compression differs from one to the next."""

EVERY: Final = 4
"""Frames from one picture to the next, so that they differ."""

PLACES: Final = (0.0, 0.35, 0.7)
"""Where in a clip it is looked, as shares of its length: it may show something else at first."""


def look_at_file(path: Path) -> Found:
    """Look for the mark in a video, an animation, a folder of pictures, or one picture.

    Raises:
        InputError: it cannot be read.
    """
    with open_source(path) as source:
        ticks = _ticks(source)
        found = []
        for place in PLACES if ticks else PLACES[:1]:
            frames = source.frames(round(place * ticks) if place else None)
            chosen = islice(frames, 0, PICTURES * EVERY, EVERY)
            found.append(_detect(frame.image for frame in chosen))
            if found[-1].marked:
                break
    return max(found, key=lambda one: one.score)


def look_at_camera(camera: str, seconds: float) -> Found:
    """Look for the mark in what a camera or a stream gives for a while.

    Raises:
        DeviceError: it cannot be opened, or is gone.
    """
    source = open_live_source(camera)
    detector = Detector()
    until = time.monotonic() + seconds
    try:
        source.open()
        while time.monotonic() < until and detector.pictures < PICTURES * EVERY:
            image = source.read(1.0)
            if image is None or isinstance(image, TrackedFrame):  # which has no picture
                continue
            detector.see(image)
    except LiveSourceEnded:
        pass
    finally:
        source.close()
    return detector.found()


def _ticks(source: Source) -> int:
    """How long it is, in ticks; 0 where that is not known."""
    duration = source.info.duration
    return 0 if duration is None else round(duration / source.info.time_base)


def _detect(images: Iterable[Image]) -> Found:
    detector = Detector()
    for image in images:
        detector.see(image)
    return detector.found()
