"""The backends there are, by name: `<library>[-<device>][-<precision>][@<GPU>]`, on the CPU in FP32
where nothing else is said, and on the first GPU where it is one.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Protocol

from engines.engine import Engine, Plan, Precision
from engines.errors import BackendError

AUTO: Final = "auto"
"""Stands for the fastest that suits, see `engines.selection`."""

REFERENCE: Final = "onnxruntime"
"""The truth that all others are held against."""

NUMBERED: Final = ("cuda", "directml", "gpu")
"""Devices of which there may be several."""

SYSTEMS: Final = {"linux": "Linux", "win32": "Windows", "darwin": "macOS"}
"""By `sys.platform`, what people call them."""


class Library(Protocol):
    """What is known of a library: the modules `onnxruntime` and `openvino` as they are, and
    `tensorrt.TensorRt`.
    """

    def version(self) -> str:
        """Of the library.

        Raises:
            MissingLibraryError: it is not installed.
        """
        ...

    def count(self, kind: str) -> int:
        """How many devices of a kind from `NUMBERED` there are; 1 where that cannot be told.

        Raises:
            BackendError: the library is missing, or there is none.
        """
        ...

    def check(self, plan: Plan) -> None:
        """See whether a plan can be opened here at once.

        Raises:
            BackendError: the library, the device or a built engine is missing.
        """
        ...

    def open_graph(self, plan: Plan) -> Engine:
        """Make a graph runnable.

        Raises:
            BackendError: not here, or not this graph.
        """
        ...


@dataclass(frozen=True, slots=True)
class Backend:
    """A library on a device, at a precision.

    Attributes:
        name: as users give it.
        library: what `module` finds its code by.
        device: what the library runs on, as `Plan` has it.
        precision: of the network; coordinates are always FP32.
        systems: those that it exists on, from `SYSTEMS`.
    """

    name: str
    library: str
    device: str
    precision: Precision = "fp32"
    systems: tuple[str, ...] = tuple(SYSTEMS)

    @property
    def exists_here(self) -> bool:
        """Whether this system could have it at all."""
        return sys.platform in self.systems

    @property
    def number(self) -> int:
        """Of the GPU it runs on; 0 where it runs on none."""
        return split_name(self.name)[1]

    def on(self, gpu: int) -> Backend:
        """The same on another GPU; itself where it runs on none that has a number."""
        if not gpu or self.device not in NUMBERED:
            return self
        return replace(self, name=f"{self.name}@{gpu}", device=f"{self.device}:{gpu}")

    def everywhere(self) -> list[Backend]:
        """Itself, and itself on each further GPU that is here."""
        count = 1
        if self.exists_here and self.device in NUMBERED:
            with suppress(BackendError):
                count = self.module().count(self.device)
        return [self.on(gpu) for gpu in range(max(count, 1))]

    def plan(self, graph: Path, *, fp32_ops: tuple[str, ...] = (), threads: int = 0) -> Plan:
        """What this backend is to make of a graph.

        Args:
            graph: an ONNX file.
            fp32_ops: names of nodes that stay FP32.
            threads: CPU threads; 0 leaves the choice to the library.
        """
        return Plan(graph, self.device, self.precision, fp32_ops, threads)

    def check(self, plan: Plan) -> None:
        """See whether a plan can be opened here at once.

        Args:
            plan: made by `plan`.

        Raises:
            BackendError: the system, the library, the device or a built engine is missing.
        """
        self._demand_system()
        self.module().check(plan)

    def open(self, plan: Plan) -> Engine:
        """Make a graph runnable.

        Args:
            plan: made by `plan`.

        Raises:
            BackendError: not installed, no such device, or it cannot run this graph.
        """
        self._demand_system()
        engine = self.module().open_graph(plan)
        engine.backend = self.name
        return engine

    def module(self) -> Library:
        """The code for its library, which is imported only when asked for something."""
        import engines.backends.onnxruntime
        import engines.backends.openvino
        from engines.backends.tensorrt import TensorRt
        from engines.backends.tensorrt_flavours import CLASSIC, RTX

        libraries: dict[str, Library] = {
            "onnxruntime": engines.backends.onnxruntime,
            "openvino": engines.backends.openvino,
            "tensorrt": TensorRt(CLASSIC),
            "tensorrt-rtx": TensorRt(RTX),
        }
        return libraries[self.library]

    def _demand_system(self) -> None:
        if not self.exists_here:
            systems = " and ".join(SYSTEMS[system] for system in self.systems)
            raise BackendError(
                f"The backend {self.name} exists on {systems} only.",
                "Take another: `rtxfer devices` lists those that exist here.",
            )


# Neither maker has drivers for macOS.
_NVIDIA: Final = ("linux", "win32")
_INTEL: Final = ("linux", "win32")

BACKENDS: Final = {
    backend.name: backend
    for backend in (
        Backend("onnxruntime", "onnxruntime", "cpu"),
        Backend("onnxruntime-cuda", "onnxruntime", "cuda", systems=_NVIDIA),
        Backend("onnxruntime-directml", "onnxruntime", "directml", systems=("win32",)),
        Backend("onnxruntime-coreml", "onnxruntime", "coreml", systems=("darwin",)),
        Backend("openvino", "openvino", "cpu"),
        Backend("openvino-bf16", "openvino", "cpu", "bf16"),
        Backend("openvino-gpu", "openvino", "gpu", systems=_INTEL),
        Backend("openvino-npu", "openvino", "npu", systems=_INTEL),
        Backend("tensorrt", "tensorrt", "cuda", systems=_NVIDIA),
        Backend("tensorrt-fp16", "tensorrt", "cuda", "fp16", _NVIDIA),
        Backend("tensorrt-rtx", "tensorrt-rtx", "cuda", systems=_NVIDIA),
        Backend("tensorrt-rtx-fp16", "tensorrt-rtx", "cuda", "fp16", _NVIDIA),
    )
}


def split_name(name: str) -> tuple[str, int]:
    """A backend's name without the GPU, and the number of the GPU: "tensorrt@1", "auto@1".

    Raises:
        BackendError: what follows the @ is no number.
    """
    plain, at, number = name.partition("@")
    if at and not (number.isascii() and number.isdecimal()):
        raise BackendError(
            f"{name} names no GPU.",
            f"Write its number, as in {plain}@1; `rtxfer devices` lists them.",
        )
    return plain, int(number or 0)


def find_backend(name: str) -> Backend:
    """A backend by its name.

    Raises:
        BackendError: there is none of that name.
    """
    plain, gpu = split_name(name)
    if plain not in BACKENDS:
        known = ", ".join([AUTO, *BACKENDS])
        raise BackendError(f"There is no backend called {plain}.", f"Known: {known}.")
    found = BACKENDS[plain].on(gpu)
    if gpu and found.name == plain:
        raise BackendError(f"{plain} runs on no GPU that has a number.", f"Write {plain} alone.")
    return found
