"""A network in PyTorch as an engine, so that it can run beside the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any, Final

import numpy as np
import torch
from torch import Tensor
from torch.export.passes import move_to_device_pass

from engines import engine
from engines.contract import STATE_PREFIX
from engines.engine import Engine, Precision, Tensors
from engines.errors import BackendError
from train.methods.method import Graph

WARM_UP: Final = 3
"""Runs before one is captured, as PyTorch's notes on CUDA graphs ask for."""


@dataclass(frozen=True, slots=True)
class Shares:
    """Where the time of a run goes; milliseconds, medians.

    Attributes:
        upload: inputs to the device; a state only once.
        render: the network.
        download: outputs to the host.
    """

    upload: float
    render: float
    download: float


def check(device: str, precision: Precision) -> None:
    """See whether PyTorch can compute so here.

    Args:
        device: "cpu" or "cuda".
        precision: of the network.

    Raises:
        BackendError: no such device, or it would only emulate the precision.
    """
    if device == "cuda" and not torch.cuda.is_available():
        raise BackendError(
            "PyTorch finds no CUDA device here.", "Install a build of PyTorch for CUDA."
        )
    if device == "cpu" and precision == "bf16":
        able = torch.cpu.get_capabilities()
        if not any(able.get(name) for name in ("avx512_bf16", "amx_bf16", "bf16")):
            raise BackendError("This CPU does not compute in BF16.")


class TorchEngine(Engine):
    """See `engines.engine.Engine`.

    Memory is taken once, in pinned pages on the host where there is a GPU; a state is uploaded
    when another array comes in its place. That is how `engines.backends.tensorrt` does it.

    Args:
        graph: the network, on the CPU.
        example: inputs by name; their shapes are kept.
        device: "cpu" or "cuda".
        replayed: captured once as a CUDA graph, then replayed.

    Attributes:
        on_gpu: whether it runs on one.

    Raises:
        BackendError: the device is not here.
    """

    backend = "torch"

    def __init__(
        self, graph: Graph, example: Tensors, device: str = "cpu", *, replayed: bool = False
    ) -> None:
        check(device, "fp32")
        self.on_gpu = device == "cuda"
        values = [torch.from_numpy(example[name].copy()) for name in graph.takes]
        with torch.no_grad():
            # A program has its constants on the device. Modules index with lists and make tensors
            # of numbers on the way, which uploads them in each run and forbids capturing.
            program = torch.export.export(graph.module.eval(), tuple(values))
            if self.on_gpu:
                torch.backends.cudnn.benchmark = True  # shapes never change: take the fastest
                program = move_to_device_pass(program, device)
            self._module: Any = program.module()
            self._host = {
                name: value.pin_memory() if self.on_gpu else value
                for name, value in zip(graph.takes, values, strict=True)
            }
            self._inputs = {name: value.to(device) for name, value in self._host.items()}
            self._gives = graph.gives
            self._found = self._forward()
            self._graph = self._captured() if replayed else None
        self._results = {
            name: torch.empty(value.shape, pin_memory=self.on_gpu)
            for name, value in self._found.items()
        }
        self._kept: dict[str, engine.Tensor] = {}
        self.inputs: Mapping[str, tuple[int, ...]] = {
            name: tuple(value.shape) for name, value in self._host.items()
        }
        self.outputs: Mapping[str, tuple[int, ...]] = {
            name: tuple(value.shape) for name, value in self._results.items()
        }

    def run(self, inputs: Tensors, wanted: Sequence[str] | None = None) -> dict[str, engine.Tensor]:
        """Compute the `wanted` outputs (None: all)."""
        if self._module is None:
            raise RuntimeError("This engine is closed.")
        self._upload(inputs)
        self._compute()
        return self._download(self.outputs if wanted is None else wanted)

    def shares(self, samples: Sequence[Tensors], runs: int) -> Shares:
        """Time the parts of a run, each waited for.

        Args:
            samples: inputs by name, one after the other.
            runs: how many.
        """
        spans = []
        for number in range(runs):
            moments = [self._now()]
            self._upload(samples[number % len(samples)])
            moments.append(self._now())
            self._compute()
            moments.append(self._now())
            self._download(self.outputs)
            moments.append(self._now())
            spans.append(np.diff(moments))
        upload, render, download = np.median(spans, axis=0) * 1000
        return Shares(float(upload), float(render), float(download))

    def close(self) -> None:
        """Free all it holds."""
        self._module = self._graph = None
        for tensors in (self._inputs, self._host, self._results, self._found, self._kept):
            tensors.clear()

    def _upload(self, inputs: Tensors) -> None:
        for name, host in self._host.items():
            if name in self._kept and self._kept[name] is inputs[name]:
                continue
            host.copy_(torch.from_numpy(inputs[name]))
            self._inputs[name].copy_(host, non_blocking=True)
            if name.startswith(STATE_PREFIX):
                self._kept[name] = inputs[name]

    def _compute(self) -> None:
        if self._graph is not None:
            self._graph.replay()
        else:
            with torch.no_grad():
                self._found = self._forward()

    def _download(self, names: Sequence[str] | Mapping[str, object]) -> dict[str, engine.Tensor]:
        for name in names:
            self._results[name].copy_(self._found[name], non_blocking=True)
        self._wait()
        return {name: self._results[name].numpy().copy() for name in names}

    def _forward(self) -> dict[str, Tensor]:
        found = self._module(*self._inputs.values())
        return dict(zip(self._gives, found if isinstance(found, tuple) else (found,), strict=True))

    def _captured(self) -> torch.cuda.CUDAGraph:
        """What `_forward` does, recorded; its results lie where `_found` says, run after run."""
        side: Any = torch.cuda.Stream()  # type: ignore[no-untyped-call]
        side.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(side):
            for _ in range(WARM_UP):
                self._forward()
        torch.cuda.current_stream().wait_stream(side)
        graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(graph):
            self._found = self._forward()
        return graph

    def _now(self) -> float:
        self._wait()
        return perf_counter()

    def _wait(self) -> None:
        if self.on_gpu:
            torch.cuda.synchronize()
