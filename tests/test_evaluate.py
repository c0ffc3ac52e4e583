"""What the driver does comes over, as the tracker sees it."""

import json
import math
from pathlib import Path

import numpy as np
import pytest

from rtxfer.evaluate import FEWEST_FRAMES, BlendshapeFidelity, Report, evaluate, overview
from rtxfer.frame import Frame
from rtxfer.generator import Generator
from rtxfer.motion.neutral import Neutral
from rtxfer.settings import MotionSettings, TransferSettings
from rtxfer.target import Target
from tests.media import grey, make_video

PLAIN = TransferSettings(motion=MotionSettings(calibrated=False))


@pytest.fixture(scope="module")
def clip(
    tmp_path_factory: pytest.TempPathFactory,
    driver_frames: list[Frame],
    blink_frames: list[Frame],
) -> Path:
    """Brows, jaw, smile and a blink in a few dozen frames."""
    chosen = [*driver_frames[60:205:6], *blink_frames[::2]]
    path = tmp_path_factory.mktemp("clips") / "driver.mp4"
    images = [frame.image for frame in chosen]
    return make_video(path, pts=range(0, 3 * len(images), 3), images=images)


@pytest.fixture(scope="module")
def report(clip: Path, eileen: Target, warp: Generator, driver_neutral: Neutral) -> Report:
    return evaluate(clip, eileen, warp, driver_neutral)


def test_it_names_what_was_compared(report: Report) -> None:
    assert (report.driver, report.target) == ("driver.mp4", "eileen_collins.jpg")
    assert report.generator == "warp"
    assert report.frames == 32
    assert report.lost == 0


def test_what_the_driver_uses_comes_over(report: Report) -> None:
    for name in ("jawOpen", "mouthSmileLeft", "mouthSmileRight", "eyeBlinkLeft", "browInnerUp"):
        assert name in report.channels, name
        channel = report.channels[name]
        assert 0.25 <= channel.range <= 1
        assert channel.correlation > 0.6, (name, channel)
        assert 0.05 < channel.gain < 2.5, (name, channel)
    assert report.channels["jawOpen"].gain > 0.4
    assert report.channels["eyeBlinkLeft"].gain > 0.3


def test_every_number_is_finite(report: Report) -> None:
    assert 0 < report.flicker < 20
    for channel in report.channels.values():
        assert math.isfinite(channel.gain)
        assert -1 <= channel.correlation <= 1
    assert json.loads(json.dumps(report.to_json()))["channels"]["jawOpen"]["range"] > 0.2


def test_without_strength_nothing_comes_over(
    clip: Path, eileen: Target, warp: Generator, driver_neutral: Neutral
) -> None:
    off = TransferSettings(motion=MotionSettings(calibrated=False, strength=0))
    frozen = evaluate(clip, eileen, warp, driver_neutral, settings=off, every=3)
    assert frozen.channels
    assert all(abs(channel.gain) < 0.05 for channel in frozen.channels.values())


def test_every_second_frame(
    clip: Path, grace: Target, warp: Generator, driver_neutral: Neutral
) -> None:
    half = evaluate(clip, grace, warp, driver_neutral, settings=PLAIN, every=2)
    assert half.frames == 16
    smile = half.channels["mouthSmileLeft"]
    assert smile.correlation > 0.8
    assert 0.5 < smile.gain < 2


def test_a_clip_too_short_to_tell(
    tmp_path: Path,
    driver_frames: list[Frame],
    eileen: Target,
    warp: Generator,
    driver_neutral: Neutral,
) -> None:
    images = [frame.image for frame in driver_frames[: FEWEST_FRAMES - 1]]
    clip = make_video(tmp_path / "short.mp4", pts=range(len(images)), images=images)
    found = evaluate(clip, eileen, warp, driver_neutral, settings=PLAIN)
    assert found.frames == len(images)
    assert found.channels == {}
    assert math.isnan(found.flicker)


def test_a_driver_without_a_face(
    tmp_path: Path, eileen: Target, warp: Generator, driver_neutral: Neutral
) -> None:
    clip = make_video(tmp_path / "wall.mp4", images=[grey(90)] * 12)
    found = evaluate(clip, eileen, warp, driver_neutral, settings=PLAIN)
    assert (found.frames, found.lost) == (0, 0)
    assert found.channels == {}


def test_overview() -> None:
    def made(gain: float, correlation: float) -> Report:
        channels = {"jawOpen": BlendshapeFidelity(gain, correlation, 0.5)}
        return Report("d", "t", "warp", 10, 0, 1.0, channels)

    rows = overview([made(0.5, 0.9), made(1.0, 0.7), made(1.2, 0.8)])
    assert rows == {"jawOpen": ("3", "1.00", "0.50", "1.20", "0.80", "0.70")}
    assert overview([]) == {}


def test_the_slope_is_that_of_the_output_on_the_driver() -> None:
    from rtxfer.evaluate import regress

    x = np.linspace(0, 1, 20)
    assert regress(x, 0.4 * x + 3) == pytest.approx((0.4, 1))
    assert regress(x, -2 * x) == pytest.approx((-2, -1))
    assert regress(x, np.ones(20)) == pytest.approx((0, 0))
