"""One graph made runnable, whatever runs it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

import numpy as np
import numpy.typing as npt

from engines.closing import Closing
from engines.contract import Skip
from engines.errors import BackendError

Tensor = npt.NDArray[np.float32]
Tensors = Mapping[str, Tensor]
Precision = Literal["fp32", "bf16", "fp16"]
"""Of the network's convolutions; coordinates are FP32 in each, see `mixed_precision`."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be made runnable, and how.

    Attributes:
        graph: an ONNX file.
        device: what the library shall run it on ("cpu", "cuda", "cuda:1" for the second GPU, …).
        precision: of the network.
        fp32_ops: names of nodes that stay FP32 whatever the precision.
        threads: CPU threads; 0 leaves the choice to the library.
        skips: what need not be computed in every frame; CPUs heed it.
    """

    graph: Path
    device: str = "cpu"
    precision: Precision = "fp32"
    fp32_ops: tuple[str, ...] = ()
    threads: int = 0
    skips: tuple[Skip, ...] = ()

    @property
    def kind(self) -> str:
        """Of the device, whatever its number: "cuda"."""
        return self.device.partition(":")[0]

    @property
    def number(self) -> int:
        """Of the device among those of its kind, from 0."""
        return int(self.device.partition(":")[2] or 0)


def demand_numbers(outputs: Mapping[str, Tensor], backend: str) -> None:
    """See that all that a graph gave can be counted with.

    Raises:
        BackendError: it gave nan or inf.
    """
    for name, tensor in outputs.items():
        # One sum is far cheaper than a look at each; where it overflows, each is looked at.
        with np.errstate(over="ignore", invalid="ignore"):
            total = float(tensor.sum())
        if not math.isfinite(total) and not np.isfinite(tensor).all():
            raise BackendError(
                f"{backend} gives no numbers (nan or inf) in {name}",
                "The bundle may be damaged or badly trained: try another --generator or --backend.",
            )


class Engine(Closing, Protocol):
    """Named tensors in, named tensors out; one per thread; a context manager.

    Attributes:
        backend: name of what runs it, from `engines.backends.registry`.
        inputs: name → shape of every input.
        outputs: name → shape of every output.
    """

    backend: str
    inputs: Mapping[str, tuple[int, ...]]
    outputs: Mapping[str, tuple[int, ...]]

    def run(self, inputs: Tensors, wanted: Sequence[str] | None = None) -> dict[str, Tensor]:
        """Compute the `wanted` outputs (None: all).

        Args:
            inputs: at least every name in `inputs`; others are ignored.
            wanted: names from `outputs`.

        Raises:
            BackendError: the backend broke.
            RuntimeError: the engine is closed.
        """
        ...
