"""The little of CUDA that an engine needs: a device, memory on both its sides, a stream."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from engines.engine import Tensor
from engines.errors import BackendError, MissingLibraryError

INSTALL: Final = "pip install cuda-python"
FLOAT_BYTES: Final = 4


@dataclass(frozen=True, slots=True)
class Device:
    """A GPU.

    Attributes:
        name: as its maker calls it.
        architecture: its compute capability, as "sm_89".
        driver: newest CUDA that its driver knows, as "12.4".
    """

    name: str
    architecture: str
    driver: str


def library() -> Any:
    """The runtime of cuda-python.

    Raises:
        MissingLibraryError: it is not installed.
    """
    try:
        from cuda.bindings import runtime
    except ImportError as error:
        raise MissingLibraryError("CUDA for Python", INSTALL, error) from error
    return runtime


def count() -> int:
    """How many GPUs there are, one at least.

    Raises:
        BackendError: there is none, or no driver for it.
    """
    try:
        found = int(called(library().cudaGetDeviceCount()))
    except MissingLibraryError:
        raise
    except BackendError as error:
        raise BackendError(
            f"There is no NVIDIA GPU here that can be used ({error.problem})",
            "Install NVIDIA's driver, or take another backend.",
        ) from error
    if not found:
        raise BackendError("There is no NVIDIA GPU here.", "Take another backend.")
    return found


def use(gpu: int) -> None:
    """Let the calling thread work on a GPU, by its number; each thread begins on the first."""
    called(library().cudaSetDevice(gpu))


def device(gpu: int = 0) -> Device:
    """A GPU, by its number.

    Raises:
        BackendError: there is none, or no driver for it.
    """
    runtime = library()
    found = count()
    if gpu >= found:
        raise BackendError(
            f"There is no NVIDIA GPU {gpu} here; {found} found, counted from 0.",
            "`rtxfer devices` lists them.",
        )
    facts = called(runtime.cudaGetDeviceProperties(gpu))
    version = called(runtime.cudaDriverGetVersion())
    name = facts.name.decode() if isinstance(facts.name, bytes) else str(facts.name)
    driver = f"{version // 1000}.{version % 1000 // 10}"
    return Device(name.rstrip("\0"), f"sm_{facts.major}{facts.minor}", driver)


def called(result: tuple[Any, ...]) -> Any:
    """What a call gave besides its error code; None if nothing.

    Raises:
        BackendError: the code is one of failure.
    """
    code, *values = result
    if int(code) != 0:
        hint = ""
        if code.name == "cudaErrorMemoryAllocation":
            hint = "The GPU has no memory left: close other programs, or take another backend."
        raise BackendError(f"CUDA: {code.name}.", hint)
    return values[0] if values else None


class Memory:
    """A tensor on the device, and its double on the host in pages that stay in place.

    Args:
        shape: of the tensor, FP32.

    Attributes:
        address: on the device.
        host: the double; not to be kept by others.
    """

    def __init__(self, shape: tuple[int, ...]) -> None:
        self._runtime = library()
        self.size = FLOAT_BYTES * int(np.prod(shape, dtype=np.int64))
        self.address: int = int(called(self._runtime.cudaMalloc(self.size)))
        self._pinned: int = int(called(self._runtime.cudaMallocHost(self.size)))
        pages = (ctypes.c_float * (self.size // FLOAT_BYTES)).from_address(self._pinned)
        self.host: Tensor = np.ctypeslib.as_array(pages).reshape(shape)

    def close(self) -> None:
        """Free both."""
        self._runtime.cudaFree(self.address)
        self._runtime.cudaFreeHost(self._pinned)


class Stream:
    """Work in order on the device."""

    def __init__(self) -> None:
        self._runtime = library()
        self._stream: Any = called(self._runtime.cudaStreamCreate())
        self._graph: Any = None

    @property
    def handle(self) -> int:
        """As other libraries ask for it."""
        return int(self._stream)

    def upload(self, memory: Memory) -> None:
        """From the host's double to the device."""
        kind = self._runtime.cudaMemcpyKind.cudaMemcpyHostToDevice
        self._copy(memory.address, memory.host.ctypes.data, memory.size, kind)

    def download(self, memory: Memory) -> None:
        """From the device to the host's double, which is whole after `wait`."""
        kind = self._runtime.cudaMemcpyKind.cudaMemcpyDeviceToHost
        self._copy(memory.host.ctypes.data, memory.address, memory.size, kind)

    def capture(self, work: Callable[[], bool]) -> bool:
        """Record work as a graph, for `replay`, without doing it.

        Args:
            work: puts it on the stream; tells whether it could.

        Returns:
            Whether there is something to replay.
        """
        runtime = self._runtime
        mode = runtime.cudaStreamCaptureMode.cudaStreamCaptureModeThreadLocal
        called(runtime.cudaStreamBeginCapture(self._stream, mode))
        done = work()
        code, recorded = runtime.cudaStreamEndCapture(self._stream)
        if int(code) != 0 or not done:
            return False
        try:
            self._graph = called(runtime.cudaGraphInstantiate(recorded, 0))
        finally:
            runtime.cudaGraphDestroy(recorded)
        return True

    def replay(self) -> None:
        """Do what was captured."""
        called(self._runtime.cudaGraphLaunch(self._graph, self._stream))

    def wait(self) -> None:
        """Until all of it is done."""
        called(self._runtime.cudaStreamSynchronize(self._stream))

    def close(self) -> None:
        """Free it."""
        if self._graph is not None:
            self._runtime.cudaGraphExecDestroy(self._graph)
        self._runtime.cudaStreamDestroy(self._stream)

    def _copy(self, to: int, of: int, size: int, kind: Any) -> None:
        called(self._runtime.cudaMemcpyAsync(to, of, size, kind, self._stream))
