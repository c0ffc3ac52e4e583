"""The part of `cuda.bindings.runtime` that engines use, with the host's memory as the device's.

Calls answer as the real ones do: a tuple of an error code and what there is to give.
"""

# CUDA's own names, which are not ours to choose.
# ruff: noqa: N801, N802, N803, N815

from __future__ import annotations

import ctypes
import enum
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any


class cudaError_t(enum.IntEnum):
    cudaSuccess = 0
    cudaErrorMemoryAllocation = 2
    cudaErrorInsufficientDriver = 35
    cudaErrorIllegalAddress = 700
    cudaErrorStreamCaptureUnsupported = 900


class cudaMemcpyKind(enum.IntEnum):
    cudaMemcpyHostToDevice = 1
    cudaMemcpyDeviceToHost = 2


class cudaStreamCaptureMode(enum.IntEnum):
    cudaStreamCaptureModeThreadLocal = 1


class FakeCuda:
    """Stands where the module stands.

    Attributes:
        name: of every GPU; None: there is none.
        gpus: how many there are.
        current: number of the one that is worked on.
        capability: of the GPU.
        driver: version as CUDA counts it.
        memory: bytes that may be taken.
        captures: whether streams can be captured.
        broken: whether every wait ends in an error.
        copies: direction and bytes of every copy.
        replays: how often a graph was launched.
    """

    cudaError_t = cudaError_t
    cudaMemcpyKind = cudaMemcpyKind
    cudaStreamCaptureMode = cudaStreamCaptureMode

    def __init__(self) -> None:
        self.name: str | None = "Fake RTX"
        self.gpus = 1
        self.current = 0
        self.capability = (8, 9)
        self.driver = 12040
        self.memory = 2**30
        self.captures = True
        self.broken = False
        self.copies: list[tuple[cudaMemcpyKind, int]] = []
        self.replays = 0
        self.held: dict[int, Any] = {}
        self.places: dict[int, int] = {}
        self.capturing: list[Callable[[], None]] | None = None
        self.streams = 0

    def cudaGetDeviceCount(self) -> tuple[Any, ...]:
        if self.name is None:
            return cudaError_t.cudaErrorInsufficientDriver, None
        return cudaError_t.cudaSuccess, self.gpus

    def cudaSetDevice(self, device: int) -> tuple[Any, ...]:
        assert 0 <= device < self.gpus
        self.current = device
        return (cudaError_t.cudaSuccess,)

    def cudaGetDeviceProperties(self, device: int) -> tuple[Any, ...]:
        major, minor = self.capability
        assert self.name is not None
        assert 0 <= device < self.gpus
        facts = SimpleNamespace(name=self.name.encode(), major=major, minor=minor)
        return cudaError_t.cudaSuccess, facts

    def cudaDriverGetVersion(self) -> tuple[Any, ...]:
        return cudaError_t.cudaSuccess, self.driver

    def cudaMalloc(self, size: int) -> tuple[Any, ...]:
        if sum(map(ctypes.sizeof, self.held.values())) + size > self.memory:
            return cudaError_t.cudaErrorMemoryAllocation, None
        code, address = self._taken(size)
        self.places[address] = self.current
        return code, address

    def cudaMallocHost(self, size: int) -> tuple[Any, ...]:
        return self._taken(size)

    def cudaFree(self, devPtr: int) -> tuple[Any, ...]:
        del self.held[devPtr], self.places[devPtr]
        return (cudaError_t.cudaSuccess,)

    def cudaFreeHost(self, ptr: int) -> tuple[Any, ...]:
        del self.held[ptr]
        return (cudaError_t.cudaSuccess,)

    def cudaMemcpyAsync(
        self, dst: int, src: int, count: int, kind: cudaMemcpyKind, stream: int
    ) -> tuple[Any, ...]:
        assert {dst, src} <= set(self.held), "memory that was never taken, or freed already"
        assert {self.places.get(one, self.current) for one in (dst, src)} == {self.current}
        assert count <= min(ctypes.sizeof(self.held[dst]), ctypes.sizeof(self.held[src]))
        ctypes.memmove(dst, src, count)
        self.copies.append((kind, count))
        return (cudaError_t.cudaSuccess,)

    def cudaStreamCreate(self) -> tuple[Any, ...]:
        self.streams += 1
        return cudaError_t.cudaSuccess, 77

    def cudaStreamDestroy(self, stream: int) -> tuple[Any, ...]:
        self.streams -= 1
        return (cudaError_t.cudaSuccess,)

    def cudaStreamSynchronize(self, stream: int) -> tuple[Any, ...]:
        bad = cudaError_t.cudaErrorIllegalAddress
        return (bad if self.broken else cudaError_t.cudaSuccess,)

    def cudaStreamBeginCapture(self, stream: int, mode: object) -> tuple[Any, ...]:
        self.capturing = []
        return (cudaError_t.cudaSuccess,)

    def cudaStreamEndCapture(self, stream: int) -> tuple[Any, ...]:
        work, self.capturing = self.capturing, None
        if not self.captures:
            return cudaError_t.cudaErrorStreamCaptureUnsupported, None
        return cudaError_t.cudaSuccess, work

    def cudaGraphInstantiate(self, graph: Any, flags: int) -> tuple[Any, ...]:
        return cudaError_t.cudaSuccess, list(graph)

    def cudaGraphLaunch(self, graphExec: Any, stream: int) -> tuple[Any, ...]:
        self.replays += 1
        for work in graphExec:
            work()
        return (cudaError_t.cudaSuccess,)

    def cudaGraphDestroy(self, graph: Any) -> tuple[Any, ...]:
        return (cudaError_t.cudaSuccess,)

    def cudaGraphExecDestroy(self, graphExec: Any) -> tuple[Any, ...]:
        return (cudaError_t.cudaSuccess,)

    def _taken(self, size: int) -> tuple[Any, ...]:
        block = (ctypes.c_byte * size)()
        address = ctypes.addressof(block)
        self.held[address] = block
        return cudaError_t.cudaSuccess, address
