"""An interrupted run that is gone on with gives, byte by byte, what an undisturbed one gives."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rtxfer.demo import PORTRAITS, shipped
from rtxfer.frame import Frame, Image
from rtxfer.job import Job, run
from rtxfer.settings import MotionSettings, TransferSettings
from rtxfer.sinks.parts import Parts
from rtxfer.sinks.video_file import VideoFileSink
from rtxfer.sources import open_source, read_picture
from rtxfer.video import VideoProgress, process, relay
from tests.media import make_video
from tests.runs import SHORT, Smoother, interrupted, resuming

PLAIN = TransferSettings(motion=MotionSettings(calibrated=False))


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory, driver_frames: list[Frame]) -> Path:
    """Talk, and another person's face for a while."""
    portrait = read_picture(shipped(PORTRAITS["collins"]))
    high, wide = portrait.shape[:2]
    height, width = driver_frames[0].image.shape[:2]
    rows = np.arange(height) * high // height
    columns = np.clip(
        np.arange(width) * high // height - (width * high // height - wide) // 2, 0, wide - 1
    )
    still = np.ascontiguousarray(portrait[rows][:, columns])
    talk = [driver_frames[i].image for i in range(70, 106)]
    images: list[Image] = [*talk[:28], *[still] * 12, *talk[28:]]
    path = tmp_path_factory.mktemp("clips") / "driver.mp4"
    return make_video(path, pts=range(len(images)), images=images, key_every=8)


@pytest.fixture
def frequent(monkeypatch: pytest.MonkeyPatch) -> None:
    """Trackers that relieve each other often."""
    monkeypatch.setattr(relay, "EVERY", 12)
    monkeypatch.setattr(relay, "SHOWN", 4)


def stopping(at: int) -> Any:
    def advance(progress: VideoProgress) -> None:
        if progress.done == at:
            raise KeyboardInterrupt

    return advance


def pictures(folder: Path) -> list[bytes]:
    """Their pixels: the manifest in each file tells when it was made."""
    return [read_picture(path).tobytes() for path in sorted(folder.iterdir())]


@pytest.mark.usefixtures("frequent")
@pytest.mark.parametrize("at", [7, 31])
def test_pictures_are_the_same_to_the_byte(tmp_path: Path, clip: Path, at: int) -> None:
    job = Job(
        clip, shipped(PORTRAITS["hopper"]), tmp_path / "whole", generator="warp", settings=PLAIN
    )
    whole = run(job)
    job = replace(job, out=tmp_path / "parts")
    with pytest.raises(KeyboardInterrupt):
        run(job, stopping(at))
    summary = run(replace(job, resume=True))
    assert summary.resumed_from is not None
    assert at <= summary.resumed_from + 4
    assert summary.shots == whole.shots == (28 / 25, 40 / 25)
    assert summary.frames_without_face == whole.frames_without_face
    assert pictures(tmp_path / "parts") == pictures(tmp_path / "whole")


@pytest.mark.usefixtures("frequent")
def test_a_killed_video_is_the_same(
    tmp_path: Path, clip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rtxfer.video.runner._SEGMENT_FRAMES", 10)
    portrait = shipped(PORTRAITS["hopper"])
    job = Job(clip, portrait, tmp_path / "whole.mp4", generator="warp", settings=PLAIN)
    run(job)
    job = replace(job, out=tmp_path / "parts.mp4")
    with monkeypatch.context() as patch:
        patch.setattr(VideoFileSink, "_abandon", lambda sink: None)  # as kill -9 does
        with pytest.raises(KeyboardInterrupt):
            run(job, stopping(37))
    summary = run(replace(job, resume=True))
    assert summary.resumed_from in (20, 30)
    one, other = (list(open_source(tmp_path / name)) for name in ("whole.mp4", "parts.mp4"))
    assert [frame.pts for frame in one] == [frame.pts for frame in other]
    assert all((a.image == b.image).all() for a, b in zip(one, other, strict=True))


def test_segments_are_short_and_shorter_where_pictures_are_large() -> None:
    from rtxfer.video.runner import segment_frames

    assert [segment_frames(size) for size in ((640, 360), (1280, 720), (1920, 1080))] == [
        50,
        50,
        22,
    ]
    assert segment_frames((7680, 4320)) == 10


def damaged_journals() -> list[Any]:
    def change(**parts: Any) -> Any:
        def damage(folder: Path) -> None:
            path = folder / "journal.json"
            outer = json.loads(path.read_text())
            body = json.loads(outer["body"]) | parts
            path.write_text(json.dumps(outer | {"body": json.dumps(body)}))

        return damage

    def cut(folder: Path) -> None:
        segment = folder / "000001.mp4"
        segment.write_bytes(segment.read_bytes()[:-40])

    def flip(folder: Path) -> None:
        segment = folder / "000002.mp4"
        data = bytearray(segment.read_bytes())
        data[len(data) // 2] ^= 8
        segment.write_bytes(bytes(data))

    values = [float("nan"), -5, 1 << 50, "three", None, True, [], 1e300]
    changed = [change(**{key: v}) for key in ("frames", "last_pts", "first_pts") for v in values]
    more = [change(segments=3), change(state="x"), change(arrays="!"), change(segments=[{"a": 1}])]
    return [cut, flip, *changed, *more]


@pytest.mark.parametrize("damage", damaged_journals())
def test_what_is_not_exactly_as_written_is_begun_anew(tmp_path: Path, damage: Any) -> None:
    driver = make_video(tmp_path / "in.mp4", pts=range(20))
    out = tmp_path / "out.mp4"
    interrupted(driver, out, at=17)
    damage(tmp_path / ".out.mp4.rtxfer-part")
    summary = process(open_source(driver), Smoother(), out, resuming())
    assert summary.resumed_from is None
    assert "it is damaged. Starting anew" in summary.warnings[0]
    assert summary.frames == 20
    assert summary.seconds == pytest.approx(0.8)


@pytest.mark.parametrize("name", ["last_pts", "first_pts", "frames", "faceless"])
@pytest.mark.parametrize("value", [float("nan"), -5, 1 << 70, "three", True])
def test_a_journal_that_cannot_be_true_is_none(tmp_path: Path, name: str, value: Any) -> None:
    """Even one that was written as such."""
    out = tmp_path / "out.mp4"
    interrupted(make_video(tmp_path / "in.mp4", pts=range(20)), out, at=17)
    parts = Parts.left_by(out)
    assert parts is not None
    setattr(parts.journal, name, value)
    parts.commit()
    assert Parts.left_by(out) is None


def test_a_picture_that_is_cut_short(tmp_path: Path) -> None:
    out = tmp_path / "frames"
    interrupted(make_video(tmp_path / "in.mp4", pts=range(20)), out, at=9)
    picture = tmp_path / ".frames.rtxfer-part" / "pictures" / "frame_000004.png"
    picture.write_bytes(picture.read_bytes()[:-9])
    assert Parts.left_by(out) is None


def test_a_moment_beyond_the_driver(tmp_path: Path) -> None:
    driver = make_video(tmp_path / "in.mp4", pts=range(20))
    out = tmp_path / "out.mp4"
    interrupted(driver, out, at=17)
    parts = Parts.left_by(out)
    assert parts is not None
    parts.journal.last_pts = 1 << 50
    parts.commit()
    summary = process(open_source(driver), Smoother(), out, SHORT)
    assert summary.seconds == pytest.approx(0.8)
    interrupted(driver, out, at=17)
    parts = Parts.left_by(out)
    assert parts is not None
    parts.journal.last_pts = 1 << 50
    parts.commit()
    summary = process(open_source(driver), Smoother(), out, resuming())
    assert summary.resumed_from is None
    assert summary.seconds == pytest.approx(0.8)
