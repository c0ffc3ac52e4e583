"""Animations, sequences, and the choice among sinks."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from PIL import Image as Pillow

from rtxfer.errors import OutputError
from rtxfer.frame import Frame
from rtxfer.sinks import is_resumable, open_sink
from rtxfer.sources import open_source
from tests.media import frames_of, level_of, make_pictures

MILLISECOND = Fraction(1, 1000)


def write(path: Path, frames: Iterable[Frame], **options: Any) -> None:
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


def interrupted_frames() -> Iterator[Frame]:
    yield from frames_of(range(3))
    raise KeyboardInterrupt


class TestAnimations:
    @pytest.mark.parametrize(
        ("suffix", "moments"), [(".gif", [0, 30, 70, 200]), (".webp", [0, 33, 67, 205])]
    )
    def test_moments_survive_to_the_formats_precision(
        self, tmp_path: Path, suffix: str, moments: list[int]
    ) -> None:
        path = tmp_path / f"out{suffix}"
        write(path, frames_of([0, 33, 67, 205], MILLISECOND))
        frames = list(open_source(path))
        assert [frame.pts for frame in frames] == moments
        assert [int(f.image.mean()) for f in frames] == pytest.approx(
            [level_of(i) for i in range(4)], abs=3
        )
        assert Pillow.open(path).info["loop"] == 0

    def test_gif_does_not_drift(self, tmp_path: Path) -> None:
        path = tmp_path / "out.gif"
        write(path, frames_of(range(90), Fraction(1001, 30_000)))
        last = list(open_source(path))[-1]
        assert last.time == pytest.approx(89 * 1001 / 30_000, abs=0.005)

    def test_gif_leaves_out_what_it_cannot_time(self, tmp_path: Path) -> None:
        path = tmp_path / "out.gif"
        write(path, frames_of(range(0, 1000, 10), MILLISECOND))
        pts = [frame.pts for frame in open_source(path)]
        assert pts == list(range(0, 1000, 20))

    @pytest.mark.parametrize("suffix", [".gif", ".webp"])
    @pytest.mark.parametrize("size", [(1, 1), (33, 17)])
    def test_odd_sizes(self, tmp_path: Path, suffix: str, size: tuple[int, int]) -> None:
        path = tmp_path / f"out{suffix}"
        write(path, frames_of(range(3), size=size))
        assert Pillow.open(path).size == size

    @pytest.mark.parametrize("suffix", [".gif", ".webp"])
    def test_single_frame(self, tmp_path: Path, suffix: str) -> None:
        path = tmp_path / f"out{suffix}"
        write(path, frames_of([0]))
        assert len(list(open_source(path))) == 1


class TestSequences:
    @pytest.mark.parametrize(
        ("name", "files"),
        [
            ("out", ["frame_000000.png", "frame_000001.png"]),
            ("out/f%02d.png", ["f00.png", "f01.png"]),
            ("out/f%03d.jpg", ["f000.jpg", "f001.jpg"]),
        ],
    )
    def test_one_file_per_frame(self, tmp_path: Path, name: str, files: list[str]) -> None:
        write(tmp_path / name, frames_of(range(2)))
        assert sorted(entry.name for entry in (tmp_path / "out").iterdir()) == files
        assert [entry.name for entry in tmp_path.iterdir()] == ["out"]
        levels = [int(frame.image.mean()) for frame in open_source(tmp_path / "out")]
        assert levels == pytest.approx([level_of(0), level_of(1)], abs=2)

    def test_an_earlier_runs_pictures_are_replaced(self, tmp_path: Path) -> None:
        write(tmp_path / "out", frames_of(range(5)))
        write(tmp_path / "out", frames_of(range(2)))
        assert len(list((tmp_path / "out").iterdir())) == 2

    def test_other_files_are_not_lost(self, tmp_path: Path) -> None:
        (tmp_path / "out").mkdir()
        (tmp_path / "out" / "thesis.doc").write_text("years of work")
        with pytest.raises(OutputError, match=r"thesis\.doc"):
            write(tmp_path / "out", frames_of(range(2)))
        assert (tmp_path / "out" / "thesis.doc").exists()

    def test_an_error_leaves_the_old_pictures(self, tmp_path: Path) -> None:
        write(tmp_path / "out", frames_of(range(5)))
        with pytest.raises(KeyboardInterrupt):
            write(tmp_path / "out", interrupted_frames())
        assert len(list((tmp_path / "out").iterdir())) == 5
        assert [entry.name for entry in tmp_path.iterdir()] == ["out"]


class TestOpening:
    def test_unknown_extension_lists_the_known(self, tmp_path: Path) -> None:
        with pytest.raises(OutputError) as caught:
            write(tmp_path / "out.avi", frames_of([0]))
        assert ".mp4" in caught.value.hint
        assert list(tmp_path.iterdir()) == []

    def test_one_picture_cannot_hold_a_clip(self, tmp_path: Path) -> None:
        with pytest.raises(OutputError) as caught:
            write(tmp_path / "out.png", frames_of([0]))
        assert "out_%04d.png" in caught.value.hint

    @pytest.mark.parametrize("name", ["out.mp4", "out.gif", "out.webp", "frames"])
    def test_missing_folder(self, tmp_path: Path, name: str) -> None:
        with pytest.raises(OutputError) as caught:
            write(tmp_path / "nowhere" / name, frames_of([0]))
        assert "mkdir" in caught.value.hint

    @pytest.mark.skipif(not Path("/proc/self").exists(), reason="Linux only")
    @pytest.mark.parametrize("name", ["out.mp4", "out.gif", "out.webp", "frames"])
    def test_unwritable_folder(self, name: str) -> None:
        # The kernel's own folder: not even root can make a file there.
        with pytest.raises(OutputError) as caught:
            write(Path("/proc/self") / name, frames_of([0]))
        assert caught.value.hint

    def test_an_input_is_never_overwritten(self, tmp_path: Path) -> None:
        driver = tmp_path / "driver.mp4"
        driver.write_bytes(b"precious")
        link = tmp_path / "link.mp4"
        link.symlink_to(driver)
        for path in (driver, link, tmp_path / "x" / ".." / "driver.mp4"):
            (tmp_path / "x").mkdir(exist_ok=True)
            with pytest.raises(OutputError, match="also an input"):
                write(path, frames_of([0]), inputs=[driver])
        assert driver.read_bytes() == b"precious"

    @pytest.mark.parametrize("driver", ["frame_000001.png", "frame_%06d.png", "."])
    @pytest.mark.parametrize("out", ["pictures", "pictures/frame_%06d.png"])
    def test_nor_is_a_folder_with_an_input_in_it(
        self, tmp_path: Path, driver: str, out: str
    ) -> None:
        folder = tmp_path / "pictures"
        make_pictures(folder, 3, "frame_%06d.png")
        with pytest.raises(OutputError, match="also an input"):
            write(tmp_path / out, frames_of([0]), inputs=[folder / driver])
        assert len(list(folder.iterdir())) == 3

    @pytest.mark.parametrize(
        ("name", "expected"),
        [("a.mp4", True), ("a.webm", True), ("dir", True), ("a.gif", False), ("a.webp", False)],
    )
    def test_what_can_be_resumed(self, tmp_path: Path, name: str, expected: bool) -> None:
        assert is_resumable(tmp_path / name) is expected
