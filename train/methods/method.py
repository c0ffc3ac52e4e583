"""What a method must bring so that the one trainer can train it.

The trainer knows nothing of any method: it builds the networks, descends the phases that the
method declares, and shows the samples. `train/methods/__init__.py` lists methods by name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import onnx
from torch import Tensor, nn

from engines.contract import GraphName, Skip
from train.data.batch import Batch
from train.data.recipe import Recipe
from train.methods.phase import Networks, Outputs, Phase, Step, Terms

__all__ = ["Graph", "Method", "Networks", "Outputs", "Phase", "Step", "Terms"]


@dataclass(frozen=True, slots=True)
class Graph:
    """One graph of a bundle while it is still torch.

    Attributes:
        module: takes and gives tensors of the contract's shapes, batch 1.
        takes: names of its inputs, in order.
        gives: names of its outputs, in order.
        skips: what of the exported graph need not be computed in every frame.
    """

    module: nn.Module
    takes: tuple[str, ...]
    gives: tuple[str, ...]
    skips: Callable[[onnx.ModelProto], tuple[Skip, ...]] = lambda model: ()


class Method(Protocol):
    """One way to make portraits move.

    Attributes:
        name: as in the registry and in bundles' manifests.
        generator: names of the networks that are the generator; the others in `build` learn
            against it, or beside it. These are averaged (EMA) and exported.
        recipe: which samples it learns from.
        weights: name of a term → its weight in the sum; 1 where not listed, and a term of
            weight 0 is not descended. Terms of other phases than the generator's bear the
            phase's name: `discriminator/real`. `--set weights.<term>=` overrides.
        presets: preset → what the method has otherwise than all others, as `--set` has it.
    """

    name: str
    generator: tuple[str, ...]
    recipe: Recipe
    weights: Mapping[str, float]
    presets: Mapping[str, Sequence[str]]

    def build(self) -> dict[str, nn.Module]:
        """Fresh networks by name, on the CPU; the random state is seeded already."""
        ...

    def phases(self) -> tuple[Phase, ...]:
        """What a step descends, in this order."""
        ...

    def check(self, size: int) -> None:
        """See, before the first step, that it can train on crops of `size` pixels.

        Raises:
            InputError: it cannot.
        """
        ...

    def samples(self, networks: Networks, batch: Batch) -> dict[str, Tensor]:
        """Pictures to look at by title, [B, 1 or 3, h, w]; colours in [-1, 1], masks in 0–1.

        The networks are all of them, the generator's averaged; there are no gradients.
        """
        ...

    def manifest(self) -> dict[str, Any]:
        """What the bundle's manifest must say that only the method knows."""
        ...

    def graphs(self, networks: Networks) -> dict[GraphName, Graph]:
        """The graphs of the contract, ready to be exported; `networks` are the averaged ones."""
        ...
