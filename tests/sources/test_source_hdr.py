"""PQ and HLG: greys and colours come back as they were meant, highlights are held."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from rtxfer.sources import open_source
from rtxfer.sources.hdr import HLG, PQ

TO_2020 = np.array(
    [[0.627404, 0.329283, 0.043313], [0.069097, 0.919540, 0.011362], [0.016391, 0.088013, 0.895595]]
)


def pq(nits: Any) -> Any:
    """BT.2100's inverse EOTF."""
    y = (np.asarray(nits, float) / 10_000) ** 0.1593017578125
    return ((0.8359375 + 18.8515625 * y) / (1 + 18.6875 * y)) ** 78.84375


def linear(srgb: Any) -> Any:
    share = np.asarray(srgb, float) / 255
    return np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)


def clip(path: Path, values: Any, curve: int) -> Path:
    """A clip of one colour, given as the curve's values 0–1."""
    flat = np.broadcast_to(np.asarray(values) * 65_535 + 0.5, (48, 64, 3)).astype(np.uint16)
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx265", rate=25, options={"x265-params": "log-level=0"})
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p10le"
        context = stream.codec_context
        context.color_trc, context.color_primaries, context.colorspace = curve, 9, 9
        for index in range(3):
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(flat), "rgb48le")
            frame = frame.reformat(format="yuv420p10le", dst_colorspace=9)
            frame.color_trc, frame.color_primaries = curve, 9
            frame.pts, frame.time_base = index, Fraction(1, 25)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def shown(path: Path) -> Any:
    return next(iter(open_source(path))).image[24, 32].astype(int)


@pytest.mark.parametrize("colour", [(60, 60, 60), (128, 128, 128), (170, 90, 80), (90, 120, 180)])
def test_pq_gives_back_what_lies_below_the_knee(tmp_path: Path, colour: Any) -> None:
    wide = TO_2020 @ linear(colour)
    assert np.abs(shown(clip(tmp_path / "a.mp4", pq(wide * 203), PQ)) - colour).max() <= 5


def test_highlights_are_held_and_stay_in_order(tmp_path: Path) -> None:
    levels = [
        int(shown(clip(tmp_path / f"{nits}.mp4", pq([nits] * 3), PQ))[1])
        for nits in (100, 203, 400, 1000, 4000)
    ]
    assert levels == sorted(levels)
    assert 215 <= levels[1] <= 240
    assert levels[2] < 252
    assert levels[3] >= 252
    assert levels[4] == 255


def test_hlg(tmp_path: Path) -> None:
    """BT.2408: diffuse white is at 75 %, an 18 % grey card at 38 %."""
    white = shown(clip(tmp_path / "w.mp4", [0.75] * 3, HLG))
    grey = shown(clip(tmp_path / "g.mp4", [0.38] * 3, HLG))
    assert 215 <= white[1] <= 240
    assert 95 <= grey[1] <= 130
    assert np.ptp(grey) <= 3
