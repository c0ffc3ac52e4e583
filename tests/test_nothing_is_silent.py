"""What is left out, chosen or changed is said; and what is too large is bounded."""

from __future__ import annotations

import sys
import time
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Pillow

from rtxfer.demo import DRIVER, PORTRAITS, shipped
from rtxfer.errors import InputError, NoFaceError
from rtxfer.frame import Frame
from rtxfer.job import Job, run
from rtxfer.resting import resting_face
from rtxfer.settings import MotionSettings, TransferSettings
from rtxfer.sources import open_source
from rtxfer.sources.picture import MOST_PIXELS, read_noted
from rtxfer.target import Target
from rtxfer.video import process
from tests.media import make_video
from tests.runs import Black

PLAIN = TransferSettings(motion=MotionSettings(calibrated=False))
HOPPER = shipped(PORTRAITS["hopper"])


@pytest.mark.parametrize("moment", [540.0, 30.0])
def test_a_resting_face_beyond_the_clip(moment: float) -> None:
    with pytest.raises(InputError, match=rf"asked for at {moment:g} s, but .* is only 18\.92 s"):
        resting_face(shipped(DRIVER), moment)


def test_an_odd_size(tmp_path: Path) -> None:
    driver = make_video(tmp_path / "in.mp4")
    odd = process(open_source(driver), Black(size=(33, 32)), tmp_path / "out.mp4")
    assert odd.warnings == (
        "out.mp4 is 34x32, not 33x32: videos need even sides, so the last row or column is "
        "repeated.",
    )
    even = process(open_source(driver), Black(), tmp_path / "out.mp4")
    pictures = process(open_source(driver), Black(size=(33, 32)), tmp_path / "frames")
    assert even.warnings == pictures.warnings == ()


def test_a_gif_of_a_fast_driver(tmp_path: Path) -> None:
    for rate, told in ((25, False), (60, True)):
        driver = make_video(tmp_path / f"{rate}.mp4", time_base=Fraction(1, rate))
        summary = process(open_source(driver), Black(), tmp_path / "out.gif")
        assert any("50 pictures a second" in one for one in summary.warnings) is told


def test_two_faces_in_a_driver(tmp_path: Path, driver_frames: list[Frame]) -> None:
    one = [frame.image for frame in driver_frames[10:18]]
    two = [np.ascontiguousarray(np.concatenate([image, image], axis=1)) for image in one]
    for name, images, crowded in (("two.mp4", two, True), ("one.mp4", one, False)):
        clip = make_video(tmp_path / name, pts=range(8), images=images)
        summary = run(Job(clip, HOPPER, tmp_path / "out.mp4", generator="warp", settings=PLAIN))
        told = any("more than one face" in warning for warning in summary.warnings)
        assert told is crowded


def test_a_transparent_portrait(tmp_path: Path) -> None:
    portrait = Pillow.open(HOPPER).convert("RGBA")
    path = tmp_path / "face.png"
    portrait.save(path)
    assert Target.open(path).notes == ()
    portrait.putpixel((0, 0), (0, 0, 0, 0))
    portrait.save(path)
    assert Target.open(path).notes == ("face.png is partly transparent; grey is laid behind it.",)


def test_a_picture_that_is_too_large_is_shrunk(tmp_path: Path) -> None:
    path = tmp_path / "vast.png"
    Pillow.new("RGB", (9000, 6000), (200, 30, 60)).save(path, compress_level=1)
    image, alpha, notes = read_noted(path)
    assert alpha is None
    assert image.shape == (3000, 4500, 3)
    assert image.size / 3 <= MOST_PIXELS
    assert (image == (200, 30, 60)).all()
    assert notes == ("vast.png has 54 million pixels and was shrunk to 4500x3000.",)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems count memory otherwise")
def test_a_black_picture_of_168_megapixels(tmp_path: Path) -> None:
    """It took 35 s and 2.1 GB. Processor time, for the machine may be busy."""
    import resource

    path = tmp_path / "black.png"
    Pillow.new("RGB", (16_000, 10_500)).save(path, compress_level=1)
    began, before = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(NoFaceError):
        Target.open(path)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"{time.process_time() - began:.1f} s, {grown:.0f} MB")
    assert grown < 1100
