"""Which emotion a face shows, by a network that shares nothing with MediaPipe.

A second judge of expressions, and a source of labels; never trained against, never shipped. It is
the expression network of face-api.js (npm package `@vladmandic/face-api`, MIT): four blocks of
depthwise separable convolutions, dense as in Huang et al., "Densely Connected Convolutional
Networks", CVPR 2017, with sums in place of concatenation. What it was trained on is not stated.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import torch
from torch import Tensor, nn
from torch.nn import functional

from train.pretrained.placing import look_through, window_around
from train.pretrained.tfjs import Weights, read_weights

LABELS: Final = ("neutral", "happiness", "sadness", "anger", "fear", "disgust", "surprise")
"""What its seven numbers mean, in the words of `train.data.emotions`; it knows no contempt."""

SIZE: Final = 112
MARGIN: Final = 1.1
"""Side of its window over the longer side of the landmarks' box. Of 164 London photographs 79% are
named as labelled at 1.0 and 1.1, 78% up to 1.4, 46% at 1.8; 95% of 20 others, at 1.1 to 1.6."""

_MEAN: Final = (122.782, 117.001, 104.298)
"""Colours that are taken off, R, G, B, 0–255; the rest is divided by 255."""

_KINDS: Final = {
    "filters": ("weight", (3, 2, 0, 1)),
    "depthwise_filter": ("0.weight", (2, 3, 0, 1)),
    "pointwise_filter": ("1.weight", (3, 2, 0, 1)),
    "weights": ("weight", (1, 0)),
    "bias": ("bias", (0,)),
}
"""The package's kinds of weights → ours, and the order of axes in which torch lays them."""


class EmotionNetwork(nn.Module):
    """Crops of faces → how likely each of `LABELS` is; attribute names are those of the weights."""

    mean: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.dense0 = _Block(3, 32, plain=True)
        self.dense1 = _Block(32, 64)
        self.dense2 = _Block(64, 128)
        self.dense3 = _Block(128, 256)
        self.fc = nn.Linear(256, len(LABELS))
        self.register_buffer("mean", torch.tensor(_MEAN).view(1, 3, 1, 1), persistent=False)

    def forward(self, images: Tensor, landmarks: Tensor) -> Tensor:
        """Probabilities [B, 7].

        The package cuts out the box of its own face detector; here it is a square around the
        landmarks, upright with the eyes.

        Args:
            images: [B, 3, S, S] in [-1, 1].
            landmarks: where the faces are, [B, 478, 3] in crop units.
        """
        window = window_around(landmarks, MARGIN)
        return self.of_faces(look_through((images + 1) * 127.5, window, SIZE))

    def of_faces(self, faces: Tensor) -> Tensor:
        """Likewise, of faces that are cut out: RGB [B, 3, 112, 112], 0–255."""
        x = (faces - self.mean) / 255
        for block in (self.dense0, self.dense1, self.dense2, self.dense3):
            x = block(x)
        x = functional.avg_pool2d(x, 7, 2)
        return functional.softmax(self.fc(x.flatten(1)).float(), 1)


class _Block(nn.Module):
    """Halves the picture; each further convolution sees the sum of all before it."""

    def __init__(self, into: int, out: int, *, plain: bool = False) -> None:
        super().__init__()
        self.conv0 = nn.Conv2d(into, out, 3, 2) if plain else _separable(into, out, 2)
        self.conv1, self.conv2, self.conv3 = (_separable(out, out, 1) for _ in range(3))

    def forward(self, x: Tensor) -> Tensor:
        # TensorFlow pads what is even and to be halved at its right and lower border alone.
        total = shown = functional.relu(self.conv0(functional.pad(x, (0, 1, 0, 1))))
        for conv in (self.conv1, self.conv2, self.conv3):
            total = total + conv(shown)
            shown = functional.relu(total)
        return shown


def _separable(into: int, out: int, stride: int) -> nn.Sequential:
    padding = 1 if stride == 1 else 0
    each = nn.Conv2d(into, into, 3, stride, padding, groups=into, bias=False)
    return nn.Sequential(each, nn.Conv2d(into, out, 1))


def emotion_network(manifest: Path, binary: Path) -> EmotionNetwork:
    """The network with the package's weights."""
    network = EmotionNetwork()
    network.load_state_dict(_in_torch(read_weights(manifest, binary)))
    return network


def _in_torch(weights: Weights) -> dict[str, Tensor]:
    """The package's weights by this module's names."""
    tensors = {}
    for name, numbers in weights.items():
        layer, _, word = name.rpartition("/")
        kind, axes = _KINDS[word]
        if word == "bias" and f"{layer}/pointwise_filter" in weights:
            kind = "1.bias"
        laid = torch.from_numpy(numbers.transpose(axes).copy())
        tensors[f"{layer.replace('/', '.')}.{kind}"] = laid
    return tensors
