"""Stills, sequences and animations."""

import io
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Pillow
from PIL import ImageCms

from rtxfer.errors import InputError
from rtxfer.sources import open_source, read_picture
from rtxfer.sources.pixels import BACKDROP
from tests.media import corner_marked, cut_short, grey, level_of, make_gif, make_pictures


class TestReadPicture:
    @pytest.mark.parametrize("mode", ["RGB", "L", "RGBA", "LA", "P", "PA", "1", "CMYK", "YCbCr"])
    def test_every_mode_gives_rgb(self, tmp_path: Path, mode: str) -> None:
        path = tmp_path / ("x.jpg" if mode in ("CMYK", "YCbCr") else "x.png")
        if mode == "PA":
            path = tmp_path / "x.tif"
        picture = Pillow.fromarray(grey(255)).convert("LA" if mode == "PA" else mode)
        picture.save(path)
        image = read_picture(path)
        assert image.shape == (48, 64, 3)
        assert image.dtype == np.uint8
        assert image.min() > 250

    def test_sixteen_bit_grey_is_scaled(self, tmp_path: Path) -> None:
        values = np.array([[0, 257, 32_896, 65_535]], np.uint16)
        Pillow.fromarray(values).save(tmp_path / "deep.png")
        assert read_picture(tmp_path / "deep.png")[0, :, 0].tolist() == [0, 1, 128, 255]

    def test_sixteen_bit_rgb_is_scaled(self, tmp_path: Path) -> None:
        import av

        values = np.full((2, 2, 3), 32_896, np.uint16)
        path = tmp_path / "deep.png"
        context = av.CodecContext.create("png", "w")
        context.width = context.height = 2
        context.pix_fmt = "rgb48be"
        context.time_base = Fraction(1, 25)
        frame = av.VideoFrame.from_ndarray(values, "rgb48be")
        path.write_bytes(b"".join(bytes(packet) for packet in context.encode(frame)))
        assert read_picture(path)[0, 0].tolist() == [128, 128, 128]

    def test_transparency_shows_mid_grey(self, tmp_path: Path) -> None:
        rgba = np.zeros((1, 3, 4), np.uint8)
        rgba[0, :, 0] = 255
        rgba[0, :, 3] = [0, 128, 255]
        Pillow.fromarray(rgba).save(tmp_path / "clear.png")
        image = read_picture(tmp_path / "clear.png")
        assert image[0, 0].tolist() == [BACKDROP] * 3
        assert image[0, 1].tolist() == pytest.approx([192, 64, 64], abs=1)
        assert image[0, 2].tolist() == [255, 0, 0]

    def test_palette_with_a_transparent_colour(self, tmp_path: Path) -> None:
        picture = Pillow.fromarray(np.array([[0, 1]], np.uint8)).convert("P")
        picture.putpalette([255, 0, 0, 0, 255, 0])
        picture.save(tmp_path / "p.png", transparency=0)
        assert read_picture(tmp_path / "p.png")[0].tolist() == [[BACKDROP] * 3, [0, 255, 0]]

    def test_exif_orientation(self, tmp_path: Path) -> None:
        picture = Pillow.fromarray(corner_marked())
        exif = picture.getexif()
        exif[0x0112] = 6  # turn clockwise to view
        picture.save(tmp_path / "phone.jpg", exif=exif)
        image = read_picture(tmp_path / "phone.jpg")
        assert image.shape == (64, 48, 3)
        assert image[5, 43, 0] > 200
        assert image[5, 5, 0] < 50

    @pytest.mark.parametrize("mode", ["RGB", "RGBA"])
    def test_colour_profile_is_applied(self, tmp_path: Path, mode: str) -> None:
        profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
        swapped = (
            profile.replace(b"rXYZ", b"tmp!").replace(b"gXYZ", b"rXYZ").replace(b"tmp!", b"gXYZ")
        ).replace("sRGB".encode("utf-16-be"), "swap".encode("utf-16-be"))
        red = Pillow.new(mode, (4, 4), "red")
        red.save(tmp_path / "swapped.png", icc_profile=swapped)
        assert read_picture(tmp_path / "swapped.png")[0, 0].tolist() == [0, 255, 0]

    def test_profile_of_another_colour_model_is_ignored(self, tmp_path: Path) -> None:
        lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
        Pillow.fromarray(grey(200)).save(tmp_path / "odd.png", icc_profile=lab)
        assert read_picture(tmp_path / "odd.png").mean() == 200

    def test_broken_profile_does_not_lose_the_picture(self, tmp_path: Path) -> None:
        Pillow.fromarray(grey(90)).save(tmp_path / "x.jpg", icc_profile=b"not a profile")
        assert abs(read_picture(tmp_path / "x.jpg").mean() - 90) < 2

    def test_non_ascii_path(self, tmp_path: Path) -> None:
        path = tmp_path / "Ева 肖像.png"
        Pillow.fromarray(grey(90)).save(path)
        assert read_picture(path).mean() == 90

    def test_eight_k_is_fine(self, tmp_path: Path) -> None:
        Pillow.new("L", (7680, 4320), 77).save(tmp_path / "8k.png")
        assert read_picture(tmp_path / "8k.png").shape == (4320, 7680, 3)

    def test_bomb_is_refused(self, tmp_path: Path) -> None:
        data = io.BytesIO()
        Pillow.new("1", (1, 1)).save(data, "PNG")
        header = bytearray(data.getvalue())
        import struct
        import zlib

        header[16:24] = struct.pack(">II", 60_000, 60_000)
        header[29:33] = struct.pack(">I", zlib.crc32(header[12:29]))
        (tmp_path / "bomb.png").write_bytes(header)
        with pytest.raises(InputError, match="too many pixels"):
            read_picture(tmp_path / "bomb.png")

    @pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp", ".tif"])
    @pytest.mark.parametrize("share", [0.1, 0.6])
    def test_cut_short(self, tmp_path: Path, suffix: str, share: float) -> None:
        noise = np.random.default_rng(0).integers(0, 255, (64, 64, 3), dtype=np.uint8)
        path = tmp_path / f"x{suffix}"
        Pillow.fromarray(noise).save(path)
        with pytest.raises(InputError) as caught:
            read_picture(cut_short(path, share))
        assert caught.value.hint

    def test_not_a_picture(self, tmp_path: Path) -> None:
        (tmp_path / "x.png").write_text("hello")
        with pytest.raises(InputError, match="not a picture"):
            read_picture(tmp_path / "x.png")

    def test_folder_and_missing(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match="is a folder"):
            read_picture(tmp_path)
        with pytest.raises(InputError, match="no file"):
            read_picture(tmp_path / "face.png")


class TestSequence:
    def test_folder_in_natural_order(self, tmp_path: Path) -> None:
        make_pictures(tmp_path / "shots", 12, "shot%d.png")
        (tmp_path / "shots" / "notes.txt").write_text("not a picture")
        source = open_source(tmp_path / "shots")
        frames = list(source)
        assert [int(f.image[0, 0, 0]) for f in frames] == [level_of(i) for i in range(12)]
        assert [f.time for f in frames] == pytest.approx([i / 25 for i in range(12)])
        assert source.info.frames == 12

    @pytest.mark.parametrize("pattern", ["frame_%04d.png", "frame_*.png"])
    def test_patterns(self, tmp_path: Path, pattern: str) -> None:
        make_pictures(tmp_path / "in", 5)
        Pillow.fromarray(grey(1)).save(tmp_path / "in" / "other.png")
        assert len(list(open_source(tmp_path / "in" / pattern))) == 5

    def test_rate_and_cut(self, tmp_path: Path) -> None:
        make_pictures(tmp_path / "in", 10)
        source = open_source(tmp_path / "in", 0.2, 0.5, rate=Fraction(10))
        assert [frame.pts for frame in source] == [2, 3, 4]
        assert source.info.frames == 3
        assert [frame.pts for frame in source.frames(since=4)] == [4]

    def test_sizes_may_differ(self, tmp_path: Path) -> None:
        Pillow.fromarray(grey(1, (10, 20))).save(tmp_path / "1.png")
        Pillow.fromarray(grey(1, (30, 40))).save(tmp_path / "2.png")
        assert [f.image.shape[:2] for f in open_source(tmp_path)] == [(20, 10), (40, 30)]

    def test_single_still(self, tmp_path: Path) -> None:
        Pillow.fromarray(grey(50)).save(tmp_path / "face.jpg")
        frames = list(open_source(tmp_path / "face.jpg"))
        assert len(frames) == 1
        assert (frames[0].index, frames[0].pts) == (0, 0)

    def test_empty_folder(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match="no pictures"):
            open_source(tmp_path)

    def test_pattern_in_a_missing_folder(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match="no folder"):
            open_source(tmp_path / "nowhere" / "f_%03d.png")

    def test_impossible_rate(self, tmp_path: Path) -> None:
        make_pictures(tmp_path / "in", 2)
        with pytest.raises(InputError, match="impossible"):
            open_source(tmp_path / "in", rate=Fraction(0))


class TestAnimation:
    def test_gif_durations_become_timestamps(self, tmp_path: Path) -> None:
        source = open_source(make_gif(tmp_path / "x.gif", [40, 100, 250]))
        frames = list(source)
        assert [frame.pts for frame in frames] == [0, 40, 140]
        assert [int(f.image.mean()) for f in frames] == pytest.approx(
            [level_of(i) for i in range(3)], abs=2
        )
        assert source.info.duration == pytest.approx(0.39)

    def test_zero_durations_are_shown_as_browsers_do(self, tmp_path: Path) -> None:
        frames = list(open_source(make_gif(tmp_path / "x.gif", [0, 0, 0])))
        assert [frame.pts for frame in frames] == [0, 100, 200]

    @pytest.mark.parametrize("suffix", [".webp", ".png"])
    def test_webp_and_apng(self, tmp_path: Path, suffix: str) -> None:
        pictures = [Pillow.fromarray(grey(level_of(i))) for i in range(3)]
        path = tmp_path / f"x{suffix}"
        pictures[0].save(path, save_all=True, append_images=pictures[1:], duration=[50, 60, 70])
        frames = list(open_source(path))
        assert [frame.pts for frame in frames] == [0, 50, 110]
        assert [int(f.image.mean()) for f in frames] == pytest.approx(
            [level_of(i) for i in range(3)], abs=3
        )

    def test_cut_and_since(self, tmp_path: Path) -> None:
        path = make_gif(tmp_path / "x.gif", [100] * 6)
        source = open_source(path, 0.2, 0.5)
        assert [frame.pts for frame in source] == [200, 300, 400]
        assert [frame.pts for frame in source.frames(since=300)] == [300, 400]
