"""Motion files: what they hold, that playing one is as good as the clip, and what is refused."""

from __future__ import annotations

import io
import json
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from rtxfer import job
from rtxfer.demo import DRIVER, PORTRAITS, shipped
from rtxfer.errors import InputError, OutputError
from rtxfer.face.motion_file import MotionFile
from rtxfer.face.tracked_frame import TrackedFrame
from rtxfer.job import Job
from rtxfer.live import LiveOptions, LiveRunner
from rtxfer.motion.neutral import Neutral
from rtxfer.motion.writer import MotionWriter
from rtxfer.resting import resting_face
from rtxfer.sources import PlaybackSource, open_source
from rtxfer.target import Target
from rtxfer.tracking import TrackJob, track

CLIP, PORTRAIT = shipped(DRIVER), shipped(PORTRAITS["hopper"])
END = 1.2
FRAMES = 30


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("motion")


@pytest.fixture(scope="module")
def motion(folder: Path) -> Path:
    """The shipped clip, tracked with the codes of the default generator."""
    out = folder / "me.motion"
    track(TrackJob(CLIP, out, backend="onnxruntime", end=END))
    return out


def video(driver: Path, out: Path, generator: str, **options: Any) -> list[bytes]:
    """The encoded frames: the manifest beside them tells when the file was made."""
    made = Job(driver, PORTRAIT, out, generator=generator, backend="onnxruntime", audio=False)
    job.run(replace(made, end=END, **options))
    with av.open(out) as container:
        return [bytes(packet) for packet in container.demux(video=0) if packet.size]


@pytest.mark.parametrize("generator", ["warp", "flow"])
def test_a_video_from_the_motion_is_that_from_the_clip_byte_by_byte(
    generator: str, motion: Path, tmp_path: Path
) -> None:
    clip = video(CLIP, tmp_path / "clip.mp4", generator)
    assert clip == video(motion, tmp_path / "motion.mp4", generator)


def test_it_holds_numbers_of_the_face_and_nothing_of_the_picture(motion: Path) -> None:
    """As many numbers as landmarks, blendshapes, pose and code are: there is no room for more."""
    with np.load(motion, allow_pickle=False) as arrays:
        shapes = {name: arrays[name].shape for name in arrays.files}
        types = {arrays[name].dtype.kind for name in arrays.files if name != "about"}
        about = json.loads(arrays["about"].tobytes())
    code = shapes["code"][1:]
    assert shapes == {
        "about": shapes["about"],
        "pts": (FRAMES,),
        "face": (FRAMES,),
        "size": (FRAMES, 2),
        "shot": (FRAMES,),
        "landmarks": (FRAMES, 478, 3),
        "blendshapes": (FRAMES, 52),
        "pose": (FRAMES, 4, 4),
        "neutral_at": (1,),
        "neutral_shape": (1, 478, 3),
        "neutral_blendshapes": (1, 52),
        "neutral_rotation": (1, 3, 3),
        "code": (FRAMES, *code),
        "neutral_code": (1, *code),
    }
    assert types == {"i", "b", "f"}
    assert int(np.prod(code)) < 1000
    assert set(about) == {
        *("format", "version", "name", "time_base", "rate", "reader", "generator")
    }
    assert shapes["about"][0] < 1000
    with open_source(motion) as source:
        assert all(frame.image.size == 0 for frame in source)


def test_a_generator_whose_code_was_not_kept_is_refused_and_what_to_do_is_said(
    motion: Path, tmp_path: Path
) -> None:
    with pytest.raises(InputError) as refused:
        video(motion, tmp_path / "moved.mp4", "eet")
    assert "was tracked for flow" in refused.value.problem
    assert "--generator eet" in refused.value.hint
    assert list(tmp_path.iterdir()) == []


def test_there_is_no_picture_to_put_beside(motion: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no picture"):
        video(motion, tmp_path / "moved.mp4", "warp", side_by_side=True)


def test_its_resting_face_is_the_clips(motion: Path) -> None:
    kept, found = resting_face(motion), resting_face(CLIP, end=END)
    np.testing.assert_array_equal(kept.shape, found.shape)
    np.testing.assert_array_equal(kept.blendshapes, found.blendshapes)
    first = resting_face(motion, "first")
    assert np.abs(first.shape - kept.shape).max() > 0
    assert resting_face(motion, 0.5).shape.shape == (478, 3)


def test_it_is_cut_as_a_clip_is(motion: Path) -> None:
    with open_source(motion, 0.4, 0.8) as cut, open_source(CLIP, 0.4, 0.8) as clip:
        assert [frame.time for frame in cut] == [frame.time for frame in clip]
        assert cut.info.frames == 10
    with pytest.raises(InputError, match="between start and end"):
        open_source(motion, 5)


def test_it_is_played_live_and_moves_the_portrait(motion: Path, grace: Target) -> None:
    source = PlaybackSource(motion)
    options = LiveOptions(generator="warp", backend="onnxruntime")
    with LiveRunner(source, grace, (), options, neutral=resting_face(motion)) as runner:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            latest = runner.latest()
            if latest is not None and latest.face and latest.motion.blendshapes.any():
                break
            time.sleep(0.02)
        else:
            pytest.fail("the portrait did not move")
        assert latest.driver is None, "there is no picture of the driver to be seen"


def test_what_a_live_run_saw_is_played_again(
    grace: Target, driver_neutral: Neutral, tmp_path: Path
) -> None:
    options = LiveOptions(generator="warp", backend="onnxruntime")
    runner = LiveRunner(PlaybackSource(CLIP), grace, (), options, neutral=driver_neutral)
    runner.motion.begin("webcam")
    with runner:
        until = time.monotonic() + 60
        while runner.motion.frames < 5 and time.monotonic() < until:
            time.sleep(0.02)
    out = tmp_path / "live.motion"
    kept = runner.motion.save(out, "warp")
    assert not runner.motion.recording
    assert len(kept) >= 5
    np.testing.assert_allclose(resting_face(out).shape, driver_neutral.shape)
    with open_source(out) as source:
        frames = list(source)
    assert all(isinstance(frame, TrackedFrame) and frame.signal is not None for frame in frames)


def test_another_resting_face_is_played_where_it_was_taken(
    driver_signals: list[Any], driver_frames: list[Any], driver_neutral: Neutral, tmp_path: Path
) -> None:
    writer = MotionWriter.live("webcam", 30)
    writer.rest(driver_neutral)
    other = replace(driver_neutral, shape=driver_neutral.shape + np.float32(0.1))
    for index in range(4):
        neutral = other if index == 2 else None
        shot = index in (2, 3)
        writer.add(driver_frames[index], driver_signals[index], shot=shot, neutral=neutral)
    path = tmp_path / "two.motion"
    writer.motion().save(path)
    with open_source(path) as source:
        kept = [frame.neutral for frame in source if isinstance(frame, TrackedFrame)]
    assert kept[:2] == [None, None]
    assert kept[2] is not None
    np.testing.assert_array_equal(kept[2]["shape"], other.shape)
    assert kept[3] == {}, "another shot in which no resting face was found"


@pytest.mark.parametrize("out", ["me.mp4", "me", "nowhere/me.motion"])
def test_another_name_is_refused_at_once(out: str, tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        track(TrackJob(CLIP, tmp_path / out))


class TestFromStrangers:
    """Nobody can say who made a motion file: nothing of it is believed."""

    @pytest.fixture
    def changed(self, motion: Path, tmp_path: Path) -> Callable[..., Path]:
        def make(**arrays: Any) -> Path:
            with np.load(motion, allow_pickle=False) as loaded:
                kept = {name: loaded[name] for name in loaded.files} | arrays
            buffer = io.BytesIO()
            np.savez(buffer, **{name: one for name, one in kept.items() if one is not None})
            path = tmp_path / "strange.motion"
            path.write_bytes(buffer.getvalue())
            return path

        return make

    def refused(self, path: Path) -> str:
        with pytest.raises(InputError) as error:
            MotionFile.load(path)
        assert error.value.hint
        return error.value.problem

    def test_pickled_objects_are_never_run(self, changed: Callable[..., Path]) -> None:
        ran: list[int] = []

        class Harm:
            def __reduce__(self) -> Any:
                return (ran.append, (1,))

        self.refused(changed(pose=np.array([Harm()], object)))
        assert ran == []

    def test_what_no_motion_file_has(self, changed: Callable[..., Path]) -> None:
        assert "picture" in self.refused(changed(picture=np.zeros((9, 9, 3), np.uint8)))

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("landmarks", np.zeros((FRAMES, 10, 3), np.float32)),
            ("landmarks", np.full((FRAMES, 478, 3), np.nan, np.float32)),
            ("blendshapes", np.zeros((FRAMES, 52), np.float64)),
            ("pts", np.zeros(FRAMES, np.int64)),
            ("size", np.zeros((FRAMES, 2), np.int32)),
            ("face", None),
        ],
    )
    def test_what_is_not_to_the_format(
        self, name: str, value: Any, changed: Callable[..., Path]
    ) -> None:
        assert "no whole motion file" in self.refused(changed(**{name: value}))

    def test_a_newer_version_says_so(self, changed: Callable[..., Path], motion: Path) -> None:
        with np.load(motion, allow_pickle=False) as loaded:
            about = json.loads(loaded["about"].tobytes()) | {"version": 2}
        text = np.frombuffer(json.dumps(about).encode(), np.uint8)
        assert "version 2" in self.refused(changed(about=text))

    def test_what_would_fill_the_memory_is_not_unpacked(self, motion: Path, tmp_path: Path) -> None:
        path = tmp_path / "bomb.motion"
        with zipfile.ZipFile(motion) as whole, zipfile.ZipFile(path, "w", 8) as bomb:
            for name in whole.namelist():
                content = whole.read(name) if name != "landmarks.npy" else bytes(300_000_000)
                bomb.writestr(name, content)
        assert "too large" in self.refused(path)

    def test_one_that_was_cut_short_or_is_something_else(
        self, motion: Path, tmp_path: Path
    ) -> None:
        path = tmp_path / "cut.motion"
        for content in (motion.read_bytes()[:1000], b"nothing of the kind"):
            path.write_bytes(content)
            assert "cut.motion" in self.refused(path)
