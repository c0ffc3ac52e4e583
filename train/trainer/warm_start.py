"""Start a run with weights that were trained before: a run's, or a bundle's.

Weights are matched by name and shape. The initialisers of an exported graph bear the names that
its module gives them, so a method whose render module names its parts as `Method.build` does can
be trained further from its bundle alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

from engines.bundle import open_bundle
from rtxfer.errors import InputError
from train.trainer.checkpoint import CHECKPOINT

Weights = Mapping[str, Tensor]


class Taken(NamedTuple):
    """How many tensors of a network were taken, and how many it has."""

    taken: int
    of: int


RENAMED: Final = {".hear.": ".code_stem.", ".say.": ".code_head."}
"""Layers of `flow` by their names in older bundles."""


def warm_start(networks: Mapping[str, nn.Module], source: str) -> dict[str, Taken]:
    """Put weights that were trained before into fresh networks.

    Args:
        networks: by name; what the source has no weights for stays as it is.
        source: folder of a run, or name or folder of a bundle.

    Returns:
        What was taken, by network.

    Raises:
        InputError: nothing in the source fits.
        BundleError: there is neither a run nor a sound bundle.
    """
    weights = trained_weights(source)
    took = {name: _take(name, network, weights) for name, network in networks.items()}
    if not any(one.taken for one in took.values()):
        raise InputError(
            f"No weights in {source} fit these networks.",
            "Start from a run or a bundle of the same method.",
        )
    return took


def trained_weights(source: str) -> Weights:
    """Weights by `network.parameter`: of a run the averaged generator and its discriminators."""
    checkpoint = Path(source) / CHECKPOINT
    if checkpoint.is_file():
        whole = torch.load(checkpoint, map_location="cpu", weights_only=True)
        states = whole["networks"] | whole["averaged"]
        return {f"{name}.{key}": value for name in states for key, value in states[name].items()}
    bundle = open_bundle(source)
    graphs = [onnx.load(bundle.graph(name)).graph for name in bundle.manifest.graphs]
    return {
        _today(weight.name): torch.from_numpy(numpy_helper.to_array(weight).copy())
        for graph in graphs
        for weight in graph.initializer
    }


def _today(name: str) -> str:
    """The name that a weight of an older bundle has now."""
    for old, new in RENAMED.items():
        name = name.replace(old, new)
    return name


def _take(name: str, network: nn.Module, weights: Weights) -> Taken:
    """Copy what fits into one network."""
    state = network.state_dict()
    fitting = {
        key: weights[f"{name}.{key}"]
        for key, value in state.items()
        if f"{name}.{key}" in weights and weights[f"{name}.{key}"].shape == value.shape
    }
    network.load_state_dict(state | fitting)
    return Taken(len(fitting), len(state))
