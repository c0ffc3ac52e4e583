"""What a method must bring so that the one loop can train it.

The loop knows nothing of any method: it builds the networks, asks for the losses of a step,
weighs and descends, and shows the samples. `train/methods/__init__.py` lists methods by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from torch import Tensor, nn

from engines.contract import GraphName
from train.data.batch import Batch
from train.pretrained import Pretrained

Networks = Mapping[str, nn.Module]
Terms = dict[str, Tensor]
Outputs = dict[str, Tensor]


@dataclass(frozen=True, slots=True)
class Graph:
    """One graph of a bundle while it is still torch.

    Attributes:
        module: takes and gives tensors of the contract's shapes, batch 1.
        takes: names of its inputs, in order.
        gives: names of its outputs, in order.
    """

    module: nn.Module
    takes: tuple[str, ...]
    gives: tuple[str, ...]


class Method(Protocol):
    """One way to make portraits move.

    Attributes:
        name: as in the registry and in bundles' manifests.
        generator: names of the networks that are the generator; the others in `build` learn
            against it. These are averaged (EMA) and exported.
        weights: name of a term → its weight in the sum; 1 where not listed, and a term of
            weight 0 is not descended, only logged. `--set weights.<term>=` overrides.
    """

    name: str
    generator: tuple[str, ...]
    weights: Mapping[str, float]

    def build(self) -> dict[str, nn.Module]:
        """Fresh networks by name, on the CPU; the random state is seeded already.

        The loop runs each through `forward` only, so that it may be wrapped for many GPUs.
        """
        ...

    def outputs(self, networks: Networks, batch: Batch, step: int) -> Outputs:
        """Run the generator; called once a step, under autocast and with gradients."""
        ...

    def generator_losses(
        self, networks: Networks, batch: Batch, outputs: Outputs, pretrained: Pretrained, step: int
    ) -> Terms:
        """The generator's terms, unweighted; see `train.networks.losses`."""
        ...

    def discriminator_losses(
        self, networks: Networks, batch: Batch, outputs: Outputs, step: int
    ) -> Terms:
        """The adversaries' terms, or nothing in a step without them; `outputs` are detached."""
        ...

    def samples(self, networks: Networks, batch: Batch) -> dict[str, Tensor]:
        """Pictures to look at by title, [B, 1 or 3, h, w]; colours in [-1, 1], masks in 0–1.

        The networks are the averaged ones, the call is made without gradients.
        """
        ...

    def manifest(self) -> dict[str, Any]:
        """What the bundle's manifest must say that only the method knows."""
        ...

    def graphs(self, networks: Networks) -> dict[GraphName, Graph]:
        """The graphs of the contract, ready to be exported; `networks` are the averaged ones."""
        ...
