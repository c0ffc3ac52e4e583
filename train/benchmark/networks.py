"""Networks to compare with: a bundle's render graph in PyTorch, and LivePortrait's renderer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import torch
from torch import Tensor, nn
from torch.utils.flop_counter import FlopCounterMode

from engines.bundle import Bundle
from engines.engine import Precision, Tensors
from rtxfer.errors import InputError
from train.benchmark.liveportrait import TAKES, LivePortrait
from train.methods import METHODS, open_method
from train.methods.method import Graph
from train.networks.blocks import FilmUNet
from train.trainer.warm_start import warm_start

KINDS: Final[Mapping[Precision, torch.dtype]] = {
    "fp32": torch.float32,
    "bf16": torch.bfloat16,
    "fp16": torch.float16,
}


@dataclass(frozen=True, slots=True)
class NetworkCost:
    """What a network does for one picture.

    Attributes:
        gflop: of its convolutions and matrix products; a multiplication and an addition are two.
        parameters: millions.
    """

    gflop: float
    parameters: float


class Narrow(nn.Module):
    """A module that computes in another type than what surrounds it.

    Args:
        module: takes and gives tensors; what it is not given stays None.
        kind: that it computes in; FP32 goes in and comes out.
    """

    def __init__(self, module: nn.Module, kind: torch.dtype) -> None:
        super().__init__()
        self.module = module.to(kind)
        self._kind = kind

    def forward(self, *inputs: Tensor | None) -> Tensor:
        """As the module."""
        given = (None if value is None else value.to(self._kind) for value in inputs)
        drawn: Tensor = self.module(*given)
        return drawn.float()


def bundle_graph(bundle: Bundle, precision: Precision = "fp32") -> Graph:
    """A bundle's render graph as the method that trained it has it, with the bundle's weights.

    Args:
        bundle: a verified bundle.
        precision: of what draws; coordinates are FP32 in each, as in `mixed_precision`.

    Raises:
        InputError: no method of `train.methods` made it, or with other networks.
    """
    name, made_by = bundle.manifest.name, bundle.manifest.method
    if made_by not in METHODS:
        raise InputError(f"{name} has no network in PyTorch: it was not trained.")
    method = open_method(made_by, {})
    built = method.build()
    networks = {key: built[key].eval() for key in method.generator}
    took = warm_start(networks, str(bundle.folder))
    if any(one.taken < one.of for one in took.values()):
        raise InputError(
            f"{name} does not fill the networks of {made_by} as they are now.",
            "Take a bundle that this version exported.",
        )
    graph = method.graphs(networks)["render"]
    if precision != "fp32":
        for path, module in list(graph.module.named_modules()):
            if isinstance(module, FilmUNet):
                graph.module.set_submodule(path, Narrow(module, KINDS[precision]))
    return graph


def liveportrait_graph(precision: Precision = "fp32") -> Graph:
    """LivePortrait's renderer with random weights; see `train.benchmark.liveportrait`."""
    module = LivePortrait().eval()
    module.narrow(KINDS[precision])
    return Graph(module, tuple(TAKES), ("rgb",))


def liveportrait_sample() -> dict[str, np.ndarray[tuple[int, ...], np.dtype[np.float32]]]:
    """Inputs for LivePortrait's renderer: noise, for time does not depend on them."""
    random = np.random.default_rng(0)
    return {name: random.uniform(-1, 1, shape).astype(np.float32) for name, shape in TAKES.items()}


def network_cost(graph: Graph, example: Tensors) -> NetworkCost:
    """Count; nothing is computed.

    Args:
        graph: in FP32.
        example: inputs by name.
    """
    inputs = [torch.from_numpy(example[name]) for name in graph.takes]
    with torch.no_grad(), FlopCounterMode(display=False) as counter:
        graph.module(*inputs)
    parameters = sum(weight.numel() for weight in graph.module.parameters())
    return NetworkCost(counter.get_total_flops() / 1e9, parameters / 1e6)
