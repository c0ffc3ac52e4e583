import os
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from rtxfer.errors import InputError
from rtxfer.sources import open_source
from rtxfer.sources.video_file import VideoFileSource
from tests.media import corner_marked, cut_short, flash_clip, grey, level_of, make_video

UNEVEN = [0, 333, 1001, 1500, 4000, 4100, 9000]


def levels(source: VideoFileSource) -> list[float]:
    return [float(frame.image.mean()) for frame in source.frames()]


@pytest.mark.parametrize("time_base", [Fraction(1, 90_000), Fraction(1001, 30_000)])
def test_variable_frame_rate_is_kept_to_the_tick(tmp_path: Path, time_base: Fraction) -> None:
    path = make_video(tmp_path / "vfr.mp4", pts=UNEVEN, time_base=time_base)
    with open_source(path) as source:
        frames = list(source)
    assert [frame.pts * frame.time_base for frame in frames] == [p * time_base for p in UNEVEN]
    assert [frame.index for frame in frames] == list(range(7))


def test_info_tells_what_will_come(tmp_path: Path) -> None:
    info = open_source(make_video(tmp_path / "clip.mp4", sound="aac")).info
    assert (info.name, info.width, info.height) == ("clip.mp4", 64, 48)
    assert (info.rate, info.frames, info.has_audio) == (25, 12, True)
    assert info.duration == pytest.approx(0.48)
    assert not open_source(make_video(tmp_path / "mute.mp4")).info.has_audio


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [(None, None, range(50)), (0.4, None, range(10, 50)), (0.41, 0.8, range(11, 20))],
)
def test_cut_is_exact_between_keyframes(
    tmp_path: Path, start: float | None, end: float | None, expected: range
) -> None:
    path = make_video(tmp_path / "long.mp4", pts=range(50), key_every=8)
    source = open_source(path, start, end)
    found = [round(frame.time * 25) for frame in source]
    assert found == list(expected)
    assert source.info.frames == len(expected) or start == 0.41


def test_since_gives_the_same_frames_as_reading_through(tmp_path: Path) -> None:
    path = make_video(tmp_path / "long.mp4", pts=range(50), key_every=8)
    source = open_source(path)
    everything = list(source.frames())
    later = list(source.frames(since=everything[30].pts))
    assert [frame.pts for frame in later] == [frame.pts for frame in everything[30:]]
    np.testing.assert_array_equal(later[0].image, everything[30].image)


@pytest.mark.parametrize(
    ("rotation", "red_corner"),
    [
        ((0,), "top left"),
        ((-90,), "top right"),  # what a phone held upright records
        ((90,), "bottom left"),
        ((180,), "bottom right"),
        ((0, True), "top right"),
        ((0, False, True), "bottom left"),
    ],
)
def test_rotation_and_mirroring_are_applied(
    tmp_path: Path, rotation: tuple[object, ...], red_corner: str
) -> None:
    path = make_video(tmp_path / "phone.mp4", images=[corner_marked()] * 12, rotation=rotation)
    source = open_source(path)
    image = next(iter(source)).image
    height, width = image.shape[:2]
    assert (source.info.width, source.info.height) == (width, height)
    assert (width, height) == ((48, 64) if rotation[0] in (90, -90) else (64, 48))
    y = height // 4 if "top" in red_corner else 3 * height // 4
    x = width // 4 if "left" in red_corner else 3 * width // 4
    assert image[y, x, 0] > 200
    assert (image[:, :, 0] > 128).mean() == pytest.approx(0.25, abs=0.05)


@pytest.mark.parametrize(
    ("suffix", "codec", "pix_fmt", "size"),
    [
        (".mp4", "libx264", "yuv420p10le", (64, 48)),
        (".mp4", "libx264", "gray", (64, 48)),
        (".mkv", "ffv1", "bgra", (64, 48)),
        (".webm", "libvpx-vp9", "yuv420p", (33, 17)),
        (".mkv", "ffv1", "yuv444p", (1, 1)),
    ],
)
def test_every_pixel_format_gives_rgb(
    tmp_path: Path, suffix: str, codec: str, pix_fmt: str, size: tuple[int, int]
) -> None:
    path = tmp_path / f"clip{suffix}"
    make_video(path, images=[grey(120, size)] * 12, codec=codec, pix_fmt=pix_fmt)
    image = next(iter(open_source(path))).image
    assert image.dtype == np.uint8
    assert image.shape == (size[1], size[0], 3)
    assert image.flags["C_CONTIGUOUS"]
    assert abs(float(image.mean()) - 120) < 4


@pytest.mark.parametrize(("size", "matrix"), [((1280, 720), "ITU709"), ((640, 480), "ITU601")])
def test_untagged_colours_are_read_by_convention(
    tmp_path: Path, size: tuple[int, int], matrix: str
) -> None:
    image = grey(0, size)
    image[:] = (200, 60, 30)
    path = make_video(tmp_path / "clip.mp4", pts=[0], images=[image], matrix=matrix)
    middle = next(iter(open_source(path))).image[100, 100]
    assert middle.tolist() == pytest.approx([200, 60, 30], abs=4)


def test_truncated_file_gives_the_frames_it_has(tmp_path: Path) -> None:
    noise = np.random.default_rng(0).integers(0, 255, (60, 48, 64, 3), dtype=np.uint8)
    path = make_video(
        tmp_path / "cut.mp4",
        pts=range(60),
        images=list(noise),
        key_every=5,
        container_options={"movflags": "+faststart"},
    )
    source = open_source(cut_short(path, 0.6))
    frames = list(source)
    assert 20 < len(frames) < 50


def test_damage_in_the_middle_is_passed_over_and_counted(tmp_path: Path) -> None:
    path = make_video(tmp_path / "bad.mkv", pts=range(60), codec="ffv1", key_every=1)
    data = bytearray(path.read_bytes())
    third = len(data) // 3
    data[third : third + 400] = bytes(400)
    path.write_bytes(data)
    source = VideoFileSource(path)
    frames = list(source)
    assert 30 < len(frames) < 60
    assert source.skipped > 0
    pts = [frame.pts for frame in frames]
    assert pts == sorted(set(pts))


def test_file_without_timestamps_is_read_at_its_nominal_rate(tmp_path: Path) -> None:
    path = make_video(tmp_path / "raw.h264", pts=range(30))
    source = open_source(path)
    times = [frame.time for frame in source]
    assert len(times) == 30
    steps = np.diff(times)
    assert (steps > 0).all()
    assert steps.mean() == pytest.approx(0.04, rel=0.01)
    later = list(source.frames(since=next(iter(source)).pts + 1))
    assert len(later) == 29


def test_non_ascii_path(tmp_path: Path) -> None:
    path = make_video(tmp_path / "Портрет 視頻 ü.mp4")
    assert len(list(open_source(path))) == 12


def test_decoded_levels_are_right(tmp_path: Path) -> None:
    source = VideoFileSource(make_video(tmp_path / "clip.mp4"))
    assert levels(source) == pytest.approx([level_of(i) for i in range(12)], abs=3)


def test_identity_differs_by_content_and_cut(tmp_path: Path) -> None:
    one = make_video(tmp_path / "a.mp4")
    two = make_video(tmp_path / "b.mp4", images=[grey(7)] * 12)
    assert open_source(one).identity == open_source(one).identity
    assert open_source(one).identity != open_source(two).identity
    assert open_source(one).identity != open_source(one, start=0.2).identity


class TestRefusals:
    def test_missing_file_names_the_similar_one(self, tmp_path: Path) -> None:
        make_video(tmp_path / "holiday.mp4")
        with pytest.raises(InputError) as caught:
            open_source(tmp_path / "holidy.mp4")
        assert "holiday.mp4" in caught.value.hint

    def test_missing_folder(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match="does not exist either"):
            open_source(tmp_path / "nowhere" / "clip.mp4")

    def test_text_file_under_a_videos_name(self, tmp_path: Path) -> None:
        path = tmp_path / "notes.mp4"
        path.write_text("dear diary " * 500)
        with pytest.raises(InputError, match="not a video"):
            open_source(path)

    def test_empty_file(self, tmp_path: Path) -> None:
        (tmp_path / "empty.mp4").touch()
        with pytest.raises(InputError, match="0 bytes"):
            open_source(tmp_path / "empty.mp4")

    def test_index_lost_to_truncation(self, tmp_path: Path) -> None:
        path = cut_short(make_video(tmp_path / "clip.mp4"), 0.5)
        with pytest.raises(InputError) as caught:
            open_source(path)
        assert "cut short" in caught.value.hint

    def test_sound_only(self, tmp_path: Path) -> None:
        import av

        path = tmp_path / "song.m4a"
        with (
            av.open(str(flash_clip(tmp_path / "clip.mp4"))) as clip,
            av.open(str(path), "w", format="mp4") as song,
        ):
            stream = song.add_stream_from_template(clip.streams.audio[0])
            for packet in clip.demux(clip.streams.audio[0]):
                if packet.dts is not None:
                    packet.stream = stream
                    song.mux(packet)
        with pytest.raises(InputError, match="no video stream"):
            open_source(path)

    def test_no_decodable_frame(self, tmp_path: Path) -> None:
        path = make_video(tmp_path / "clip.mkv", codec="ffv1")
        data = bytearray(path.read_bytes())
        for place in range(len(data) - 100):
            if data[place : place + 1] == b"\xa3":  # Matroska SimpleBlock
                data[place + 8 : place + 40] = os.urandom(32)
        path.write_bytes(data)
        with pytest.raises(InputError):
            open_source(path)

    @pytest.mark.parametrize(("start", "end"), [(5.0, None), (0.3, 0.2), (-1.0, None), (None, 0.0)])
    def test_impossible_cuts(self, tmp_path: Path, start: float | None, end: float | None) -> None:
        path = make_video(tmp_path / "clip.mp4")
        with pytest.raises(InputError) as caught:
            open_source(path, start, end)
        assert caught.value.hint
