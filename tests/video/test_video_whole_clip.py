import time
from fractions import Fraction
from pathlib import Path

import pytest

from rtxfer.frame import Frame
from rtxfer.sources import open_source
from rtxfer.video import VideoOptions, VideoProgress, process
from tests.media import (
    beep_moment,
    flash_clip,
    flash_moment,
    grey,
    make_gif,
    make_pictures,
    make_video,
    moments,
    read_video,
)
from tests.runs import SHORT, UNEVEN, Black, Counting, Mirror, Result, Smoother, names, run


class TestWholeClip:
    def test_one_frame_out_per_frame_in_at_its_very_moment(self, tmp_path: Path) -> None:
        driver = make_video(tmp_path / "in.mp4", pts=UNEVEN, time_base=Fraction(1, 90_000))
        summary = run(driver, tmp_path / "out.mp4")
        assert moments(tmp_path / "out.mp4") == [Fraction(p, 90_000) for p in UNEVEN]
        assert summary.frames == 12
        assert names(tmp_path) == ["in.mp4", "out.mp4"]

    def test_summary(self, tmp_path: Path) -> None:
        summary = run(make_video(tmp_path / "in.mp4", sound="aac"), tmp_path / "out.mp4")
        assert summary.frames_without_face == 3
        assert summary.seconds == pytest.approx(12 / 25)
        assert (summary.audio, summary.resumed_from, summary.warnings) == ("copied", None, ())
        assert summary.stages["render"] == pytest.approx(2.0)
        assert {"decode", "encode"} <= set(summary.stages)
        json = summary.to_json()
        assert json["output"] == str(tmp_path / "out.mp4")
        assert json["fps"] > 0

    def test_progress(self, tmp_path: Path) -> None:
        told: list[VideoProgress] = []
        driver = make_video(tmp_path / "in.mp4")
        run(driver, tmp_path / "out.mp4", on_progress=told.append)
        assert [progress.done for progress in told] == list(range(1, 13))
        assert all(progress.total == 12 for progress in told)
        assert told[-1].eta == 0

    @pytest.mark.parametrize("name", ["in.mp4", "in.mkv", "in.ts"])
    def test_sound_is_cut_in_step(self, tmp_path: Path, name: str) -> None:
        # MPEG-TS begins at 1.4 s on its own clock.
        driver = flash_clip(tmp_path / name)
        out = tmp_path / "out.mp4"
        with open_source(driver, 0.43, 1.8) as source:
            process(source, Mirror(), out, SHORT)
        assert flash_moment(out) == pytest.approx(beep_moment(out), abs=0.003)
        assert flash_moment(out) == pytest.approx(1.2 - 0.44, abs=0.001)

    def test_without_sound_on_request(self, tmp_path: Path) -> None:
        driver = make_video(tmp_path / "in.mp4", sound="aac")
        assert run(driver, tmp_path / "out.mp4", VideoOptions(audio=False)).audio == "none"

    def test_broken_sound_becomes_a_warning(self, tmp_path: Path) -> None:
        driver = make_video(tmp_path / "in.mkv", sound="aac")
        driver.write_bytes(driver.read_bytes().replace(b"A_AAC", b"A_ZZZ"))
        summary = run(driver, tmp_path / "out.mp4")
        assert summary.audio.startswith("failed: ")
        assert "sound is missing" in summary.warnings[0]
        assert len(moments(tmp_path / "out.mp4")) == 12

    @pytest.mark.parametrize("name", ["out.gif", "out.webp", "frames", "seq/f_%03d.png"])
    def test_gif_in_anything_out(self, tmp_path: Path, name: str) -> None:
        (tmp_path / "seq").mkdir()
        summary = run(make_gif(tmp_path / "in.gif", [50, 100, 200]), tmp_path / name)
        assert summary.frames == 3
        result = tmp_path / name if "%" not in name else tmp_path / "seq"
        assert len(list(open_source(result))) == 3

    def test_sequence_in(self, tmp_path: Path) -> None:
        make_pictures(tmp_path / "in", 7)
        run(tmp_path / "in", tmp_path / "out.mp4")
        assert moments(tmp_path / "out.mp4") == [Fraction(i, 25) for i in range(7)]

    def test_side_by_side(self, tmp_path: Path) -> None:
        driver = make_video(tmp_path / "in.mp4", images=[grey(200)] * 12)
        out = tmp_path / "out.mkv"
        process(open_source(driver), Black(), out, VideoOptions(side_by_side=True))
        image = read_video(out)[0][1]
        assert image.shape == (32, 43 + 32 + 1, 3)  # 64x48 at height 32 is 43 wide; 1 pads
        assert image[:, :40].mean() > 180
        assert image[:, 46:].mean() < 20

    def test_a_drivers_pixels_stay_out_otherwise(self, tmp_path: Path) -> None:
        driver = make_video(tmp_path / "in.mp4", images=[grey(200)] * 12)
        process(open_source(driver), Black(), tmp_path / "out.mp4")
        assert max(image.max() for _, image in read_video(tmp_path / "out.mp4")) < 20

    def test_frames_wait_only_in_small_numbers(self, tmp_path: Path) -> None:
        driver = make_video(tmp_path / "in.mp4", pts=range(60))
        source = Counting(driver)
        ahead = []

        class Slow(Smoother):
            def move(self, frame: Frame) -> Result:
                ahead.append(source.given - len(self.seen))
                time.sleep(0.001)
                return super().move(frame)

        process(source, Slow(), tmp_path / "out.mp4")
        assert max(ahead) <= 7
