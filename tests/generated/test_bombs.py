"""Small files that would unpack to enormous ones are refused, or cost no more than is promised."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Pillow

from engines.untrusted import LARGEST, RATIO, read_arrays, read_json, read_toml
from rtxfer.errors import InputError
from rtxfer.face.motion_file import MotionFile
from rtxfer.sources import open_source, picture_track
from rtxfer.sources.picture import read_picture
from tests.generated.seeds import make_one
from tests.media import grey, make_video


def png(width: int, height: int) -> bytes:
    """A header of a size, and pixels that are not worth it."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(bytes(1_000_000))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


def test_a_png_of_3600_megapixels(tmp_path: Path) -> None:
    path = tmp_path / "bomb.png"
    path.write_bytes(png(60_000, 60_000))
    for read in (read_picture, open_source):
        with pytest.raises(InputError, match="too many pixels"):
            read(path)


def test_a_gif_with_a_huge_canvas(tmp_path: Path) -> None:
    path = tmp_path / "bomb.gif"
    small = [Pillow.fromarray(grey(level)) for level in (10, 200)]
    small[0].save(path, save_all=True, append_images=small[1:], duration=40)
    content = bytearray(path.read_bytes())
    for side, sentence in ((65_535, "too many pixels"), (9_000, "moves 9000x9000")):
        content[6:10] = struct.pack("<HH", side, side)
        path.write_bytes(content)
        with pytest.raises(InputError, match=sentence):
            open_source(path)


def test_a_video_that_says_to_be_enormous(tmp_path: Path) -> None:
    """And nothing of it can be decoded: that went on for ever."""
    path = make_video(tmp_path / "bomb.mkv", codec="ffv1", images=[grey(9)] * 3, pts=range(3))
    content = path.read_bytes()
    at = content.index(b"\xb0\x81\x40\xba\x81\x30")  # Matroska's PixelWidth 64, PixelHeight 48
    path.write_bytes(content[:at] + b"\xb0\x82\xff\xff\xba\x82\xff\xff" + content[at + 6 :])
    with pytest.raises(InputError):
        list(open_source(path))


def test_a_video_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clip = make_video(tmp_path / "in.mkv")
    monkeypatch.setattr(picture_track, "MOST_PIXELS", 64 * 48)
    assert len(list(open_source(clip))) == 12
    monkeypatch.setattr(picture_track, "MOST_PIXELS", 64 * 48 - 1)
    with pytest.raises(InputError, match="is 64x48; no more than"):
        open_source(clip)


def zipped(**arrays: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in arrays.items():
            archive.writestr(f"{name}.npy", content)
    return packed.getvalue()


def array(count: int) -> bytes:
    file = io.BytesIO()
    np.save(file, np.zeros(count, np.uint8))
    return file.getvalue()


def test_arrays_that_unpack_to_a_thousand_times_their_size(tmp_path: Path) -> None:
    bomb = zipped(pts=array(LARGEST + 4_000_000))
    assert len(bomb) * RATIO < 4_000_000
    with pytest.raises(ValueError, match="too large for what it is"):
        read_arrays(io.BytesIO(bomb))
    (tmp_path / "bomb.motion").write_bytes(bomb)
    with pytest.raises(InputError, match="too large for what it is"):
        MotionFile.load(tmp_path / "bomb.motion")


def test_an_array_that_says_to_be_larger_than_it_is() -> None:
    whole = array(100)
    for said in (b"(10**9,)", b"(999999999999,)", b"(-100,)", b"(9,)", b"(100, 0)"):
        changed = whole.replace(b"(100,)", said, 1)
        with pytest.raises(ValueError):  # noqa: PT011  # numpy's own words
            read_arrays(io.BytesIO(zipped(pts=changed)))
    assert read_arrays(io.BytesIO(zipped(pts=whole)))["pts"].shape == (100,)


def test_what_numpy_writes_is_read_back(tmp_path: Path) -> None:
    arrays = {
        "columns": np.asfortranarray(np.arange(6.0).reshape(2, 3)),
        "nothing": np.zeros((0, 3), np.float32),
        "one": np.array(4),
        "text": np.array(""),
        "word": np.array("rest"),
        "told": np.array([True, False]),
    }
    with (tmp_path / "all.npz").open("w+b") as file:
        np.savez_compressed(file, **arrays)
        found = read_arrays(file)
    assert list(found) == list(arrays)
    for name, value in arrays.items():
        assert found[name].dtype == value.dtype
        assert np.array_equal(found[name], value)
        assert found[name].flags.writeable


def test_objects_are_never_made(tmp_path: Path) -> None:
    file = io.BytesIO()
    np.savez(file, bad=np.array([{"a": 1}], object))
    with pytest.raises(ValueError, match="objects"):
        read_arrays(file)


def test_nesting_without_end() -> None:
    key = "a." * 20_000 + "a = 1"  # which took minutes
    quoted = "x = {" + '"a" . ' * 20_000 + "a = 1}"
    lists = "[" * 100_000
    for read, text in (
        (read_json, lists),
        (read_toml, f"a = {lists}"),
        (read_toml, key),
        (read_toml, quoted),
    ):
        with pytest.raises(ValueError, match="nested too deeply"):
            read(text)


def test_texts_that_are_only_long() -> None:
    assert len(read_toml(f'a = "{"w" * 300_000}"\nb = [{"0.5, " * 5000}]')["b"]) == 5000
    assert read_toml("a.b.c.d = 1") == {"a": {"b": {"c": {"d": 1}}}}


def test_a_motion_file_of_real_numbers_is_no_bomb(tmp_path: Path) -> None:
    assert len(MotionFile.load(make_one(tmp_path, "motion"))) == 4
