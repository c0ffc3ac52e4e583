"""The real network, where `train fetch` has put it; and what is said where it cannot run."""

import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
import torch

from engines.backends.openvino import core
from engines.errors import MissingLibraryError
from rtxfer.errors import InputError
from tests.train.synthetic import Painter, generator
from train.pretrained.weights import find_weights
from train.synthesis.ir import IrNet, split_input
from train.synthesis.network import (
    PARTS,
    STYLE,
    FaceGenerator,
    Styles,
    on_openvino,
    on_torch,
    open_generator,
)
from train.synthesis.styles import as_images

FILES = [
    f"mobilestylegan-{net}.{kind}" for net in ("mapping", "synthesis") for kind in ("xml", "bin")
]
MISSING = [name for name in FILES if find_weights(name) is None]

fetched = pytest.mark.skipif(bool(MISSING), reason=f"not fetched: {', '.join(MISSING)}")
with_openvino = pytest.mark.skipif(find_spec("openvino") is None, reason="openvino not installed")


def content(name: str) -> bytes:
    path = find_weights(name)
    assert path is not None
    return path.read_bytes()


@pytest.fixture(scope="module")
def styles() -> torch.Tensor:
    mapping = IrNet(content(FILES[0]), content(FILES[1]))
    noise = torch.randn(3, STYLE, generator=torch.Generator().manual_seed(4))
    with torch.inference_mode():
        return mapping(var=noise)


@fetched
@with_openvino
def test_torch_maps_noise_as_openvino_does(styles: torch.Tensor) -> None:
    exact = {"INFERENCE_PRECISION_HINT": "f32"}  # some CPUs would compute in bfloat16 unasked
    model = core().read_model(content(FILES[0]), content(FILES[1]))
    run = core().compile_model(model, "CPU", exact)
    noise = torch.randn(3, STYLE, generator=torch.Generator().manual_seed(4))
    for row in range(3):
        expected = run({"var": noise[row : row + 1].numpy()})[0]
        assert np.abs(styles[row : row + 1].numpy() - expected).max() < 1e-3


@fetched
@with_openvino
def test_torch_draws_what_openvino_draws(styles: torch.Tensor) -> None:
    xml = split_input(content(FILES[2]), "style", PARTS)
    parts = [styles[row : row + 1] for row in range(3)]
    with torch.inference_mode():
        ours = on_torch(xml, content(FILES[3]), torch.device("cpu"))(*parts)
    theirs = on_openvino(xml, content(FILES[3]))(*parts)
    assert ours.shape == theirs.shape == (1, 3, 1024, 1024)
    assert ours.std() > 0.2
    assert (ours - theirs).abs().max() < 1e-3
    # A picture whose parts come from three people is not the first one's.
    whole = on_openvino(xml, content(FILES[3]))(*[parts[0]] * 3)
    assert (ours - whole).abs().mean() > 0.05


@pytest.mark.skipif(not torch.cuda.is_available(), reason="no CUDA device")
@fetched
def test_a_gpu_draws_what_the_cpu_draws(styles: torch.Tensor) -> None:
    xml = split_input(content(FILES[2]), "style", PARTS)
    with torch.inference_mode():
        cpu, gpu = (
            on_torch(xml, content(FILES[3]), device)(*[styles.to(device)] * 3).cpu()
            for device in (torch.device("cpu"), torch.device("cuda"))
        )
    # A GPU may round what it convolves to ten bits.
    assert (cpu - gpu).abs().mean() < 1e-2


class TestFaceGenerator:
    def test_truncation_pulls_towards_the_mean(self) -> None:
        at_hand = generator(Painter())
        noise = np.random.default_rng(0).standard_normal((4, STYLE), np.float32)
        assert np.allclose(at_hand.styles(noise, 0.0), at_hand.mean)
        assert np.allclose(at_hand.styles(noise, 1.0), noise, atol=1e-5)
        half = at_hand.styles(noise, np.full((4, 1), 0.5, np.float32))
        assert np.allclose(half - at_hand.mean, (noise - at_hand.mean) / 2, atol=1e-5)

    def test_pictures_come_in_batches_and_in_order(self) -> None:
        seen: list[int] = []

        def shade(coarse: torch.Tensor, mid: torch.Tensor, fine: torch.Tensor) -> torch.Tensor:
            seen.append(len(fine))
            return fine[:, :1, None, None].expand(-1, 3, 32, 32)

        at_hand = FaceGenerator(lambda noise: noise, shade, torch.device("cpu"))
        shades = np.linspace(-2, 2, 40, dtype=np.float32)
        styles = Styles.whole(np.repeat(shades[:, None], STYLE, 1))
        pictures = at_hand.pictures(styles, 16)
        assert seen == [16, 16, 8]
        assert pictures.shape == (40, 3, 16, 16)
        assert np.allclose(pictures[:, 0, 0, 0], shades.clip(-1, 1), atol=1e-6)
        images = as_images(pictures)
        assert images[0].dtype == np.uint8
        assert (images[0].max(), images[-1].min()) == (0, 255)


def test_without_openvino_the_pip_line_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "openvino", None)
    with pytest.raises(MissingLibraryError, match="pip install openvino"):
        open_generator("cpu", tmp_path)
    assert not list(tmp_path.iterdir()), "nothing is downloaded in vain"


def test_cuda_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    with pytest.raises(InputError, match="--device cpu"):
        open_generator("cuda", tmp_path)
