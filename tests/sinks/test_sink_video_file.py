from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import chain
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from rtxfer.errors import OutputError
from rtxfer.frame import Frame
from rtxfer.sinks import open_sink
from tests.media import (
    beep_moment,
    file_size_limit,
    flash_clip,
    flash_moment,
    frames_of,
    grey,
    level_of,
    make_video,
    moments,
    read_video,
)

TICK = Fraction(1, 90_000)
UNEVEN = [900, 1233, 2001, 2500, 9000, 9100, 190_000]
FFMPEG_SUFFIXES = [".mp4", ".mov", ".mkv", ".webm"]


def write(path: Path, frames: Iterable[Frame], **options: Any) -> str:
    """Write all frames; size and time base are the first one's unless given."""
    coming = iter(frames)
    first = next(coming)
    settings: dict[str, Any] = {
        "size": first.image.shape[1::-1],
        "rate": Fraction(25),
        "time_base": first.time_base,
    }
    with open_sink(path, **{**settings, **options}) as sink:
        for frame in chain([first], coming):
            sink.write(frame)
    return sink.audio


def interrupted_frames() -> Iterator[Frame]:
    yield from frames_of(range(3))
    raise KeyboardInterrupt


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


@pytest.mark.parametrize("time_base", [TICK, Fraction(1001, 30_000), Fraction(1, 25)])
@pytest.mark.parametrize("suffix", [".mp4", ".mov"])
@pytest.mark.parametrize("segment_frames", [250, 3])
def test_timestamps_are_exact(
    tmp_path: Path, time_base: Fraction, suffix: str, segment_frames: int
) -> None:
    path = tmp_path / f"out{suffix}"
    write(path, frames_of(UNEVEN, time_base), segment_frames=segment_frames)
    assert moments(path) == [(p - UNEVEN[0]) * time_base for p in UNEVEN]


@pytest.mark.parametrize("suffix", [".mkv", ".webm"])
def test_matroska_rounds_to_its_millisecond_without_drift(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"out{suffix}"
    pts = list(range(0, 40))
    time_base = Fraction(1001, 30_000)
    write(path, frames_of(pts, time_base), segment_frames=7)
    errors = [abs(m - p * time_base) for m, p in zip(moments(path), pts, strict=True)]
    assert max(errors) <= Fraction(1, 2000)


@pytest.mark.parametrize("suffix", FFMPEG_SUFFIXES)
def test_pictures_and_colours_survive(tmp_path: Path, suffix: str) -> None:
    image = grey(0)
    image[:] = (200, 60, 30)
    frames = [Frame(image, i, i, Fraction(1, 25)) for i in range(5)]
    write(tmp_path / f"out{suffix}", frames)
    with av.open(str(tmp_path / f"out{suffix}")) as container:
        decoded = next(container.decode(video=0))
        assert (decoded.format.name, decoded.colorspace, decoded.color_range) == ("yuv420p", 1, 1)
        middle = decoded.to_ndarray(format="rgb24")[24, 32]
    assert middle.tolist() == pytest.approx([200, 60, 30], abs=4)


@pytest.mark.parametrize("suffix", FFMPEG_SUFFIXES)
@pytest.mark.parametrize(("size", "padded"), [((33, 17), (34, 18)), ((1, 1), (2, 2))])
def test_odd_sizes_are_padded_by_repeating_the_edge(
    tmp_path: Path, suffix: str, size: tuple[int, int], padded: tuple[int, int]
) -> None:
    path = tmp_path / f"out{suffix}"
    write(path, frames_of(range(4), size=size))
    image = read_video(path)[0][1]
    assert image.shape[1::-1] == padded
    assert abs(float(image[-1, -1].mean()) - level_of(0)) < 4


def test_last_frame_lasts_as_long_as_the_nominal_rate_says(tmp_path: Path) -> None:
    write(tmp_path / "out.mp4", frames_of([0, 100, 300], Fraction(1, 1000)))
    with av.open(str(tmp_path / "out.mp4")) as container:
        stream = container.streams.video[0]
        assert stream.duration * stream.time_base == Fraction(340, 1000)


class TestSound:
    @pytest.mark.parametrize(
        ("driver", "suffix", "outcome"),
        [
            (("d.mp4", "aac"), ".mp4", "copied"),
            (("d.mp4", "aac"), ".mov", "copied"),
            (("d.mp4", "aac"), ".mkv", "copied"),
            (("d.mp4", "aac"), ".webm", "re-encoded"),
            (("d.webm", "libopus"), ".webm", "copied"),
            (("d.webm", "libopus"), ".mov", "re-encoded"),
            (("d.mov", "pcm_s16le"), ".webm", "re-encoded"),
        ],
    )
    @pytest.mark.parametrize("start", [0, 13])
    def test_in_step_with_the_picture(
        self, tmp_path: Path, driver: tuple[str, str], suffix: str, outcome: str, start: int
    ) -> None:
        clip = flash_clip(tmp_path / driver[0], sound=driver[1])
        out = tmp_path / f"out{suffix}"
        frames = [
            Frame(image, i, round(m * 25), Fraction(1, 25))
            for i, (m, image) in enumerate(read_video(clip))
        ][start:45]
        assert write(out, frames, audio_from=clip, segment_frames=11) == outcome
        expected = 1.2 - start / 25
        assert flash_moment(out) == pytest.approx(expected, abs=0.001)
        assert beep_moment(out) == pytest.approx(expected, abs=0.003)
        with av.open(str(out)) as container:
            assert container.duration / av.time_base < (45 - start) / 25 + 0.05

    def test_driver_without_sound(self, tmp_path: Path) -> None:
        mute = make_video(tmp_path / "mute.mp4")
        assert write(tmp_path / "out.mp4", frames_of(range(5)), audio_from=mute) == "none"
        assert not _has_sound(tmp_path / "out.mp4")

    def test_span_without_sound(self, tmp_path: Path) -> None:
        clip = flash_clip(tmp_path / "clip.mp4", seconds=1.0, at=0.5)
        frames = frames_of(range(100, 110))
        assert write(tmp_path / "out.mp4", frames, audio_from=clip) == "none"

    def test_sound_of_an_unknown_kind_is_left_out(self, tmp_path: Path) -> None:
        clip = flash_clip(tmp_path / "clip.mkv")
        clip.write_bytes(clip.read_bytes().replace(b"A_AAC", b"A_ZZZ"))
        outcome = write(tmp_path / "out.mp4", frames_of(range(20)), audio_from=clip)
        assert outcome.startswith("failed: ")
        assert len(moments(tmp_path / "out.mp4")) == 20

    def test_undecodable_sound_is_left_out(self, tmp_path: Path) -> None:
        clip = flash_clip(tmp_path / "clip.mp4")
        with av.open(str(clip)) as container:
            places = [
                (packet.pos, packet.size)
                for packet in container.demux(container.streams.audio[0])
                if packet.pos is not None and packet.size
            ]
        data = bytearray(clip.read_bytes())
        for position, size in places:
            data[position : position + size] = b"\xff" * size
        clip.write_bytes(data)
        outcome = write(tmp_path / "out.webm", frames_of(range(20)), audio_from=clip)
        assert outcome.startswith("failed: ")
        assert len(moments(tmp_path / "out.webm")) == 20


class TestAllOrNothing:
    def test_an_error_leaves_the_old_file(self, tmp_path: Path) -> None:
        out = tmp_path / "out.mp4"
        out.write_bytes(b"the old one")
        with pytest.raises(KeyboardInterrupt):
            write(out, interrupted_frames())
        assert out.read_bytes() == b"the old one"
        assert names(tmp_path) == ["out.mp4"]

    def test_success_replaces_it(self, tmp_path: Path) -> None:
        out = tmp_path / "out.mp4"
        out.write_bytes(b"the old one")
        write(out, frames_of(range(5)))
        assert len(moments(out)) == 5
        assert names(tmp_path) == ["out.mp4"]

    @pytest.mark.parametrize("suffix", [*FFMPEG_SUFFIXES, ".gif", ".webp", "", "/f_%03d.png"])
    def test_full_disk_leaves_nothing(self, tmp_path: Path, suffix: str) -> None:
        out = Path(f"{tmp_path}/out{suffix}")
        if "%" in suffix:
            out.parent.mkdir()
        noise = np.random.default_rng(0).integers(0, 255, (12, 48, 64, 3), dtype=np.uint8)
        frames = [Frame(image, i, i, Fraction(1, 25)) for i, image in enumerate(noise)]
        with file_size_limit(4000), pytest.raises(OutputError, match="disk is full"):
            write(out, frames, segment_frames=4)
        assert names(tmp_path) == (["out"] if "%" in suffix else [])
        assert not any((tmp_path / "out").iterdir()) if "%" in suffix else True

    def test_sound_is_not_dropped_to_make_room(self, tmp_path: Path) -> None:
        clip = flash_clip(tmp_path / "clip.mov", sound="pcm_s16le")
        with file_size_limit(60_000), pytest.raises(OutputError, match="disk is full"):
            write(tmp_path / "out.mov", frames_of(range(40)), audio_from=clip)
        assert names(tmp_path) == ["clip.mov"]

    @pytest.mark.parametrize("suffix", [*FFMPEG_SUFFIXES, ".gif", ".webp", ""])
    def test_no_frames_is_an_error(self, tmp_path: Path, suffix: str) -> None:
        with (
            pytest.raises(OutputError, match="no frame came"),
            open_sink(
                tmp_path / f"out{suffix}", size=(64, 48), rate=None, time_base=Fraction(1, 25)
            ),
        ):
            pass
        assert names(tmp_path) == []

    def test_a_frame_of_another_size_is_a_bug(self, tmp_path: Path) -> None:
        with pytest.raises(ValueError, match="expected"):
            write(tmp_path / "out.mp4", frames_of([0]), size=(10, 10))


def _has_sound(path: Path) -> bool:
    with av.open(str(path)) as container:
        return bool(container.streams.audio)
