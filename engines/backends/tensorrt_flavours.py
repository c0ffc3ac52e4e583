"""TensorRT in its two flavours: the classic, and TensorRT-RTX, which builds without a GPU."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from engines.backends.cuda import Device
from engines.cache import Key, sha256_of
from engines.engine import Plan
from engines.errors import MissingLibraryError

FLAGS: Final = "strongly typed, no TF32"
"""TensorFloat-32 keeps ten bits of each factor: too few for coordinates."""

RULES: Final = "2"
"""Raised whenever `mixed_precision` or `matmul_sm75` make another graph of the same one."""


@dataclass(frozen=True, slots=True)
class Flavour:
    """One of the two libraries.

    Attributes:
        name: as backends are called.
        title: for people.
        module: what is imported.
        install: the line that brings it.
        portable: whether an engine runs on every GPU of its architecture, under any driver,
            and so can be built for another machine.
    """

    name: str
    title: str
    module: str
    install: str
    portable: bool

    def library(self) -> Any:
        """The module.

        Raises:
            MissingLibraryError: it is not installed.
        """
        try:
            return importlib.import_module(self.module)
        except ImportError as error:
            raise MissingLibraryError(self.title, self.install, error) from error

    def architectures(self) -> list[str]:
        """Those it can build for anywhere, as "sm_75"; none where it must have the GPU at hand.

        Raises:
            MissingLibraryError: it is not installed.
        """
        library = self.library()
        if not self.portable:
            return []
        known = library.ComputeCapability.__members__
        return [f"sm_{name[2:]}" for name in known if name.startswith("SM")]

    def key(self, plan: Plan, architecture: str, device: Device | None) -> Key:
        """Names an engine in the cache, by all that it depends on.

        Args:
            plan: of the graph.
            architecture: it is for.
            device: it is for; matters only where engines are not portable.
        """
        parts = {
            "graph": sha256_of(plan.graph),
            "library": f"{self.title} {self.library().__version__}",
            "architecture": architecture,
            "precision": plan.precision,
            "FP32 nodes": ", ".join(plan.fp32_ops) or "by structure",
            "flags": FLAGS,
            "rules": RULES,
        }
        if not self.portable and device is not None:
            parts |= {"GPU": device.name, "driver": device.driver}
        bundle, graph = plan.graph.parent.name, plan.graph.stem
        return Key(f"{bundle} {graph} {self.name} {architecture} {plan.precision}", parts)


CLASSIC: Final = Flavour(
    "tensorrt", "TensorRT", "tensorrt", "pip install 'rtxfer[tensorrt]'", portable=False
)
RTX: Final = Flavour(
    "tensorrt-rtx",
    "TensorRT-RTX",
    "tensorrt_rtx",
    "pip install 'rtxfer[tensorrt-rtx]'",
    portable=True,
)
FLAVOURS: Final[Mapping[str, Flavour]] = MappingProxyType(
    {flavour.name: flavour for flavour in (CLASSIC, RTX)}
)


def listening(library: Any, heard: list[str]) -> Any:
    """A logger of the library that keeps what matters.

    Args:
        library: one of the flavours.
        heard: grows by every warning and error.
    """

    class Logger(library.ILogger):  # type: ignore[misc]
        def __init__(self) -> None:
            library.ILogger.__init__(self)

        def log(self, severity: Any, msg: str) -> None:
            if int(severity) <= int(library.ILogger.Severity.WARNING):
                heard.append(msg)

    return Logger()
