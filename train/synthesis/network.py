"""MobileStyleGAN, its style given in three parts, on a CPU or a GPU."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from torch.nn import functional

from engines.backends.openvino import core, library
from rtxfer.errors import InputError
from train.pretrained.weights import fetch
from train.synthesis.ir import IrNet, split_input

STYLE: Final = 512
"""Numbers in a style."""

PARTS: Final = {
    "coarse": ("m.conv1.", "m.layers.0.up.", "m.layers.0.conv1."),
    "mid": ("m.layers.0.conv2.", "m.layers.1.", "m.layers.2.up.", "m.layers.2.conv1."),
}
"""Part of the style → layers that see it: 4² to 8², where the head turns, and 8² to 32², where
the expression is made. All others, up to 1024², see the fine part."""

BATCH: Final = 16
"""Pictures rendered at once; each takes about 0.3 GB while it is made."""

AVERAGED: Final = 4096
"""Styles whose mean stands for the mean of all."""

Device = Literal["auto", "cpu", "cuda"]
Vectors = npt.NDArray[np.float32]
"""[N, 512]."""

Synthesis = Callable[[Tensor, Tensor, Tensor], Tensor]
"""Coarse, mid and fine parts [N, 512] → pictures [N, 3, 1024, 1024], about [-1, 1]."""


@dataclass(frozen=True, slots=True, eq=False)
class Styles:
    """What pictures are made of, one row each.

    Attributes:
        coarse: [N, 512], how the head is turned.
        mid: [N, 512], the expression.
        fine: [N, 512], everything else.
    """

    coarse: Vectors
    mid: Vectors
    fine: Vectors

    @classmethod
    def whole(cls, styles: Vectors) -> Styles:
        """The same style [N, 512] in all parts."""
        return cls(styles, styles, styles)

    def __len__(self) -> int:
        return len(self.fine)


class FaceGenerator:
    """Noise → style → picture.

    Args:
        mapping: noise [N, 512] → styles [N, 512]; a small network, always in torch.
        synthesis: styles → pictures.
        device: what `synthesis` takes and gives lies there.

    Attributes:
        mean: the mean style [512].
    """

    def __init__(
        self, mapping: Callable[[Tensor], Tensor], synthesis: Synthesis, device: torch.device
    ) -> None:
        self._mapping = mapping
        self._synthesis = synthesis
        self.device = device
        noise = np.random.default_rng(0).standard_normal((AVERAGED, STYLE), np.float32)
        self.mean: Vectors = self._mapped(noise).mean(0)

    def styles(self, noise: Vectors, truncation: Vectors | float) -> Vectors:
        """Styles [N, 512] of normally distributed noise [N, 512].

        Args:
            noise: to draw from.
            truncation: share of the way from the mean style, [N, 1] or one for all: less is
                plainer and cleaner.
        """
        return self.mean + np.float32(truncation) * (self._mapped(noise) - self.mean)

    def pictures(self, styles: Styles, size: int) -> Tensor:
        """Pictures [N, 3, size, size] in [-1, 1], on `device`."""
        parts = [
            torch.from_numpy(part).to(self.device)
            for part in (styles.coarse, styles.mid, styles.fine)
        ]
        with torch.inference_mode():
            batches = [
                [part[start : start + BATCH] for part in parts]
                for start in range(0, len(styles), BATCH)
            ]
            return torch.cat([_sized(self._synthesis(*batch), size) for batch in batches])

    def _mapped(self, noise: Vectors) -> Vectors:
        with torch.inference_mode():
            return np.asarray(self._mapping(torch.from_numpy(noise)).numpy(), np.float32)


def open_generator(device: Device = "auto", folder: Path | None = None) -> FaceGenerator:
    """The network, downloaded at its first use.

    Args:
        device: "cpu" runs it with OpenVINO, "cuda" with torch; "auto" is CUDA where there is
            one.
        folder: of the weights; None looks where `python -m train fetch` puts them.

    Raises:
        InputError: "cuda" was asked for and there is none.
        MissingLibraryError: OpenVINO is needed and not installed.
        RtxferError: the weights cannot be downloaded.
    """
    cuda = torch.cuda.is_available()
    if device == "cuda" and not cuda:
        raise InputError("torch sees no CUDA device here.", "Choose --device cpu, or auto.")
    on_gpu = cuda and device != "cpu"
    if not on_gpu:
        library()  # a missing package is told before 37 MB are downloaded
    files = [f"mobilestylegan-{net}" for net in ("mapping", "synthesis")]
    paths = fetch(folder, [file + kind for file in files for kind in (".xml", ".bin")])
    map_xml, map_weights, xml, weights = (path.read_bytes() for path in paths)
    net = IrNet(map_xml, map_weights).requires_grad_(False)
    split = split_input(xml, "style", PARTS)
    where = torch.device("cuda" if on_gpu else "cpu")
    synthesis = on_torch(split, weights, where) if on_gpu else on_openvino(split, weights)
    return FaceGenerator(lambda noise: net(var=noise), synthesis, where)


def on_torch(xml: bytes, weights: bytes, device: torch.device) -> Synthesis:
    """The split graph in torch: batched, and with gradients where wanted."""
    net = IrNet(xml, weights).requires_grad_(False).to(device)
    return lambda coarse, mid, fine: net(coarse=coarse, mid=mid, style=fine)


def on_openvino(xml: bytes, weights: bytes) -> Synthesis:
    """The split graph in OpenVINO, many times as fast on a CPU; one picture after the other.

    Raises:
        MissingLibraryError: OpenVINO is not installed.
    """
    # Some CPUs would compute in bfloat16 unasked: other pictures than everywhere else.
    exact = {"INFERENCE_PRECISION_HINT": "f32"}
    run = core().compile_model(core().read_model(xml, weights), "CPU", exact)

    def synthesis(coarse: Tensor, mid: Tensor, fine: Tensor) -> Tensor:
        parts = {"coarse": coarse.numpy(), "mid": mid.numpy(), "style": fine.numpy()}
        rows = [slice(row, row + 1) for row in range(len(fine))]
        pictures = [run({name: part[row] for name, part in parts.items()})[0] for row in rows]
        return torch.from_numpy(np.concatenate(pictures))

    return synthesis


def _sized(pictures: Tensor, size: int) -> Tensor:
    shrunk = functional.interpolate(pictures, (size, size), mode="bilinear", antialias=True)
    return shrunk.clamp(-1, 1)
