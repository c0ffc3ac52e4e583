import os
import signal
import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image as Pillow

from rtxfer.errors import InputError, OutputError
from rtxfer.sources import open_source
from rtxfer.video import VideoOptions, VideoProgress, process
from tests.media import file_size_limit, make_pictures, make_video, moments
from tests.runs import SHORT, Growing, Mirror, Smoother, Stalling, names, resuming, run


class TestEndings:
    """Whatever ends a run ends it promptly, with its own error, and leaves no thread behind."""

    @pytest.fixture(autouse=True)
    def _no_thread_stays(self) -> Any:
        before = threading.active_count()
        yield
        assert threading.active_count() == before

    def test_callback_error(self, tmp_path: Path) -> None:
        def refuse(progress: VideoProgress) -> None:
            if progress.done == 3:
                raise ZeroDivisionError("callback")

        driver = make_video(tmp_path / "in.mp4", pts=range(200))
        with pytest.raises(ZeroDivisionError, match="callback"):
            run(driver, tmp_path / "out.mp4", VideoOptions(segment_frames=500), on_progress=refuse)
        assert not (tmp_path / "out.mp4").exists()

    def test_transfer_error(self, tmp_path: Path) -> None:
        driver = make_video(tmp_path / "in.mp4", pts=range(60))
        transfer = Smoother(fail_at=20, error=ValueError("engine"))
        with pytest.raises(ValueError, match="engine"):
            process(open_source(driver), transfer, tmp_path / "out.mp4")

    def test_ctrl_c_while_waiting_for_the_decoder(self, tmp_path: Path) -> None:
        source = Stalling(make_video(tmp_path / "in.mp4", pts=range(40)), at=15)
        timer = threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT))
        timer.start()
        with pytest.raises(KeyboardInterrupt):
            process(source, Smoother(), tmp_path / "out.mp4", SHORT)
        timer.join()
        assert run(tmp_path / "in.mp4", tmp_path / "out.mp4", resuming()).resumed_from == 15

    def test_source_error(self, tmp_path: Path) -> None:
        make_pictures(tmp_path / "in", 6)
        (tmp_path / "in" / "frame_0004.png").write_bytes(b"broken")
        with pytest.raises(InputError, match="not a picture"):
            run(tmp_path / "in", tmp_path / "out.mp4")
        assert not (tmp_path / "out.mp4").exists()

    @pytest.mark.parametrize("name", ["out.mp4", "out.gif", "out.webp", "frames"])
    def test_full_disk(self, tmp_path: Path, name: str) -> None:
        noise = np.random.default_rng(0).integers(0, 255, (60, 48, 64, 3), dtype=np.uint8)
        driver = make_video(tmp_path / "in.mp4", pts=range(60), images=list(noise))
        with file_size_limit(1000), pytest.raises(OutputError, match="disk is full"):
            process(open_source(driver), Mirror(), tmp_path / name)
        assert names(tmp_path) == ["in.mp4"]

    def test_full_disk_at_the_very_last_frame(self, tmp_path: Path) -> None:
        noise = np.random.default_rng(0).integers(0, 255, (48, 64, 3), dtype=np.uint8)
        Pillow.fromarray(noise).save(tmp_path / "in.png")
        with file_size_limit(1000), pytest.raises(OutputError, match="disk is full"):
            process(open_source(tmp_path / "in.png"), Mirror(), tmp_path / "frames")

    def test_full_disk_keeps_what_was_finished(self, tmp_path: Path) -> None:
        make_pictures(tmp_path / "in", 20)
        noise = np.random.default_rng(0).integers(0, 255, (256, 256, 3), dtype=np.uint8)
        transfer = Growing(noise)
        with file_size_limit(60_000), pytest.raises(OutputError, match="disk is full"):
            process(open_source(tmp_path / "in"), transfer, tmp_path / "out.mp4", SHORT)
        assert names(tmp_path) == [".out.mp4.rtxfer-part", "in"]
        summary = process(open_source(tmp_path / "in"), transfer, tmp_path / "out.mp4", resuming())
        assert summary.resumed_from == 10
        assert len(moments(tmp_path / "out.mp4")) == 20

    @pytest.mark.parametrize(
        ("name", "error"),
        [("nowhere/out.mp4", OutputError), ("out.xyz", OutputError), ("in.mp4", OutputError)],
    )
    def test_bad_outputs_are_refused_before_any_work(
        self, tmp_path: Path, name: str, error: type[Exception]
    ) -> None:
        driver = make_video(tmp_path / "in.mp4")
        transfer = Smoother()
        with pytest.raises(error):
            process(open_source(driver), transfer, tmp_path / name)
        assert transfer.seen == []
        assert names(tmp_path) == ["in.mp4"]
