"""Interlaced drivers: no combs, no frame and no moment lost."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from rtxfer.frame import Image
from rtxfer.sources import open_source


def woven(index: int) -> Image:
    """A bright bar that moves 6 pixels from the even rows to the odd ones."""
    image = np.full((96, 128, 3), 30, np.uint8)
    for field in (0, 1):
        left = 20 + 6 * (2 * index + field) % 80
        image[field::2, left : left + 24] = 220
    return image


def comb(image: Image) -> float:
    """How much neighbouring rows differ more than those of one field."""
    grey = image.astype(float).mean(2)
    return float(np.abs(grey[1:] - grey[:-1]).mean() - np.abs(grey[2:] - grey[:-2]).mean())


@pytest.fixture(params=[True, False], ids=["interlaced", "progressive"])
def tape(tmp_path: Path, request: pytest.FixtureRequest) -> tuple[Path, bool]:
    path = tmp_path / "tape.mp4"
    options = {"x264-params": "interlaced=1" if request.param else "interlaced=0", "crf": "10"}
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=25, options=options)
        stream.width, stream.height, stream.pix_fmt = 128, 96, "yuv420p"
        for index in range(12):
            frame = av.VideoFrame.from_ndarray(woven(index), "rgb24")
            frame.pts, frame.time_base = index, Fraction(1, 25)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path, request.param


def test_combs_are_gone_and_moments_stay(tape: tuple[Path, bool]) -> None:
    path, interlaced = tape
    with open_source(path) as source:
        frames = list(source)
    assert [frame.time for frame in frames] == [pytest.approx(i / 25) for i in range(12)]
    combs = [comb(frame.image) for frame in frames[1:-1]]
    if interlaced:
        assert max(combs) < 3
    else:
        assert min(combs) > 15, "what is not said to be interlaced is left as it is"


def test_from_the_middle_on(tape: tuple[Path, bool]) -> None:
    with open_source(tape[0]) as source:
        whole = list(source)
        later = list(source.frames(whole[7].pts))
    assert [frame.pts for frame in later] == [frame.pts for frame in whole[7:]]
