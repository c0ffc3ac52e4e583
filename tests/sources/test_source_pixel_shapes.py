"""What is seen is display pixels: of any shape, turned by any angle, of the default track."""

from __future__ import annotations

import math
from contextlib import closing
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from av.stream import Disposition

from rtxfer.sources import open_source
from rtxfer.sources.pixels import BACKDROP, turned
from rtxfer.sources.stream import StreamSource
from tests.media import corner_marked, grey, make_video
from tests.sources.test_source_stream import first
from tests.web_camera import WebCamera


@pytest.mark.parametrize("suffix", ["mp4", "mov", "mkv"])
@pytest.mark.parametrize(
    ("aspect", "width"), [(Fraction(2), 128), (Fraction(4, 3), 85), (Fraction(1, 2), 32)]
)
def test_pixels_that_are_not_square(
    tmp_path: Path, suffix: str, aspect: Fraction, width: int
) -> None:
    images = [corner_marked()] * 12
    path = make_video(tmp_path / f"tape.{suffix}", images=images, aspect=aspect)
    with open_source(path) as source:
        frame = next(iter(source))
        assert (source.info.width, source.info.height) == (width, 48)
    assert frame.image.shape == (48, width, 3)
    red = frame.image[..., 0].astype(int)
    assert red[12, width // 2 - 4] > 150 > 60 > red[12, width // 2 + 4]


def test_a_turn_comes_after_the_shape(tmp_path: Path) -> None:
    images = [corner_marked()] * 12
    path = make_video(tmp_path / "t.mp4", images=images, aspect=Fraction(2), rotation=(90,))
    assert next(iter(open_source(path))).image.shape == (128, 48, 3)


def test_an_impossible_shape_is_a_damaged_header(tmp_path: Path) -> None:
    path = make_video(tmp_path / "t.mp4", images=[corner_marked()] * 12, aspect=Fraction(200))
    assert next(iter(open_source(path))).image.shape == (48, 64, 3)


@pytest.mark.parametrize("degrees", [30.0, -10.0, 135.0])
def test_turned_by_any_angle(degrees: float) -> None:
    """As mathematics has it: the corner that was the origin lies where the matrix sends it."""
    image = np.full((60, 80, 3), 255, np.uint8)
    image[:20, :20] = (255, 0, 0)
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    one = 65_536
    made = turned(image, *(round(v * one) for v in (cosine, sine, -sine, cosine)))
    turn = np.array([[cosine, -sine], [sine, cosine]])
    corners = turn @ np.array([[0, 80, 0, 80], [0, 0, 60, 60]])
    size = np.ceil(corners.max(1) - corners.min(1))
    assert made.shape[:2] == (size[1], size[0])
    marked = turn @ np.array([10.0, 10.0]) - corners.min(1)
    centre = turn @ np.array([40.0, 30.0]) - corners.min(1)
    assert np.abs(made[int(marked[1]), int(marked[0])].astype(int) - (255, 0, 0)).max() < 8
    assert made[int(centre[1]), int(centre[0])].min() > 250
    assert (made[0, 0] == BACKDROP).all() or (made[0, -1] == BACKDROP).all()


def test_a_turn_within_half_a_degree_of_a_quarter_is_one() -> None:
    made = turned(corner_marked(), 300, 65_535, -65_535, 300)
    assert made.shape == (64, 48, 3)
    assert set(np.unique(made)) == {0, 255}


def test_the_default_track_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "two.mkv"
    with av.open(str(path), "w") as container:
        streams = [container.add_stream("libx264", rate=25) for _ in range(2)]
        for stream in streams:
            stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        streams[0].disposition = Disposition(0)
        streams[1].disposition = Disposition.default
        for stream, level in zip(streams, (40, 200), strict=True):
            for index in range(5):
                frame = av.VideoFrame.from_ndarray(grey(level), "rgb24")
                frame.pts, frame.time_base = index, Fraction(1, 25)
                container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
    with open_source(path) as source:
        levels = [frame.image.mean() for frame in source]
    assert len(levels) == 5
    assert np.allclose(levels, 200, atol=4)


def test_a_stream_of_such_pixels(tmp_path: Path) -> None:
    path = make_video(tmp_path / "t.mp4", images=[corner_marked()] * 12, aspect=Fraction(2))
    with WebCamera(file=path) as camera, closing(StreamSource(camera.url("file"))) as source:
        source.open()
        assert first(source).shape == (48, 128, 3)
