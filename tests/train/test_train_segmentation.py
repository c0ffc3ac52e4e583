"""The shipped network is MediaPipe's, in another form."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="training is not installed: pip install -e '.[train]'")

import torch

from engines.opening import open_engine
from train.pretrained.segmentation import SIDE, Segmentation, convert_segmentation

SHIPPED = Path(str(resources.files("rtxfer.head").joinpath("selfie_segmentation.onnx")))
MOST_BYTES = 500_000


@pytest.mark.shared
def test_what_is_shipped_is_what_the_command_writes(shared: Path) -> None:
    content = (shared / "models" / "selfie_segmentation.tflite").read_bytes()
    written = convert_segmentation(content).SerializeToString()
    assert len(written) < MOST_BYTES
    image = np.random.default_rng(0).random((1, 3, SIDE, SIDE), np.float32)
    with torch.inference_mode():
        wanted = Segmentation(content)(torch.from_numpy(image)).numpy()
    with open_engine(SHIPPED) as engine:
        found = engine.run({"image": image})["person"]
    assert found == pytest.approx(wanted, abs=1e-4)
    assert 0 <= found.min() < 0.05
    assert SHIPPED.stat().st_size == len(written)


def test_it_is_small() -> None:
    assert SHIPPED.stat().st_size < MOST_BYTES
