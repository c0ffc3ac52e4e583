"""Moments drawn into pictures, and read back from what virtual cameras make of them."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rtxfer.bench import bench_live
from rtxfer.frame import Image
from rtxfer.live import LiveOptions
from rtxfer.live.stamp import read_stamp, write_stamp
from rtxfer.settings import MotionSettings, OutputSettings, TransferSettings


def noise(width: int = 320, height: int = 240) -> Image:
    return np.random.default_rng(3).integers(0, 255, (height, width, 3), dtype=np.uint8)


@given(moment=st.floats(0, 2e8))
def test_a_moment_survives_the_colours_of_a_camera(moment: float) -> None:
    image = noise()
    write_stamp(image, moment)
    halved = cv2.cvtColor(cv2.cvtColor(image, cv2.COLOR_RGB2YUV_I420), cv2.COLOR_YUV2RGB_I420)
    for picture in (image, halved):
        found = read_stamp(picture)
        assert found is not None
        assert abs(found - moment) < 1e-6 * max(1.0, moment * 1e-9)


@pytest.mark.parametrize("shade", [0, 90, 255])
def test_a_plain_corner_is_no_stamp(shade: int) -> None:
    assert read_stamp(np.full((240, 320, 3), shade, np.uint8)) is None


def test_a_picture_that_is_too_small_has_none() -> None:
    assert read_stamp(noise(64, 20)) is None


def test_only_the_corner_is_drawn_on() -> None:
    image, before = noise(), noise()
    write_stamp(image, 12.5)
    assert (image[32:] == before[32:]).all()
    assert (image[:, 112:] == before[:, 112:]).all()


def test_the_live_benchmark_reads_back_what_went_in() -> None:
    settings = TransferSettings(
        motion=MotionSettings(calibrated=False), output=OutputSettings(width=320, height=240)
    )
    options = LiveOptions(generator="warp", backend="onnxruntime", settings=settings)
    found = bench_live(options=options, seconds=1.5)
    assert 0 < found.latency_ms.p50 <= found.latency_ms.p99 < 30_000
    assert {"track", "render", "composite"} <= set(found.stages_ms)
    assert 0 < found.generated_fps <= found.output_fps + 5
    assert found.received_fps > 0
    assert (found.width, found.height) == (320, 240)
