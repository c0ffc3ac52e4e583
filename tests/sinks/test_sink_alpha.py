"""Files that keep what is transparent, and the refusal of those that cannot."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image as Pillow

from rtxfer.errors import OutputError
from rtxfer.frame import Frame, Image
from rtxfer.provenance import Origin
from rtxfer.sinks import Parts, check_output, open_sink
from rtxfer.sinks.picture_file import check_picture, write_picture

TICKS = (0, 3003, 9010, 12012, 18018)
TIME_BASE = Fraction(1, 90000)
SIZE = (62, 46)


def clear(number: int) -> Image:
    """Red on nothing: a square that moves, and a corner that is hardly there, as an edge of hair;
    what is cut to its opaque part is taken for an opaque picture by WebP."""
    image = np.zeros((SIZE[1], SIZE[0], 4), np.uint8)
    image[..., :3] = (200, 30, 30)
    image[10:30, 10 + 4 * number : 30 + 4 * number, 3] = 255
    image[10:14, 10 + 4 * number : 14 + 4 * number, 3] = 100
    return image


def write(path: Path, parts: Parts | None = None, numbers: range = range(5)) -> None:
    with open_sink(
        path,
        size=SIZE,
        rate=Fraction(30),
        time_base=TIME_BASE,
        parts=parts,
        segment_frames=2,
        alpha=True,
    ) as sink:
        for number in numbers:
            sink.write(Frame(clear(number), number, TICKS[number], TIME_BASE))


def read(path: Path) -> list[tuple[Fraction, Image]]:
    """What a player that knows alpha shows, and when."""
    with av.open(str(path)) as container:
        (stream,) = container.streams.video
        decoder = stream.codec_context
        if decoder.name == "vp9":  # FFmpeg's own passes over the second stream of pictures
            decoder = av.CodecContext.create("libvpx-vp9", "r")
        return [
            ((packet.pts or 0) * packet.time_base, frame.to_ndarray(format="rgba"))
            for packet in container.demux(stream)
            for frame in decoder.decode(packet)  # type: ignore[attr-defined]
        ]


@pytest.mark.parametrize(("name", "rounding"), [("clip.webm", Fraction(1, 1000)), ("clip.mov", 0)])
def test_videos_keep_alpha_and_the_moments(
    tmp_path: Path, name: str, rounding: Fraction | int
) -> None:
    path = tmp_path / name
    write(path)
    frames = read(path)
    assert len(frames) == 5
    for number, (moment, image) in enumerate(frames):
        assert abs(moment - TICKS[number] * TIME_BASE) <= rounding / 2
        wanted = clear(number)[..., 3].astype(int)
        assert np.abs(image[..., 3] - wanted).mean() < 4
        assert np.abs(image[20, 20 + 4 * number, :3].astype(int) - (200, 30, 30)).max() < 12
    if name.endswith(".webm"):
        with av.open(str(path)) as container:
            keys = {key.lower(): value for key, value in container.streams[0].metadata.items()}
            assert keys["alpha_mode"] == "1"


def test_an_animated_webp_keeps_alpha(tmp_path: Path) -> None:
    path = tmp_path / "clip.webp"
    write(path)
    with Pillow.open(path) as picture:
        assert picture.n_frames == 5  # type: ignore[attr-defined]
        picture.seek(3)
        image = np.asarray(picture.convert("RGBA"))
    assert image[20, 32, 3] == 255
    assert image[20, 12, 3] == 0


def test_a_gif_shows_or_does_not_and_clears_the_frame_before(tmp_path: Path) -> None:
    path = tmp_path / "clip.gif"
    write(path)
    with Pillow.open(path) as picture:
        picture.seek(3)
        image = np.asarray(picture.convert("RGBA"))
    assert (image[..., 3] == np.where(clear(3)[..., 3] < 128, 0, 255)).all()
    assert np.abs(image[20, 32, :3].astype(int) - (200, 30, 30)).max() < 8


def test_numbered_pictures_keep_alpha(tmp_path: Path) -> None:
    write(tmp_path / "frames")
    with Pillow.open(tmp_path / "frames" / "frame_000002.png") as picture:
        assert (np.asarray(picture) == clear(2)).all()


@pytest.mark.parametrize("suffix", [".png", ".webp", ".tif"])
def test_one_picture_keeps_alpha(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"picture{suffix}"
    write_picture(clear(1), path, Origin())
    with Pillow.open(path) as picture:
        alpha = np.asarray(picture.convert("RGBA"))[..., 3]
    assert np.abs(alpha.astype(int) - clear(1)[..., 3]).max() < 4


@pytest.mark.parametrize("name", ["clip.mp4", "clip.mkv", "frames_%04d.jpg"])
def test_what_cannot_be_transparent_is_refused_with_what_can(tmp_path: Path, name: str) -> None:
    check_output(tmp_path / name)
    with pytest.raises(OutputError, match="cannot be transparent") as refused:
        check_output(tmp_path / name, alpha=True)
    assert ".png" in refused.value.hint or ".webm" in refused.value.hint
    assert not list(tmp_path.iterdir())


def test_so_is_one_picture_and_an_encoder(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"A \.jpg picture cannot be transparent"):
        check_picture(tmp_path / "picture.jpg", alpha=True)
    with pytest.raises(OutputError, match=r"nvenc writes H\.264"):
        check_output(tmp_path / "clip.webm", encoder="nvenc", alpha=True)


def test_without_alpha_nothing_has_changed(tmp_path: Path) -> None:
    with (
        pytest.raises(ValueError, match="channels"),
        open_sink(tmp_path / "clip.mp4", size=SIZE, rate=Fraction(30), time_base=TIME_BASE) as sink,
    ):
        sink.write(Frame(clear(0), 0, 0, TIME_BASE))
