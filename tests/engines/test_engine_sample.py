"""What engines are tried with looks like what they are given."""

from __future__ import annotations

import numpy as np
import pytest

from engines.bundle import Bundle, installed, open_bundle
from engines.contract import RENDER_INPUTS, TARGET_INPUTS
from engines.opening import open_engine
from engines.selection.sample import FRAMES, samples_of, target_sample


@pytest.fixture(params=installed(), scope="module")
def bundle(request: pytest.FixtureRequest) -> Bundle:
    return open_bundle(request.param)


def test_every_input_of_the_render_graph(bundle: Bundle) -> None:
    samples = samples_of(bundle)
    assert len(samples) == FRAMES
    with open_engine(bundle.graph("render")) as engine:
        for sample in samples:
            assert {name: sample[name].shape for name in engine.inputs} == dict(engine.inputs)
            out = engine.run(sample)
            assert all(np.isfinite(array).all() for array in out.values())


def test_the_frames_move_a_face(bundle: Bundle) -> None:
    rest, brows, jaw, smile = samples_of(bundle)
    moved = [
        np.abs(s["landmarks"] - s["target_landmarks"]).max() for s in (rest, brows, jaw, smile)
    ]
    assert moved[0] < min(moved[1:])
    assert min(moved[1:]) > 2 / 256
    assert len({sample["landmarks"].tobytes() for sample in (rest, brows, jaw, smile)}) == FRAMES


@pytest.mark.parametrize("size", [64, 256, 512])
def test_the_picture_has_the_size_of_the_bundle(size: int) -> None:
    sample = target_sample(size)
    assert set(sample) == set(TARGET_INPUTS)
    assert sample["image"].shape == (1, 3, size, size)
    assert sample["landmarks"].shape == RENDER_INPUTS["target_landmarks"]
    assert -1 <= sample["image"].min() < -0.5 < 0.5 < sample["image"].max() <= 1
    assert 0 < sample["landmarks"][..., :2].min() < sample["landmarks"][..., :2].max() < 1
